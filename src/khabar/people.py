"""Names in an article: where they stand, what people are called, and which mentions are the same name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from khabar.document import Document, Entity
from khabar.names import bare_name, first_word
from khabar.speaker_words import BREAKS, CIRCLES, FORMER, GENERIC, HEADED, OFFICES, RANKS, bare, office_words, words

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")
_REACH = 110
"""Characters before a name in which an office describes it, and so the names that may stand there."""
_AROUND = 60
"""Mentions on either side of a place among which a name is looked for, or descriptions of people."""
_LONGEST = 16
"""Words of a name by which it is found."""
_PEER = re.compile(r"نظير(?:ه|ها|ته|تها|هما)\s+((?:\w+\s+){1,2})$")
_PARENTS = ("ام", "ابو")
"""Whose child's name stands behind: محمد is not أم محمد."""
_SHORT = re.compile(r"\s*[(«\"“]\s?([^\W\d_]{3,})\s?[)»\"”]")
_STOPS = '.؛;:!؟\n"«»'


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place: the text as it is to be shown, and its words as they are compared."""

    start: int
    end: int
    label: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is called: its head, its other words, where he is named, and whether it is his no more."""

    head: str
    rest: frozenset[str]
    person: Mention
    former: bool = False


def mentions_of(document: Document) -> list[Mention]:
    """Every entity that has words, in the order of the text."""
    known = {first_word(e.text) for e in document.entities}
    mentions = (_mention(e, known) for e in sorted(document.entities, key=lambda e: e.start))
    return [m for m in mentions if m.words]


def belongs(text: str, mention: Mention, start: int) -> bool:
    """Whether a name stands behind a word that makes it an owner: باسم لوفن، إدارة ترمب، لترامب.

    `start` is where the phrase around it begins.
    """
    before = text[start : mention.start]
    if before.rstrip().endswith(("،", ",", '"', "«", "(")):
        return False
    if text[mention.start] in "لب" and not mention.name.startswith(text[mention.start]):
        return bool(before.strip())
    last = words(before)[-1:]
    return bool(last) and last[0] in CIRCLES and not is_definite(before.split()[-1])


def offices_of(text: str, people: Sequence[Mention]) -> list[Office]:
    """What each person is called right before the name, back to the last stop or other name, or right behind it.

    A peer holds the office of whom the text described before him: نظيره التركي.
    """
    found: list[Office] = []
    for i, person in enumerate(people):
        peer = _PEER.search(text, max(0, person.start - _REACH), person.start) if found else None
        if peer:
            found.append(Office(found[-1].head, office_words(words(peer[1])), person))
        found += _offices(text, people[max(0, i - _REACH) : i], person)
    return found


def _offices(text: str, earlier: Sequence[Mention], person: Mention) -> list[Office]:
    low = max(0, person.start - _REACH)
    for other in reversed(earlier):
        if low < other.end and not belongs(text, other, low):
            low = other.end
            break
        if other.end <= low:
            break
    window = text[low : person.start]
    raw = _WORD.findall(window[max(window.rfind(stop) for stop in _STOPS) + 1 :])
    said = [bare(word) for word in raw]
    found: list[Office] = []
    for i in range(len(said) - 1, -1, -1) if not belongs(text, person, low) else ():
        ranked = bool(found) and found[-1].head in RANKS
        leads = bool(found) and _leads(said[i], raw[i + 1])
        if said[i] in BREAKS or (found and not ranked and not leads):
            break
        if said[i] in OFFICES:
            if leads:
                found.pop()
            found.append(_office(said[i:], person))
    behind = re.split("[،.\n]", text[person.end : person.end + _REACH].lstrip("، ,"), maxsplit=1)[0]
    after = words(behind)[:8]
    if after and after[0] in OFFICES:
        found.append(_office(after, person))
    return found


def _office(said: Sequence[str], person: Mention) -> Office:
    return Office(said[0], office_words(frozenset(said[1:]) - RANKS), person, not FORMER.isdisjoint(said[1:]))


def by_kind(text: str, bodies: "Roster") -> dict[str, list[Mention]]:
    """Organisations by the kind that stands in front of their names: صحيفة, شركة."""
    found: dict[str, list[Mention]] = {}
    for body in bodies.mentions:
        before = words(text[max(0, body.start - 30) : body.start])[-1:]
        if body.label == "ORG" and before and before[0] in GENERIC:
            found.setdefault(before[0], []).append(body)
    return found


def short_forms(text: str, bodies: "Roster") -> dict[tuple[str, ...], Mention]:
    """Bodies by the short name in brackets or quotation marks right behind their full one: … الديمقراطية (قسد)."""
    found: dict[tuple[str, ...], Mention] = {}
    for body in bodies.mentions:
        short = _SHORT.match(text, body.end) if body.label == "ORG" and len(body.words) > 1 else None
        if short and all(m.label == "ORG" for m in bodies.inside(short.start(1), short.end(1))):
            found.setdefault(tuple(words(short[1])), body)
    return found


