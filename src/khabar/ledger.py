"""The ledger of an event: claims by speaker, figures that disagree, denials and what they reject.

Everything in it stands on spans of the texts. It compares words, entities, roles, counted nouns and dates, and
nothing learned; given documents in one order it is always the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from khabar.document import ABSENT, Document, Entity, Figure, Statement
from khabar.labels import VALUED_LABELS
from khabar.ledger_figures import Count, Disagreement, Given, disagreements, parts
from khabar.ledger_match import Bounds, Denial, Described, bounds_of, match_denials
from khabar.ledger_pairs import Kind, Told, context_of, kind_of, noun_of, power_of
from khabar.ledger_terms import Term, deed_of, points_back, stems_of, terms_of
from khabar.names import bare_name
from khabar.render.wording import by_sentence, stated_by
from khabar.speakers import resolve
from khabar.stories import SHARED, stories

_PLACES = ("GPE", "LOC", "FAC")
_FEW = 8
"""So few documents were likely put together because they are on one event: one name in common is enough."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: who, how, what, with which figures, and where it stands.

    `what` is the content as written, or None where it is not expressed; `start` and `end` are code points of the
    document's text and span the content, or the cue where there is none. `sentence` counts from 0.
    """

    speaker: str | None
    polarity: str
    what: str | None
    figures: tuple[Figure, ...]
    document: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in the order of the documents; disagreements and denials point to them by index."""

    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    denials: tuple[Denial, ...]


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where and when a row plays, as far as its sentence says."""

    places: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """What documents claim, before it is compared: rows, their figures, and the terms of each row."""

    rows: tuple[Row, ...]
    figures: tuple[Given, ...]
    described: tuple[Described, ...]


def ledger(documents: Iterable[Document]) -> Ledger:
    """The ledger of documents on one event. Speakers that a document does not carry are found first."""
    claims = claims_of(documents)
    return Ledger(claims.rows, tuple(disagreements(claims.figures)), tuple(match_denials(claims.described)))


def claims_of(documents: Iterable[Document]) -> Claims:
    """Every statement of the documents as a row, with what rows and figures are compared by."""
    resolved = [resolve(d) if any(s.speaker is ABSENT for s in d.statements) else d for d in documents]
    rows: list[Row] = []
    figures: list[Given] = []
    described: list[Described] = []
    told_apart = stories(resolved, 1 if len(resolved) <= _FEW else SHARED)
    for document, story in zip(resolved, told_apart, strict=True):
        known = frozenset(_name(e) for e in document.entities if e.label == "GPE")
        told: dict[int, list[Told | None]] = {}
        scenes: dict[int, _Scene] = {}
        for row, scene, terms in _rows(document):
            if row.speaker is not None and row.polarity != "deny":
                told[len(rows)], scenes[len(rows)] = _told(row, len(rows), document.text), scene
            rows.append(row)
            described.append(terms)
        rivals = _rivals(one for of_row in told.values() for one in of_row)
        for i, of_row in told.items():
            row, scene = rows[i], scenes[i]
            for j, (part, one) in enumerate(zip(parts(row.figures, document.text), of_row, strict=True)):
                if one is not None:
                    seen = replace(one, rivals=rivals[one.kind])
                    place = Count(i, j, part), row.figures[j], str(row.speaker)
                    figures.append(Given(*place, story, scene.places, scene.dates, known, seen))
    return Claims(tuple(rows), tuple(figures), tuple(described))


def _rows(document: Document) -> Iterable[tuple[Row, _Scene, Described]]:
    """Row, scene and terms of each statement."""
    stated: dict[int, list[Figure]] = {}
    index = {id(statement): i for i, statement in enumerate(document.statements)}
    for figure, statement in zip(document.figures, stated_by(document), strict=True):
        if statement is not None:
            stated.setdefault(index[id(statement)], []).append(figure)
    entities = by_sentence(document, sorted(document.entities, key=lambda e: e.start))
    figures = by_sentence(document, sorted(document.figures, key=lambda f: f.start))
    numbers = _sentences(document)
    for i, statement in enumerate(document.statements):
        number = numbers[i]
        here = entities[number] if number >= 0 else []
        near = figures[number] if number >= 0 else []
        days = (f.value for f in near if f.label == "DATE")
        dates = tuple(dict.fromkeys(day for day in days if isinstance(day, str)))
        span = statement.content or statement.cue
        speaker = statement.speaker if isinstance(statement.speaker, str) else None
        mine = tuple(f for f in stated.get(i, ()) if f.label in VALUED_LABELS)
        what = statement.content.text if statement.content else None
        row = Row(speaker, statement.polarity, what, mine, document.id, max(0, number), span.start, span.end)
        scene = _Scene(tuple(dict.fromkeys(_name(e) for e in here if e.label in _PLACES)), dates)
        inside = [f for f in near if f.label in VALUED_LABELS and span.start <= f.start and f.end <= span.end]
        yield row, scene, _described(statement, row, here, inside, scene.dates)


def _told(row: Row, claim: int, text: str) -> list[Told | None]:
    """The figures of a claim as they are compared, None for one that gives no number."""
    found: list[Told | None] = []
    edges = [row.start, *(edge for figure in row.figures for edge in (figure.start, figure.end)), row.end]
    for i, figure in enumerate(row.figures):
        bounds = bounds_of(figure)
        before, behind = text[edges[2 * i] : figure.start], text[figure.end : edges[2 * i + 3]]
        around = context_of(before, behind)
        told = bounds and Told(kind_of(figure), noun_of(figure), bounds, around, claim, power=power_of(bounds))
        found.append(told)
    return found


def _rivals(told: Iterable[Told | None]) -> dict[Kind, int]:
    """How many different numbers figures of one document give of each class."""
    found: dict[Kind, set[Bounds]] = {}
    for one in told:
        if one is not None:
            found.setdefault(one.kind, set()).add(one.bounds)
    return {kind: len(numbers) for kind, numbers in found.items()}


def _described(
    statement: Statement, row: Row, here: Sequence[Entity], figures: Sequence[Figure], dates: Sequence[str]
) -> Described:
    """The terms by which a row is matched: those of what is said, and of whom it is said."""
    low, high = min(row.start, statement.cue.end), row.end
    source = statement.source
    names = [
        _name(e)
        for e in here
        if low <= e.start and e.end <= high and not (source and source.start <= e.start < source.end)
    ]
    terms = terms_of(row.what or "", names, figures, dates if statement.content else ())
    own = terms_of("", [row.speaker], (), ()) if statement.polarity == "deny" and row.speaker else frozenset[Term]()
    back = points_back(row.what or "") if statement.polarity == "deny" else None
    by = stems_of(f"{source.text if source else ''} {row.speaker or ''}")
    numbers = frozenset(f.value for f in figures if isinstance(f.value, int | float))
    place = row.document, row.speaker, row.polarity, row.start, row.end, statement.cue.start
    return Described(*place, terms, own, back, by, numbers, deed_of(row.what or ""))


def _sentences(document: Document) -> list[int]:
    """Index of the sentence of each statement, -1 outside of all."""
    order = sorted(range(len(document.statements)), key=lambda i: document.statements[i].cue.start)
    found = [-1] * len(order)
    number = 0
    for i in order:
        place = document.statements[i].cue.start
        while number < len(document.sentences) and document.sentences[number].end <= place:
            number += 1
        if number < len(document.sentences) and document.sentences[number].start <= place:
            found[i] = number
    return found


def _name(entity: Entity) -> str:
    return entity.name or bare_name(entity.text)
