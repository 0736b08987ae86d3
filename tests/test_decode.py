"""Arguments of a cue are read from pointers; distances are bucketed on both sides."""

import numpy as np

from khabar.decode import RELATIVE_BUCKETS, best_arguments, distance_buckets


def pointers(words: int, start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """Logits that favour one start and one end; index `words` is none."""
    logits = np.zeros((2, words + 1))
    logits[0, start] = logits[1, end] = 8
    return logits[0], logits[1]


def best(start: np.ndarray, end: np.ndarray, cue: tuple[int, int]) -> list[int]:
    """Begin and end of one argument, asked together with one that has none."""
    none = np.full((2, len(start)), 0.0)
    none[:, -1] = 9
    found = best_arguments(np.stack((none[0], start)), np.stack((none[1], end)), np.array([cue, cue]))
    assert found[0].tolist() == [-1, -1]
    return found[1].tolist()


def test_span_of_the_likeliest_pointers() -> None:
    """Start and end words, end-exclusive."""
    assert best(*pointers(9, 2, 5), cue=(7, 8)) == [2, 6]


def test_none_wins_where_it_is_likelier() -> None:
    """The last place stands for no argument, and a sentence without words has none."""
    assert best(*pointers(9, 9, 9), cue=(7, 8)) == [-1, -1]
    assert best_arguments(np.zeros((1, 1)), np.zeros((1, 1)), np.zeros((1, 2), np.int64)).tolist() == [[-1, -1]]


def test_a_span_goes_around_its_cue_but_does_not_end_in_it() -> None:
    """Content may surround the cue; the cue itself is never its edge."""
    assert best(*pointers(9, 1, 7), cue=(4, 5)) == [1, 8]
    start, end = pointers(9, 4, 4)
    start[2] = end[3] = 5
    assert best(start, end, cue=(4, 5)) == [2, 4]


def test_end_never_comes_before_start() -> None:
    """Crossed pointers give the best ordered pair."""
    start, end = pointers(6, 4, 1)
    start[0], end[5] = 6, 6
    begin, stop = best(start, end, cue=(3, 4))
    assert begin < stop


def test_a_doubtful_span_is_none_where_that_is_asked() -> None:
    """Two starts alike leave each no more than a half; words that only fill up change nothing."""
    start, end = pointers(9, 2, 5)
    start[3] = 8
    cue = np.array([(7, 8)])
    wide = [np.insert(row, 9, [-1e4] * 3)[None] for row in (start, end)]
    for least, found in ((0.0, [2, 6]), (0.49, [2, 6]), (0.5, [-1, -1])):
        assert best_arguments(start[None], end[None], cue, least).tolist() == [found]
        assert best_arguments(*wide, cue, least).tolist() == [found]


def test_distances() -> None:
    """Near words have buckets of their own, far ones share, sides differ, all are in range."""
    buckets = distance_buckets(400, np.array([3, 200]))[1]
    assert buckets[200] == RELATIVE_BUCKETS // 2
    assert len(set(buckets[193:208].tolist())) == 15
    assert buckets[0] == buckets[60] and buckets[0] != buckets[399]
    assert buckets.min() >= 0 and buckets.max() < RELATIVE_BUCKETS
