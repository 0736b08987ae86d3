"""Score statements: cues, their sources and contents, and polarity.

Follows the measures of PARC and Citron (Pareti 2016; Newell, Cowlishaw and Man 2018) so that numbers can be
put side by side: a cue is right when its bounds are; a source or content is right when its bounds are and
it belongs to the right cue, for which an overlap is enough; token scores count the words that both sides
share. Unlike there, a source or content that is absent counts neither as found nor as predicted, so leaving
it out on both sides earns nothing.
"""

from dataclasses import dataclass

from eval.align import pair
from eval.cues import cue_type
from eval.facets import lengths, register_of, sentence_at
from eval.scores import Tally
from khabar.document import Document, Part, Statement
from khabar.text import split_words

PARTS = ("source", "content")
Pair = tuple[Statement | None, Statement | None]


@dataclass(frozen=True, slots=True)
class Cue:
    """A statement placed at its cue and labelled with its polarity, for eval.align."""

    start: int
    end: int
    label: str
    statement: Statement


def cues(document: Document) -> list[Cue]:
    """One for each statement of a document."""
    return [Cue(s.cue.start, s.cue.end, s.polarity, s) for s in document.statements]


def statement_pairs(gold: Document, guess: Document) -> list[Pair]:
    """Statements of both sides whose cues overlap, one to one; None opposite one without a partner."""
    return [
        (g.statement if g else None, p.statement if p else None) for g, p in pair(cues(gold), cues(guess))
    ]


def same(one: Part | None, other: Part | None) -> bool:
    """Whether both are there and have equal bounds."""
    return one is not None and other is not None and (one.start, one.end) == (other.start, other.end)


def score_statements(gold: Document, guess: Document, tally: Tally) -> None:
    """Count the statements of one document."""
    bins, register = lengths(gold), register_of(gold)
    for ours, theirs in statement_pairs(gold, guess):
        _score_pair(ours, theirs, tally)
        at = min(s.cue.start for s in (ours, theirs) if s is not None)
        sentence = sentence_at(gold, at)
        right = same(_part(ours, "cue"), _part(theirs, "cue"))
        _count("cues by register", (register if ours else None, register if theirs else None), right, tally)
        if sentence is not None:
            name = bins[sentence]
            _count(
                "cues by sentence length", (name if ours else None, name if theirs else None), right, tally
            )
        for name in ("cue", *PARTS):
            _count_words(gold.text, f"{name}, words", _part(ours, name), _part(theirs, name), tally)


def _score_pair(ours: Statement | None, theirs: Statement | None, tally: Tally) -> None:
    same_cue = same(_part(ours, "cue"), _part(theirs, "cue"))
    polarities = (ours.polarity if ours else None, theirs.polarity if theirs else None)
    types = (cue_type(ours.cue.text) if ours else None, cue_type(theirs.cue.text) if theirs else None)
    whole = same_cue and polarities[0] == polarities[1]
    for name in ("cue", *PARTS):
        one, other = _part(ours, name), _part(theirs, name)
        right = same(one, other)
        whole = whole and (right or one is other is None)
        by_polarity = "polarity of cues" if name == "cue" else f"{name} by polarity"
        for group, labels in (
            ("statements", (name, name)),
            (f"{name} by type of cue", types),
            (by_polarity, polarities),
        ):
            _count(group, (labels[0] if one else None, labels[1] if other else None), right, tally)
    _count(
        "statements",
        ("whole statement" if ours else None, "whole statement" if theirs else None),
        whole,
        tally,
    )
    if same_cue:
        _count("polarity on matched cues", polarities, True, tally)
        tally.judge("statements", "polarity on matched cues", polarities[0] == polarities[1])


def _part(statement: Statement | None, name: str) -> Part | None:
    return getattr(statement, name) if statement else None


def _count(group: str, labels: tuple[str | None, str | None], right: bool, tally: Tally) -> None:
    """A hit when right under one label on both sides, or else an error for each side that has one."""
    ours, theirs = labels
    if right and ours is not None and ours == theirs:
        tally.count(group, ours, tp=1)
        return
    if ours is not None:
        tally.count(group, ours, fn=1)
    if theirs is not None:
        tally.count(group, theirs, fp=1)


def _count_words(text: str, name: str, ours: Part | None, theirs: Part | None, tally: Tally) -> None:
    one, other = (
        set(split_words(text, p.start, p.end)) if p else set[tuple[int, int]]() for p in (ours, theirs)
    )
    tally.count("statements", name, tp=len(one & other), fp=len(other - one), fn=len(one - other))
