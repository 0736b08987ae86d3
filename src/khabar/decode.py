"""From scores to labels: batched Viterbi over BIO tags, and the best source and content of a cue.

Everything is numpy over whole batches; the words of one sentence never depend on what it was batched with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]

_EXACT = 8
RELATIVE_BUCKETS = 2 * 16 + 1
"""Buckets of a word's distance from its cue: 0 to 8 words apart each, then by doubling, on either side."""

ARGUMENT_REACH = 192
"""Words to either side of a cue among which its source and content are looked for."""


@dataclass(frozen=True, slots=True)
class TagSpan:
    """Words `[start, end)` under one label, with the mean probability of their tags."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words `[start, end)` of an argument, with the probability of the two pointers."""

    start: int
    end: int
    score: float


def distance_buckets(words: int, cue: int) -> Ints:
    """Bucket of each of `words` words by its signed distance from word `cue`; shape (words,)."""
    away = np.arange(words) - cue
    size = np.abs(away)
    coarse = _EXACT + np.floor(np.log2(np.maximum(size, _EXACT) / _EXACT)).astype(np.int64)
    bucket = np.minimum(np.where(size < _EXACT, size, coarse), RELATIVE_BUCKETS // 2)
    return np.where(away < 0, -bucket, bucket) + RELATIVE_BUCKETS // 2


def viterbi(emissions: Floats, lengths: Ints, start: Floats, step: Floats) -> Ints:
    """Best tag paths (rows, words) for emissions (rows, words, tags), Viterbi (1967); -1 beyond a row's length."""
    rows, words, tags = emissions.shape
    total = start + emissions[:, 0]
    back = np.zeros((words, rows, tags), np.int64)
    for word in range(1, words):
        reach = total[:, :, None] + step
        back[word] = reach.argmax(1)
        moved = reach.max(1) + emissions[:, word]
        total = np.where((word < lengths)[:, None], moved, total)
    path = np.full((rows, words), -1, np.int64)
    tag: Ints = total.argmax(1)
    for word in range(words - 1, -1, -1):
        inside = word < lengths
        path[inside, word] = tag[inside]
        if word:
            tag = np.where(inside, back[word, np.arange(rows), tag], tag)
    return path


def marginals(emissions: Floats) -> Floats:
    """Softmax over the last axis: the probability of each tag by its own emission."""
    shifted = np.exp(emissions - emissions.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)


def tag_spans(path: Sequence[int], probabilities: Floats, tags: Sequence[str]) -> list[TagSpan]:
    """Spans of one row's BIO path; an I- that follows no such span opens one (it cannot after `viterbi`)."""
    spans: list[TagSpan] = []
    start, label = 0, ""
    for word, tag in enumerate([*path, 0]):
        name = tags[tag] if tag > 0 else "O"
        if label and not (name.startswith("I-") and name[2:] == label):
            chosen = probabilities[np.arange(start, word), np.asarray(path[start:word])]
            spans.append(TagSpan(start, word, label, float(chosen.mean())))
            label = ""
        if name != "O" and not label:
            start, label = word, name[2:]
    return spans


def best_argument(start: Floats, end: Floats, cue: tuple[int, int]) -> WordSpan | None:
    """The likeliest span for start and end logits (words + 1), or None where the last place, "none", wins.

    A span may reach around the cue but neither begin nor end in it; `cue` is its word range. The score is the
    geometric mean of the two pointer probabilities.
    """
    words = len(start) - 1
    if words == 0:
        return None
    opening, closing = marginals(start), marginals(end)
    first, last = opening[:-1].copy(), closing[:-1].copy()
    first[cue[0] : cue[1]] = 0
    last[cue[0] : cue[1]] = 0
    best_first = np.maximum.accumulate(first)
    joint = best_first * last
    stop = int(joint.argmax())
    if joint[stop] <= opening[-1] * closing[-1]:
        return None
    begin = int(first[: stop + 1].argmax())
    return WordSpan(begin, stop + 1, float(np.sqrt(joint[stop])))
