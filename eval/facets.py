"""By what else scores are broken down: sentence length, register of the document, seen or unseen names."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from eval.iob import read_iob, spans_of
from khabar.document import Document, read_documents
from khabar.text import fold, split_words

LENGTHS = ((15, "1-15 words"), (30, "16-30 words"), (50, "31-50 words"))
LONGEST = "51 words and more"
_WORD = re.compile(r"[^\W\d_]+")


def length_of(words: int) -> str:
    """Name of the bin for a sentence of so many words."""
    return next((name for most, name in LENGTHS if words <= most), LONGEST)


def lengths(document: Document) -> list[str]:
    """Bin of each sentence of a document."""
    return [length_of(len(split_words(document.text, s.start, s.end))) for s in document.sentences]


def register_of(document: Document) -> str:
    """The word that begins the last part of the id, or else the first part: what kind of text it is.

    The document format has no field for it; ids such as "khabar/courts-egypt-01" (courts) and "agency/74#2"
    (agency) carry it.
    """
    first, _, last = document.id.rpartition("/")
    word = _WORD.match(last) or _WORD.match(first)
    return word[0] if word else "none"


def sentence_at(document: Document, offset: int) -> int | None:
    """Index of the sentence that holds a code point; None between sentences."""
    index = bisect_right(document.sentences, offset, key=lambda s: s.start) - 1
    return index if index >= 0 and offset < document.sentences[index].end else None


def surface(text: str) -> str:
    """A mention as it is compared: spelling folded, one space between words."""
    return " ".join(fold(text).split())


def mentions_of(path: Path) -> Iterator[str]:
    """Entity mentions of a training file: documents (.jsonl, .jsonl.xz) or CoNLL/IOB2 (anything else).

    Raises DocumentError or eval.iob.IobError with file and line.
    """
    if path.name.endswith((".jsonl", ".jsonl.xz")):
        yield from (entity.text for document in read_documents(path) for entity in document.entities)
    else:
        yield from (" ".join(s.words[a:b]) for s in read_iob(path) for a, b, _ in spans_of(s.tags))


def known_mentions(path: Path) -> frozenset[str]:
    """The mentions of a training file, each once and as they are compared; errors as of `mentions_of`."""
    return frozenset(map(surface, mentions_of(path)))
