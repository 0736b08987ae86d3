"""Pair spans of gold and prediction one to one, so that an error is one error and has one kind.

Strict scores need equality only; kinds of error, partial credit and confusion need to know which predicted
span was meant for which gold span. Kinds and partial credit follow the MUC categories as SemEval-2013 task
9 used them (Segura-Bedmar et al. 2013): correct, incorrect, partial, missing, spurious.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

KINDS = ("right", "type", "boundary", "boundary+type", "missed", "spurious")


class Span(Protocol):
    """Anything with a label on a stretch of text: Entity, Figure, a cue with its polarity."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point after the last."""
        ...

    @property
    def label(self) -> str:
        """What the stretch is."""
        ...


S = TypeVar("S", bound=Span)


def overlap(a: Span, b: Span) -> int:
    """Shared code points."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def pair(gold: Sequence[S], guess: Sequence[S]) -> list[tuple[S | None, S | None]]:
    """Pairs in text order; None stands opposite a span without a partner.

    Greedy from the best pair down: equal bounds before overlap, equal labels before others, large overlaps
    before small. The order does not change when gold and guess change places, so the scores built on it
    mirror exactly.
    """
    candidates: list[tuple[tuple[object, ...], int, int]] = []
    by_start = sorted(range(len(guess)), key=lambda j: guess[j].start)
    for i, g in enumerate(gold):
        for j in by_start:
            p = guess[j]
            if p.start >= g.end:
                break
            if shared := overlap(g, p):
                exact = (g.start, g.end) == (p.start, p.end)
                places = sorted([(g.start, g.end), (p.start, p.end)])
                candidates.append(((not exact, g.label != p.label, -shared, places), i, j))
    candidates.sort()
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs: list[tuple[S | None, S | None]] = [
        (g, guess[partner[i]] if i in partner else None) for i, g in enumerate(gold)
    ]
    pairs += [(None, p) for j, p in enumerate(guess) if j not in taken]
    return sorted(pairs, key=_place)


def kind(gold: Span | None, guess: Span | None) -> str:
    """One of KINDS. Raises ValueError for a pair of nothing."""
    if gold is None and guess is None:
        raise ValueError("a pair needs a span on one side")
    if guess is None:
        return "missed"
    if gold is None:
        return "spurious"
    same_bounds = (gold.start, gold.end) == (guess.start, guess.end)
    if same_bounds:
        return "right" if gold.label == guess.label else "type"
    return "boundary" if gold.label == guess.label else "boundary+type"


def _place(both: tuple[Span | None, Span | None]) -> tuple[int, int]:
    return min((span.start, span.end) for span in both if span is not None)
