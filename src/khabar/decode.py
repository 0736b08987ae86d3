"""From scores to labels: Viterbi over BIO tags, and the best source and content of a cue, for many sentences at once.

Sentences stand one behind another, without padding, in arrays whose rows are words; `lengths` tells them apart.
Every number comes from the words of one sentence by operations whose order does not depend on the other ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khabar.posteriors import Posteriors, abreast

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]

_EXACT = 8
RELATIVE_BUCKETS = 2 * 16 + 1
"""Buckets of a word's distance from its cue: 0 to 8 words apart each, then by doubling, on either side."""

ARGUMENT_REACH = 192
"""Words to either side of a cue among which its source and content are looked for."""


@dataclass(frozen=True, slots=True)
class TagSpans:
    """Spans in order: rows `[start, end)` of the words, index of the label, probability of the span."""

    start: Ints
    end: Ints
    label: Ints
    score: Floats


def distance_buckets(words: int, cues: Ints) -> Ints:
    """Bucket of each of `words` words by its signed distance from each of the cues; shape (cues, words)."""
    away = np.arange(words) - np.asarray(cues)[:, None]
    size = np.abs(away)
    coarse = _EXACT + np.floor(np.log2(np.maximum(size, _EXACT) / _EXACT)).astype(np.int64)
    bucket = np.minimum(np.where(size < _EXACT, size, coarse), RELATIVE_BUCKETS // 2)
    return np.where(away < 0, -bucket, bucket) + RELATIVE_BUCKETS // 2


def viterbi(emissions: Floats, lengths: Ints, start: Floats, step: Floats) -> Ints:
    """Best tag paths (words,) for emissions (words, tags), Viterbi (1967).

    Longer sentences come first in the work, so that those which still have a word are always the first ones.
    Scores lie tags by sentences, where the maximum over a tag's predecessors runs along memory.
    """
    path = np.zeros(len(emissions), np.int64)
    starts, alive = abreast(lengths)
    totals: list[Floats] = []
    for word in range(len(alive)):
        here = emissions[starts[: alive[word]] + word].T
        if word:
            reach = totals[-1][:, None, : alive[word]] + step[:, :, None]
            totals.append(reach.max(0) + here)
        else:
            totals.append(start[:, None] + here)
    tag = np.zeros(0, np.int64)
    for word in range(len(alive) - 1, -1, -1):
        here = totals[word]
        if len(tag):
            tag = (here[:, : len(tag)] + step[:, tag]).argmax(0)
        tag = np.concatenate((tag, here[:, len(tag) :].argmax(0)))
        path[starts[: alive[word]] + word] = tag
    return path


def tag_spans(path: Ints, lengths: Ints, chances: Posteriors, tags: Sequence[str]) -> TagSpans:
    """Spans of BIO paths; an I- that follows no such span opens one (it cannot after `viterbi`)."""
    names = list(dict.fromkeys(tag[2:] for tag in tags if tag != "O"))
    label_of = np.array([-1 if tag == "O" else names.index(tag[2:]) for tag in tags])
    opens = np.array([tag.startswith("B-") for tag in tags])
    first = np.zeros(len(path) + 1, bool)
    first[np.cumsum(lengths)] = first[0] = True
    label = label_of[path]
    begins = (label >= 0) & (first[:-1] | opens[path] | (label != np.roll(label, 1)))
    ends = np.flatnonzero(np.append((label < 0) | begins, True) | first)
    start = np.flatnonzero(begins)
    end = ends[np.searchsorted(ends, start, side="right")]
    inside = np.array([tags.index(f"I-{name}") for name in names], np.int64)[label[start]]
    return TagSpans(start, end, label[start], chances.chances(path, start, end, first[1:], inside))


def best_arguments(start: Floats, end: Floats, cues: Ints, least: float = 0.0) -> Ints:
    """The likeliest spans for start and end logits (cues, words + 1): rows (begin, end), or (-1, -1) for none.

    None is what the last place stands for, and what a span that is less likely than `least` becomes. A span may reach
    around its cue but neither begin nor end in it; `cues` (cues, 2) are the word ranges of the cues.
    """
    words = int(start.shape[1]) - 1
    rows = np.arange(len(start))
    if words == 0:
        return np.full((len(start), 2), -1)
    place: Ints = np.arange(words, dtype=np.int64)
    within = (place >= cues[:, :1]) & (place < cues[:, 1:])
    first = np.where(within, -np.inf, start[:, :-1])
    last = np.where(within, -np.inf, end[:, :-1])
    joint = np.maximum.accumulate(first, 1) + last
    stop = joint.argmax(1)
    begin = np.where(place <= stop[:, None], first, -np.inf).argmax(1)
    given = joint[rows, stop] > start[:, -1] + end[:, -1]
    if least:
        given &= _chance(first, start[:, -1], begin) * _chance(last, end[:, -1], stop) >= least
    return np.where(given[:, None], np.stack((begin, stop + 1), 1), -1)


def _chance(logits: Floats, none: Floats, place: Ints) -> Floats:
    """Probability of a place for each cue among all words and none, summed in the order of the words."""
    top = np.maximum(logits.max(1), none)
    shares = np.exp(logits - top[:, None])
    total = np.add.accumulate(shares, 1)[:, -1] + np.exp(none - top)
    return shares[np.arange(len(place)), place] / total
