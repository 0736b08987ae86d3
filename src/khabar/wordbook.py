"""What a corpus knows of whole words: codes of their vectors, for words too rare to be one piece of a tokenizer.

A small encoder has met few names often enough to know them by their pieces. Vectors of words (Mikolov et al. 2013)
learned from all of a raw corpus cost minutes; product quantisation (Jégou et al. 2011) keeps each as a few bytes, a
code for each part of the vector. The model holds a small table for each part and looks the codes up there.

A file holds the checksums of the words and no words, as bytes of the gaps between them, rank by rank, and the codes
part by part: so zip makes most of both. A word that is not among them is tried without an attached conjunction or
preposition, and has the code 0 in all parts if that fails.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
import numpy.typing as npt

from khabar.manifest import ModelError
from khabar.names import ATTACHED
from khabar.text import fold

FILE = "words.npz"
LEVELS = 256
"""Rows of a table: code 0 for words that are unknown, the others for centroids."""

_SHORTEST = 4
"""Letters that a word has at least when its first one is tried as attached."""

Codes = npt.NDArray[np.uint8]


class Wordbook:
    """Codes of words; `parts` is how many each has."""

    def __init__(self, keys: npt.NDArray[np.uint32], codes: Codes) -> None:
        """`keys` (words,) are CRC-32 checksums in rising order, `codes` (words, parts). Raises ValueError."""
        if keys.dtype != np.uint32 or codes.dtype != np.uint8 or codes.ndim != 2 or keys.shape != codes.shape[:1]:
            raise ValueError(f"keys {keys.dtype}{keys.shape} and codes {codes.dtype}{codes.shape} do not fit")
        if len(keys) > 1 and (keys[1:] <= keys[:-1]).any():
            raise ValueError("keys are not in rising order")
        self.parts = codes.shape[1]
        self._keys = keys
        self._codes = codes

    def __len__(self) -> int:
        """How many words are known."""
        return len(self._keys)

    def codes_of(self, words: Sequence[str]) -> Codes:
        """Codes (words, parts) of words in any spelling that `khabar.text.fold` makes one."""
        out = np.zeros((len(words), self.parts), np.uint8)
        folded = [fold(word) for word in words]
        found = self._look_up(folded, np.arange(len(words)), out)
        bare = [i for i, word in enumerate(folded) if not found[i] and len(word) >= _SHORTEST and word[0] in ATTACHED]
        self._look_up([folded[i][1:] for i in bare], np.array(bare, np.int64), out)
        return out

    def _look_up(self, words: Sequence[str], rows: npt.NDArray[np.int64], out: Codes) -> npt.NDArray[np.bool_]:
        """Put the codes of the words that are known into their rows of `out`; returns which those are."""
        if not words or not len(self._keys):
            return np.zeros(len(words), np.bool_)
        keys = np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint32)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        out[rows[known]] = self._codes[places[known]]
        return known


def read_wordbook(path: Path) -> Wordbook:
    """Read a file written by `python -m train wordbook`. Raises ModelError naming it when it is damaged."""
    gaps, codes = _arrays(path, "gaps", "codes")
    try:
        return Wordbook(_keys_of(gaps), np.ascontiguousarray(codes.T))
    except ValueError as error:
        raise ModelError(f"{path}: not a wordbook: {error}") from None


def gaps_of(keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Rising keys (words,) as a file has them: the bytes (4, words) of the gaps between them, lowest ranks first."""
    return np.diff(keys, prepend=np.uint32(0)).astype("<u4").view(np.uint8).reshape(-1, 4).T


def _keys_of(gaps: npt.NDArray[Any]) -> npt.NDArray[np.uint32]:
    if gaps.dtype != np.uint8 or gaps.ndim != 2 or len(gaps) != 4:
        raise ValueError(f"gaps {gaps.dtype}{gaps.shape} are not four bytes for each word")
    return np.cumsum(np.ascontiguousarray(gaps.T).view("<u4")[:, 0], dtype=np.uint32)


def read_centroids(path: Path) -> npt.NDArray[np.float16]:
    """What the codes of the same file stand for: (parts, LEVELS, dimensions of a part), where training starts from."""
    return _arrays(path, "centroids")[0]


def _arrays(path: Path, *names: str) -> list[npt.NDArray[Any]]:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return [arrays[name] for name in names]
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{path}: not a wordbook: {error}") from None
