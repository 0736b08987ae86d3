"""Precision, recall, F1, shares, and their averages."""

import pytest

from eval.scores import Score, Share, Tally, macro, micro, total


def test_ratios() -> None:
    score = Score(tp=6, fp=2, fn=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)
    assert Share(3, 4).value == 0.75


def test_documents_add_up() -> None:
    first, second = Tally(), Tally()
    first.count("entities", "PER", tp=1)
    second.count("entities", "PER", fp=1)
    second.count("entities", "GPE", fn=2)
    first.judge("speakers", "all", True)
    second.judge("speakers", "all", False)
    whole = total([first, second])
    assert whole.group("entities") == {"PER": Score(1, 1, 0), "GPE": Score(0, 0, 2)}
    assert whole.shares["speakers", "all"] == Share(1, 2)
    assert first.group("entities") == {"PER": Score(1, 0, 0)}


def test_labels_come_in_the_order_of_the_project() -> None:
    tally = Tally()
    for name in ("TIME", "other", "PER", "claim", "GPE"):
        tally.count("x", name, tp=1)
    assert list(tally.group("x")) == ["PER", "GPE", "TIME", "claim", "other"]


def test_averages() -> None:
    scores = {"PER": Score(8, 0, 0), "GPE": Score(1, 1, 3), "LOC": Score()}
    assert micro(scores) == Score(9, 1, 3)
    assert macro(scores) == pytest.approx((0.75, 0.625, (1 + 1 / 3) / 2))
    assert macro({}) == (0, 0, 0)
