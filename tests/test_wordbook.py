"""Words are found in any spelling, without what is attached to them, and unknown ones have no codes."""

from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from khabar.manifest import ModelError
from khabar.wordbook import Wordbook, gaps_of, read_centroids, read_wordbook


@pytest.fixture
def book() -> Wordbook:
    """Three words with two codes each, in the order of the words."""
    words = ["السنابل", "بيروت", "أحمد"]
    keys = np.array([crc32(word.encode()) for word in words], np.uint32)
    order = np.argsort(keys)
    return Wordbook(keys[order], np.array([[1, 4], [2, 5], [3, 6]], np.uint8)[order])


def test_spelling_makes_no_difference(book: Wordbook) -> None:
    """Diacritics and stretching do not hide a word."""
    assert book.codes_of(["أحمد", "أَحمَد", "أحمـــد"]).tolist() == [[3, 6]] * 3


def test_attached_letters_come_off_where_the_whole_is_unknown(book: Wordbook) -> None:
    """A known word keeps its first letter; an unknown one is tried without."""
    assert book.codes_of(["بيروت", "وبيروت", "لأحمد", "والسنابل"]).tolist() == [[2, 5], [2, 5], [3, 6], [1, 4]]


def test_unknown_words_have_code_zero(book: Wordbook) -> None:
    """Also those that are hardly words."""
    unknown = ["", "و", "نهر", "\ud800", "x" * 1000, "يروت"]
    assert not book.codes_of(unknown).any()
    assert book.codes_of([]).shape == (0, 2)
    assert not Wordbook(np.zeros(0, np.uint32), np.zeros((0, 2), np.uint8)).codes_of(["بيروت"]).any()


def test_arrays_that_do_not_fit_are_refused() -> None:
    """Another type, another length, another order."""
    keys, codes = np.array([1, 2], np.uint32), np.zeros((2, 3), np.uint8)
    for wrong in ((keys.astype(np.int64), codes), (keys[:1], codes), (keys[::-1], codes), (keys, codes[:, 0])):
        with pytest.raises(ValueError):
            Wordbook(*wrong)


def test_damaged_files_are_named(tmp_path: Path) -> None:
    """No file, no archive, a part missing, objects in it: the error says which file."""
    (tmp_path / "text.npz").write_text("no archive", encoding="utf-8")
    np.savez(tmp_path / "part.npz", gaps=np.zeros((4, 1), np.uint8))
    np.savez(tmp_path / "objects.npz", gaps=np.array([{}]), codes=np.array([{}]), centroids=np.array([{}]))
    np.savez(tmp_path / "types.npz", gaps=np.zeros((4, 1)), codes=np.zeros((2, 1), np.uint8))
    np.savez(tmp_path / "equal.npz", gaps=np.zeros((4, 2), np.uint8), codes=np.zeros((2, 2), np.uint8))
    for name in ("absent", "text", "part", "objects", "types", "equal"):
        with pytest.raises(ModelError, match=f"{name}.npz: not a wordbook"):
            read_wordbook(tmp_path / f"{name}.npz")
    with pytest.raises(ModelError, match=r"objects\.npz"):
        read_centroids(tmp_path / "objects.npz")


def test_a_file_gives_back_its_words(tmp_path: Path, book: Wordbook) -> None:
    """Keys come back from their gaps, however far apart they are, and codes from their parts."""
    keys = np.array([0, 1, 70_000, 2**32 - 1], np.uint32)
    assert np.cumsum(gaps_of(keys).T.astype(np.int64) @ (1 << np.array([0, 8, 16, 24]))).tolist() == keys.tolist()
    words = ["السنابل", "بيروت", "أحمد"]
    rising = np.sort(np.array([crc32(word.encode()) for word in words], np.uint32))
    codes = np.concatenate([book.codes_of([w]) for w in sorted(words, key=lambda w: crc32(w.encode()))])
    np.savez_compressed(tmp_path / "words.npz", gaps=gaps_of(rising), codes=codes.T)
    assert read_wordbook(tmp_path / "words.npz").codes_of(words).tolist() == book.codes_of(words).tolist()
