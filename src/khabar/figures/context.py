"""The words around a figure, within its sentence and a fixed reach.

The reach keeps the cost of one figure independent of the length of the text, so that a document with many
figures, or one of a megabyte without a full stop, is still read in linear time.
"""

import re
from typing import NamedTuple

from khabar.figures.tokens import TOKEN, Word, offsets, read_word, scan_on

_SENTENCE_END = re.compile(r"\n|[.؟!] ")
NEAR, FAR, RIGHT = 44, 130, 60


class Context(NamedTuple):
    """Tokens of a stretch of text in which those of the figure, `text[start:end]`, are `tokens[at:stop]`.

    The first of them begins behind character `near`; the part of the sentence farther to the left is looked for and
    cut into tokens only when asked for.
    """

    tokens: list[Word]
    at: int
    stop: int
    text: str
    start: int
    end: int
    near: int

    def farther(self) -> list[Word]:
        """The words of the part farther to the left."""
        edge = _left_edge(self.text, self.start, FAR)
        return list(map(read_word, TOKEN.findall(self.text, edge, self.near)))

    def said(self, first: int, stop: int) -> str:
        """The text of `tokens[first:stop]`."""
        base, place = (0, self.near) if first < self.at else (self.at, self.start)
        if first >= self.stop:
            base, place = self.stop, self.end
        begins = list(offsets(self.tokens[base:stop], self.text, place))
        return self.text[begins[first - base] : begins[-1] + len(self.tokens[stop - 1].raw)]


def _left_edge(text: str, start: int, reach: int) -> int:
    low = max(0, start - reach)
    find = text.rfind
    cut = max(find("\n", low, start), find(". ", low, start), find("؟ ", low, start), find("! ", low, start))
    return cut + 1 if cut >= 0 else low


def _right_edge(text: str, end: int, reach: int) -> int:
    high = min(len(text), end + reach)
    cut = _SENTENCE_END.search(text, end, high)
    return high if cut is None else cut.start()


def around(text: str, start: int, end: int, left: int = NEAR, right: int = RIGHT) -> Context:
    """Tokens of the sentence part around `text[start:end]`, the span's own kept apart at its edges."""
    near = _left_edge(text, start, left) if left else start
    if 0 < near == start - left:
        low = max(0, start - FAR)
        near = max(low, text.rfind(" ", low, near) + 1, text.rfind("\n", low, near) + 1)
    tokens: list[Word] = []
    gap = scan_on(tokens, text, near, start) if left else 0
    at = len(tokens)
    gap = scan_on(tokens, text, start, end, gap)
    stop = len(tokens)
    if right:
        scan_on(tokens, text, end, _right_edge(text, end, right), gap)
    return Context(tokens, at, stop, text, start, end, near)
