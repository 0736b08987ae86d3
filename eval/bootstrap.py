"""Intervals and tests by resampling documents.

Sentences of one article share names and style, so the document is what is drawn (Efron and Tibshirani 1993;
for comparing systems on the same data, Koehn 2004 and Berg-Kirkpatrick, Burkett and Klein 2012). A sample
of n documents out of n is a row of multinomial weights, and all samples of all counts are one matrix
product.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.scores import AVERAGED, Key, Tally

RESAMPLES = 2000
SEED = 2019
MICRO, MACRO = "micro", "macro"
_ENDS = (2.5, 97.5)

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """Second system minus first: F1 or share, its 95% interval, two-sided p of the sign being chance."""

    value: float
    interval: Interval
    p: float


def weights(documents: int, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """How often each document is drawn in each sample: (resamples, documents), rows sum to `documents`."""
    draw = np.random.default_rng(seed)
    return draw.multinomial(documents, np.full(documents, 1 / documents), size=resamples).astype(float)


def samples(tallies: Sequence[Tally], drawn: np.ndarray) -> dict[Key, np.ndarray]:
    """F1 of every score, share of every share, micro and macro F1 of averaged groups, in every sample.

    nan where a sample holds nothing of a label; a macro average is over the labels the sample has.
    """
    keys = sorted({key for tally in tallies for key in tally.scores})
    sums: dict[Key, np.ndarray] = {}
    for key in keys:
        counts = [(s.tp, s.fp, s.fn) if (s := t.scores.get(key)) else (0, 0, 0) for t in tallies]
        sums[key] = drawn @ np.array(counts, float)
    result = {key: _f1(summed) for key, summed in sums.items()}
    for group in AVERAGED:
        members = [key for key in keys if key[0] == group]
        if members:
            result[group, MICRO] = _f1(np.sum([sums[key] for key in members], axis=0))
            result[group, MACRO] = _mean([result[key] for key in members])
    for key in sorted({key for tally in tallies for key in tally.shares}):
        counts = [(s.hits, s.total) if (s := t.shares.get(key)) else (0, 0) for t in tallies]
        summed = drawn @ np.array(counts, float)
        result[share_key(key)] = _divide(summed[:, 0], summed[:, 1])
    return result


def share_key(key: Key) -> Key:
    """Where `samples` keeps a share: its group may have scores of the same name."""
    return f"share of {key[0]}", key[1]


def interval(values: np.ndarray) -> Interval | None:
    """95% percentile interval, rounded to six decimals; None when no sample holds the label."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, _ENDS)
    return round(float(low), 6), round(float(high), 6)


def intervals(sampled: Mapping[Key, np.ndarray]) -> dict[Key, Interval]:
    """95% interval of everything `samples` gives."""
    found = {key: interval(values) for key, values in sampled.items()}
    return {key: ends for key, ends in found.items() if ends is not None}


def differences(first: Sequence[Tally], second: Sequence[Tally], drawn: np.ndarray) -> dict[Key, Difference]:
    """Paired comparison of two systems on the same documents; only what both have."""
    whole = np.ones((1, drawn.shape[1]))
    before, after = samples(first, drawn), samples(second, drawn)
    value_before, value_after = samples(first, whole), samples(second, whole)
    result: dict[Key, Difference] = {}
    for key in before.keys() & after.keys():
        change = after[key] - before[key]
        change = change[~np.isnan(change)]
        ends = interval(change)
        if ends is None:
            continue
        tail = min((change <= 0).sum(), (change >= 0).sum()) + 1
        p = min(1.0, 2 * float(tail) / (len(change) + 1))
        result[key] = Difference(float(value_after[key][0] - value_before[key][0]), ends, p)
    return result


def _f1(sums: np.ndarray) -> np.ndarray:
    return _divide(2 * sums[:, 0], 2 * sums[:, 0] + sums[:, 1] + sums[:, 2])


def _divide(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def _mean(columns: Sequence[np.ndarray]) -> np.ndarray:
    table = np.array(columns)
    known = ~np.isnan(table)
    return _divide(np.where(known, table, 0).sum(0), known.sum(0).astype(float))
