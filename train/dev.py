"""Scores of a model in training on development examples, and the thresholds chosen there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2
from torch.nn.functional import binary_cross_entropy_with_logits

from khabar.decode import best_arguments, viterbi
from khabar.labels import POLARITIES, SENTENCE_LABELS, bio
from train.batches import Item, collate, in_batches
from train.model import KhabarModel


@dataclass(frozen=True)
class DevScores:
    """F1 of spans, cues and sentence labels (macro), exact arguments given gold cues; None for absent heads."""

    spans: float | None
    cues: float | None
    arguments: float | None
    sentences: float | None

    @property
    def mean(self) -> float:
        """The number by which the best checkpoint is chosen."""
        known = [s for s in (self.spans, self.cues, self.arguments, self.sentences) if s is not None]
        return float(np.mean(known))


@dataclass(frozen=True)
class Calibration:
    """Per sentence label: Platt scale and bias of the logit, and the probability from which the label is set."""

    scale: tuple[float, ...]
    bias: tuple[float, ...]
    threshold: tuple[float, ...]


def strict_f1(gold: list[list[str]], guess: list[list[str]]) -> float:
    """Micro F1 by seqeval's strict mode over IOB2; 0 when nothing is marked on either side."""
    if not any(tag != "O" for row in (*gold, *guess) for tag in row):
        return 0.0
    scores = precision_recall_fscore_support(gold, guess, average="micro", scheme=IOB2, zero_division=0)
    return float(scores[2])


@torch.inference_mode()
def score_dev(
    model: KhabarModel, items: Sequence[Item], span_labels: tuple[str, ...], pad: int, batch_size: int
) -> tuple[DevScores, Calibration | None]:
    """Decode every item as inference does and score it against its own annotation."""
    model.eval()
    device = next(model.parameters()).device
    span_tags, cue_tags = bio(span_labels), bio(POLARITIES)
    tagged: dict[str, tuple[list[list[str]], list[list[str]]]] = {"spans": ([], []), "cues": ([], [])}
    logits: list[np.ndarray] = []
    truth: list[np.ndarray] = []
    hits = total = 0
    for group in in_batches(items, batch_size, None):
        batch = collate(group, len(span_tags), pad).to(device)
        out = {name: values.cpu() for name, values in model(**vars(batch.inputs)).items()}
        inside = batch.inputs.word_mask.cpu().numpy() > 0
        lengths = inside.sum(1)
        gold_tags = {"spans": batch.allowed.float().argmax(-1), "cues": batch.cues}
        for name, tags, crf in (
            ("spans", span_tags, getattr(model, "span_crf", None)),
            ("cues", cue_tags, getattr(model, "cue_crf", None)),
        ):
            if crf is None:
                continue
            start, step = (t.cpu().numpy() for t in crf.scores())
            path = viterbi(out[name].numpy()[inside], lengths, start, step)
            for row, (length, found) in enumerate(zip(lengths, np.split(path, np.cumsum(lengths)), strict=False)):
                tagged[name][0].append([tags[t] for t in gold_tags[name][row, :length].tolist()])
                tagged[name][1].append([tags[t] for t in found.tolist()])
        if "sentences" in model.heads:
            logits.append(out["sentences"].numpy())
            truth.append(batch.labels.cpu().numpy())
        if "statements" in model.heads and (asked := batch.arguments):
            mask = batch.inputs.word_mask[asked.row]
            words = out["words"].to(device)[asked.row]
            points = model.arguments(words, asked.cue, asked.distance, mask).cpu().numpy()
            cues = np.stack((asked.cue.cpu().numpy(), asked.cue.cpu().numpy() + 1), 1)
            for at in (0, 2):
                found = best_arguments(points[:, at], points[:, at + 1], cues)
                none = points.shape[2] - 1
                pairs = np.where(found < 0, none, found - (0, 1))
                hits += int((pairs == asked.target[:, at : at + 2].cpu().numpy()).all(1).sum())
                total += len(pairs)
    model.train()
    calibration = calibrate(np.concatenate(logits), np.concatenate(truth)) if logits else None
    scores = DevScores(
        strict_f1(*tagged["spans"]) if "spans" in model.heads else None,
        strict_f1(*tagged["cues"]) if "statements" in model.heads else None,
        hits / total if total else None,
        label_f1(np.concatenate(logits), np.concatenate(truth), calibration) if calibration else None,
    )
    return scores, calibration


def calibrate(logits: np.ndarray, truth: np.ndarray) -> Calibration:
    """Platt scaling (Platt 1999) per label, then the threshold of best F1; both on the given examples."""
    scale = torch.ones(truth.shape[1], requires_grad=True)
    bias = torch.zeros(truth.shape[1], requires_grad=True)
    x, y = torch.from_numpy(logits).clone(), torch.from_numpy(truth).clone()
    with torch.inference_mode(False), torch.enable_grad():
        scale, bias = (torch.nn.Parameter(t.detach().clone()) for t in (scale, bias))
        optimizer = torch.optim.LBFGS([scale, bias], max_iter=100)

        def closure() -> torch.Tensor:
            optimizer.zero_grad()
            loss = binary_cross_entropy_with_logits(x.clone() * scale + bias, y.clone())
            loss.backward()
            return loss

        optimizer.step(closure)
    scaled = logits * scale.detach().numpy() + bias.detach().numpy()
    chances = _sigmoid(scaled)
    grid = np.arange(0.1, 0.91, 0.02)
    thresholds = [
        float(grid[int(np.argmax([_f1(chances[:, i] >= t, truth[:, i] > 0.5) for t in grid]))])
        for i in range(len(SENTENCE_LABELS))
    ]
    return Calibration(
        tuple(scale.detach().tolist()), tuple(bias.detach().tolist()), tuple(round(t, 2) for t in thresholds)
    )


def label_f1(logits: np.ndarray, truth: np.ndarray, calibration: Calibration) -> float:
    """Macro F1 over the sentence labels at the calibrated thresholds."""
    scaled = logits * np.array(calibration.scale) + np.array(calibration.bias)
    marked = _sigmoid(scaled) >= np.array(calibration.threshold)
    return float(np.mean([_f1(marked[:, i], truth[:, i] > 0.5) for i in range(truth.shape[1])]))


def _f1(guess: np.ndarray, truth: np.ndarray) -> float:
    hits = int((guess & truth).sum())
    return 2 * hits / max(1, int(guess.sum() + truth.sum()))


def _sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
