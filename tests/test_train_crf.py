"""The CRF against brute force over all tag sequences."""

import itertools

import numpy as np
import pytest
import torch

from khabar.decode import tag_spans, viterbi
from khabar.labels import bio
from khabar.posteriors import posteriors
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
    """The decoder agrees with brute force, whatever sentences stand beside one, and never opens a span with I-."""
    start, step = (t.detach().numpy() for t in crf.scores())
    lengths = np.array([3, 5, 0, 1])
    rows = [torch.randn(int(length), len(TAGS)) for length in lengths]
    got = viterbi(torch.cat(rows).numpy(), lengths, start, step)
    for emissions, found in zip(rows, np.split(got, np.cumsum(lengths)), strict=False):
        paths = itertools.product(range(len(TAGS)), repeat=len(emissions))
        best = max(paths, key=lambda path: score(emissions, path, crf)) if len(emissions) else ()
        assert tuple(found) == best


def test_spans_of_a_path() -> None:
    """Neighbouring spans of one label stay apart, so do those of two sentences."""
    path, lengths = np.array([1, 2, 1, 0, 3, 4, 3, 4]), np.array([5, 3])
    tags = len(TAGS)
    even = posteriors(np.zeros((len(path), tags)), lengths, np.zeros(tags), np.zeros((tags, tags)))
    spans = tag_spans(path, lengths, even, TAGS)
    assert spans.start.tolist() == [0, 2, 4, 5, 6] and spans.end.tolist() == [2, 3, 5, 6, 8]
    assert [("A", "B")[label] for label in spans.label] == ["A", "A", "B", "B", "B"]
    wanted = [0.2**2 * 0.8, 0.2 * 0.8, 0.2, 0.2 * 0.8, 0.2**2]
    assert spans.score.tolist() == pytest.approx(wanted)
    assert not len(tag_spans(np.zeros(8, np.int64), lengths, even, TAGS).start)


def test_a_span_s_score_is_the_share_of_sequences_that_have_it(crf: PartialCRF) -> None:
    """By brute force; the same to the last bit in other company, and a number for extreme emissions."""
    start, step = (t.detach().numpy() for t in crf.scores())
    lengths = np.array([4, 2, 4, 1])
    rows = [torch.randn(int(length), len(TAGS)) * 2 for length in lengths]
    rows[2] = torch.tensor([[0.0, -9e4, 9e4, 0.0, -9e4]] * 4)
    joined = torch.cat(rows).numpy()
    path = viterbi(joined, lengths, start, step)
    path[:4] = [1, 2, 0, 3]
    spans = tag_spans(path, lengths, posteriors(joined, lengths, start, step), TAGS)
    assert np.isfinite(spans.score).all() and (spans.score <= 1 + 1e-9).all()

    paths = list(itertools.product(range(len(TAGS)), repeat=4))
    scores = torch.tensor([score(rows[0], p, crf) for p in paths], dtype=torch.float64)
    for first, last, inside, found in ((0, 2, (1, 2), 0), (3, 4, (3,), 1)):
        has = torch.tensor([p[first:last] == inside and (last == 4 or p[last] != 2) for p in paths])
        wanted = float(torch.exp(torch.logsumexp(scores[has], 0) - torch.logsumexp(scores, 0)))
        assert spans.score[found] == pytest.approx(wanted, rel=1e-5)

    alone = tag_spans(path[:4], lengths[:1], posteriors(joined[:4], lengths[:1], start, step), TAGS)
    assert alone.score.tolist() == spans.score[: len(alone.start)].tolist()
