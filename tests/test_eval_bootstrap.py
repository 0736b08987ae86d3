"""Bootstrap: what is drawn, how wide intervals are, and what a paired comparison says."""

import numpy as np
import pytest

from eval.bootstrap import MACRO, MICRO, differences, interval, intervals, samples, share_key, weights
from eval.scores import Tally, macro, micro, total


def tallies(counts: list[tuple[int, int, int]], group: str = "entities") -> list[Tally]:
    found = []
    for tp, fp, fn in counts:
        tally = Tally()
        tally.count(group, "PER", tp=tp, fp=fp, fn=fn)
        tally.judge("speakers", "all", tp > fn)
        found.append(tally)
    return found


VARIED = tallies([(3, 1, 0), (0, 2, 2), (5, 0, 1), (2, 2, 2), (1, 0, 3), (4, 1, 1)])


def test_weights_are_samples_of_documents() -> None:
    drawn = weights(7, 50, 3)
    assert drawn.shape == (50, 7)
    assert (drawn.sum(axis=1) == 7).all()
    assert (drawn == weights(7, 50, 3)).all()
    assert (drawn != weights(7, 50, 4)).any()


def test_a_sample_of_everything_once_is_the_score_itself() -> None:
    VARIED[0].count("entities", "GPE", tp=1, fn=1)
    whole = samples(VARIED, np.ones((1, len(VARIED))))
    scores = total(VARIED).group("entities")
    assert whole["entities", "PER"][0] == pytest.approx(scores["PER"].f1)
    assert whole["entities", MICRO][0] == pytest.approx(micro(scores).f1)
    assert whole["entities", MACRO][0] == pytest.approx(macro(scores)[2])
    assert whole[share_key(("speakers", "all"))][0] == pytest.approx(3 / 6)


def test_one_sample_equals_scoring_the_drawn_documents() -> None:
    row = np.array([[2, 0, 1, 0, 3, 0]], float)
    drawn = [VARIED[0], VARIED[0], VARIED[2], VARIED[4], VARIED[4], VARIED[4]]
    expected = total(drawn).group("entities")["PER"].f1
    assert samples(VARIED, row)["entities", "PER"][0] == pytest.approx(expected)


def test_intervals_hold_the_score_and_shrink_with_data() -> None:
    few = intervals(samples(VARIED, weights(6)))["entities", "PER"]
    many = intervals(samples(VARIED * 20, weights(120)))["entities", "PER"]
    score = total(VARIED).group("entities")["PER"].f1
    assert few[0] < score < few[1]
    assert few[0] < many[0] < score < many[1] < few[1]


def test_labels_missing_from_a_sample_are_left_out() -> None:
    assert interval(np.array([np.nan, np.nan])) is None
    assert interval(np.array([np.nan, 0.5, 0.5])) == (0.5, 0.5)


def test_no_difference_between_a_system_and_itself() -> None:
    found = differences(VARIED, VARIED, weights(6))["entities", "PER"]
    assert (found.value, found.interval, found.p) == (0, (0, 0), 1)


def test_a_clear_gain_is_significant_and_reversed_when_swapped() -> None:
    worse, better = tallies([(3, 2, 2)] * 15 + [(2, 1, 1)] * 15), tallies([(4, 1, 1)] * 15 + [(3, 0, 1)] * 15)
    drawn = weights(30)
    gain, loss = (differences(*both, drawn)["entities", "PER"] for both in ((worse, better), (better, worse)))
    assert gain.interval[0] > 0
    assert gain.p < 0.01
    assert loss.value == pytest.approx(-gain.value)
    assert loss.interval == pytest.approx((-gain.interval[1], -gain.interval[0]))
