"""Pairing spans and naming errors."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.align import kind, overlap, pair


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    label: str = "PER"


marks = st.lists(
    st.builds(
        lambda s, n, label: Mark(s, s + n, label),
        st.integers(0, 20),
        st.integers(1, 6),
        st.sampled_from("AB"),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("gold", "guess", "name"),
    [
        (Mark(0, 4), Mark(0, 4), "right"),
        (Mark(0, 4), Mark(0, 4, "ORG"), "type"),
        (Mark(0, 4), Mark(2, 6), "boundary"),
        (Mark(0, 4), Mark(2, 6, "ORG"), "boundary+type"),
        (Mark(0, 4), None, "missed"),
        (None, Mark(0, 4), "spurious"),
    ],
)
def test_kinds(gold: Mark | None, guess: Mark | None, name: str) -> None:
    assert kind(gold, guess) == name
    found = pair([gold] if gold else [], [guess] if guess else [])
    assert found == [(gold, guess)]


def test_touching_spans_do_not_overlap() -> None:
    assert overlap(Mark(0, 4), Mark(4, 6)) == 0
    assert pair([Mark(0, 4)], [Mark(4, 6)]) == [(Mark(0, 4), None), (None, Mark(4, 6))]


def test_the_better_partner_wins() -> None:
    long, exact, other = Mark(0, 10), Mark(4, 8), Mark(0, 3)
    assert pair([exact, long], [other, exact]) == [(long, other), (exact, exact)]
    same_label, longer = Mark(0, 2), Mark(2, 9, "ORG")
    assert pair([long], [longer, same_label]) == [(long, same_label), (None, longer)]


def test_a_pair_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="one side"):
        kind(None, None)


@given(marks, marks)
def test_everything_is_paired_once_and_sides_can_change_places(gold: list[Mark], guess: list[Mark]) -> None:
    found = pair(gold, guess)
    assert sorted((g.start, g.end, g.label) for g, _ in found if g) == sorted((m.start, m.end, m.label) for m in gold)
    assert sorted((p.start, p.end, p.label) for _, p in found if p) == sorted((m.start, m.end, m.label) for m in guess)
    assert all(overlap(g, p) for g, p in found if g and p)
    mirrored = sorted(pair(guess, gold), key=repr)
    assert sorted([(p, g) for g, p in found], key=repr) == mirrored
