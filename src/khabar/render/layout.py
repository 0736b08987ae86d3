"""Lines and tables of styled text for a terminal, from right to left.

Everything is aligned to the right, the first column of a table rightmost. Every line of Arabic is wrapped in its
own pair of isolates (RLI … PDI, Unicode Standard Annex 9), after the lines were broken, so that a bidi terminal
keeps columns and labels in place. rich, which measures the characters here, could draw the tables too, but takes
milliseconds a row for it, and its console would double the time to start.
"""

import os
import re
import shutil
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TextIO

from rich.cells import cell_len

Run = tuple[str, str]
"""Characters and their style: parameters of the ANSI sequence SGR (ECMA-48, 8.3.117), such as "1;31", or none."""

_RLI, _PDI = "\u2067", "\u2069"
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"\s*\S+\s*|\s+")
_GAP = "   "


class Screen:
    """Where lines go: its width in columns, and whether it takes colours."""

    def __init__(self, stream: TextIO) -> None:
        """Colours are for terminals whose owner has not set NO_COLOR (no-color.org); COLUMNS sets the width."""
        self._stream = stream
        self._colours = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = shutil.get_terminal_size().columns

    def paragraph(self, runs: Sequence[Run]) -> None:
        """Print runs, broken into as many lines as they need."""
        for line in broken(runs, self.width):
            self._stream.write(self._aligned(line, self.width).rstrip() + "\n")

    def table(self, title: str, columns: Sequence[str], shares: Sequence[int], rows: Iterable[Sequence[Run]]) -> None:
        """Print a table; each column gets at most its share of the width, and no more than it needs."""
        room = self.width - len(_GAP) * (len(columns) - 1)
        limits = [max(len(name), room * share // sum(shares)) for name, share in zip(columns, shares, strict=True)]
        cells = [[broken([run], limit) for run, limit in zip(row, limits, strict=True)] for row in rows]
        if not cells:
            return
        widths = [
            max(len(name), *(cells_of(line) for row in cells for line in row[i])) for i, name in enumerate(columns)
        ]
        self.paragraph([])
        self.paragraph([(title, "1")])
        self._row([[[(name, "2")]] for name in columns], widths)
        self.paragraph([("─" * (sum(widths) + len(_GAP) * (len(widths) - 1)), "2")])
        for row in cells:
            self._row(row, widths)

    def _row(self, row: Sequence[list[list[Run]]], widths: Sequence[int]) -> None:
        """Print the lines of the cells of a row side by side."""
        for i in range(max(len(cell) for cell in row)):
            lines = [cell[i] if i < len(cell) else [] for cell in row]
            padded = [self._aligned(line, width) for line, width in zip(lines, widths, strict=True)]
            margin = " " * (self.width - sum(widths) - len(_GAP) * (len(widths) - 1))
            self._stream.write((margin + _GAP.join(reversed(padded))).rstrip() + "\n")

    def _aligned(self, line: Sequence[Run], width: int) -> str:
        """A line in colours and, where it is Arabic, in isolates, with spaces before it."""
        drawn = "".join(f"\x1b[{style}m{text}\x1b[0m" if style and self._colours else text for text, style in line)
        if any(_ARABIC.search(text) for text, _ in line):
            drawn = f"{_RLI}{drawn}{_PDI}"
        return " " * (width - cells_of(line)) + drawn


def cells_of(line: Iterable[Run]) -> int:
    """Columns that a line takes."""
    return sum(cell_len(text) for text, _ in line)


def broken(runs: Sequence[Run], width: int) -> list[list[Run]]:
    """Runs cut into lines of at most `width` columns, at spaces where possible; always one line or more."""
    lines: list[list[Run]] = []
    remaining = list(reversed(runs))
    position = 0
    for start, end, following in _lines("".join(text for text, _ in runs), width):
        line: list[Run] = []
        while remaining and position < following:
            text, style = remaining.pop()
            if position + len(text) > following:
                remaining.append((text[following - position :], style))
                text = text[: following - position]
            line.append((text[max(0, start - position) : max(0, end - position)], style))
            position += len(text)
        lines.append([run for run in line if run[0]])
    return lines or [[]]


def _lines(text: str, width: int) -> list[tuple[int, int, int]]:
    """Begin and end of each line without the spaces around it, and where the next one begins; linear in the text."""
    cuts: list[int] = []
    used = 0
    for word in _WORD.finditer(text):
        size = cell_len(word.group().rstrip())
        if used and used + size > width:
            cuts.append(word.start())
            used = 0
        if size > width:
            for offset in range(word.start(), word.end()):
                step = cell_len(text[offset])
                if used + step > width:
                    cuts.append(offset)
                    used = 0
                used += step
        else:
            used += cell_len(word.group())
    bounds = [0, *cuts, len(text)]
    found: list[tuple[int, int, int]] = []
    for start, following in pairwise(bounds):
        line = text[start:following]
        first = start + len(line) - len(line.lstrip())
        found.append((first, max(first, start + len(line.rstrip())), following))
    return found
