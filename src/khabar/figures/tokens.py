"""Cut text into the tokens that figures are read from, each word folded once and remembered.

A number glued to a word ("20ألف", "الـ15", "بـ3") must come apart here, while the word splitter of
`khabar.text` keeps it whole, so figures have a scanner of their own. What a word may be without its attached
conjunction, preposition and article is listed in `forms`; the lexicons only hold bare words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from khabar.figures.digits import FRACTIONS, read_digits
from khabar.figures.lexicon import NUMBERS, VOCALISED, Atom
from khabar.text import fold as fold_spelling

_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_DIGIT = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
_ARABIC = (
    r"[\u0621-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ed\u06fa-\u06fc"
    r"\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
)
_NUMBER = rf"{_DIGIT}+(?:[.,\u066b\u066c\u060c'\u2019ر]{_DIGIT}+)*+(?:[eE][+-]?{_DIGIT}+(?![0-9A-Za-z]))?"
_UNSEEN = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c"
_SIGNS = "".join(FRACTIONS)
TOKEN = re.compile(rf"{_ARABIC}+|{_NUMBER}|[.\u066b](?<![^\s(\-+−$€£¥].){_NUMBER}|[{_SIGNS}]|[^\W\d_]+|[^{_UNSEEN}]")
"""Every character is unseen or in a token."""

_MARKS = {"٪": "%"} | dict.fromkeys("‐‑‒–—−", "-")
WORD, DIGITS, MARK = 0, 1, 2
Entry = TypeVar("Entry")
Told = TypeVar("Told")


class Word(NamedTuple):
    """A token, read once for each spelling: kind, folded form, number atom or digit value.

    `prefix` holds the letters attached in front of the number atom. `gap` is the number of characters between it and
    the token before it, 2 for all greater ones: 0 where it is glued to it. Where it stands in the text is not part of
    it, so that all tokens of a spelling are one object; `offsets` tells it.
    """

    kind: int
    raw: str
    fold: str
    prefix: str
    atom: Atom | None
    value: int | Decimal | None
    gap: int = 1

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """What the word may be without its attached letters; not kept, few words are ever asked."""
        return _forms(self.fold)


def fold(raw: str) -> str:
    """The key under which lexicons hold a word: no diacritics, tatweel, hamza on alef, or dotted-ya doubt.

    An accusative tanwin takes its alef along, which tells "ألفًا" (a thousand) from "ألفا" (two thousand).
    """
    folded = fold_spelling(raw).translate(_ALEFS).lower()
    if "\u064b" in raw and folded.endswith("ا") and len(folded) > 2:
        return folded[:-1]
    return folded


@lru_cache(maxsize=1 << 13)
def _forms(folded: str) -> tuple[tuple[str, str], ...]:
    """Every reading of a folded word as (attached letters, rest): وبالعشرين → ("وبال", "عشرين") among others."""
    found: list[tuple[str, str]] = []
    if not folded or folded[0].isdecimal():
        return ()
    conjunctions = ("", folded[0]) if len(folded) > 2 and folded[0] in "وف" else ("",)
    for conjunction in conjunctions:
        rest = folded[len(conjunction) :]
        found.append((conjunction, rest))
        if len(rest) > 3 and rest.startswith("ال"):
            found.append((conjunction + "ال", rest[2:]))
        if len(rest) > 2 and rest[0] in "بلك":
            found.append((conjunction + rest[0], rest[1:]))
            if len(rest) > 4 and rest.startswith(("بال", "كال", "لال")):
                found.append((conjunction + rest[0] + "ال", rest[3:]))
            elif len(rest) > 3 and rest.startswith("لل"):
                found.append((conjunction + "لال", rest[2:]))
    return tuple(found)


class Remembered(dict[str, Told]):
    """What `read` makes of tokens met so far, all forgotten when there are too many.

    A dictionary that fills itself is read twice as fast as a memoised function.
    """

    def __init__(self, read: Callable[[str], Told]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, raw: str) -> Told:
        if len(self) >= _KEPT:
            self.clear()
        told = self[raw] = self._read(raw)
        return told


_KEPT = 1 << 16


def _read(raw: str) -> Word:
    first = raw[0]
    if first.isdecimal() or first in FRACTIONS or (first in ".\u066b" and len(raw) > 1):
        return Word(DIGITS, raw, raw, "", None, read_digits(raw))
    folded = fold(raw) if first.isalpha() else ""
    if not folded:
        return Word(MARK, raw, _MARKS.get(raw, raw), "", None, None)
    for prefix, rest in _forms(folded):
        atom = NUMBERS.get(rest)
        if rest in VOCALISED and rest[0] + "\u064f" in raw:
            atom = VOCALISED[rest]
        if atom is not None:
            return Word(WORD, raw, folded, prefix, atom, None)
    return Word(WORD, raw, folded, "", None, None)


def _read_behind(gap: int, raw: str) -> Word:
    return _read(raw)._replace(gap=gap)


_WORDS = tuple(Remembered(partial(_read_behind, gap)) for gap in range(3))
read_word: Callable[[str], Word] = _WORDS[1].__getitem__
"""A token's word: its folded form, and what it says as a number."""


