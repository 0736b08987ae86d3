"""Cut Arabic news into sentences.

Arabic has no capitals, and newswire uses the full stop sparingly but carelessly: glued to the next word or set
off from its own, doubled as a dash in headlines, inside initials and quotations. The rules below decide each mark
by its two neighbours. A quotation with full stops stays in the sentence that introduces it, because source and cue
stand there. Everything looks a bounded way ahead and back, so the time is linear for any input.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khabar.text.abbreviations import is_within_word
from khabar.text.enclosures import Enclosures

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BARE_NUMBER = re.compile(r"\s*\d[\d.,٫٬]*\s*")
_LETTER = re.compile(r"[^\W\d_]")
_STOPS = re.compile(r"[.؟?!…۔](?:\s*[.؟?!…۔])*+")
_CLOSER = re.compile(r"\s*([»”\"])(?:\s*[.؟?!…۔])*+|([)\]])")
_CREDIT = re.compile(r"\s*\([^()]{1,30}\)\s*\.?\s*")
_NUMBER_APART = re.compile(r"\d\s")
_TIES = frozenset("،؛:,;/")
"""Marks that tie what follows to what is before, whatever stop stands in between."""


def split(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, trimmed and in order; a line that is only a number belongs to none.

    Such lines are what pages leave behind between headline and body, a count of views or comments.
    """
    lines = (line.span() for line in _LINE.finditer(text))
    kept = (line for line in lines if not _BARE_NUMBER.fullmatch(text, *line))
    return _trimmed(text, (span for line in kept for span in _sentences(text, *line)))


def split_lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of `text`, trimmed, without empty ones: for text whose sentences are already lines."""
    return _trimmed(text, (line.span() for line in _LINE.finditer(text)))


def _trimmed(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        piece = text[start:end].rstrip()
        if trimmed := piece.lstrip():
            kept.append((start + len(piece) - len(trimmed), start + len(piece)))
    return kept


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one line; a rest without letters, such as a row of dots, goes with the sentence before it."""
    cuts = [cut for cut in _Line(text, start, end).cuts() if cut < end]
    if cuts and not _LETTER.search(text, cuts[-1], end):
        cuts.pop()
    for cut in (*cuts, end):
        yield start, cut
        start = cut


@dataclass(frozen=True, slots=True)
class _Line:
    """One line `text[start:end]`, inside which marks decide."""

    text: str
    start: int
    end: int

    def cuts(self) -> Iterator[int]:
        """Offsets behind each end of a sentence; a list number at the beginning is not one."""
        found = Enclosures(self.text, self.start, self.end)
        has_letter, at = False, self.start
        while mark := _STOPS.search(self.text, at, self.end):
            behind = self._behind(mark.end(), found)
            has_letter = has_letter or _LETTER.search(self.text, at, mark.start()) is not None
            at = behind
            if has_letter and not found.contain(behind) and self._ends_sentence(*mark.span(), behind):
                yield behind
                has_letter = False

    def _behind(self, at: int, found: Enclosures) -> int:
        """The end of the closing marks that follow a run of stops at `at`, and of stops behind these."""
        behind = at
        while closer := _CLOSER.match(self.text, behind, self.end):
            if closer[1] == '"' and not found.close(closer.start(1)):
                break
            behind = closer.end()
        return behind

    def _ends_sentence(self, start: int, stop_end: int, behind: int) -> bool:
        """Whether the stops `text[start:stop_end]`, with what closes up to `behind`, end a sentence."""
        text = self.text
        before = text[start - 1] if start > self.start else " "
        after = text[behind] if behind < self.end else " "
        stops, closers = text[start:stop_end], text[stop_end:behind]
        if after in _TIES or ")" in closers or "]" in closers or _CREDIT.fullmatch(text, behind, self.end):
            return False
        if set(stops) <= {".", "…"} and stops != ".":
            return stops != ".." and after.isspace() and not before.isspace()
        if closers:
            return "." in text[start:behind]
        if _is_of_address(before) and _is_of_address(after):
            return False
        if after.isdigit() and _NUMBER_APART.match(text, max(self.start, start - 2), start):
            return False
        if stops == "?":
            return after.isspace() or not before.isalpha()
        return stops != "." or not is_within_word(text, start, self.start, self.end)


def _is_of_address(character: str) -> bool:
    """Whether a stop glued between two such characters belongs to an address, a file name or a decimal number."""
    return character.isdigit() or (character.isascii() and (character.isalpha() or character in "_-/=&%#@"))
