"""Where the annotation of a Khabar document stands in a spaCy Doc.

spaCy knows tokens, entities that do not overlap, and groups of spans that may. Every span gets as its id the number
of the item it stands for, and the document goes along whole, as JSON in the Doc's user data. So nothing is lost
where tokens are coarser than the annotation or entities overlap, and a Doc can be stored and come back.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from khabar.document import Document, Entity, Figure, Part, Statement, dumps
from khabar.fields import Where, parse_object
from khabar.labels import SENTENCE_LABELS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

USER_DATA = "khabar"
"""The key of the document in `Doc.user_data`."""

FIGURES, STATEMENTS = "figures", "statements"
"""Names of the span groups."""

PARTS = {"Source": "source", "Cue": "cue", "Content": "content"}
"""Labels of the spans of a statement, and the fields they stand for."""


class Layout(NamedTuple):
    """The spans of a Doc that stand for the items of a document."""

    entities: "list[Span]"
    figures: "list[Span]"
    statements: "list[Span]"


def layout(doc: "Doc", document: Document) -> Layout:
    """Find the tokens of every item; a span that ends inside a token takes all of it.

    Of entities that would overlap the longest stays, as spaCy holds one entity a token.
    """
    from spacy.util import filter_spans

    parts = [(part, label, i) for i, s in enumerate(document.statements) for label, part in parts_of(s)]
    return Layout(
        filter_spans(_aligned(doc, ((e, e.label, i) for i, e in enumerate(document.entities)))),
        _aligned(doc, ((f, f.label, i) for i, f in enumerate(document.figures))),
        _aligned(doc, parts),
    )


def fill(doc: "Doc", document: Document) -> None:
    """Put a document's annotation into the Doc of the same text, in place of entities that are there.

    Sentences are marked where the Doc has none. Raises ValueError for another text.
    """
    if doc.text != document.text:
        raise ValueError(f"document {document.id!r} has another text than the Doc")
    found = layout(doc, document)
    doc.set_ents(found.entities)
    doc.spans[FIGURES] = found.figures
    doc.spans[STATEMENTS] = found.statements
    doc.cats = {**doc.cats, **_cats(document)}
    if document.sentences and not doc.has_annotation("SENT_START"):
        _mark_sentences(doc, document)
    doc.user_data[USER_DATA] = dumps(document)


def stored(doc: "Doc", where: Where) -> Document | None:
    """The document that was put into a Doc, or None. Raises DocumentError at `where` for one that is damaged."""
    line = doc.user_data.get(USER_DATA)
    return None if line is None else Document.from_json(parse_object(line, where), where)


def sentence_bounds(doc: "Doc") -> tuple[tuple[int, int], ...] | None:
    """Code points of the Doc's own sentences, without the blank space around them; None where none are marked."""
    if not doc.has_annotation("SENT_START"):
        return None
    bounds: list[tuple[int, int]] = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        if text.strip():
            bounds.append((start, start + len(text.strip())))
    return tuple(bounds)


def parts_of(statement: Statement) -> list[tuple[str, Part]]:
    """The parts that a statement has, by the label of their spans."""
    parts = ((label, getattr(statement, name)) for label, name in PARTS.items())
    return [(label, part) for label, part in parts if part is not None]


def _aligned(doc: "Doc", items: Iterable[tuple[Entity | Figure | Part, str, int]]) -> "list[Span]":
    spans = (
        doc.char_span(item.start, item.end, label=label, span_id=str(i), alignment_mode="expand")
        for item, label, i in items
    )
    return [span for span in spans if span is not None]


def _mark_sentences(doc: "Doc", document: Document) -> None:
    starts = [doc.char_span(s.start, s.end, alignment_mode="expand") for s in document.sentences]
    first = {span.start for span in starts if span is not None}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in first


def _cats(document: Document) -> dict[str, float]:
    """By sentence label, the highest score of a sentence; 1 or 0 where there are no scores."""
    if not any(s.labels or s.scores for s in document.sentences):
        return {}
    scores = [dict.fromkeys(s.labels, 1.0) if s.scores is None else s.scores for s in document.sentences]
    return {label: max(of_sentence.get(label, 0.0) for of_sentence in scores) for label in SENTENCE_LABELS}
