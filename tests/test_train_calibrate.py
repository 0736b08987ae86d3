"""Thresholds of sentence labels."""

import numpy as np
import pytest

from train.calibrate import calibrate, label_f1, ruled


def test_what_cues_settle() -> None:
    """Claim is never settled; a decline alone settles that there is no denial."""
    tags = [["O", "B-assert"], ["B-deny", "I-deny"], ["B-decline"], ["B-decline", "B-assert"], []]
    assert ruled(tags).tolist() == [[-1, 1, -1], [-1, 1, 1], [-1, 1, 0], [-1, 1, -1], [-1, -1, -1]]


def test_a_threshold_serves_the_sentences_that_nothing_settles() -> None:
    """Denials with a low chance have a deny statement anyway: they do not pull the threshold down."""
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 0.1, (300, 3)).astype(np.float32)
    truth = np.zeros((300, 3), np.float32)
    truth[:60] = 1
    logits[:30] += 4
    logits[30:60, 2] += 0.8
    logits[60:80, 2] += 1
    free = np.full((300, 3), -1)
    settled = free.copy()
    settled[30:60, 2] = 1
    alone, together = calibrate(logits, truth, free), calibrate(logits, truth, settled)
    assert together.threshold[2] > alone.threshold[2]
    assert label_f1(logits, truth, settled, together) > label_f1(logits, truth, free, alone)


def test_the_threshold_of_a_clear_case_is_a_half() -> None:
    """Where a wide range of thresholds is right, the middle is the safest."""
    truth = np.repeat(np.array([[0.0] * 3, [1.0] * 3], np.float32), 50, 0)
    found = calibrate(truth * 4 - 2 + np.float32(0), truth, np.full(truth.shape, -1))
    assert found.threshold == pytest.approx((0.5,) * 3)
