"""What Khabar says of a span beyond its place and label, as spaCy extension attributes (`span._.figure.value`).

All are getters over the document that lies in the Doc's user data, so that there is one truth and a Doc can be
copied, stored and sent to another process.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from khabar.document import Document, Entity, Figure, Sentence, Statement
from khabar.fields import Where, parse_object
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, SENTENCE_LABELS
from khabar.spacy.layout import PARTS, STATEMENTS, USER_DATA

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Item = TypeVar("Item")

_HERE = Where("doc._.khabar")


def register() -> None:
    """Declare the extensions. Raises ValueError where another package has taken one of their names."""
    from spacy.tokens import Doc, Span

    Doc.set_extension("khabar", getter=document)
    for name, getter in SPAN_GETTERS.items():
        Span.set_extension(name, getter=getter)


def document(doc: "Doc") -> Document | None:
    """The document as Khabar read it, whole; None for a Doc that it did not read."""
    line = doc.user_data.get(USER_DATA)
    return None if line is None else _parsed(line)


def labels(span: "Span") -> tuple[str, ...]:
    """Labels of the sentences that a span (a sentence, as a rule) touches."""
    touched = _sentences(span)
    return tuple(label for label in SENTENCE_LABELS if any(label in s.labels for s in touched))


def scores(span: "Span") -> dict[str, float]:
    """Probability of each sentence label, the highest of the sentences that a span touches."""
    given = [s.scores for s in _sentences(span) if s.scores is not None]
    return {label: max(one.get(label, 0.0) for one in given) for label in SENTENCE_LABELS} if given else {}


def entity(span: "Span") -> Entity | None:
    """The entity that a span of `doc.ents` stands for, with its name and score."""
    return _item(span, ENTITY_LABELS, lambda read: read.entities)


def figure(span: "Span") -> Figure | None:
    """The figure that a span of `doc.spans["figures"]` stands for: value, range, modifier, counted, role, unit."""
    return _item(span, FIGURE_LABELS, lambda read: read.figures)


def statement(span: "Span") -> Statement | None:
    """The statement that a span of `doc.spans["statements"]` is a part of: polarity, speaker, score."""
    return _item(span, tuple(PARTS), lambda read: read.statements)


def part(label: str) -> "Callable[[Span], Span | None]":
    """A getter from any part of a statement to the span of its Source, Cue or Content."""

    def get(span: "Span") -> "Span | None":
        if span.label_ not in PARTS or STATEMENTS not in span.doc.spans:
            return None
        group = cast("Iterable[Span]", span.doc.spans[STATEMENTS])
        return next((other for other in group if other.label_ == label and other.id_ == span.id_), None)

    return get


SPAN_GETTERS: "dict[str, Callable[[Span], object]]" = {
    "labels": labels,
    "scores": scores,
    "entity": entity,
    "figure": figure,
    "statement": statement,
    **{name: part(label) for label, name in PARTS.items()},
}


def _item(span: "Span", names: Sequence[str], layer: Callable[[Document], Sequence[Item]]) -> Item | None:
    read = document(span.doc)
    if read is None or span.label_ not in names or not span.id_.isdecimal():
        return None
    items = layer(read)
    return items[int(span.id_)] if int(span.id_) < len(items) else None


def _sentences(span: "Span") -> list[Sentence]:
    read = document(span.doc)
    sentences = read.sentences if read is not None else ()
    return [s for s in sentences if s.start < span.end_char and span.start_char < s.end]


@lru_cache(maxsize=64)
def _parsed(line: str) -> Document:
    return Document.from_json(parse_object(line, _HERE), _HERE)
