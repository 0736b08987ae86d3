"""Scores of a model in training on development examples, and the calibration chosen there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2

from khabar.decode import best_arguments, viterbi
from khabar.labels import POLARITIES, bio
from train.batches import Item, collate, in_batches
from train.calibrate import Calibration, calibrate, label_f1, ruled
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

    @property
    def named(self) -> dict[str, float | None]:
        """The scores and their mean, rounded, as logs and manifests hold them."""
        found = vars(self) | {"mean": self.mean}
        return {name: value if value is None else round(value, 4) for name, value in found.items()}


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
    known = ruled(tagged["cues"][1] or [[]] * sum(map(len, logits)))
    marks = (np.concatenate(logits), np.concatenate(truth), known) if logits else None
    calibration = calibrate(*marks) if marks else None
    scores = DevScores(
        strict_f1(*tagged["spans"]) if "spans" in model.heads else None,
        strict_f1(*tagged["cues"]) if "statements" in model.heads else None,
        hits / total if total else None,
        label_f1(*marks, calibration) if marks and calibration else None,
    )
    return scores, calibration
