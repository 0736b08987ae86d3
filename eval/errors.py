"""Every difference between gold and prediction as a row, for people who want to see what goes wrong.

A row names document, sentence and offsets. It carries text only when asked: a report on data that is not
ours to publish must hold none.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from eval.align import Span, kind, pair
from eval.facets import sentence_at
from eval.figures import judge
from eval.spans import fields_of
from eval.speakers import same_name
from eval.statements import PARTS, same, statement_pairs
from khabar.document import ABSENT, Document, Figure, Part
from khabar.labels import SENTENCE_LABELS
from khabar.plain import given

LAYERS = (
    "entities",
    "figures",
    "figure fields",
    "sentence labels",
    "cues",
    "sources",
    "contents",
    "polarity",
    "speakers",
)


def find_errors(
    golds: Sequence[Document], guesses: Sequence[Document], with_text: bool
) -> list[dict[str, Any]]:
    """Rows in the order of the documents; a row's `text` is its sentence, which begins at `from`."""
    rows: list[dict[str, Any]] = []
    for gold, guess in zip(golds, guesses, strict=True):
        for layer, found, label, ours, theirs, note in _document(gold, guess, with_text):
            rows.append(_row(gold, layer, found, label, ours, theirs, note, with_text))
    return rows


_Found = tuple[str, str, str, tuple[int, int] | None, tuple[int, int] | None, str]
"""Layer, kind, label, bounds in gold, bounds in the prediction, and what was said instead."""


def _document(gold: Document, guess: Document, with_text: bool) -> Iterator[_Found]:
    yield from _spans("entities", gold.entities, guess.entities)
    yield from _spans("figures", gold.figures, guess.figures)
    yield from _fields(gold.figures, guess.figures, with_text)
    for ours, theirs in zip(gold.sentences, guess.sentences, strict=True):
        for label in SENTENCE_LABELS:
            if (label in ours.labels) != (label in theirs.labels):
                found = "missed" if label in ours.labels else "spurious"
                chance = (
                    ""
                    if theirs.scores is None or label not in theirs.scores
                    else f"{theirs.scores[label]:.2f}"
                )
                yield "sentence labels", found, label, (ours.start, ours.end), None, chance
    yield from _statements(gold, guess, with_text)


def _spans(layer: str, gold: Sequence[Span], guess: Sequence[Span]) -> Iterator[_Found]:
    for ours, theirs in pair(gold, guess):
        found = kind(ours, theirs)
        if found != "right":
            label = ours.label if ours else theirs.label if theirs else ""
            other = theirs.label if theirs and theirs.label != label else ""
            yield layer, found, label, _bounds(ours), _bounds(theirs), other


def _fields(gold: Sequence[Figure], guess: Sequence[Figure], with_text: bool) -> Iterator[_Found]:
    for ours, theirs in pair(gold, guess):
        if ours is None or theirs is None or kind(ours, theirs) != "right":
            continue
        for field, right in judge(ours, fields_of(theirs)).items():
            if not right:
                label, bounds = f"{ours.label} {field}", _bounds(ours)
                said = _said(theirs, field) if with_text or field != "counted" else ""
                yield "figure fields", "type", label, bounds, bounds, said


def _said(figure: Figure, field: str) -> str:
    value = getattr(figure, field)
    spread = given(figure.range) if field == "value" else None
    return str(spread if spread is not None else given(value))


def _statements(gold: Document, guess: Document, with_text: bool) -> Iterator[_Found]:
    for ours, theirs in statement_pairs(gold, guess):
        some = ours or theirs
        assert some is not None
        cue, other = _bounds(ours.cue if ours else None), _bounds(theirs.cue if theirs else None)
        if ours is None or theirs is None or not same(ours.cue, theirs.cue):
            yield "cues", _bounds_kind(cue, other), some.polarity, cue, other, ""
        if ours is None or theirs is None:
            continue
        if ours.polarity != theirs.polarity:
            yield "polarity", "type", ours.polarity, cue, other, theirs.polarity
        for name in PARTS:
            one, two = getattr(ours, name), getattr(theirs, name)
            if (one or two) and not same(one, two):
                yield (
                    f"{name}s",
                    _bounds_kind(_bounds(one), _bounds(two)),
                    ours.polarity,
                    _bounds(one),
                    _bounds(two),
                    "",
                )
        if ours.speaker is not ABSENT and not same_name(ours.speaker, theirs.speaker):
            said = given(theirs.speaker)
            yield (
                "speakers",
                "type",
                ours.polarity,
                cue,
                other,
                f"{ours.speaker} → {said}" if with_text else "",
            )


def _bounds_kind(ours: tuple[int, int] | None, theirs: tuple[int, int] | None) -> str:
    return "missed" if theirs is None else "spurious" if ours is None else "boundary"


def _bounds(span: Span | Part | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _row(
    document: Document,
    layer: str,
    found: str,
    label: str,
    ours: tuple[int, int] | None,
    theirs: tuple[int, int] | None,
    note: str,
    with_text: bool,
) -> dict[str, Any]:
    at = min(bounds[0] for bounds in (ours, theirs) if bounds is not None)
    sentence = sentence_at(document, at)
    row: dict[str, Any] = {"document": document.id, "layer": layer, "kind": found, "label": label}
    row |= {"sentence": sentence, "gold": ours, "guess": theirs, "instead": note}
    if with_text:
        start = document.sentences[sentence].start if sentence is not None else at
        last = max(bounds[1] for bounds in (ours, theirs) if bounds is not None)
        end = max(last, document.sentences[sentence].end if sentence is not None else last)
        row["text"], row["from"] = document.text[start:end], start
    return row
