"""Terminal text made for reading: labelled sentences with coloured spans, tables of statements and figures."""

from collections.abc import Iterable
from typing import TextIO

from khabar.document import Document, Entity, Figure, Sentence
from khabar.render.layout import Run, Screen
from khabar.render.wording import UNKNOWN, by_sentence, disjoint, role, stated_by, text_of, value, visible, what, who

BOLD, DIM = "1", "2"
FIGURE_STYLE = "33"
ENTITY_STYLES = {
    "PER": "95",
    "ORG": "94",
    "NORP": "36",
    "GPE": "32",
    "LOC": "32",
    "FAC": "32",
    "EVENT": "35",
    "MISC": "35",
}
LABEL_STYLES = {"claim": "1;34", "attribution": "1;32", "denial": "1;31"}
POLARITY_STYLES = {"deny": "1;31", "doubt": "33", "accuse": "35", "demand": "36", "decline": "2"}
"""Colours are those of the terminal's palette, which its owner has chosen to be legible."""


class TextWriter:
    """Prints documents one after another."""

    def __init__(self, stream: TextIO) -> None:
        self._screen = Screen(stream)

    def write(self, document: Document) -> None:
        """Print one document."""
        self._screen.paragraph([(visible(document.id), DIM)])
        marks = by_sentence(document, disjoint([*document.entities, *document.figures]))
        for number, (sentence, inside) in enumerate(zip(document.sentences, marks, strict=True), 1):
            self._screen.paragraph(_heading(number, sentence))
            self._screen.paragraph(_marked(document.text, sentence, inside))
        statements = (
            (
                (who(s), BOLD),
                (text_of(s.cue), POLARITY_STYLES.get(s.polarity, "")),
                (text_of(s.content), ""),
                (s.polarity, POLARITY_STYLES.get(s.polarity, "")),
            )
            for s in document.statements
        )
        self._screen.table("statements", ("who", "cue", "what", "polarity"), (3, 1, 6, 1), statements)
        figures = (
            ((value(f), FIGURE_STYLE), (what(f), ""), (role(f), "31"), (who(s) if s else UNKNOWN, BOLD))
            for f, s in zip(document.figures, stated_by(document), strict=True)
        )
        self._screen.table("figures", ("value", "what", "role", "who says so"), (6, 6, 3, 8), figures)
        self._screen.paragraph([])

    def close(self) -> None:
        """Nothing ends the output."""


def open_writer(stream: TextIO) -> TextWriter:
    """A writer onto `stream`."""
    return TextWriter(stream)


def _heading(number: int, sentence: Sentence) -> list[Run]:
    """Labels of a sentence, with their scores in percent where there are any, and its number."""
    heading: list[Run] = []
    for label in sentence.labels:
        heading.append((label, LABEL_STYLES.get(label, "")))
        if sentence.scores and label in sentence.scores:
            heading.append((f" {sentence.scores[label]:.0%}", DIM))
        heading.append(("  ", ""))
    return [*heading, (str(number), DIM)]


def _marked(text: str, sentence: Sentence, marks: Iterable[Entity | Figure]) -> list[Run]:
    """A sentence whose spans are coloured and followed by their labels, so that it reads without colours."""
    runs: list[Run] = []
    position = sentence.start
    for mark in marks:
        style = FIGURE_STYLE if isinstance(mark, Figure) else ENTITY_STYLES.get(mark.label, "35")
        runs += [
            (visible(text[position : mark.start]), ""),
            ("[", f"2;{style}"),
            (visible(text[mark.start : mark.end]), f"1;{style}"),
            (f"·{mark.label}]", f"2;{style}"),
        ]
        position = mark.end
    return [*runs, (visible(text[position : sentence.end]), "")]
