"""Which figures of different speakers are on one thing, and which of them cannot all be true.

One pass over the figures: each joins the latest group of its story or place that `khabar.ledger_pairs` finds most
like it, unless side, date or place speak against that.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from khabar.document import Figure
from khabar.ledger_match import Bounds, bounds_of, disagree
from khabar.ledger_pairs import WEIGHTS, Kind, Told, score, weighed
from khabar.ledger_terms import stem
from khabar.speaker_words import table

_WITHIN = frozenset(map(stem, table("طفل طفلا طفلة أطفال رضيع قاصر قاصرين امرأة نساء سيدة سيدات")))
"""Groups that are counted within a whole: beside a number of all, theirs is one of a part."""
_SIDES = {
    "civilians": frozenset(map(stem, ("مدني", "مدنيين"))),
    "soldiers": frozenset(map(stem, ("جندي", "جنود", "عسكري", "ضابط", "ضباط", "شرطي"))),
    "fighters": frozenset(map(stem, ("مسلح", "إرهابي", "عنصر", "عناصر", "مهاجم", "مقاتل"))),
}
"""Sides whose losses are not counted together."""
_ANYBODY = frozenset(map(stem, ("شخص", "شخصا", "أشخاص", "شخصين", "إنسان", "ضحية")))
"""Who may be of any side."""
_AMONG_ANYBODY = _WITHIN | _SIDES["fighters"]
_HURT = frozenset(("killed", "injured"))
_OF_THEM = table("منهم منها منهن منهما")
_BODIES = table("جثة جثث جثمان جثامين")
"""Bodies are those that were found."""
_AMONG = re.compile(r"(?<!\w)و?(?:من )?بين(?:هم|ها|هن)? (?:\w+ ){0,4}$")
_BROUGHT = re.compile(r"(?<!\w)\w?(?:استقبل|تسلم|وصول|وصل)\w* (?:\w+ )?$")
_STILL = re.compile(r" (?:\w+ ){0,2}(?:ما زال|لا يزال|لا تزال|غادر|نقل|خرج|في حالة|في العناية|في الإنعاش|تحت)")
_LATEST, _MEMBERS = 4, 3
"""How many groups of a place or story a figure is compared with, and how many figures of each."""
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
    told: Told


@dataclass(slots=True)
class _Group:
    """Figures on one thing while they are gathered."""

    places: dict[str, None] = field(default_factory=dict[str, None])
    dates: dict[str, None] = field(default_factory=dict[str, None])
    known: set[str] = field(default_factory=set[str])
    side: str = ""
    given: list[Given] = field(default_factory=list[Given])


_Alike = Callable[[Told, Told], float]
_Key = tuple[Kind, str, int | str]
"""Class, counted noun or nothing, and story or place."""


def disagreements(figures: Sequence[Given], weights: Mapping[str, float] = WEIGHTS) -> Iterator[Disagreement]:
    """Groups of figures on one thing, of which two speakers give figures that exclude each other."""
    told = weighed([given.told for given in figures])
    groups: list[_Group] = []
    latest: dict[_Key, list[_Group]] = {}
    for given, one in zip(figures, told, strict=True):
        _gather(replace(given, told=one), partial(score, weights=weights), groups, latest)
    for group in groups:
        given_here = _parts_told(group.given)
        if disagree((g.speaker, reach(g.figure, g.count.part)) for g in given_here):
            counted = next((g.figure.counted for g in group.given if isinstance(g.figure.counted, str)), None)
            role = next((g.figure.role for g in group.given if isinstance(g.figure.role, str)), None)
            counts = tuple(g.count for g in given_here)
            yield Disagreement(role, counted or None, tuple(group.places), tuple(group.dates), counts)


def _parts_told(given: Sequence[Given]) -> list[Given]:
    """Figures of a group; women, children and, among anybody, fighters are parts where others count all."""
    counted = [stem(g.figure.counted) if isinstance(g.figure.counted, str) else "" for g in given]
    some = _AMONG_ANYBODY if _ANYBODY.intersection(counted) else _WITHIN
    within = [noun in some for noun in counted]
    if all(within):
        return list(given)
    return [replace(g, count=replace(g.count, part=True)) if w else g for g, w in zip(given, within, strict=True)]


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
    if _AMONG.search(before):
        return True
    return figure.role in _HURT and bool(_BROUGHT.search(before) or _STILL.match(after))


def _gather(given: Given, alike: _Alike, groups: list[_Group], latest: dict[_Key, list[_Group]]) -> None:
    """Put a figure into the group most like it that nothing contradicts, or a new one."""
    noun = stem(given.figure.counted) if isinstance(given.figure.counted, str) and given.figure.counted else ""
    side = next((name for name, stems in _SIDES.items() if noun in stems), "")
    kind = given.told.kind
    keys: list[_Key] = [(kind, given.told.noun, given.story), (kind, "", given.story)]
    keys += [(kind, "", place) for place in given.places if kind[0] == "people"]
    near = {id(group): group for key in keys for group in latest.get(key, [])[-_LATEST:]}
    scored = ((_fit(group, given, alike), group) for group in near.values() if _may_join(group, given, side))
    best, group = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if group is None or best <= 0:
        group = _Group()
        groups.append(group)
    group.given.append(given)
    group.side = group.side or side
    group.known |= given.known
    group.dates.update(dict.fromkeys(given.dates))
    group.places.update(dict.fromkeys(given.places))
    for key in dict.fromkeys(keys):
        of_key = latest.setdefault(key, [])
        if not any(g is group for g in of_key[-_LATEST:]):
            of_key.append(group)


def _fit(group: _Group, given: Given, alike: _Alike) -> float:
    """How much a figure is like the latest ones of a group, on average."""
    members = group.given[-_MEMBERS:]
    return sum(alike(member.told, given.told) for member in members) / len(members)


def _may_join(group: _Group, given: Given, side: str) -> bool:
    """Whether side, dates and places do not speak against it; only places that both texts know can."""
    if group.side and side and group.side != side:
        return False
    if group.dates and given.dates and not any(date in group.dates for date in given.dates):
        return False
    both = group.known & given.known
    ours, theirs = both.intersection(given.places), both.intersection(group.places)
    return not (ours and theirs) or bool(ours & theirs)
