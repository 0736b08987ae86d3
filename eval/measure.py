"""Everything that is measured of predictions, from documents to a report as plain data."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

import numpy as np

from eval.bootstrap import (
    MACRO,
    MICRO,
    RESAMPLES,
    SEED,
    Interval,
    interval,
    intervals,
    samples,
    share_key,
    weights,
)
from eval.scores import AVERAGED, Key, Score, Tally, macro, micro, total
from eval.sentences import binned, calibration_error, chances, describe, score_sentences
from eval.spans import confusion, score_spans
from eval.speakers import score_speakers
from eval.statements import score_statements, statement_pairs
from khabar.document import Document
from khabar.labels import POLARITIES, SENTENCE_LABELS

HEADLINE: Mapping[str, Key] = {
    "spans, micro F1": ("spans", MICRO),
    "spans, macro F1": ("spans", MACRO),
    "entities, micro F1": ("entities", MICRO),
    "entities, macro F1": ("entities", MACRO),
    "figures, micro F1": ("figures", MICRO),
    "figures, macro F1": ("figures", MACRO),
    "figure value, accuracy": share_key(("figure fields", "value")),
    "figure role, accuracy": share_key(("figure fields", "role")),
    "sentence labels, macro F1": ("sentences", MACRO),
    "claim, F1": ("sentences", "claim"),
    "attribution, F1": ("sentences", "attribution"),
    "denial, F1": ("sentences", "denial"),
    "cue, F1": ("statements", "cue"),
    "source, F1": ("statements", "source"),
    "source, word F1": ("statements", "source, words"),
    "content, F1": ("statements", "content"),
    "content, word F1": ("statements", "content, words"),
    "whole statement, F1": ("statements", "whole statement"),
    "cue with polarity, micro F1": ("polarity of cues", MICRO),
    "cue with polarity, macro F1": ("polarity of cues", MACRO),
    "polarity on matched cues, accuracy": share_key(("statements", "polarity on matched cues")),
    "speaker, accuracy": share_key(("speakers", "all")),
}
"""What is shown first, and where eval.bootstrap.samples keeps it."""


def tally(gold: Document, guess: Document, seen: Set[str] | None = None) -> Tally:
    """All counts of one document. Raises ValueError when the sentence bounds differ."""
    counts = Tally()
    score_spans(gold, guess, counts, seen)
    score_sentences(gold, guess, counts)
    score_statements(gold, guess, counts)
    score_speakers(gold, guess, counts)
    return counts


def tallies(
    golds: Sequence[Document], guesses: Sequence[Document], seen: Set[str] | None = None
) -> list[Tally]:
    """Counts by document."""
    return [tally(gold, guess, seen) for gold, guess in zip(golds, guesses, strict=True)]


def measure(
    golds: Sequence[Document],
    guesses: Sequence[Document],
    *,
    seen: Set[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> dict[str, Any]:
    """Scores with intervals, calibration and confusions of predictions, as plain data."""
    counts = tallies(golds, guesses, seen)
    drawn = weights(len(golds), resamples, seed)
    ends = intervals(samples(counts, drawn))
    values = {key: float(v[0]) for key, v in samples(counts, np.ones((1, len(golds)))).items()}
    whole = total(counts)
    return {
        "headline": {
            name: {"score": round(values[key], 6), "interval": ends.get(key)}
            for name, key in HEADLINE.items()
            if key in values and not np.isnan(values[key])
        },
        "scores": {group: _group(whole, group, ends) for group in sorted({g for g, _ in whole.scores})},
        "shares": {
            group: {
                name: {
                    "hits": s.hits,
                    "total": s.total,
                    "share": round(s.value, 6),
                    "interval": ends.get(share_key((g, name))),
                }
                for (g, name), s in whole.shares.items()
                if g == group
            }
            for group in sorted({g for g, _ in whole.shares})
        },
        "calibration": _calibration(golds, guesses, drawn),
        "confusion": {"spans": confusion(golds, guesses), "polarity": _polarities(golds, guesses)},
        "bootstrap": {"unit": "document", "resamples": resamples, "seed": seed, "level": 0.95},
    }


def _group(whole: Tally, group: str, ends: Mapping[Key, Interval]) -> dict[str, Any]:
    members = whole.group(group)
    found = {name: _score(score, ends.get((group, name))) for name, score in members.items()}
    if group in AVERAGED:
        found[MICRO] = _score(micro(members), ends.get((group, MICRO)))
        names = ("precision", "recall", "f1")
        means = dict(zip(names, (round(mean, 6) for mean in macro(members)), strict=True))
        found[MACRO] = {**means, "interval": ends.get((group, MACRO))}
    return found


def _score(score: Score, ends: Interval | None) -> dict[str, Any]:
    return {
        "tp": score.tp,
        "fp": score.fp,
        "fn": score.fn,
        "precision": round(score.precision, 6),
        "recall": round(score.recall, 6),
        "f1": round(score.f1, 6),
        "interval": ends,
    }


def _calibration(golds: Sequence[Document], guesses: Sequence[Document], drawn: np.ndarray) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for label in SENTENCE_LABELS:
        found = chances(golds, guesses, label)
        if found is None:
            continue
        bins = binned(found, len(golds))
        sampled = calibration_error(np.tensordot(drawn, bins, axes=1))
        result[label] = {**_rounded(describe(found, bins.sum(0))), "ece_interval": interval(sampled)}
    return result


def _polarities(golds: Sequence[Document], guesses: Sequence[Document]) -> dict[str, dict[str, int]]:
    """Polarities of statements whose cues overlap, gold by predicted."""
    table = {row: dict.fromkeys(POLARITIES, 0) for row in POLARITIES}
    for gold, guess in zip(golds, guesses, strict=True):
        for ours, theirs in statement_pairs(gold, guess):
            if ours is not None and theirs is not None:
                table[ours.polarity][theirs.polarity] += 1
    return table


def _rounded(data: Any) -> Any:
    if isinstance(data, float):
        return round(data, 6)
    if isinstance(data, dict):
        return {key: _rounded(value) for key, value in data.items()}
    return [_rounded(value) for value in data] if isinstance(data, list) else data
