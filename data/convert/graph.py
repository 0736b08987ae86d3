"""Documents as marks on a text and links between them, which is how annotation tools see them.

A statement becomes a Cue mark with its polarity, linked to the marks of its source and content. Statements that
share a source share its mark, so that an annotator moves it once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from khabar.document import NUMERIC_LABELS, Document, Entity, Figure
from khabar.fields import Where
from khabar.labels import ENTITY_LABELS, SPAN_LABELS

PARTS = {"Source": "source", "Content": "content"}
LABELS = ("Sentence", *SPAN_LABELS, "Source", "Cue", "Content")
_NAMES = [frozenset(f.name for f in fields(kind)) for kind in (Entity, Figure)]
_OF_ENTITIES, _OF_FIGURES = _NAMES[0] - _NAMES[1], _NAMES[1] - _NAMES[0]
"""Fields that one kind of span has and the other has not."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled stretch of text; `fields` is what the document says of it beyond its place and label."""

    key: str
    start: int
    end: int
    label: str
    fields: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Link:
    """From a Cue mark to the mark of its source or content."""

    cue: str
    part: str


def marks_of(document: Document) -> tuple[list[Mark], list[Link]]:
    """The marks and links of a document; keys are numbers in the order of the marks."""
    data = document.to_json()
    marks: list[Mark] = []
    links: list[Link] = []
    shared: dict[tuple[str, int, int], Mark] = {}

    def add(item: dict[str, Any], label: str, fields: dict[str, Any]) -> Mark:
        marks.append(Mark(str(len(marks) + 1), item["start"], item["end"], label, fields))
        return marks[-1]

    for sentence in data["sentences"]:
        add(sentence, "Sentence", _rest(sentence, "start", "end"))
    for span in [*data["entities"], *data["figures"]]:
        add(span, span["label"], _rest(span, "start", "end", "text", "label"))
    for statement in data["statements"]:
        cue = add(statement["cue"], "Cue", _rest(statement, "source", "cue", "content"))
        for label, name in PARTS.items():
            if part := statement[name]:
                place = (label, part["start"], part["end"])
                if place not in shared:
                    shared[place] = add(part, label, {})
                links.append(Link(cue.key, shared[place].key))
    return marks, links


def document_of(ident: str, text: str, marks: Sequence[Mark], links: Iterable[Link], where: Where) -> Document:
    """The document that marks and links describe. Raises DocumentError at `where` when they describe none."""
    by_key = {mark.key: mark for mark in marks}
    data: dict[str, Any] = {"id": ident, "text": text, "sentences": [], "entities": [], "figures": [], "statements": []}
    cues: dict[str, dict[str, Any]] = {}
    for mark in marks:
        place = {"start": mark.start, "end": mark.end}
        spelled = {**place, "text": text[mark.start : mark.end]}
        if mark.label == "Sentence":
            data["sentences"].append({**place, "labels": [], **mark.fields})
        elif mark.label in SPAN_LABELS:
            layer = "entities" if mark.label in ENTITY_LABELS else "figures"
            data[layer].append({**spelled, "label": mark.label, **_fitting(mark)})
        elif mark.label == "Cue":
            cues[mark.key] = {"source": None, "cue": spelled, "content": None, "polarity": "assert", **mark.fields}
            data["statements"].append(cues[mark.key])
        elif mark.label not in PARTS:
            raise where.error(f"{mark.label!r} is not one of {', '.join(LABELS)}")
    for link in links:
        if link.cue not in cues or link.part not in by_key or by_key[link.part].label not in PARTS:
            raise where.error(f"a link must lead from a Cue to a Source or Content, not {link.cue} to {link.part}")
        part = by_key[link.part]
        if cues[link.cue][PARTS[part.label]] is not None:
            raise where.error(f"cue {link.cue} has two marks {part.label}")
        cues[link.cue][PARTS[part.label]] = {"start": part.start, "end": part.end, "text": text[part.start : part.end]}
    return Document.from_json(data, where)


def _fitting(mark: Mark) -> dict[str, Any]:
    """The fields of a span without those that only the label had from which an annotator has corrected it."""
    value = mark.fields.get("value")
    mistaken = value is not None and isinstance(value, str) == (mark.label in NUMERIC_LABELS)
    lost = _OF_FIGURES if mistaken or mark.label in ENTITY_LABELS else frozenset[str]()
    return _rest(mark.fields, *lost, *(() if mark.label in ENTITY_LABELS else _OF_ENTITIES))


def _rest(item: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in names}
