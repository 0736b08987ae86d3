"""From words to what an encoder reads: token ids in windows, and where each word's first and last piece stand.

Training and inference share this file, so that a model never meets at work what it did not meet in training.
Sentences longer than a window are cut at word edges into windows that overlap; nothing is dropped.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from khabar.text import fold

Ints = npt.NDArray[np.int64]

_LONGEST_WORD = 64
"""Characters of a word that reach the tokenizer; longer ones are unknown to it anyway."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words of one sentence as an encoder reads it.

    `ids` holds the special tokens and the pieces; `first[i]` and `last[i]` are positions in it of word
    `start + i`. Of these words, those in `[keep_start, keep_end)` take their scores from this window.
    """

    sentence: int
    start: int
    end: int
    keep_start: int
    keep_end: int
    ids: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True, slots=True)
class WindowBatch:
    """Windows padded to one size: ids and mask (rows, tokens), first and last (rows, words), word mask."""

    ids: Ints
    mask: Ints
    first: Ints
    last: Ints
    word_mask: Ints


def token_windows(
    tokenizer: Tokenizer, sentences: Sequence[Sequence[str]], *, max_tokens: int, overlap: int
) -> list[Window]:
    """Tokenise sentences given as words, and cut each into windows of at most `max_tokens` tokens.

    Neighbouring windows share about `overlap` tokens; each shared word is kept from the window in which it
    stands further from the edge. Raises ValueError when the window is too small for the overlap.
    """
    if overlap * 2 >= max_tokens or max_tokens < 2 * _LONGEST_WORD:
        raise ValueError(f"max_tokens={max_tokens} is too small for overlap={overlap} or for one long word")
    folded = [[fold(word[: _LONGEST_WORD * 4])[:_LONGEST_WORD] or "\ufffd" for word in s] for s in sentences]
    encodings = tokenizer.encode_batch(folded, is_pretokenized=True, add_special_tokens=False)
    opening, closing = special_ids(tokenizer)
    windows: list[Window] = []
    for index, (encoding, words) in enumerate(zip(encodings, folded, strict=True)):
        ids = np.array(encoding.ids, np.int64)
        first, last = _edges(encoding.word_ids, len(words))
        for start, end, keep_start, keep_end in _cuts(first, last, max_tokens - 2, overlap):
            low, high = (int(first[start]), int(last[end - 1]) + 1) if end > start else (0, 0)
            row = np.concatenate(([opening], ids[low:high], [closing]))
            shift = 1 - low
            windows.append(
                Window(index, start, end, keep_start, keep_end, row, first[start:end] + shift, last[start:end] + shift)
            )
    return windows


def special_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """Ids of [CLS] and [SEP]. Raises ValueError when the tokenizer has none: it is not of the BERT family."""
    opening, closing = (tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
    if opening is None or closing is None:
        raise ValueError("the tokenizer has no [CLS] and [SEP] tokens")
    return opening, closing


def batch_windows(windows: Sequence[Window], pad: int) -> WindowBatch:
    """Pad windows into arrays; padded words point at position 0 and are masked."""
    tokens = max(len(w.ids) for w in windows)
    words = max(1, *(len(w.first) for w in windows))
    ids = np.full((len(windows), tokens), pad, np.int64)
    mask = np.zeros((len(windows), tokens), np.int64)
    first, last, word_mask = (np.zeros((len(windows), words), np.int64) for _ in range(3))
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
        first[row, : len(window.first)] = window.first
        last[row, : len(window.last)] = window.last
        word_mask[row, : len(window.first)] = 1
    return WindowBatch(ids, mask, first, last, word_mask)


def _edges(word_ids: Sequence[int | None], count: int) -> tuple[Ints, Ints]:
    """Positions of the first and last piece of each word; a word without pieces borrows its neighbour's."""
    owner = np.array(word_ids, np.int64)
    first: Ints = np.searchsorted(owner, np.arange(count), side="left")
    last: Ints = np.searchsorted(owner, np.arange(count), side="right") - 1
    top = max(0, len(owner) - 1)
    return np.minimum(first, top), np.clip(last, 0, top)


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
