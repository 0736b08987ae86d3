"""Sentence labels, calibration, precision and recall over thresholds."""

from dataclasses import replace

import numpy as np
import pytest

from eval.scores import Score, Share, Tally
from eval.sentences import Chances, binned, calibration_error, chances, describe, score_sentences
from khabar.document import Sentence
from sample import sample

GOLD = sample()


def test_decisions() -> None:
    tally = Tally()
    first, second = GOLD.sentences
    guess = replace(
        GOLD, sentences=(replace(first, labels=("claim",)), replace(second, labels=("attribution", "claim")))
    )
    score_sentences(GOLD, guess, tally)
    assert tally.group("sentences") == {
        "claim": Score(1, 1, 0),
        "attribution": Score(1, 0, 1),
        "denial": Score(0, 0, 1),
    }
    assert tally.shares["sentences", "all labels right"] == Share(0, 2)


def test_other_sentence_bounds_are_refused() -> None:
    guess = replace(GOLD, sentences=(Sentence(0, 5, ()), GOLD.sentences[1]))
    with pytest.raises(ValueError, match="sample: sentences"):
        score_sentences(GOLD, guess, Tally())


def test_chances_need_scores_everywhere() -> None:
    found = chances([GOLD, GOLD], [GOLD, GOLD], "denial")
    assert found is not None
    assert found.chance.tolist() == [0.7, 0.2, 0.7, 0.2]
    assert found.holds.tolist() == [True, False, True, False]
    assert found.document.tolist() == [0, 0, 1, 1]
    bare = replace(GOLD, sentences=tuple(replace(s, scores=None) for s in GOLD.sentences))
    assert chances([GOLD], [bare], "denial") is None


def test_calibration_error_by_hand() -> None:
    found = Chances(np.array([0.9, 0.9, 0.1, 1.0]), np.array([True, False, False, True]), np.array([0, 0, 1, 1]))
    bins = binned(found, 2)
    assert bins.sum(axis=(0, 1)).tolist() == pytest.approx([4, 2.9, 2])
    # the two upper bins are one: three sentences, probabilities 2.8, two hold; below: one, 0.1, none
    assert calibration_error(bins.sum(0)) == pytest.approx((0.8 + 0.1) / 4)
    assert calibration_error(bins).tolist() == pytest.approx([0.8 / 2, 0.1 / 2])


def test_description_of_a_perfect_label() -> None:
    found = Chances(np.array([1.0, 0.0, 1.0]), np.array([True, False, True]), np.zeros(3, int))
    entry = describe(found, binned(found, 1).sum(0))
    assert (entry["ece"], entry["average_precision"]) == (0, 1)
    assert [b["sentences"] for b in entry["bins"]] == [1, 2]
    assert entry["curve"][-1] == {"threshold": 1.0, "precision": 1.0, "recall": 1.0}


def test_a_label_that_never_holds_has_no_curve() -> None:
    found = Chances(np.array([0.2]), np.array([False]), np.zeros(1, int))
    entry = describe(found, binned(found, 1).sum(0))
    assert (entry["average_precision"], entry["curve"]) == (None, [])
