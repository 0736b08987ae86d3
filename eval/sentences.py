"""Score sentence labels: decisions, and the probabilities behind them.

Calibration is the expected calibration error over equal-width bins of the probability that the label holds
(Naeini et al. 2015; Guo et al. 2017, for a binary label). Precision and recall over all thresholds and
their average are scikit-learn's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score, precision_recall_curve

from eval.scores import Tally
from khabar.document import Document
from khabar.labels import SENTENCE_LABELS

BINS = 10
_POINTS = 50


def score_sentences(gold: Document, guess: Document, tally: Tally) -> None:
    """Count the labels of one document. Raises ValueError when the sentences are not the gold ones."""
    _check(gold, guess)
    for ours, theirs in zip(gold.sentences, guess.sentences, strict=True):
        for label in SENTENCE_LABELS:
            one, other = label in ours.labels, label in theirs.labels
            if one or other:
                tally.count("sentences", label, tp=one and other, fp=not one, fn=not other)
        tally.judge("sentences", "all labels right", set(ours.labels) == set(theirs.labels))


@dataclass(frozen=True, slots=True)
class Chances:
    """Predicted probabilities of one label and whether it holds, with the number of the document of each."""

    chance: np.ndarray
    holds: np.ndarray
    document: np.ndarray


def chances(golds: Sequence[Document], guesses: Sequence[Document], label: str) -> Chances | None:
    """Probabilities of a label over all sentences; None when a prediction has none."""
    rows: list[tuple[float, bool, int]] = []
    for number, (gold, guess) in enumerate(zip(golds, guesses, strict=True)):
        for ours, theirs in zip(gold.sentences, guess.sentences, strict=True):
            if theirs.scores is None or label not in theirs.scores:
                return None
            rows.append((theirs.scores[label], label in ours.labels, number))
    if not rows:
        return None
    chance, holds, document = zip(*rows, strict=True)
    return Chances(np.array(chance, float), np.array(holds, bool), np.array(document, int))


def binned(found: Chances, documents: int) -> np.ndarray:
    """Sentences, sum of probabilities, sentences with the label, as (documents, BINS, 3)."""
    which = np.minimum((found.chance * BINS).astype(int), BINS - 1)
    table = np.zeros((documents, BINS, 3))
    columns = np.stack([np.ones_like(found.chance), found.chance, found.holds.astype(float)], axis=1)
    np.add.at(table, (found.document, which), columns)
    return table


def calibration_error(bins: np.ndarray) -> np.ndarray:
    """Expected calibration error of binned sums (..., BINS, 3), between 0 and 1; nan without sentences."""
    with np.errstate(invalid="ignore"):
        return np.abs(bins[..., 1] - bins[..., 2]).sum(-1) / bins[..., 0].sum(-1)


def describe(found: Chances, bins: np.ndarray) -> dict[str, Any]:
    """Calibration error, average precision, reliability bins and thinned precision-recall curve."""
    entry: dict[str, Any] = {"ece": float(calibration_error(bins)), "average_precision": None, "curve": []}
    entry["bins"] = [
        {"sentences": int(n), "mean_probability": total / n, "share_with_label": hits / n}
        for n, total, hits in bins.tolist()
        if n
    ]
    if found.holds.any():
        entry["average_precision"] = float(average_precision_score(found.holds, found.chance))
        precision, recall, threshold = precision_recall_curve(found.holds, found.chance)
        kept = np.unique(np.linspace(0, len(threshold) - 1, _POINTS).round().astype(int))
        entry["curve"] = [
            {"threshold": float(threshold[i]), "precision": float(precision[i]), "recall": float(recall[i])}
            for i in kept
        ]
    return entry


def _check(gold: Document, guess: Document) -> None:
    ours, theirs = ([(s.start, s.end) for s in d.sentences] for d in (gold, guess))
    if ours != theirs:
        raise ValueError(
            f"{gold.id}: sentences: the prediction has other sentence bounds than the gold document"
        )
