"""Take attached particles off entity mentions: بواشنطن is Washington, بيروت stays Beirut.

Whether a first letter is a clitic cannot be seen on the word alone. Evidence, in this order: the other mentions of
the article, a list of words that begin names bare (made from corpus counts by `python -m train names`), and a few
spellings that only clitics make.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from pathlib import Path

from khabar.document import Document
from khabar.text import fold

ATTACHED = "وفبلك"
"""Letters that are written onto the next word: and, so, in, for, as."""

_STEMS = Path(__file__).parent / "data" / "names.txt"
_GIVEN = frozenset(
    fold(
        "لبنى لجين لولا لميس لؤي لمى لمياء فيصل فراس فدوى فلاح فادية فيروز بثينة بلقيس بهية كوثر كاظم كنان كفاح وئام "
        "ورد بايدن بلينكن بيلوسي لوكاشينكو بوروندي لاوس زيلينسكي ويتكوف والتز وودز ويتاكر ولستون وولفغانغ وينشستر "
        "وينستون ويسلي والكر وايتهاوس وولمارت ولفرهامبتون ولفسبورغ لواندا ووهان ورزازات وزان ورفلة ودان وادان "
        "واسط وجيه وهيب وصال وجدان وضاح"
    ).split()
)
"""Names that the corpus of the list met too seldom."""
_JOINED = frozenset(fold("وتركمنستان وتشاد وروسيا ورومانيا وريال وعلي وكربلاء ولاتفيا وليتوانيا").split())
"""Words of the list that are a name behind "and"."""
_STRETCHED = re.compile(r"[وف]?[بلك]ـ+(?:[«\"](?!.*[»\"]))?(?=[^ـ])")
"""An attached letter drawn out in front of what does not join: لـCNN; with a quotation mark that nothing closes."""
_SURE = 5
"""Letters of a listed word from which on ف and ك in front of it are particles: shorter names hold others by chance."""
_WORD = re.compile(r"[^\W\d_]+")
HAMZA = frozenset("أإآ")
"""Letters that seldom come second in a name, and often first."""
_LEAST = 3
"""Letters that must be left of a word whose first one is taken off."""
_MOST = 3
"""Letters that are taken off: وفل does occur; of a run of و only one is."""


def name_entities(document: Document) -> Document:
    """The document with `name` set on every entity."""
    known = {first_word(e.text) for e in document.entities}
    named = (replace(e, name=bare_name(e.text, known)) for e in document.entities)
    return replace(document, entities=tuple(named))


def bare_name(text: str, known: Collection[str] = ()) -> str:
    """A mention without و ف ب ل ك where these are clitics; للقدس gives القدس.

    `known` are first words, folded, of mentions of the same article.
    """
    if stretched := _STRETCHED.match(text):
        return text[stretched.end() :]
    head = _WORD.match(text)
    if head is None:
        return text
    word = head[0]
    cut = _clitics(fold(word), known)
    rest = word[len(cut) :]
    return (f"ال{rest}" if cut.endswith("لل") else rest) + text[head.end() :]


def first_word(text: str) -> str:
    """The folded first word of a mention, as `bare_name` compares it; empty where it begins otherwise."""
    head = _WORD.match(text)
    return fold(head[0]) if head else ""


def _clitics(word: str, known: Collection[str]) -> str:
    """The letters to take off; "لل" at their end where an article has to be put back."""
    bare = stems()
    cut = ""
    while len(cut) < _MOST and len(word) > _LEAST and word[0] in ATTACHED:
        letter, rest = word[0], word[1:]
        if letter == "و" and cut:
            return cut
        if letter == "ل" and rest[0] == "ل" and rest not in bare:
            return cut + ("لل" if len(rest) > _LEAST else "")
        if rest not in known and (word in bare or not _is_attached(letter, rest, bare)):
            return cut
        cut, word = cut + letter, rest
        if letter not in "وف":
            return cut
    return cut


def _is_attached(letter: str, rest: str, bare: frozenset[str]) -> bool:
    """Whether a letter in front of an unlisted word is a clitic."""
    likely = rest[0] in HAMZA or (rest.startswith("ال") and len(rest) > _LEAST + 1)
    if letter in "فك":
        return (likely or len(rest) >= _SURE) and rest in bare
    return likely or rest in bare or letter == "و"


@cache
def stems() -> frozenset[str]:
    """Folded words that begin names without anything attached."""
    return _GIVEN.union(_STEMS.read_text("utf-8").split()) - _JOINED
