"""Which figures of different speakers are on one thing, and which of them cannot all be true.

Figures are gathered by story, by what happened to whom, or else by the counted noun, and by place and date. One
pass over the figures, each compared with the latest group of its places or of its thing.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from khabar.document import Figure
from khabar.ledger_match import Bounds, bounds_of, disagree
from khabar.ledger_terms import skeleton, stem
from khabar.speaker_words import table

_PARTS = {
    "children": frozenset(map(stem, ("طفل", "طفلا", "طفلة", "أطفال", "رضيع", "قاصر", "قاصرين"))),
    "women": frozenset(map(stem, ("امرأة", "نساء", "سيدة", "سيدات"))),
}
"""Groups that are counted within a whole, by their nouns: their number cannot contradict that of all."""
_SIDES = {
    "soldiers": frozenset(map(stem, ("جندي", "جنود", "عسكري", "ضابط", "ضباط", "شرطي"))),
    "fighters": frozenset(map(stem, ("مسلح", "إرهابي", "عنصر", "عناصر", "مهاجم", "مقاتل"))),
}
"""Sides whose losses are not counted together."""
_OF_THEM = table("منهم منها منهن منهما")
_BODIES = table("جثة جثث جثمان جثامين")
"""Bodies are those that were found."""
_BEFORE = re.compile(r"(?<!\w)(?:و?(?:من )?بين(?:هم|ها|هن)? (?:\w+ ){0,4}|\w?(?:استقبل|تسلم|وصول|وصل)\w* (?:\w+ )?)$")
_AFTER = re.compile(r" (?:\w+ ){0,2}(?:ما زال|لا يزال|لا تزال|غادر|نقل|خرج|في حالة|في العناية|في الإنعاش|تحت)")
_LATEST = 3
"""How many groups of a place or story a figure is compared with."""
_NEAR = 60
"""How many code points before and after a figure say that it counts a part."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a row: index of the row, and of the figure in it; `part` where it counts only some of the thing."""

    row: int
    figure: int
    part: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures on one thing that cannot all be true: what is counted, where and when if known, and the figures."""

    role: str | None
    counted: str | None
    places: tuple[str, ...]
    dates: tuple[str, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a speaker gives, and the scene of its sentence; `story` joins documents on one event."""

    count: Count
    figure: Figure
    speaker: str
    story: int
    places: Sequence[str]
    dates: Sequence[str]
    known: frozenset[str]
    """The towns and countries of the document: others cannot tell two scenes apart."""


@dataclass(slots=True)
class _Group:
    """Figures on one thing while they are gathered."""

    places: dict[str, None] = field(default_factory=dict[str, None])
    dates: dict[str, None] = field(default_factory=dict[str, None])
    known: set[str] = field(default_factory=set[str])
    side: str = ""
    given: list[Given] = field(default_factory=list[Given])


_Thing = tuple[str, str, str]


def disagreements(figures: Iterable[Given]) -> Iterator[Disagreement]:
    """Groups of figures on one thing, of which two speakers give figures that exclude each other."""
    groups: dict[_Thing, list[_Group]] = {}
    latest: dict[tuple[_Thing, int | str], list[_Group]] = {}
    for given in figures:
        thing = _thing(given.figure)
        if thing is not None and bounds_of(given.figure) is not None:
            _gather(given, thing, groups.setdefault(thing, []), latest)
    for thing, of_thing in groups.items():
        for group in of_thing:
            if disagree((g.speaker, reach(g.figure, g.count.part)) for g in group.given):
                counted = next((g.figure.counted for g in group.given if isinstance(g.figure.counted, str)), None)
                role = thing[1] if thing[0] == "role" else None
                counts = tuple(g.count for g in group.given)
                yield Disagreement(role, counted or None, tuple(group.places), tuple(group.dates), counts)


def reach(figure: Figure, part: bool) -> Bounds:
    """The least and greatest number of the whole that a figure admits: a part leaves it open upwards."""
    low, high = bounds_of(figure) or (0, math.inf)
    return low, math.inf if part else high


def parts(figures: Sequence[Figure], text: str) -> Iterator[bool]:
    """For every figure of a claim whether it counts only some of a thing: بينهم, منهم, bodies, the still injured."""
    before: Figure | None = None
    part = False
    roles: list[object] = []
    for figure in figures:
        goes_on = part and before is not None and before.role == figure.role and figure.text.startswith("و")
        part = (goes_on and not figure.counted) or _counts_part(figure, text, roles)
        yield part
        before = figure
        roles.append(figure.role)


def _counts_part(figure: Figure, text: str, roles: Sequence[object]) -> bool:
    """Whether words around say so; "of them" counts all of a kind where the claim counts another kind before."""
    counted = table(figure.counted) if isinstance(figure.counted, str) else frozenset[str]()
    if counted & _BODIES or (counted & _OF_THEM and (not roles or figure.role in roles)):
        return True
    before, after = text[max(0, figure.start - _NEAR) : figure.start], text[figure.end : figure.end + _NEAR]
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _thing(figure: Figure) -> _Thing | None:
    """What a figure counts: people by what happened to them, women and children apart; else what the noun says.

    Amounts, measures and percentages have no noun that says of what they are, and are not compared.
    """
    noun = stem(figure.counted) if isinstance(figure.counted, str) and figure.counted else ""
    if isinstance(figure.role, str):
        return "role", figure.role, next((name for name, stems in _PARTS.items() if noun in stems), "")
    return ("noun", skeleton(noun), "") if noun and figure.label == "CARDINAL" else None


def _gather(
    given: Given, thing: _Thing, of_thing: list[_Group], latest: dict[tuple[_Thing, int | str], list[_Group]]
) -> None:
    """Put a figure into a late group of its places, else of its story, that nothing contradicts, or a new one."""
    side = next((name for name, stems in _SIDES.items() if stem(str(given.figure.counted)) in stems), "")
    keys = [(thing, key) for key in (*given.places, given.story)]
    candidates = [group for key in keys for group in latest.get(key, [])[: -_LATEST - 1 : -1]]
    group = next((g for g in candidates if _may_join(g, given, side)), None)
    if group is None:
        group = _Group()
        of_thing.append(group)
    group.given.append(given)
    group.side = group.side or side
    group.known |= given.known
    group.dates.update(dict.fromkeys(given.dates))
    group.places.update(dict.fromkeys(given.places))
    for key in keys:
        groups = latest.setdefault(key, [])
        if not any(g is group for g in groups[-_LATEST:]):
            groups.append(group)


def _may_join(group: _Group, given: Given, side: str) -> bool:
    """Whether side, dates and places do not speak against it; only places that both texts know can."""
    if group.side and side and group.side != side:
        return False
    if group.dates and given.dates and not any(date in group.dates for date in given.dates):
        return False
    both = group.known & given.known
    ours, theirs = both.intersection(given.places), both.intersection(group.places)
    return not (ours and theirs) or bool(ours & theirs)
