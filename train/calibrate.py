"""Probabilities of sentence labels, and from which one a label is set: both fitted on development examples.

A label that the statements of a sentence settle (khabar.joint) does not go by its probability, so that thresholds
are those that serve the other sentences best.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from khabar.joint import settled
from khabar.labels import SENTENCE_LABELS

_GRID = np.arange(0.1, 0.91, 0.02)


@dataclass(frozen=True)
class Calibration:
    """Per sentence label: Platt scale and bias of the logit, and the probability from which the label is set."""

    scale: tuple[float, ...]
    bias: tuple[float, ...]
    threshold: tuple[float, ...]


def ruled(cues: Sequence[Sequence[str]]) -> np.ndarray:
    """What cue tags (sentences, words) settle, as (sentences, labels): 1 has the label, 0 has not, -1 is open."""
    rows = [settled({tag[2:] for tag in tags if tag != "O"}) for tags in cues]
    return np.array([[int(row.get(label, -1)) for label in SENTENCE_LABELS] for row in rows])


def calibrate(logits: np.ndarray, truth: np.ndarray, known: np.ndarray) -> Calibration:
    """Platt scaling (Platt 1999) per label on all sentences, then the threshold of best F1 given what is `known`.

    All are (sentences, labels). Of thresholds that do equally well, the one nearest a half is taken.
    """
    x, y = torch.from_numpy(logits).clone(), torch.from_numpy(truth).clone()
    with torch.inference_mode(False), torch.enable_grad():
        scale, bias = (torch.nn.Parameter(start) for start in (torch.ones(y.shape[1]), torch.zeros(y.shape[1])))
        optimizer = torch.optim.LBFGS([scale, bias], max_iter=100)

        def closure() -> torch.Tensor:
            optimizer.zero_grad()
            loss = binary_cross_entropy_with_logits(x.clone() * scale + bias, y.clone())
            loss.backward()
            return loss

        optimizer.step(closure)
    found = Calibration(tuple(scale.detach().tolist()), tuple(bias.detach().tolist()), ())
    return Calibration(found.scale, found.bias, tuple(_thresholds(_chances(logits, found), truth > 0.5, known)))


def label_f1(logits: np.ndarray, truth: np.ndarray, known: np.ndarray, calibration: Calibration) -> float:
    """Macro F1 over the sentence labels as they are given."""
    marked = _given(_chances(logits, calibration), np.array(calibration.threshold), known)
    return float(np.mean([_f1(marked[:, i], truth[:, i] > 0.5) for i in range(truth.shape[1])]))


def _thresholds(chances: np.ndarray, truth: np.ndarray, known: np.ndarray) -> list[float]:
    marked = [_given(chances, bound, known) for bound in _GRID]
    chosen: list[float] = []
    for label in range(truth.shape[1]):
        scores = np.array([_f1(given[:, label], truth[:, label]) for given in marked])
        best = _GRID[scores == scores.max()]
        chosen.append(round(float(best[np.abs(best - 0.5).argmin()]), 2))
    return chosen


def _given(chances: np.ndarray, bounds: np.ndarray | float, known: np.ndarray) -> np.ndarray:
    return np.where(known < 0, chances >= bounds, known > 0)


def _chances(logits: np.ndarray, calibration: Calibration) -> np.ndarray:
    scaled = logits * np.array(calibration.scale) + np.array(calibration.bias)
    return 1 / (1 + np.exp(-np.clip(scaled, -50, 50)))


def _f1(guess: np.ndarray, truth: np.ndarray) -> float:
    hits = int((guess & truth).sum())
    return 2 * hits / max(1, int(guess.sum() + truth.sum()))