class Roster:
    """Mentions in the order of the text, found by place and by word."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = list(mentions)
        self._by_word: dict[str, list[Mention]] = {}
        self._begun: dict[tuple[str, ...], Mention] = {}
        self._named: dict[tuple[str, ...], Mention] = {}
        self._ends: dict[str, int] = {}
        self._alike: dict[str, dict[tuple[str, tuple[str, ...]], list[Mention]]] = {}
        for mention in self.mentions:
            self._named.setdefault(mention.words, mention)
            for length in range(1, min(len(mention.words), _LONGEST) + 1):
                self._begun.setdefault(mention.words[:length], mention)
            for word in set(mention.words):
                self._by_word.setdefault(word, []).append(mention)
                self._ends[word] = min(mention.end, self._ends.get(word, mention.end))
                self._alike.setdefault(word, {}).setdefault((mention.label, mention.words), []).append(mention)

    def fullest(self, mention: Mention) -> Mention:
        """The longest mention of the same name; of several names, the nearest one before, else behind.

        A name that is mentioned a thousand times is compared once, and of a thousand names with a word in common those
        around the mention.
        """
        word = min(mention.words, key=lambda word: len(self._alike.get(word, {})))
        alike_by_name = self._alike.get(word, {})
        names = dict.fromkeys((m.label, m.words) for m in around(self._by_word.get(word, []), mention.start))
        same = [alike_by_name[name] for name in names if _is_fuller(alike_by_name[name][0], mention)]
        while fuller := [alike for alike in same if len(alike[0].words) > len(mention.words)]:
            place = mention.start
            if mention.label == "PER":
                fuller = [alike for alike in fuller if _ends_with(alike[0], mention)] or fuller
            near = sorted((nearest(alike, place) for alike in fuller), key=lambda m: m.start)
            mention = nearest(near, place)
            same = [alike for alike in fuller if _is_fuller(alike[0], mention)]
        return min((alike[0] for alike in same), key=lambda m: m.start) if same else mention

    def ending(self, said: tuple[str, ...], place: int) -> list[Mention]:
        """Longer mentions before a place that end with these words."""
        before = (m for m in around(self._by_word.get(said[-1], ()), place) if m.end <= place)
        return [m for m in before if len(m.words) > len(said) and m.words[-len(said) :] == said]

    def inside(self, start: int, end: int) -> list[Mention]:
        """Mentions that stand wholly in a stretch of the text."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        last = bisect_left(self.mentions, end, key=lambda m: m.start)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def is_named_before(self, words: Iterable[str], place: int) -> bool:
        """Whether a mention that ends before a place has one of these words."""
        return any(self._ends[word] <= place for word in words if word in self._ends)

    def of_kind(self, word: str, place: int) -> list[Mention]:
        """Mentions around a place that begin with a word."""
        return [m for m in around(self._by_word.get(word, ()), place) if m.words[0] == word]

    def begun(self, words: tuple[str, ...]) -> Mention | None:
        """The first mention whose words begin so."""
        return self._begun.get(words)

    def named(self, words: tuple[str, ...]) -> Mention | None:
        """The first mention that has these words and no others."""
        return self._named.get(words)


def around(among: Sequence[T], place: int, start: Callable[[T], int] = attrgetter("start")) -> list[T]:
    """What is nearest to a place on either side, so much that more says nothing; `start` is where a thing stands."""
    middle = bisect_right(among, place, key=start)
    return list(among[max(0, middle - _AROUND) : middle + _AROUND])


def nearest(among: Sequence[Mention], place: int) -> Mention:
    """The last mention before a place, else the first one behind."""
    before = bisect_right(among, place, key=lambda m: m.start)
    return among[max(0, before - 1)]


def is_definite(text: str) -> bool:
    """Whether a phrase begins with the article."""
    return bare_name(text).startswith("ال")


def _mention(entity: Entity, known: set[str]) -> Mention:
    name = entity.name if entity.name is not None else bare_name(entity.text, known)
    return Mention(entity.start, entity.end, entity.label, name, tuple(words(name)))


def _is_fuller(other: Mention, mention: Mention) -> bool:
    """Whether another mention is the same name with all its words, or more."""
    if other.label != mention.label or not set(mention.words) <= set(other.words):
        return False
    if mention.label == "PER" and other.words[0] in _PARENTS and set(mention.words) <= set(other.words[1:2]):
        return False
    if mention.label == "PER" or other.words[0] == mention.words[0]:
        return True
    return mention.label == "ORG" and other.words[1:] == mention.words and other.words[0] in HEADED


def _ends_with(other: Mention, mention: Mention) -> bool:
    """Whether a name is the end of another, as one's family name is: فؤاد حسين and حسين, not حسين علاوي."""
    return other.words[-len(mention.words) :] == mention.words


def _leads(word: str, following: str) -> bool:
    """Whether an office belongs to the one named behind it: نائب رئيس is one, مستشار الرئيس are two."""
    return word in OFFICES and not is_definite(following)
