"""How far a source reaches, and what in it tells whose words they are."""

import re
from itertools import islice

from khabar.document import Part
from khabar.names import bare_name
from khabar.people import Roster
from khabar.speaker_words import DOCUMENTS, MEDIA, OFFICES, bare, key

MADE = re.compile(r" (?:أصدر|صاغ|نشر|أعلن|أعد|أجر|جمع|أورد|كتب|وزع|بث|قدم|وضع)(?:ته|تها|ه|ها|اه|اها) (?=\w|[«\"])")
"""A relative clause behind which stands who made a document."""
AMONG = re.compile(r"[،,] و?(?:من بينهم|من بينهن|بينهم|بينهن|منهم|منهن|في مقدمتهم|على رأسهم|أبرزهم|هم|هما|هن) ")
"""Behind it stand some of those who speak."""
_UNNAMED = re.compile(r".+? لم [تي]ذكر اسم(?:ه|ها|هم)(?!\w)")
_SAME = re.compile(r" (?:نفس|ذات|عين)(?:ه|ها|هم)$")
_THE_SAME = re.compile(r"(?:نفس|ذات) (?=ال)")
_WORD = re.compile(r"[^\W_]+")
_BEGINS_CONTENT = frozenset(("إن", "أن", "بأن", "إنه", "إنها", "أنه", "أنها", "إنهم"))


def trimmed(source: Part, bodies: Roster) -> Part:
    """A source that was read too far, up to whom it was said to or what was said: مصدر لوكالة …, الوزير إن ….

    What a document is for belongs to it (تقرير لوكالة …), and so does what stands within a name (سي إن إن).
    """
    document = any(bare(word) in DOCUMENTS for word in source.text.split(maxsplit=1)[:1])
    for word in islice(_WORD.finditer(source.text), 1, None):
        addressed = word[0].startswith("ل") and bare(word[0][1:]) in MEDIA and bare(word[0]) in MEDIA
        content = word[0] in _BEGINS_CONTENT and not _is_named(source, source.start + word.start(), bodies)
        if (addressed and not document) or content:
            return _begun(source, len(source.text[: word.start()].rstrip(" ،")))
    return source


def itself(source: Part) -> Part:
    """A source without the word that says it is the same one: المصدر نفسه، ذات المتحدث."""
    if first := _THE_SAME.match(source.text):
        return Part(source.start + first.end(), source.end, source.text[first.end() :])
    same = _SAME.search(source.text)
    return _begun(source, same.start()) if same else source


def _begun(source: Part, size: int) -> Part:
    """So many characters of a source."""
    return Part(source.start, source.start + size, source.text[:size])


def _is_named(source: Part, place: int, bodies: Roster) -> bool:
    """Whether a place in a source lies within a name."""
    return any(mention.start < place < mention.end for mention in bodies.inside(source.start, source.end))


def tidy(text: str) -> str:
    """A phrase without letters attached in front of its head, up to the note that it has no name."""
    if unnamed := _UNNAMED.match(text):
        text = unnamed[0]
    if text.startswith("لل"):
        return f"ال{text[2:]}"
    head = text.split(maxsplit=1)[0]
    if key(head) in OFFICES:
        return text
    if text[0] in "ولب" and not text.startswith("وال") and bare(head) == bare(head[1:]):
        return text[1:]
    return bare_name(text)


def is_joined(text: str, at: int) -> bool:
    """Whether the word of a phrase at a place is joined by "and"."""
    found = _WORD.findall(text)
    return len(found) > at and found[at].startswith("و") and bare_name(found[at]) != found[at]
