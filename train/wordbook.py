"""Learn what a raw corpus knows of its words: `python -m train wordbook RECIPE --corpus DIR --out words.npz`.

Skip-gram vectors of whole words (Mikolov et al. 2013) are cut into parts, and each part is replaced by the nearest
of a few centroids (product quantisation, Jégou et al. 2011). The file holds checksums of words, codes, centroids
and the recipe; `khabar.wordbook` reads it, and a model that is trained with it starts its tables from the centroids.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from gensim.models import Word2Vec  # pyright: ignore[reportMissingTypeStubs]
from sklearn.cluster import MiniBatchKMeans

from khabar.wordbook import LEVELS, gaps_of
from train.corpus import read_texts, words_of
from train.recipe import RecipeError, read_recipe, resolved

_LINE = 200


@dataclass(frozen=True)
class WordbookRecipe:
    """Corpora, how vectors are learned (`epochs`, `window`, words met `least` times), and what is kept of them.

    `words` of the most frequent words are kept, each as `parts` codes of a vector of `dimensions`.
    """

    corpora: tuple[str, ...]
    dimensions: int
    window: int
    epochs: int
    least: int
    words: int
    parts: int
    seed: int


def learn(recipe: WordbookRecipe, corpus_dir: Path) -> dict[str, np.ndarray]:
    """The arrays of the file: gaps (4, words), codes (parts, words), centroids (parts, LEVELS, dimensions / parts)."""
    if recipe.dimensions % recipe.parts:
        raise RecipeError(f"parts: {recipe.dimensions} dimensions do not come apart into {recipe.parts} equal parts")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        with path.open("w", encoding="utf-8") as out:
            for name in recipe.corpora:
                for text in read_texts(corpus_dir / name):
                    words = words_of(text).split(" ")
                    lines = (words[i : i + _LINE] for i in range(0, len(words), _LINE))
                    out.writelines(" ".join(line) + "\n" for line in lines)
        model = Word2Vec(
            corpus_file=str(path),
            vector_size=recipe.dimensions,
            window=recipe.window,
            sg=1,
            negative=5,
            sample=1e-4,
            min_count=recipe.least,
            epochs=recipe.epochs,
            workers=2,
            seed=recipe.seed,
        )
    names = [str(name) for name in model.wv.index_to_key[: recipe.words]]
    return quantise(names, model.wv.vectors[: recipe.words], recipe.parts, recipe.seed)


def quantise(words: Sequence[str], vectors: np.ndarray, parts: int, seed: int) -> dict[str, np.ndarray]:
    """Vectors (words, dimensions) as codes of their parts; level 0 is zero and belongs to unknown words.

    Vectors are centred and scaled to a root mean square of 1. Of two words with one checksum the first is kept.
    """
    centred = vectors - vectors.mean(0)
    rows = (centred / np.sqrt((centred**2).mean())).reshape(len(words), parts, -1)
    centroids = np.zeros((parts, LEVELS, rows.shape[2]), np.float16)
    codes = np.zeros((len(words), parts), np.uint8)
    for part in range(parts):
        levels = min(LEVELS - 1, len(words))
        means = MiniBatchKMeans(levels, batch_size=4096, n_init=1, random_state=seed).fit(rows[:, part])
        codes[:, part] = 1 + means.labels_
        centroids[part, 1 : levels + 1] = means.cluster_centers_
    keys, first = np.unique([crc32(word.encode()) for word in words], return_index=True)
    return {"gaps": gaps_of(keys.astype(np.uint32)), "codes": codes[first].T, "centroids": centroids}


def main(argv: list[str]) -> int:
    """Command line of `python -m train wordbook`."""
    parser = argparse.ArgumentParser(prog="python -m train wordbook", description=__doc__.split("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that holds the recipe's corpora")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    a = parser.parse_args(argv)
    recipe = read_recipe(a.recipe, WordbookRecipe)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    arrays = learn(recipe, a.corpus)
    with a.out.open("wb") as handle:
        np.savez_compressed(
            handle,
            recipe=np.array(json.dumps(resolved(recipe))),
            **{name: np.ascontiguousarray(array) for name, array in arrays.items()},
        )
    print(f"{arrays['gaps'].shape[1]} words, {a.out.stat().st_size / 2**20:.2f} MiB")
    return 0