class _Chunks(dict[str, tuple[tuple[Word, ...], int]]):
    """The tokens of what stands between two spaces, the first of them after `gap`, and the gap behind the last."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.gap = gap

    def __missing__(self, chunk: str) -> tuple[tuple[Word, ...], int]:
        tokens: list[Word] = []
        after, last = self.gap, 0
        for match in TOKEN.finditer(chunk):
            begins, ends = match.span()
            gap = after + begins - last
            tokens.append((_WORDS[gap] if gap < 2 else _WORDS[2])[chunk[begins:ends]])
            after, last = 0, ends
        found = tuple(tokens), min(2, after + len(chunk) - last)
        if len(chunk) <= _SHORT:
            if len(self) >= _KEPT:
                self.clear()
            self[chunk] = found
        return found


_SHORT = 40
_CHUNKS = (_Chunks(0), _Chunks(1), _Chunks(2))
_SPACED = (_CHUNKS[1], _CHUNKS[2], _CHUNKS[2])


def scan_on(tokens: list[Word], text: str, start: int, stop: int, gap: int = 0) -> int:
    """Add the tokens of `text[start:stop]`, the first after `gap`; gives the gap behind the last."""
    chunks = text[start:stop].split(" ")
    found, gap = _CHUNKS[gap][chunks[0]]
    tokens += found
    for chunk in chunks[1:]:
        found, gap = _SPACED[gap][chunk]
        tokens += found
    return gap


def scan(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Tokens of `text[start:end]`; linear in the length, whatever the characters."""
    tokens: list[Word] = []
    scan_on(tokens, text, start, len(text) if end is None else end)
    return tokens


def offsets(tokens: Iterable[Word], text: str, start: int = 0) -> Iterator[int]:
    """Where each of the tokens that were cut from `text` at `start` begins in it."""
    for token in tokens:
        start = text.index(token.raw, start)
        yield start
        start += len(token.raw)


def lookup_bare(word: Word, lexicon: dict[str, Entry]) -> tuple[str, Entry] | None:
    """Like `lookup`, for a word behind another one of its figure: nothing attached to it but the article."""
    entry = lexicon.get(word.fold)
    if entry is not None:
        return "", entry
    entry = lexicon.get(word.fold[2:]) if word.fold.startswith("ال") else None
    return None if entry is None else ("ال", entry)


def lookup(word: Word, lexicon: dict[str, Entry]) -> tuple[str, Entry] | None:
    """The first reading of `word` that `lexicon` holds, with the letters attached in front of it."""
    for prefix, rest in word.forms:
        entry = lexicon.get(rest)
        if entry is not None:
            return prefix, entry
    return None


@lru_cache(maxsize=1 << 15)
def bare(folded: str, prefixes: tuple[str, ...] = ("ول", "وب", "و", "ب", "ل", "ف", "ك")) -> str:
    """A word without the first prefix that leaves three letters of it; by default what may stand before a date word."""
    for prefix in prefixes:
        if folded.startswith(prefix) and len(folded) > len(prefix) + 2:
            return folded[len(prefix) :]
    return folded
