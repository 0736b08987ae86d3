"""Skip-gram vectors of the tokenizer's own pieces, to start the encoder's embeddings from.

From random embeddings a small masked language model spends its first thousand steps on the unigram
plateau; skip-gram with negative sampling (Mikolov et al. 2013) learns the same co-occurrences from the same
token stream in minutes.
"""

import tempfile
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec  # pyright: ignore[reportMissingTypeStubs]

LINE = 64


def skipgram_vectors(shards: list[np.ndarray], vocab_size: int, dimensions: int, seed: int) -> np.ndarray:
    """Vectors (vocab_size, dimensions) after one epoch; pieces that never occur get zeros.

    Lines are 64 tokens long: gensim's threads share work by lines, and windows of 5 lose little there.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokens.txt"
        with path.open("w", encoding="ascii") as out:
            for ids in shards:
                for start in range(0, len(ids), LINE * 4096):
                    rows = ids[start : start + LINE * 4096]
                    lines = (rows[i : i + LINE] for i in range(0, len(rows), LINE))
                    out.writelines(" ".join(map(str, line.tolist())) + "\n" for line in lines)
        model = Word2Vec(
            corpus_file=str(path),
            vector_size=dimensions,
            window=5,
            sg=1,
            negative=5,
            sample=1e-4,
            min_count=5,
            epochs=1,
            workers=2,
            seed=seed,
        )
    vectors = np.zeros((vocab_size, dimensions), np.float32)
    for index, name in enumerate(model.wv.index_to_key):
        vectors[int(str(name))] = model.wv.vectors[index]
    return vectors
