"""Annotated sentences as training examples: gold documents with all layers, CoNLL files with other label sets.

An example is plain data (so that `datasets` can hold it): the words, for each word the indices of the span tags
it may carry, its cue tag, the statements as word spans and the sentence labels. Layers that a corpus does not
annotate are empty.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypedDict

from khabar.document import Document, Part, read_documents
from khabar.labels import POLARITIES, SENTENCE_LABELS, SPAN_LABELS, bio
from khabar.text import split_words


class Example(TypedDict):
    """One sentence; `statements` rows are cue, source and content word spans, with -1, -1 for none."""

    words: list[str]
    allowed: list[list[int]]
    cues: list[int]
    statements: list[list[int]]
    labels: list[int]


Spans = list[tuple[int, int]]


def own_examples(path: Path, span_labels: tuple[str, ...]) -> Iterator[Example]:
    """Examples of a file with a model's own labels: documents where they are Khabar's, else a CoNLL file."""
    if span_labels == SPAN_LABELS:
        yield from gold_examples(path, span_labels)
    else:
        yield from conll_examples(path, span_labels, {label: (label,) for label in span_labels}, ())


def gold_examples(path: Path, span_labels: tuple[str, ...]) -> Iterator[Example]:
    """Examples of a document file, one a sentence, with every layer."""
    for document in read_documents(path):
        for sentence in document.sentences:
            yield _sentence_example(document, sentence.start, sentence.end, sentence.labels, span_labels)


def _sentence_example(
    document: Document, start: int, end: int, labels: tuple[str, ...], span_labels: tuple[str, ...]
) -> Example:
    spans = split_words(document.text, start, end)
    marked = [s for s in (*document.entities, *document.figures) if start <= s.start and s.end <= end]
    statements = [s for s in document.statements if start <= s.cue.start and s.cue.end <= end]
    tags = _tags(spans, [(s.start, s.end, s.label) for s in marked], bio(span_labels))
    cues = _tags(spans, [(s.cue.start, s.cue.end, s.polarity) for s in statements], bio(POLARITIES))
    return {
        "words": [document.text[a:b] for a, b in spans],
        "allowed": [[tag] for tag in tags],
        "cues": cues,
        "statements": [[w for p in (s.cue, s.source, s.content) for w in _cover(spans, p)] for s in statements],
        "labels": [int(label in labels) for label in SENTENCE_LABELS],
    }


def _cover(spans: Spans, part: Part | None) -> tuple[int, int]:
    """Words `[first, last)` that overlap a part, or (-1, -1)."""
    inside = [i for i, (a, b) in enumerate(spans) if part and a < part.end and part.start < b]
    return (inside[0], inside[-1] + 1) if inside else (-1, -1)


def _tags(spans: Spans, marked: list[tuple[int, int, str]], tags: tuple[str, ...]) -> list[int]:
    """BIO tag index of each word; a later span never overwrites an earlier one."""
    index = {tag: i for i, tag in enumerate(tags)}
    out = [0] * len(spans)
    for start, end, label in marked:
        words = [i for i, (a, b) in enumerate(spans) if a < end and start < b and out[i] == 0]
        for place, word in enumerate(words):
            out[word] = index[f"{'I' if place else 'B'}-{label}"]
    return out


class ConllError(ValueError):
    """A CoNLL file that cannot be used; the message names file and line."""


def read_conll(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a CoNLL/IOB2 file as words and tags: first and last column, blank lines between sentences."""
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.split()
            if not columns or columns[0] == "-DOCSTART-":
                if words:
                    yield words, tags
                words, tags = [], []
                continue
            if len(columns) < 2:
                raise ConllError(f"{path}:{number}: tag: a word and a tag are needed, not {line.strip()!r}")
            tag = columns[-1]
            if tag != "O" and (tag[:2] not in ("B-", "I-") or not tag[2:]):
                raise ConllError(f"{path}:{number}: tag: {tag!r} is not O, B-… or I-…")
            words.append(columns[0])
            tags.append(tag)
    if words:
        yield words, tags


def conll_labels(path: Path) -> tuple[str, ...]:
    """The label set of a CoNLL file, sorted."""
    return tuple(sorted({tag[2:] for _, tags in read_conll(path) for tag in tags if tag != "O"}))


def conll_examples(
    path: Path, span_labels: tuple[str, ...], allows: Mapping[str, tuple[str, ...]], outside: tuple[str, ...]
) -> Iterator[Example]:
    """Examples of a CoNLL file whose tags are mapped by `allows` to sets of our labels.

    `outside` names the labels of ours that the file leaves unannotated, so that its O may be any of them. A word
    of the file that holds several of ours gives them B- and then I-. Where a tag may be O, a name of ours may begin
    further inside, too. Raises ConllError on a tag without a map.
    """
    index = {tag: i for i, tag in enumerate(bio(span_labels))}
    free = [0, *(index[f"{prefix}-{label}"] for label in outside for prefix in "BI")]
    for words, tags in read_conll(path):
        ours: list[str] = []
        allowed: list[list[int]] = []
        before = "O"
        for word, tag in zip(words, tags, strict=True):
            if tag != "O" and tag[2:] not in allows:
                raise ConllError(f"{path}: tag: no map for {tag[2:]!r}")
            prefix = "B" if tag[:2] == "B-" or before[2:] != tag[2:] else "I"
            before = tag
            for start, end in split_words(word):
                ours.append(word[start:end])
                names = allows[tag[2:]] if tag != "O" else ()
                prefixes = "BI" if prefix == "I" and "O" in names else prefix
                named = [index[f"{p}-{name}"] for name in names if name != "O" for p in prefixes]
                allowed.append([*([0] if "O" in names else []), *named] or free)
                prefix = "I"
        yield {"words": ours, "allowed": allowed, "cues": [], "statements": [], "labels": []}
