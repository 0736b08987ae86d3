"""brat standoff (Stenetorp et al. 2012): a folder with a text and an annotation file for every document.

Marks are text-bound annotations, a statement is an event whose trigger is the cue, sentence labels and polarity are
attributes, and what brat has no field for stands as JSON in an annotator's note. `annotation.conf` lets brat open
the folder.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from data.convert.graph import LABELS, PARTS, Link, Mark, document_of, marks_of
from khabar.document import Document
from khabar.fields import DocumentError, Where
from khabar.labels import POLARITIES, SENTENCE_LABELS

LOST = "the order of documents (they come back by id)"

_CONF = f"""[entities]
{chr(10).join(label for label in LABELS if label != "Cue")}
[relations]
[events]
Cue {", ".join(f"{part}?:{part}" for part in PARTS)}
[attributes]
{chr(10).join(f"{label} Arg:Sentence" for label in SENTENCE_LABELS)}
polarity Arg:Cue, Value:{"|".join(POLARITIES)}
"""


_ORDER = {"T": 0, "E": 1}
"""Marks and then events are read before what is said of either."""


def keep(document: Document) -> Document:
    """The document as it comes back: whole."""
    return document


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write a folder."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "annotation.conf").write_text(_CONF, encoding="utf-8")
    for document in documents:
        stem = quote(document.id, safe=" ")
        (path / f"{stem}.txt").write_text(document.text, encoding="utf-8", newline="")
        lines = "".join(line + "\n" for line in _lines(document))
        (path / f"{stem}.ann").write_text(lines, encoding="utf-8", newline="")


def _lines(document: Document) -> Iterator[str]:
    marks, links = marks_of(document)
    for mark in marks:
        spelled = document.text[mark.start : mark.end].replace("\n", " ")
        yield f"T{mark.key}\t{mark.label} {mark.start} {mark.end}\t{spelled}"
    labels = {mark.key: mark.label for mark in marks}
    number = count(1)
    for mark in marks:
        target, fields = f"T{mark.key}", dict(mark.fields)
        if mark.label == "Cue":
            target = f"E{mark.key}"
            parts = [f" {labels[link.part]}:T{link.part}" for link in links if link.cue == mark.key]
            yield f"{target}\tCue:T{mark.key}{''.join(parts)}"
            yield f"A{next(number)}\tpolarity {target} {fields.pop('polarity')}"
        if mark.label == "Sentence":
            for label in fields.pop("labels"):
                yield f"A{next(number)}\t{label} {target}"
        if fields:
            yield f"#{mark.key}\tAnnotatorNotes {target}\t{json.dumps(fields, ensure_ascii=False)}"


def read(path: Path) -> Iterator[Document]:
    """The documents of a folder, by name. Raises DocumentError."""
    for annotations in sorted(path.glob("*.ann")):
        text = annotations.with_suffix(".txt").read_bytes().decode("utf-8")
        ident = unquote(annotations.stem)
        yield _parse(ident, text, annotations)


def _parse(ident: str, text: str, path: Path) -> Document:
    marks: dict[str, Mark] = {}
    links: list[Link] = []
    numbered = [(n, line) for n, line in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1) if line.strip()]
    for number, line in sorted(numbered, key=lambda item: _ORDER.get(item[1][0], len(_ORDER))):
        where = Where(str(path), number)
        try:
            _take(line, marks, links)
        except DocumentError:
            raise
        except (KeyError, ValueError, IndexError) as error:
            raise where.error(f"not understood: {line[:80]!r} ({error})") from None
    return document_of(ident, text, [marks[key] for key in marks if key.startswith("T")], links, Where(str(path)))


def _take(line: str, marks: dict[str, Mark], links: list[Link]) -> None:
    """Take in a line: marks under T and their number, and under E and its own the mark that triggers an event."""
    key, body, *rest = line.split("\t")
    first, *others = body.split(" ")
    if key.startswith("T"):
        marks[key] = Mark(key[1:], int(others[0]), int(others[1]), first, _blank(first))
    elif key.startswith("E"):
        marks[key] = marks[f"T{_number(first)}"]
        links += [Link(_number(first), _number(part)) for part in others if part]
    elif key.startswith("A"):
        fields = marks[others[0]].fields
        if first == "polarity":
            fields["polarity"] = others[1]
        else:
            fields["labels"].append(first)
    elif key.startswith("#"):
        marks[others[0]].fields.update(json.loads("\t".join(rest)))
    else:
        raise ValueError("brat line of another kind")


def _number(argument: str) -> str:
    return argument.rpartition(":T")[2]


def _blank(label: str) -> dict[str, Any]:
    return {"labels": []} if label == "Sentence" else {}
