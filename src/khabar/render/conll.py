"""IOB2 by words (Tjong Kim Sang and Veenstra 1999) for taggers and scorers.

A word and its tag, a tab between them, stand on a line; a blank line ends every sentence.
"""

from collections.abc import Iterator
from typing import TextIO

from khabar.document import Document
from khabar.render.wording import disjoint
from khabar.text import split_words


class ConllWriter:
    """Writes documents one after another; nothing but a blank line separates them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, document: Document) -> None:
        """Write the sentences of one document."""
        for rows in tagged_sentences(document):
            self._stream.write("".join(f"{word}\t{tag}\n" for word, tag in rows) + "\n")

    def close(self) -> None:
        """Nothing ends the output."""


def open_writer(stream: TextIO) -> ConllWriter:
    """A writer onto `stream`."""
    return ConllWriter(stream)


def tagged_sentences(document: Document) -> Iterator[list[tuple[str, str]]]:
    """The (word, tag) pairs of every sentence that has words. A span that cuts into a word takes it whole."""
    spans = disjoint([*document.entities, *document.figures])
    following = 0
    for sentence in document.sentences:
        rows: list[tuple[str, str]] = []
        opened = -1
        for start, end in split_words(document.text, sentence.start, sentence.end):
            while following < len(spans) and spans[following].end <= start:
                following += 1
            tag = "O"
            if following < len(spans) and spans[following].start < end:
                tag = f"{'I' if opened == following else 'B'}-{spans[following].label}"
                opened = following
            rows.append((document.text[start:end], tag))
        if rows:
            yield rows
