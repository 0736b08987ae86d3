"""The people and bodies of an article, and which of them a source phrase means.

By head nouns and names alone: a person who is named is the fullest mention of that name; an office without a name
(الوزير) is the person who is described by it somewhere in the article; a body is the fullest mention of its name; a
short definite phrase (المصدر) is the last longer one with that head.
"""

from itertools import islice

from khabar.document import Document, Part
from khabar.names import bare_name
from khabar.people import (
    Mention,
    Office,
    Roster,
    around,
    belongs,
    by_kind,
    is_definite,
    mentions_of,
    nearest,
    offices_of,
    short_forms,
)
from khabar.source_edges import AMONG, MADE, is_joined, itself, tidy, trimmed
from khabar.speaker_words import (
    CAPITALS,
    CIRCLES,
    DOCUMENTS,
    FORMER,
    GENERIC,
    LOCAL,
    NOBODY,
    OFFICES,
    POSSESSED,
    RANKS,
    SPOKESPEOPLE,
    key,
    office_words,
    words,
)

Words = tuple[str, ...]
_LAST_NAMES = 3
_OTHERS = frozenset(("اخر", "اخري", "ثان", "ثالث"))
_RECENT = 50
"""Phrases of one head that a short form can take up."""


class Cast:
    """Who occurs in an article. What phrases were taken for is remembered, so ask in the order of the text."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        mentions = mentions_of(document)
        self._people = Roster(m for m in mentions if m.label == "PER")
        self._bodies = Roster(m for m in mentions if m.label in ("ORG", "GPE"))
        self._short = short_forms(self._text, self._bodies)
        self._kinds = by_kind(self._text, self._bodies)
        self._offices: dict[str, list[Office]] = {}
        ends = {s.source.end for s in document.statements if s.source}
        for office in offices_of(self._text, self._people.mentions):
            place = office.person.start
            addressed = place - 1 in ends and self._text[place] == "ل"
            if not addressed:
                self._offices.setdefault(office.head, []).append(office)
        holders = {head: {self._people.fullest(o.person).name for o in held} for head, held in self._offices.items()}
        self._sole = {head: names.pop() for head, names in holders.items() if len(names) == 1}
        self._sources: dict[str, dict[Words, Part]] = {}
        self._saying: dict[str, dict[Words, Part]] = {}
        for source in (trimmed(s.source, self._bodies) for s in document.statements if s.source):
            said = tuple(words(source.text))
            self._sources.setdefault(said[0] if said else "", {}).setdefault(said, source)
            for word in said:
                self._saying.setdefault(word, {}).setdefault(said, source)
        self._taken: dict[str, dict[Words, str]] = {}
        self._last: str | None = None

    def speaker(self, source: Part) -> str | None:
        """The canonical name of a source; None when nobody can be meant."""
        whole = trimmed(source, self._bodies)
        source = itself(whole)
        phrase = tuple(words(source.text))
        if not phrase:
            return bare_name(source.text) or None
        if source != whole and is_definite(source.text) and self._last and not self._taken.get(phrase[0]):
            return self._last
        if phrase[0] in NOBODY:
            return None
        name = (
            self._person_in(source, phrase)
            or self._body_in(source, phrase)
            or self._holder(source, phrase)
            or self._unmarked(source, phrase)
            or self._phrase(source, phrase)
        )
        taken = self._taken.setdefault(phrase[0], {})
        taken.pop(phrase, None)
        taken[phrase] = self._last = name
        return name

    def is_introduced(self, source: Part) -> bool:
        """Whether a source is a person whose name stands here for the first time."""
        named = self._people.inside(source.start, source.end)
        if not named or named[0].start != source.start:
            return False
        return not self._people.is_named_before(named[0].words, source.start)

    def first_between(self, start: int, end: int) -> str | None:
        """The first person or body named in a stretch of text, not the body of a title: رئيس بلدية طبرق فلان."""
        people, bodies = self._people.inside(start, end), self._bodies.inside(start, end)
        titled = {m.start - 1 for m in people}
        own = [(m.start, self._bodies.fullest(m).name) for m in bodies if m.end not in titled][:1]
        found = own + [(m.start, self._people.fullest(m).name) for m in people[:1]]
        return min(found)[1] if found else None

    def _person_in(self, source: Part, phrase: Words) -> str | None:
        """The person who is named in a source, not whose people are."""
        if phrase[0] in CIRCLES and phrase[0] not in OFFICES:
            return None
        if AMONG.search(source.text):
            return None
        own = [m for m in self._people.inside(source.start, source.end) if not belongs(self._text, m, source.start)]
        if not own or (len(own) > 1 and not self._text[own[0].end : own[1].start].strip()):
            return None
        return self._people.fullest(own[0]).name

    def _unmarked(self, source: Part, phrase: Words) -> str | None:
        """The person by whose last names a source calls him that was not marked as a name: العميد خطار."""
        said = tuple(word for word in phrase if word not in RANKS)
        if not said or len(said) > _LAST_NAMES or any(said[0] in heads for heads in (OFFICES, DOCUMENTS, GENERIC)):
            return None
        found = self._people.ending(said, source.start)
        return self._people.fullest(nearest(found, source.start)).name if found else None

    def _body_in(self, source: Part, phrase: Words) -> str | None:
        """The body that speaks: its name begins the source, or a document of it does."""
        if short := self._short.get(phrase):
            return self._country(self._bodies.fullest(short))
        found = self._bodies.inside(source.start, source.end)
        if phrase[0] in DOCUMENTS:
            return (
                self._author(source) or self._issuer(source) or self._construct(source) or self._earlier_issuer(phrase)
            )
        if not found:
            return self._begun(phrase) or self._of_kind(source, phrase)
        lead = words(self._text[source.start : found[0].start])
        if lead and lead[0] in GENERIC:
            return self._issuer(source)
        together = any(self._text[m.start] == "و" and not m.name.startswith("و") for m in found[1:])
        if lead or together:
            return None
        if phrase[0] in LOCAL and (len(found) > 1 or self._longer(phrase)):
            return None
        return self._country(self._bodies.fullest(found[0]))

    def _begun(self, phrase: Words) -> str | None:
        """The body whose name begins with the words of a source: جيش الاحتلال of جيش الاحتلال الإسرائيلي."""
        if len(phrase) < 2 or phrase[0] in OFFICES:
            return None
        body = self._bodies.begun(phrase)
        return body.name if body else None

    def _country(self, body: Mention) -> str:
        """The country for its capital, where the country speaks in the article too."""
        country = CAPITALS.get(body.words)
        if country and any(said[: len(country)] == country for said in self._sources.get(country[0], ())):
            return (self._bodies.named(country) or body).name
        return body.name

    def _issuer(self, source: Part) -> str | None:
        """The organisation inside a source."""
        found = (m for m in self._bodies.inside(source.start, source.end) if m.label == "ORG")
        return next((self._bodies.fullest(m).name for m in found), None)

    def _author(self, source: Part) -> str | None:
        """Who made a document, by its relative clause: بيان أصدرته الجامعة."""
        ends = [made.end() for made in MADE.finditer(source.text)]
        if not ends:
            return None
        rest = source.text[ends[-1] :]
        return self.speaker(Part(source.end - len(rest), source.end, rest))

    def _construct(self, source: Part) -> str | None:
        """Whose an indefinite document is: the definite phrase behind it (بيان المحافظة, تقديرات نقابة العمال)."""
        head, _, rest = source.text.partition(" ")
        if is_definite(head) or not any(is_definite(word) for word in rest.split()[:2]):
            return None
        return self.speaker(Part(source.end - len(rest), source.end, rest))

    def _earlier_issuer(self, phrase: Words) -> str | None:
        """The body that a document was said to be of, before or behind, or who spoke last."""
        if taken := self._taken.get(phrase[0]):
            return list(taken.values())[-1]
        issuers = (self._issuer(source) for source in self._sources.get(phrase[0], {}).values())
        named = next((name for name in issuers if name), None)
        if named or not self._last:
            return named
        return self._last if set(phrase[1:]) <= set(words(self._last)) else None

    def _of_kind(self, source: Part, phrase: Words) -> str | None:
        """The body whose kind alone is named: الصحيفة, الهيئة; the last one before, else the first one behind."""
        if not is_definite(source.text) or phrase[0] in OFFICES:
            return None
        near = self._bodies.of_kind(phrase[0], source.start)
        found = [m for m in near if m.label == "ORG" and set(phrase) <= set(m.words)]
        found += around(self._kinds.get(phrase[0], ()), source.start)
        return nearest(sorted(found, key=lambda m: m.start), source.start).name if found else None

    def _holder(self, source: Part, phrase: Words) -> str | None:
        """The person who holds the office that a source names."""
        held = around(self._offices.get(phrase[0], ()), source.start, lambda office: office.person.start)
        rest = office_words(frozenset(phrase[1:]) - RANKS)
        definite = is_definite(source.text) or key(source.text.split(maxsplit=1)[0]) in POSSESSED
        if not held or not (definite or rest):
            return None
        loose = definite or phrase[0] in SPOKESPEOPLE
        fitting = [o for o in held if rest <= o.rest or (loose and o.rest <= rest)]
        alike = [o for o in fitting if o.former != FORMER.isdisjoint(phrase)] or fitting
        if alike:
            return self._people.fullest(nearest([o.person for o in alike], source.start)).name
        return self._sole.get(phrase[0]) if definite else None

    def _phrase(self, source: Part, phrase: Words) -> str:
        """The phrase itself, or the longer one that it takes up, or that follows."""
        if is_definite(source.text):
            taken = self._taken.get(phrase[0], {})
            recent = islice(reversed(taken), _RECENT)
            before = next((said for said in recent if set(phrase) <= set(said)), None)
            if before:
                return taken[before]
        longer = self._longer(phrase) if len(phrase) > 1 else []
        if not longer:
            return tidy(source.text)
        most = max(longer, key=lambda part: (len(part.text), -part.start))
        return self._person_in(most, tuple(words(most.text))) or tidy(most.text)

    def _longer(self, phrase: Words) -> list[Part]:
        """Sources that are the same phrase with more words, not with somebody else behind "and"."""
        known = min((self._saying.get(word, {}) for word in phrase), key=len)
        wanted = set(phrase)
        return [
            part
            for said, part in known.items()
            if said[0] == phrase[0]
            and len(said) > len(phrase)
            and not _OTHERS & (set(said) - wanted)
            and wanted.issubset(said)
            and not (said[: len(phrase)] == phrase and is_joined(part.text, len(phrase)))
        ]
