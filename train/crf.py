"""A linear-chain CRF trained from full or partial labels.

Where a word may carry any of several tags (a corpus with another label set, or one that leaves our label
unannotated), the loss is -log of the summed probability of all allowed sequences: marginal likelihood, as in
Tsuboi et al. (2008) and Täckström et al. (2013). A fully labelled word is the case of one allowed tag.
"""

import torch
from torch import Tensor, nn

IMPOSSIBLE = -1e4


def bio_constraints(tags: tuple[str, ...]) -> tuple[Tensor, Tensor]:
    """Scores (tags,) for the first word and (tags, tags) from row to column: 0, or IMPOSSIBLE into a stray I-."""
    inside = [tag[2:] if tag.startswith("I-") else None for tag in tags]
    start = torch.tensor([IMPOSSIBLE if label else 0.0 for label in inside])
    step = torch.zeros(len(tags), len(tags))
    for column, label in enumerate(inside):
        for row, before in enumerate(tags):
            if label and before not in (f"B-{label}", f"I-{label}"):
                step[row, column] = IMPOSSIBLE
    return start, step


class PartialCRF(nn.Module):
    """Transition scores over BIO tags, and the marginal negative log-likelihood of allowed tag sets."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        start, step = bio_constraints(tags)
        self.register_buffer("start_constraint", start)
        self.register_buffer("step_constraint", step)
        self.start = nn.Parameter(torch.zeros(len(tags)))
        self.step = nn.Parameter(torch.zeros(len(tags), len(tags)))

    def scores(self) -> tuple[Tensor, Tensor]:
        """Start (tags,) and step (tags, tags) scores with the BIO constraints added."""
        return self.start + self.start_constraint, self.step + self.step_constraint

    def loss(self, emissions: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Sum over rows of -log p(allowed); emissions and allowed (rows, words, tags), mask (rows, words)."""
        emissions = emissions.float()
        narrowed = emissions.masked_fill(~allowed, IMPOSSIBLE)
        everything, within = self._total(torch.cat((emissions, narrowed)), torch.cat((mask, mask))).chunk(2)
        return (everything - within).sum()

    def _total(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Log of the summed exponentiated scores of all tag sequences, a row each (forward algorithm)."""
        start, step = self.scores()
        total = start + emissions[:, 0]
        for word in range(1, emissions.shape[1]):
            moved = torch.logsumexp(total.unsqueeze(2) + step, dim=1) + emissions[:, word]
            total = torch.where(mask[:, word, None], moved, total)
        return torch.logsumexp(total, dim=1)
