"""Split Arabic news into sentences.

Newswire runs long sentences, quotes whole ones with their full stops, sets headlines on lines of their own and
abbreviates with single letters; some publishers glue the full stop to the next word. A line break always ends a
sentence; a mark ends one unless it stands in a number, an abbreviation, an address or a quotation of ordinary
length. Lines that hold nothing but a number (view counts) or signs are no sentences. Linear in the text.
"""

import re
from bisect import bisect_right

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"(?:\.{2,}|…+|[.؟?!])[.؟?!…]*")
_CLOSING = re.compile(r"""[»"”’')\]}\u200f\u200e\u2069\u202c]*""")
_NUMBER_LINE = re.compile(r"[\s\d,.٬٫]*\d[\s\d,.٬٫]*")
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
_WORDLIKE = re.compile(r"[^\W_]")

_LONGEST_QUOTE = 400
"""Characters of a quotation inside which full stops do not split; a longer or unclosed one is ordinary text."""


def split_lines(text: str) -> list[tuple[int, int]]:
    """Every line that holds a word is a sentence; blank edges are left out."""
    return [span for line in _LINE.finditer(text) if (span := _trim(text, *line.span()))]


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a news text, in order, without blank edges."""
    sentences: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if _NUMBER_LINE.fullmatch(text, start, end):
            continue
        first_of_line = len(sentences)
        for piece in _pieces(text, start, end):
            if _WORDLIKE.search(text, *piece):
                sentences.append(piece)
            elif len(sentences) > first_of_line:
                sentences[-1] = (sentences[-1][0], piece[1])
    return sentences


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one line after its sentence-final marks."""
    opens, closes = _quotations(text, start, end)
    pieces: list[tuple[int, int]] = []
    begin = start
    for mark in _STOP.finditer(text, start, end):
        quote = bisect_right(opens, mark.start()) - 1
        closing = _CLOSING.match(text, mark.end(), end)
        stop = closing.end() if closing else mark.end()
        if quote >= 0 and mark.start() < closes[quote] and not _ends_quoted_sentence(text, closes[quote], stop, end):
            continue
        if _is_end(text, mark.start(), mark.end(), stop, start, end):
            pieces.append((begin, stop))
            begin = stop
    pieces.append((begin, end))
    return [span for piece in pieces if (span := _trim(text, *piece))]


def _ends_quoted_sentence(text: str, close: int, stop: int, end: int) -> bool:
    """Whether the mark is the last thing in its quotation, which is the last thing before a blank."""
    return close < stop and (stop == end or text[stop].isspace())


def _is_end(text: str, mark: int, after: int, stop: int, start: int, end: int) -> bool:
    """Whether the mark at `[mark, after)`, with closing signs up to `stop`, ends a sentence."""
    if stop == end:
        return True
    signs = text[mark:after]
    following = text[stop]
    if signs[0] in "…" or signs.startswith(".."):
        return False
    if signs != ".":
        return following.isspace() or bool(_ARABIC.match(following))
    before = text[mark - 1] if mark > start else " "
    if _single_letter(text, mark, start):
        return False
    if following.isspace():
        return True
    return bool(_ARABIC.match(following)) and (before.isspace() or not _single_letter_ahead(text, stop, end))


def _single_letter(text: str, mark: int, start: int) -> bool:
    """A one-letter word before the full stop: an abbreviated title or name ("د.", "أ.ف.ب", "U.S.")."""
    if mark - 1 < start or not text[mark - 1].isalpha():
        return False
    return mark - 2 < start or not (text[mark - 2].isalnum() or text[mark - 2] in "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def _single_letter_ahead(text: str, at: int, end: int) -> bool:
    """A one-letter word after a glued full stop, as in initials."""
    return at + 1 < end and not text[at + 1].isalnum()


def _quotations(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Starts and ends of the outer quotations of a line that are closed and of ordinary length."""
    opens: list[int] = []
    closes: list[int] = []
    opened: tuple[int, str] | None = None
    for mark in re.compile('[«»"“”]').finditer(text, start, end):
        sign = mark.group()
        if opened and sign == opened[1] and mark.start() - opened[0] <= _LONGEST_QUOTE:
            opens.append(opened[0])
            closes.append(mark.start())
            opened = None
        elif sign in _CLOSES and (opened is None or mark.start() - opened[0] > _LONGEST_QUOTE):
            opened = mark.start(), _CLOSES[sign]
    return opens, closes


_CLOSES = {"«": "»", '"': '"', "“": "”"}


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks at its edges, or None when only blanks are left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    kept = piece.strip()
    return (start + left, start + left + len(kept)) if kept else None
