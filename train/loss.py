"""The training loss of a batch: the sum of what the heads of a model lose on it."""

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, one_hot

from train.batches import Batch
from train.model import KhabarModel


def loss_of(model: KhabarModel, batch: Batch) -> tuple[torch.Tensor, dict[str, float]]:
    """The sum of the heads' losses, each for a sentence on average, and the parts for the log.

    Those of a sentence's pointers are summed as those of its tags are: as a mean over pointers they weigh a quarter
    of it, and contents are learned less well.
    """
    out = model(**vars(batch.inputs))
    mask = batch.inputs.word_mask.bool()
    full = batch.full
    parts: dict[str, torch.Tensor] = {}
    if "spans" in model.heads:
        parts["spans"] = model.span_crf.loss(out["spans"], batch.allowed, mask) / len(mask)
    if "statements" in model.heads and full.any():
        wanted = one_hot(batch.cues[full], out["cues"].shape[-1]).bool()
        parts["cues"] = model.cue_crf.loss(out["cues"][full], wanted, mask[full]) / full.sum()
        if asked := batch.arguments:
            points = model.arguments(out["words"][asked.row], asked.cue, asked.distance, mask[asked.row])
            lost = cross_entropy(points.flatten(0, 1), asked.target.flatten(), reduction="sum")
            parts["arguments"] = lost / full.sum()
    if "sentences" in model.heads and full.any():
        parts["sentences"] = 2 * binary_cross_entropy_with_logits(out["sentences"][full], batch.labels[full])
    total = torch.stack(list(parts.values())).sum() if parts else 0 * out["words"].sum()
    return total, {name: value.item() for name, value in parts.items()}


def hide_pieces(batch: Batch, share: float, share_of_codes: float, mask_id: int, rng: np.random.Generator) -> None:
    """Replace a share of the pieces by [MASK], and take the codes off a share of the words.

    So the model leans on context as well as on known names, and on either source of what it knows of a word.
    """
    hidden = torch.from_numpy(rng.random(batch.inputs.ids.shape) < share) & batch.inputs.mask.bool()
    hidden[:, 0] = False
    batch.inputs.ids.masked_fill_(hidden, mask_id)
    codes = batch.inputs.codes
    codes.masked_fill_(torch.from_numpy(rng.random(codes.shape[:2]) < share_of_codes).unsqueeze(-1), 0)
