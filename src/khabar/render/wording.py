"""What the formats for people share: which span wins, who says a figure, and how values are worded."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from khabar.document import ABSENT, Document, Figure, Part, Statement

UNKNOWN = "—"
"""Stands where nobody is named."""

_BOUNDS = {"about": "≈ ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ "}
_BIDI_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **{ord(space): " " for space in "\t\n\r\x0b\x0c\x85\u2028\u2029"},
    **dict.fromkeys((0x7F, *range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"),
    **dict.fromkeys(_BIDI_CONTROLS, "\u200b"),
}


class Span(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Its first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point after its last."""
        ...


S = TypeVar("S", bound=Span)


def visible(text: str) -> str:
    """Text of the same length that cannot command a terminal, break a page or reorder its surroundings.

    Control characters become pictures or spaces, lone surrogates U+FFFD, and bidi controls, which the
    formats set themselves, a zero-width space.
    """
    return text.translate(_SHOWN)


def disjoint(spans: Iterable[S]) -> list[S]:
    """Spans in order of the text without those that begin inside an earlier one."""
    kept: list[S] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def by_sentence(document: Document, spans: Sequence[S]) -> list[list[S]]:
    """For every sentence the spans, given in order of the text, that stand wholly in it."""
    starts = [span.start for span in spans]
    found: list[list[S]] = []
    for sentence in document.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        found.append([span for span in spans[first:last] if span.end <= sentence.end])
    return found


def stated_by(document: Document) -> list[Statement | None]:
    """For every figure the innermost statement whose content holds it; None where it is the writer's own."""
    waiting = sorted(
        ((s.content.start, s.content.end, i) for i, s in enumerate(document.statements) if s.content),
        reverse=True,
    )
    open_contents: list[tuple[int, int, int]] = []
    found: dict[int, Statement | None] = {}
    for index, figure in sorted(enumerate(document.figures), key=lambda pair: pair[1].start):
        while waiting and waiting[-1][0] <= figure.start:
            open_contents.append(waiting.pop())
        open_contents = [content for content in open_contents if content[1] > figure.start]
        holding = [(end - start, i) for start, end, i in open_contents if figure.end <= end]
        found[index] = document.statements[min(holding)[1]] if holding else None
    return [found[index] for index in range(len(document.figures))]


def who(statement: Statement) -> str:
    """Who speaks: the speaker known from the article, else the source as it stands, else a dash."""
    speaker = statement.speaker
    if isinstance(speaker, str):
        return visible(speaker)
    return visible(statement.source.text) if statement.source else UNKNOWN


def value(figure: Figure) -> str:
    """The value with its bound, "≈ 20,000", or a range, "10–15"; the words of dates and of vague figures."""
    bound = _BOUNDS.get(figure.modifier, "") if isinstance(figure.modifier, str) else ""
    sign = "%" if figure.label == "PERCENT" else ""
    if isinstance(figure.range, tuple):
        low, high = figure.range
        return f"{bound}{low:,}–{high:,}{sign}"
    if isinstance(figure.value, int | float):
        return f"{bound}{figure.value:,}{sign}"
    return visible(figure.text)


def what(figure: Figure) -> str:
    """What is counted, as it stands in the sentence; of a date its TIMEX3 value; else the kind of figure."""
    for field in (figure.counted, figure.unit, figure.value):
        if isinstance(field, str) and field:
            return visible(field)
    return figure.label


def role(figure: Figure) -> str:
    """What happened to the people who are counted; empty where nothing did or where it is not known."""
    return "" if figure.role is ABSENT or figure.role is None else str(figure.role)


def text_of(part: Part | None) -> str:
    """The words of a part of a statement, or a dash."""
    return visible(part.text) if part else UNKNOWN
