"""The CRF against brute force over all tag sequences."""

import itertools

import numpy as np
import pytest
import torch

from khabar.decode import tag_spans, viterbi
from khabar.labels import bio
from train.crf import PartialCRF

TAGS = bio(("A", "B"))


def score(emissions: torch.Tensor, path: tuple[int, ...], crf: PartialCRF) -> float:
    """Score of one sequence."""
    start, step = crf.scores()
    total = start[path[0]] + emissions[0, path[0]]
    for word in range(1, len(path)):
        total = total + step[path[word - 1], path[word]] + emissions[word, path[word]]
    return float(total.detach())


@pytest.fixture
def crf() -> PartialCRF:
    """A CRF with random transitions."""
    torch.manual_seed(3)
    crf = PartialCRF(TAGS)
    torch.nn.init.normal_(crf.start)
    torch.nn.init.normal_(crf.step)
    return crf


@pytest.mark.parametrize("choices", [[[1], [2], [0], [3]], [[1, 3], [2, 4], [0, 1, 3], [0]]])
def test_marginal_loss_is_the_summed_probability(crf: PartialCRF, choices: list[list[int]]) -> None:
    """-log p(allowed), with a shorter row beside it that must not matter."""
    emissions = torch.randn(2, 4, len(TAGS))
    allowed = torch.zeros(2, 4, len(TAGS), dtype=torch.bool)
    for word, tags in enumerate(choices):
        allowed[0, word, tags] = True
    allowed[1, :, 0] = True
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]]).bool()
    paths = list(itertools.product(range(len(TAGS)), repeat=4))
    scores = torch.tensor([score(emissions[0], path, crf) for path in paths], dtype=torch.float64)
    inside = torch.tensor([all(tag in choices[w] for w, tag in enumerate(path)) for path in paths])
    wanted = float(torch.logsumexp(scores, 0) - torch.logsumexp(scores[inside], 0))
    got = float(crf.loss(emissions[:1], allowed[:1], mask[:1]).detach())
    assert got == pytest.approx(wanted, rel=1e-4)
    both = float(crf.loss(emissions, allowed, mask).detach())
    alone = float(crf.loss(emissions[1:, :2], allowed[1:, :2], mask[1:, :2]).detach())
    assert both == pytest.approx(got + alone, rel=1e-4)


def test_viterbi_finds_the_best_sequence(crf: PartialCRF) -> None:
    """The decoder agrees with brute force, and never opens a span with I-."""
    emissions = torch.randn(3, 5, len(TAGS))
    start, step = (t.detach().numpy() for t in crf.scores())
    lengths = np.array([5, 3, 1])
    got = viterbi(emissions.numpy(), lengths, start, step)
    for row, length in enumerate(lengths):
        paths = itertools.product(range(len(TAGS)), repeat=int(length))
        best = max(paths, key=lambda path: score(emissions[row], path, crf))
        assert tuple(got[row, :length]) == best
        assert (got[row, length:] == -1).all()


def test_spans_of_a_path() -> None:
    """Neighbouring spans of one label stay apart; scores are means."""
    chances = np.full((5, len(TAGS)), 0.5)
    spans = tag_spans([1, 2, 1, 0, 3], chances, TAGS)
    assert [(s.start, s.end, s.label, s.score) for s in spans] == [(0, 2, "A", 0.5), (2, 3, "A", 0.5), (4, 5, "B", 0.5)]
