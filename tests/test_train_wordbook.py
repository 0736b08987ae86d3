"""A wordbook holds what a corpus says of words, in a form that a model can look up."""

import json
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
import zstandard

import tiny
from khabar.wordbook import read_centroids, read_wordbook
from train.recipe import RecipeError
from train.wordbook import main, quantise

RECIPE = {"dimensions": 8, "window": 2, "epochs": 1, "least": 2, "words": 40, "parts": 4, "seed": 1}


def write_recipe(path: Path, **changes: int) -> Path:
    """A recipe for the tiny corpus."""
    lines = ['corpora = ["news.jsonl.zst"]', *(f"{k} = {v}" for k, v in (RECIPE | changes).items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The tiny documents as raw text."""
    lines = "".join(json.dumps({"text": d["text"]}, ensure_ascii=False) + "\n" for d in tiny.documents() * 9)
    (tmp_path / "news.jsonl.zst").write_bytes(zstandard.compress(lines.encode()))
    return tmp_path


def test_words_of_a_corpus_have_codes(corpus: Path) -> None:
    """What occurs often enough is found, what does not occur is not."""
    main([str(write_recipe(corpus / "r.toml")), "--corpus", str(corpus), "--out", str(corpus / "words.npz")])
    book = read_wordbook(corpus / "words.npz")
    codes = book.codes_of(["سمير", "وسمير", "منصور", "الأقحوان"])
    assert codes.shape == (4, 4) and codes[:3].all() and not codes[3].any()
    assert (codes[0] == codes[1]).all()
    assert read_centroids(corpus / "words.npz").shape == (4, 256, 2)


def test_codes_stand_for_the_nearest_centroids() -> None:
    """Parts are those of the vectors, centred and scaled; level 0 is nothing; keys rise."""
    vectors = np.random.default_rng(3).normal(2.0, 3.0, (600, 6)).astype(np.float32)
    words = [f"كلمة{i}" for i in range(600)]
    arrays = quantise(words, vectors, 3, 1)
    centred = (vectors - vectors.mean(0)).reshape(600, 3, 2)
    parts = centred / np.sqrt((centred**2).mean())
    keys = np.cumsum(arrays["gaps"].T.astype(np.int64) @ (1 << np.array([0, 8, 16, 24])))
    places = np.searchsorted(keys, np.array([crc32(word.encode()) for word in words], np.uint32))
    for part in range(3):
        levels = arrays["centroids"][part].astype(np.float32)
        distances = ((parts[:, part, None] - levels[None, 1:]) ** 2).sum(2)
        codes = arrays["codes"][part, places]
        nearest = np.isclose(distances[np.arange(600), codes - 1], distances.min(1), atol=0.01)
        assert nearest.all() and len(set(codes.tolist())) > 100
    assert not arrays["centroids"][:, 0].any() and (np.diff(keys) > 0).all()


def test_dimensions_must_come_apart(corpus: Path) -> None:
    """Parts of unequal size are refused before anything is learned."""
    with pytest.raises(RecipeError, match="parts"):
        main([str(write_recipe(corpus / "r.toml", parts=3)), "--corpus", str(corpus), "--out", str(corpus / "w.npz")])
