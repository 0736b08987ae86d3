"""The ledger of an event: claims by speaker, figures that disagree, denials and what they reject.

Everything in it stands on spans of the texts. It compares words, entities, roles, counted nouns and dates, and
nothing learned; given documents in one order it is always the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.document import ABSENT, Document, Entity, Figure, Statement
from khabar.labels import VALUED_LABELS
from khabar.ledger_match import Bounds, Denial, Described, bounds_of, disagree, match_denials, stem, terms_of
from khabar.names import bare_name
from khabar.render.wording import by_sentence, stated_by
from khabar.speakers import resolve

_PLACES = ("GPE", "LOC", "FAC")
_PARTS = {
    "children": frozenset(map(stem, ("طفل", "طفلا", "طفلة", "أطفال", "رضيع", "قاصر", "قاصرين"))),
    "women": frozenset(map(stem, ("امرأة", "نساء", "سيدة", "سيدات"))),
}
"""Groups that are counted within a whole, by their nouns: their number cannot contradict that of all."""


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
class Count:
    """A figure of a row: index of the row, and of the figure in it."""

    row: int
    figure: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures on one thing that cannot all be true: what is counted, where and when if known, and the figures."""

    role: str | None
    counted: str | None
    places: tuple[str, ...]
    dates: tuple[str, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows in the order of the documents; disagreements and denials point to them by index."""

    rows: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    denials: tuple[Denial, ...]


@dataclass(slots=True)
class _Group:
    """Figures on one thing while they are gathered."""

    places: dict[str, None]
    dates: dict[str, None]
    counts: list[Count]


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where and when a row plays, as far as its sentence says."""

    places: tuple[str, ...]
    dates: tuple[str, ...]


def ledger(documents: Iterable[Document]) -> Ledger:
    """The ledger of documents on one event. Speakers that a document does not carry are found first."""
    rows: list[Row] = []
    scenes: list[_Scene] = []
    described: list[Described] = []
    for given in documents:
        document = resolve(given) if any(s.speaker is ABSENT for s in given.statements) else given
        for row, scene, terms in _rows(document):
            rows.append(row)
            scenes.append(scene)
            described.append(terms)
    return Ledger(tuple(rows), tuple(_disagreements(rows, scenes)), tuple(match_denials(described)))


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
        days = (f.value for f in (figures[number] if number >= 0 else []) if f.label == "DATE")
        dates = tuple(dict.fromkeys(day for day in days if isinstance(day, str)))
        span = statement.content or statement.cue
        speaker = statement.speaker if isinstance(statement.speaker, str) else None
        mine = tuple(f for f in stated.get(i, ()) if f.label in VALUED_LABELS)
        what = statement.content.text if statement.content else None
        row = Row(speaker, statement.polarity, what, mine, document.id, max(0, number), span.start, span.end)
        scene = _Scene(tuple(dict.fromkeys(_name(e) for e in here if e.label in _PLACES)), dates)
        yield row, scene, _described(statement, row, here, mine, scene.dates)


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
    if statement.polarity == "deny" and row.speaker:
        names.append(row.speaker)
    terms = terms_of(row.what or "", names, figures, dates if statement.content else ())
    return Described(row.document, row.speaker, row.polarity, row.start, row.end, statement.cue.start, terms)


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


def _disagreements(rows: Sequence[Row], scenes: Sequence[_Scene]) -> Iterable[Disagreement]:
    """Groups of figures on one thing, of which two speakers give figures that exclude each other."""
    groups: dict[tuple[str, ...], list[_Group]] = {}
    by_place: dict[tuple[str, ...], dict[str, list[_Group]]] = {}
    for number, (row, scene) in enumerate(zip(rows, scenes, strict=True)):
        for i, figure in enumerate(row.figures):
            thing = _thing(figure)
            if row.speaker is None or thing is None or bounds_of(figure) is None or row.polarity == "deny":
                continue
            group = _group(scene, groups.setdefault(thing, []), by_place.setdefault(thing, {}))
            group.counts.append(Count(number, i))
    for thing, of_thing in groups.items():
        for group in of_thing:
            if disagree(_claimed(rows, group)):
                counted = next((f for c in group.counts if (f := rows[c.row].figures[c.figure].counted)), None)
                role = thing[1] if thing[0] == "role" else None
                shown = counted if isinstance(counted, str) else None
                yield Disagreement(role, shown, tuple(group.places), tuple(group.dates), tuple(group.counts))


def _claimed(rows: Sequence[Row], group: _Group) -> Iterable[tuple[str, Bounds]]:
    """Speaker and bounds of every figure of a group."""
    for count in group.counts:
        row = rows[count.row]
        bounds = bounds_of(row.figures[count.figure])
        if row.speaker is not None and bounds is not None:
            yield row.speaker, bounds


def _thing(figure: Figure) -> tuple[str, ...] | None:
    """What a figure counts: people by what happened to them, women and children apart; else what the noun says.

    Amounts, measures and percentages have no noun that says of what they are, and are not compared.
    """
    noun = stem(figure.counted) if isinstance(figure.counted, str) and figure.counted else ""
    if isinstance(figure.role, str):
        return "role", figure.role, next((part for part, stems in _PARTS.items() if noun in stems), "")
    return ("noun", noun) if noun and figure.label == "CARDINAL" else None


def _group(scene: _Scene, of_thing: list[_Group], by_place: dict[str, list[_Group]]) -> _Group:
    """The group a figure belongs to: the latest one whose place and date do not contradict it, or a new one."""
    candidates = [group for place in scene.places for group in by_place.get(place, [])[-1:]]
    if not candidates:
        candidates = [group for group in of_thing[-1:] if not (scene.places and group.places)]
    group = next((g for g in candidates if _same_time(g, scene)), None)
    if group is None:
        group = _Group({}, {}, [])
        of_thing.append(group)
    group.dates.update(dict.fromkeys(scene.dates))
    for place in scene.places:
        if place not in group.places:
            group.places[place] = None
            by_place.setdefault(place, []).append(group)
    return group


def _same_time(group: _Group, scene: _Scene) -> bool:
    """Whether the dates of both are one, or not known of one of them."""
    return not (group.dates and scene.dates) or any(date in group.dates for date in scene.dates)


def _name(entity: Entity) -> str:
    return entity.name or bare_name(entity.text)
