"""Find what is wrong with annotated ledgers: marks that miss, links that cannot be."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from data.leakage import event_of
from khabar.document import Document
from khabar.fields import DocumentError, Where
from khabar.ledger_links import Event, Mark, Rejection, Thing, figure_of, read_links, statement_of
from khabar.ledger_match import REJECTED


def check_ledger(path: Path, documents: Mapping[str, Document]) -> Iterator[str]:
    """Every problem of a file of links into the documents: FILE:LINE: FIELD: what is wrong."""
    seen: set[str] = set()
    try:
        for where, event in read_links(path):
            yield from _check_documents(event, where, documents)
            if event.event in seen:
                yield str(where.at("event").error(f"{event.event!r} is given twice"))
            seen.add(event.event)
            for i, thing in enumerate(event.things):
                yield from _check_thing(event, thing, documents, where.at("things").at(i))
            for i, rejection in enumerate(event.denials):
                yield from _check_rejection(event, rejection, documents, where.at("denials").at(i))
            figures = [mark.place for thing in event.things for mark in thing.figures]
            if len(set(figures)) < len(figures):
                yield str(where.at("things").error("a figure is in two things, or twice in one"))
    except DocumentError as error:
        yield str(error)
    missing = {event for name in documents if (event := event_of(name))} - seen
    for event in sorted(missing):
        yield f"{path}: {event} is missing"


def _check_documents(event: Event, where: Where, documents: Mapping[str, Document]) -> Iterator[str]:
    for i, name in enumerate(event.documents):
        if name not in documents:
            yield str(where.at("documents").at(i).error(f"no document {name!r}"))
    rest = {name for name in documents if event_of(name) == event.event} - set(event.documents)
    if rest:
        yield str(where.at("documents").error(f"{', '.join(sorted(rest))} left out"))


def _check_thing(event: Event, thing: Thing, documents: Mapping[str, Document], where: Where) -> Iterator[str]:
    if len(thing.figures) < 2:
        yield str(where.at("figures").error("two figures at least are needed"))
    for i, mark in enumerate(thing.figures):
        at = where.at("figures").at(i)
        try:
            figure, statement = figure_of(mark, documents)
        except DocumentError as error:
            yield str(at.error(str(error)))
            continue
        yield from _check_place(event, mark, at)
        if statement is None:
            yield str(at.error(f"{mark.text!r} stands in no statement"))
        if not isinstance(figure.value, int | float) and not isinstance(figure.range, tuple):
            yield str(at.error(f"{mark.text!r} has no value"))


def _check_rejection(
    event: Event, rejection: Rejection, documents: Mapping[str, Document], where: Where
) -> Iterator[str]:
    if not rejection.claims:
        yield str(where.at("claims").error("a claim at least is needed"))
    marks = [(rejection.denial, where.at("denial"), frozenset(("deny",)))]
    marks += [(mark, where.at("claims").at(i), REJECTED) for i, mark in enumerate(rejection.claims)]
    for mark, at, polarities in marks:
        try:
            statement = statement_of(mark, documents)
        except DocumentError as error:
            yield str(at.error(str(error)))
            continue
        yield from _check_place(event, mark, at)
        if statement.polarity not in polarities:
            needed = " or ".join(sorted(polarities))
            yield str(at.error(f"{mark.text!r} is {statement.polarity}, where {needed} is needed"))


def _check_place(event: Event, mark: Mark, where: Where) -> Iterator[str]:
    if mark.place[0] not in event.documents:
        yield str(where.error(f"{mark.place[0]!r} is not among the documents of {event.event}"))
