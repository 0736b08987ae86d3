"""The links of a ledger as people annotate them: which figures are on one thing, which claims a denial rejects.

A file holds an event a line and lies beside the documents it points into, `ledger-dev.jsonl` beside `dev.jsonl`.
Whether two figures on one thing exclude each other is not annotated, for that is arithmetic (`conflicts`).
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from khabar.document import Document, Figure, Statement
from khabar.fields import DocumentError, Where, integer, keyed, parse_object, sequence, string
from khabar.ledger_match import bounds_of
from khabar.render.wording import stated_by

LEDGER = "ledger-"
"""What the name of a file of links begins with; the rest is that of the documents."""

Place = tuple[str, int, int]
"""Document and code points: of a figure, or of the cue of a statement."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, or the cue of a statement; `part` where a figure counts only a part of its thing."""

    place: Place
    text: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """Figures that answer one question (how many soldiers were killed), with a name for it."""

    thing: str
    figures: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A denial and the claims that it rejects."""

    denial: Mark
    claims: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """The links between documents on one event."""

    event: str
    documents: tuple[str, ...]
    things: tuple[Thing, ...]
    denials: tuple[Rejection, ...]


def links_path(documents: Path) -> Path:
    """Where the links of a file of documents lie; they are plain also where the documents are compressed."""
    return documents.with_name(LEDGER + documents.name.removesuffix(".xz"))


def read_links(path: Path) -> Iterator[tuple[Where, Event]]:
    """Events of a file, each with its place for messages. Raises DocumentError naming file, line and field."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            where = Where(str(path), number)
            yield where, _event(parse_object(line, where), where)


def conflicts(thing: Thing, documents: Mapping[str, Document]) -> Iterator[tuple[Place, Place]]:
    """The figures of a thing by which two speakers contradict each other, in pairs, the earlier place first.

    A part says only how many there are at least. Raises DocumentError for a mark that is no figure of its document.
    """
    known = [(mark, *figure_of(mark, documents)) for mark in thing.figures]
    for (one, figure, by), (other, figure_2, by_2) in combinations(sorted(known, key=lambda k: k[0].place), 2):
        bounds, bounds_2 = bounds_of(figure), bounds_of(figure_2)
        speakers = {s.speaker if s and isinstance(s.speaker, str) else None for s in (by, by_2)}
        if bounds is None or bounds_2 is None or None in speakers or len(speakers) < 2:
            continue
        low, high = bounds[0], math.inf if one.part else bounds[1]
        low_2, high_2 = bounds_2[0], math.inf if other.part else bounds_2[1]
        if low > high_2 or low_2 > high:
            yield one.place, other.place


def figure_of(mark: Mark, documents: Mapping[str, Document]) -> tuple[Figure, Statement | None]:
    """The figure that is marked, and the statement it stands in. Raises DocumentError."""
    document = _document(mark, documents)
    for figure, statement in zip(document.figures, stated_by(document), strict=True):
        if (figure.start, figure.end) == mark.place[1:]:
            return figure, statement
    raise DocumentError(f"{_shown(mark)} is no figure")


def statement_of(mark: Mark, documents: Mapping[str, Document]) -> Statement:
    """The statement whose cue is marked. Raises DocumentError."""
    for statement in _document(mark, documents).statements:
        if (statement.cue.start, statement.cue.end) == mark.place[1:]:
            return statement
    raise DocumentError(f"{_shown(mark)} is no cue of a statement")


def _document(mark: Mark, documents: Mapping[str, Document]) -> Document:
    name, start, end = mark.place
    if name not in documents:
        raise DocumentError(f"no document {name!r}")
    found = documents[name].text[start:end]
    if found != mark.text:
        raise DocumentError(f"{_shown(mark)}: there stands {found!r}")
    return documents[name]


def _shown(mark: Mark) -> str:
    return f"{mark.text!r} at {mark.place[1]}-{mark.place[2]} of {mark.place[0]}"


def _event(data: object, where: Where) -> Event:
    found = keyed(data, where, ("event", "documents", "things", "denials"))
    names = [string(name, at) for name, at in _items(found, "documents", where)]
    things = [_thing(item, at) for item, at in _items(found, "things", where)]
    denials = [_rejection(item, at) for item, at in _items(found, "denials", where)]
    return Event(string(found["event"], where.at("event")), tuple(names), tuple(things), tuple(denials))


def _thing(data: object, where: Where) -> Thing:
    found = keyed(data, where, ("thing", "figures"))
    marks = tuple(_mark(item, at) for item, at in _items(found, "figures", where))
    return Thing(string(found["thing"], where.at("thing")), marks)


def _rejection(data: object, where: Where) -> Rejection:
    found = keyed(data, where, ("denial", "claims"))
    claims = tuple(_mark(item, at) for item, at in _items(found, "claims", where))
    return Rejection(_mark(found["denial"], where.at("denial")), claims)


def _mark(data: object, where: Where) -> Mark:
    found = keyed(data, where, ("document", "start", "end", "text"), ("part",))
    document = string(found["document"], where.at("document"))
    start, end = (integer(found[key], where.at(key)) for key in ("start", "end"))
    part = found.get("part", False)
    if not isinstance(part, bool):
        raise where.at("part").error("true or false is needed")
    return Mark((document, start, end), string(found["text"], where.at("text")), part)


def _items(found: Mapping[str, Any], key: str, where: Where) -> list[tuple[Any, Where]]:
    at = where.at(key)
    return [(item, at.at(i)) for i, item in enumerate(sequence(found[key], at))]
