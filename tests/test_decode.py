"""Arguments of a cue are read from pointers; distances are bucketed on both sides."""

import numpy as np

from khabar.decode import RELATIVE_BUCKETS, best_argument, distance_buckets, marginals


def pointers(words: int, start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """Logits that favour one start and one end; index `words` is none."""
    logits = np.zeros((2, words + 1))
    logits[0, start] = logits[1, end] = 8
    return logits[0], logits[1]


def test_span_of_the_likeliest_pointers() -> None:
    """Start and end words, end-exclusive, with a score near one."""
    found = best_argument(*pointers(9, 2, 5), cue=(7, 8))
    assert found and (found.start, found.end) == (2, 6) and found.score > 0.9


def test_none_wins_where_it_is_likelier() -> None:
    """The last place stands for no argument."""
    assert best_argument(*pointers(9, 9, 9), cue=(7, 8)) is None
    assert best_argument(np.zeros(1), np.zeros(1), cue=(0, 0)) is None


def test_a_span_goes_around_its_cue_but_does_not_end_in_it() -> None:
    """Content may surround the cue; the cue itself is never its edge."""
    around = best_argument(*pointers(9, 1, 7), cue=(4, 5))
    assert around and (around.start, around.end) == (1, 8)
    start, end = pointers(9, 4, 4)
    start[2] = end[3] = 5
    inside = best_argument(start, end, cue=(4, 5))
    assert inside and (inside.start, inside.end) == (2, 4)


def test_end_never_comes_before_start() -> None:
    """Crossed pointers give the best ordered pair."""
    start, end = pointers(6, 4, 1)
    start[0], end[5] = 6, 6
    found = best_argument(start, end, cue=(3, 4))
    assert found and found.start < found.end


def test_distances() -> None:
    """Near words have buckets of their own, far ones share, sides differ, all are in range."""
    buckets = distance_buckets(400, 200)
    assert buckets[200] == RELATIVE_BUCKETS // 2
    assert len(set(buckets[193:208].tolist())) == 15
    assert buckets[0] == buckets[60] and buckets[0] != buckets[399]
    assert buckets.min() >= 0 and buckets.max() < RELATIVE_BUCKETS


def test_marginals_are_probabilities() -> None:
    """Each row sums to one, also for large logits."""
    assert np.allclose(marginals(np.array([[1e4, 0.0], [3.0, 3.0]])).sum(-1), 1)
