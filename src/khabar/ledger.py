"""The ledger of an event: claims by speaker, figures that disagree, denials and what they reject.

Everything in it stands on spans of the texts. It compares words, entities, roles, counted nouns and dates, and
nothing learned; given documents in one order it is always the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.document import ABSENT, Document, Entity, Figure, Statement
from khabar.labels import VALUED_LABELS
from khabar.ledger_figures import Count, Disagreement, Given, disagreements, parts
from khabar.ledger_match import Denial, Described, match_denials
from khabar.ledger_terms import Term, points_back, terms_of
from khabar.names import bare_name
from khabar.render.wording import by_sentence, stated_by
from khabar.speakers import resolve
from khabar.stories import stories

_PLACES = ("GPE", "LOC", "FAC")


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


def ledger(documents: Iterable[Document]) -> Ledger:
    """The ledger of documents on one event. Speakers that a document does not carry are found first."""
    resolved = [resolve(d) if any(s.speaker is ABSENT for s in d.statements) else d for d in documents]
    rows: list[Row] = []
    figures: list[Given] = []
    described: list[Described] = []
    for document, story in zip(resolved, stories(resolved), strict=True):
        known = frozenset(_name(e) for e in document.entities if e.label == "GPE")
        for row, scene, terms in _rows(document):
            if row.speaker is not None and row.polarity != "deny":
                for i, part in enumerate(parts(row.figures, document.text)):
                    count, figure = Count(len(rows), i, part), row.figures[i]
                    figures.append(Given(count, figure, row.speaker, story, scene.places, scene.dates, known))
            rows.append(row)
            described.append(terms)
    return Ledger(tuple(rows), tuple(disagreements(figures)), tuple(match_denials(described)))


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
    return Described(row.document, row.speaker, row.polarity, row.start, row.end, statement.cue.start, terms, own, back)


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
