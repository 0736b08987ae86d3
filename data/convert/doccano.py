"""doccano's JSON lines for sequence labelling with relations.

A record has its text, labelled offsets and relations between them. doccano gives its labels no attributes, so that
polarity and sentence labels are part of the label ("Cue deny", "Sentence claim attribution"). Import it with
overlapping spans allowed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from data.convert.graph import Link, Mark, document_of, marks_of
from khabar.document import ABSENT, Document, Figure
from khabar.fields import Where, integer, mapping, parse_object, sequence, string

LOST = "what figures say (value, range, modifier, counted, role, unit), speakers, names, scores"


def keep(document: Document) -> Document:
    """The document as it comes back: without what figures say, speakers, names and scores."""
    return replace(
        document,
        sentences=tuple(replace(s, scores=None) for s in document.sentences),
        entities=tuple(replace(e, score=None, name=None) for e in document.entities),
        figures=tuple(Figure(f.start, f.end, f.text, f.label) for f in document.figures),
        statements=tuple(replace(s, score=None, speaker=ABSENT, inherited=ABSENT) for s in document.statements),
    )


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write a file. doccano numbers records itself; the document's id is kept as `document`."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        dump(out, documents)


def dump(out: TextIO, documents: Iterable[Document]) -> None:
    """Write to a stream."""
    for number, document in enumerate(documents, 1):
        out.write(json.dumps(_record(number, document), ensure_ascii=False) + "\n")


def _record(number: int, document: Document) -> dict[str, Any]:
    marks, links = marks_of(document)
    labels = {mark.key: mark.label for mark in marks}
    return {
        "id": number,
        "document": document.id,
        "text": document.text,
        "entities": [
            {"id": int(mark.key), "label": _label(mark), "start_offset": mark.start, "end_offset": mark.end}
            for mark in marks
        ],
        "relations": [
            {"id": i, "from_id": int(link.cue), "to_id": int(link.part), "type": labels[link.part].lower()}
            for i, link in enumerate(links, 1)
        ],
    }


def _label(mark: Mark) -> str:
    if mark.label == "Sentence":
        return " ".join([mark.label, *mark.fields["labels"]])
    return f"Cue {mark.fields['polarity']}" if mark.label == "Cue" else mark.label


def read(path: Path) -> Iterator[Document]:
    """The documents of a file. Raises DocumentError naming line and field."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            where = Where(str(path), number)
            if line.strip():
                record = parse_object(line, where)
                marks = [_mark(item, at) for item, at in _each(record, where.at("entities"))]
                links = [_link(item, at) for item, at in _each(record, where.at("relations"))]
                ident = record.get("document", str(record.get("id", "")))
                text = string(record.get("text"), where.at("text"))
                yield document_of(string(ident, where.at("document")), text, marks, links, where)


def _each(record: dict[str, Any], where: Where) -> Iterator[tuple[object, Where]]:
    for i, item in enumerate(sequence(record.get(where.path, []), where)):
        yield item, where.at(i)


def _mark(item: object, where: Where) -> Mark:
    data = mapping(item, where)
    label, *more = string(data.get("label"), where.at("label")).split(" ")
    start, end = (integer(data.get(name), where.at(name)) for name in ("start_offset", "end_offset"))
    fields: dict[str, Any] = {}
    if label == "Sentence":
        fields["labels"] = more
    elif label == "Cue" and more:
        fields["polarity"] = more[0]
    return Mark(str(data.get("id")), start, end, label, fields)


def _link(item: object, where: Where) -> Link:
    data = mapping(item, where)
    return Link(str(data.get("from_id")), str(data.get("to_id")))
