"""Find the quotations and brackets of a line, so that the full stops inside them can be told from the others.

News text leaves marks unclosed, opens with the closing one and puts spaces where none belong. A pair therefore
counts only where its two marks are near each other, which also bounds the damage of a mark that has no partner.
"""

import re
from array import array
from bisect import bisect_left
from collections import deque

_MARK = re.compile(r'["«»“”()\[\]]')
_PARTNERS = {"»": "«", "”": "“", ")": "(", "]": "["}
_BEFORE_OPENING = frozenset(":([{«“،,-–—/=")
_AFTER_CLOSING = frozenset(".،,؛;:؟?!…)]}»”-–—/")

_REACH = {"»": 400, "”": 400, '"': 400, ")": 200, "]": 200}
"""Code points between two marks at most; a longer quotation is a passage of several sentences."""

_NESTING = 32
"""Open marks of a kind that are remembered, so that a flood of them takes no memory."""


class Enclosures:
    """The pairs of marks in the line `text[start:end]`; found in linear time."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._opened, self._closed = array("q"), array("q")
        open_marks = {mark: deque[int](maxlen=_NESTING) for mark in _PARTNERS.values()}
        straight: int | None = None
        for match in _MARK.finditer(text, start, end):
            at, mark = match.start(), match[0]
            if mark in open_marks:
                open_marks[mark].append(at)
            elif mark in _PARTNERS:
                if open_marks[_PARTNERS[mark]]:
                    self._add(open_marks[_PARTNERS[mark]].pop(), at, _REACH[mark])
            else:
                may_open, may_close = _directions(text, at, start, end)
                if straight is None:
                    straight = at if may_open or not may_close else None
                elif may_open and not may_close:
                    straight = at
                else:
                    straight = None if self._add(straight, at, _REACH[mark]) else at

    def contain(self, at: int) -> bool:
        """Whether `at` lies between the marks of a pair."""
        i = bisect_left(self._closed, at)
        return i < len(self._closed) and self._opened[i] < at

    def close(self, at: int) -> bool:
        """Whether the mark at `at` is the second of a pair, which a straight quotation mark does not show."""
        i = bisect_left(self._closed, at)
        return i < len(self._closed) and self._closed[i] == at

    def _add(self, opened: int, closed: int, reach: int) -> bool:
        """Keep a pair that is within reach; an outer one takes over the openings of those inside it."""
        if closed - opened > reach:
            return False
        i = len(self._opened) - 1
        while i >= 0 and self._closed[i] > opened and self._opened[i] > opened:
            self._opened[i] = opened
            i -= 1
        self._opened.append(opened)
        self._closed.append(closed)
        return True


def _directions(text: str, at: int, start: int, end: int) -> tuple[bool, bool]:
    """Whether what stands around the straight mark at `at` lets it open, and lets it close."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return before.isspace() or before in _BEFORE_OPENING, after.isspace() or after in _AFTER_CLOSING
