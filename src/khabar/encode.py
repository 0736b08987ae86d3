"""From words to what an encoder reads: token ids in windows, and where each word's first and last piece stand.

Training and inference share this file, so that a model never meets at work what it did not meet in training.
Sentences longer than a window are cut at word edges into windows that overlap; nothing is dropped.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from khabar.pieces import LONGEST_WORD, Pieces
from khabar.wordbook import Codes

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words of one sentence as an encoder reads it.

    `ids` holds the special tokens and the pieces; `first[i]` and `last[i]` are positions in it of word
    `start + i`, and `codes[i]` are that word's codes. Of these words, those in `[keep_start, keep_end)` take their
    scores from this window.
    """

    sentence: int
    start: int
    end: int
    keep_start: int
    keep_end: int
    ids: Ints
    first: Ints
    last: Ints
    codes: Codes


@dataclass(frozen=True, slots=True)
class WindowBatch:
    """Windows padded to one size: ids and mask (rows, tokens), first, last and word mask (rows, words).

    `codes` are (rows, words, parts).
    """

    ids: Ints
    mask: Ints
    first: Ints
    last: Ints
    word_mask: Ints
    codes: Codes


def token_windows(pieces: Pieces, sentences: Sequence[Sequence[str]], *, max_tokens: int, overlap: int) -> list[Window]:
    """Tokenise sentences given as words, and cut each into windows of at most `max_tokens` tokens.

    Neighbouring windows share about `overlap` tokens; each shared word is kept from the window in which it
    stands further from the edge. Raises ValueError when the window is too small for the overlap.
    """
    if overlap * 2 >= max_tokens or max_tokens < 2 * LONGEST_WORD:
        raise ValueError(f"max_tokens={max_tokens} is too small for overlap={overlap} or for one long word")
    all_words = list(chain.from_iterable(sentences))
    cut, codes = pieces.of(all_words)
    found, before = iter(cut), 0
    windows: list[Window] = []
    for index, words in enumerate(sentences):
        of_words = [next(found) for _ in words]
        ids = np.fromiter(chain((pieces.opening,), *of_words, (pieces.closing,)), np.int64)
        first, last = _edges([len(of_word) for of_word in of_words])
        for start, end, keep_start, keep_end in _cuts(first, last, max_tokens - 2, overlap):
            low, high = (int(first[start]), int(last[end - 1]) + 1) if end > start else (0, 0)
            row = ids[low : high + 2].copy()
            row[0], row[-1] = pieces.opening, pieces.closing
            shift = 1 - low
            edges = first[start:end] + shift, last[start:end] + shift
            known = codes[before + start : before + end]
            windows.append(Window(index, start, end, keep_start, keep_end, row, *edges, known))
        before += len(words)
    return windows


def batch_windows(windows: Sequence[Window], pad: int) -> WindowBatch:
    """Pad windows into arrays; padded words point at position 0 and are masked.

    There are two words or more in a row, for products of a single row are summed in another order than those of
    several, and a lone word must not score otherwise than one in a batch.
    """
    tokens = np.array([len(w.ids) for w in windows])
    words = np.array([len(w.first) for w in windows])
    of_token = np.arange(int(tokens.max())) < tokens[:, None]
    of_word = np.arange(max(2, int(words.max()))) < words[:, None]
    ids = np.full(of_token.shape, pad, np.int64)
    first, last = (np.zeros(of_word.shape, np.int64) for _ in range(2))
    ids[of_token] = np.concatenate([w.ids for w in windows])
    first[of_word] = np.concatenate([w.first for w in windows])
    last[of_word] = np.concatenate([w.last for w in windows])
    codes = np.zeros((*of_word.shape, windows[0].codes.shape[1]), np.uint8)
    codes[of_word] = np.concatenate([w.codes for w in windows])
    return WindowBatch(ids, of_token.astype(np.int64), first, last, of_word.astype(np.int64), codes)


def _edges(sizes: Sequence[int]) -> tuple[Ints, Ints]:
    """Positions of the first and last piece of words of so many pieces; a word without any borrows its neighbour's."""
    ends: Ints = np.cumsum(sizes, dtype=np.int64)
    top = max(0, int(ends[-1]) - 1) if len(ends) else 0
    return np.minimum(ends - sizes, top), np.maximum(ends - 1, 0)


def _cuts(first: Ints, last: Ints, room: int, overlap: int) -> list[tuple[int, int, int, int]]:
    """Word ranges (start, end, keep_start, keep_end) of windows that fit `room` pieces; linear in words."""
    count = len(first)
    if count == 0 or last[-1] < room:
        return [(0, count, 0, count)]
    ranges: list[tuple[int, int]] = []
    start = 0
    while True:
        end = max(start + 1, bisect_left(last, int(first[start]) + room))
        ranges.append((start, min(end, count)))
        if end >= count:
            break
        start = max(start + 1, bisect_left(first, int(first[end]) - overlap))
    middles = [(after[0] + before[1]) // 2 for before, after in pairwise(ranges)]
    keeps = [0, *middles, count]
    return [(s, e, keeps[i], keeps[i + 1]) for i, (s, e) in enumerate(ranges)]
