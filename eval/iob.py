"""CoNLL files with IOB2 tags: a word and its tag a line, an empty line between sentences.

The first column is the word and the last the tag, so files with parts of speech between them are read too.
Only a wholly empty line ends a sentence; -DOCSTART- lines are skipped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seqeval.scheme import IOB2, Tokens


class IobError(ValueError):
    """A line that is no word with a tag; the message names file and line."""


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Words and, of the same length, their tags."""

    words: list[str]
    tags: list[str]


def read_iob(path: Path) -> Iterator[TaggedSentence]:
    """Sentences in file order. Raises IobError naming file and line."""
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.split()
            if columns and columns[0] == "-DOCSTART-":
                continue
            if columns:
                if len(columns) < 2:
                    raise IobError(f"{path}:{number}: tag: a word without a tag")
                if columns[-1] != "O" and columns[-1][:2] not in ("B-", "I-"):
                    raise IobError(f"{path}:{number}: tag: {columns[-1]!r} is not O, B-… or I-…")
                words.append(columns[0])
                tags.append(columns[-1])
            elif words:
                yield TaggedSentence(words, tags)
                words, tags = [], []
    if words:
        yield TaggedSentence(words, tags)


def spans_of(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans (first word, word after the last, label) as seqeval's strict IOB2 reads them."""
    return [(e.start, e.end, e.tag) for e in Tokens(list(tags), IOB2).entities]


def broken_tags(sentences: Sequence[Sequence[str]]) -> int:
    """How many I- tags continue nothing, which strict IOB2 reads as no span at all."""
    return sum(
        tag.startswith("I-") and before[1:] != tag[1:]
        for tags in sentences
        for before, tag in zip(["O", *tags], tags, strict=False)
    )
