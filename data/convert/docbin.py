"""spaCy's DocBin (https://spacy.io/api/docbin), one file of Docs as `spacy train` takes them.

Entities are `doc.ents`, figures and the parts of statements stand in span groups, and the document goes along as
JSON in the user data (see khabar.spacy.layout); the file is compressed msgpack, without pickles. Tokens are those of
`spacy.blank("ar")`, cut further where a span begins or ends inside one.

Reading takes spans as they stand in the Doc, so that what was added, moved or deleted with spaCy counts, and for
those that are unchanged what the stored document says of them. Sentences are the stored ones, or else the Doc's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from khabar.document import Document, Entity, Figure, Part, Sentence, Statement
from khabar.fields import DocumentError, Where
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, SPAN_LABELS
from khabar.spacy.layout import FIGURES, PARTS, STATEMENTS, fill, layout, parts_of, sentence_bounds, stored

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LOST = ""

Item = TypeVar("Item", Entity, Figure)


def keep(document: Document) -> Document:
    """The document as it comes back: whole."""
    return document


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write one file. Raises DocumentError for a text that spaCy cannot hold (lone surrogates)."""
    nlp = _arabic()
    from spacy.tokens import DocBin

    packed = DocBin(store_user_data=True)
    for document in documents:
        try:
            doc = _tokens(nlp, document)
        except UnicodeEncodeError as error:
            raise Where(str(path)).error(f"document {document.id!r}: spaCy cannot hold its text: {error}") from None
        fill(doc, document)
        packed.add(doc)
    packed.to_disk(path)


def read(path: Path) -> Iterator[Document]:
    """The documents of a file; Docs without an id are named after it. Raises DocumentError."""
    nlp = _arabic()
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    except (ValueError, KeyError, TypeError) as error:
        raise Where(str(path)).error(f"not a DocBin: {error}") from None
    for number, doc in enumerate(docs, 1):
        where, name = Where(str(path)).at(f"doc {number}"), f"{path.stem}-{number}"
        document = stored(doc, where) or Document(name, doc.text, _sentences(doc))
        if document.text != doc.text:
            raise where.error(f"its text is not that of the stored document {document.id!r}")
        document = replace(document, id=document.id or name)
        yield _as_it_stands(doc, document, where)


def _as_it_stands(doc: "Doc", document: Document, where: Where) -> Document:
    """The stored document, with spans as the Doc has them now."""
    before = layout(doc, document)
    spans = [*doc.ents, *doc.spans.get(FIGURES, [])]
    for span in spans:
        if span.label_ not in SPAN_LABELS:
            raise where.error(f"{span.label_!r} of {span.text!r} is not one of {', '.join(SPAN_LABELS)}")
    entities = [span for span in spans if span.label_ in ENTITY_LABELS]
    figures = [span for span in spans if span.label_ in FIGURE_LABELS]
    return replace(
        document,
        entities=_merged(entities, before.entities, document.entities, Entity),
        figures=_merged(figures, before.figures, document.figures, Figure),
        statements=_statements(list(doc.spans.get(STATEMENTS, [])), before.statements, document.statements, where),
    )


def _merged(
    spans: "Sequence[Span]", before: "Sequence[Span]", items: Sequence[Item], made: type[Item]
) -> tuple[Item, ...]:
    """Items for spans: the stored one for a span that did not move, and those that spaCy had no place for."""
    placed = {span.id_: span for span in before}
    found = {str(i): item for i, item in enumerate(items) if str(i) not in placed}
    new: list[Item] = []
    for span in spans:
        was, place = placed.get(span.id_), _place(span)
        if was is None or span.id_ in found:
            new.append(made(**place, label=span.label_))
        else:
            item = items[int(span.id_)]
            found[span.id_] = item if _same(was, span) else replace(item, **place, label=span.label_)
    kept = [found[key] for key in sorted(found, key=int)]
    changed = new or any(item not in items for item in kept)
    return tuple(sorted([*kept, *new], key=lambda item: item.start)) if changed else tuple(kept)


def _statements(
    spans: "Sequence[Span]", before: "Sequence[Span]", items: Sequence[Statement], where: Where
) -> tuple[Statement, ...]:
    """Statements for spans; those that share an id belong together, and a Cue without one stands alone."""
    placed = {(span.id_, span.label_): span for span in before}
    groups: dict[str, dict[str, Span]] = {}
    for i, span in enumerate(spans):
        if span.label_ not in PARTS:
            raise where.error(f"{span.label_!r} of {span.text!r} is not one of {', '.join(PARTS)}")
        group = groups.setdefault(span.id_ or f"span {i}", {})
        if span.label_ in group:
            raise where.error(f"two spans {span.label_} have the id {span.id_!r}")
        group[span.label_] = span
    found: list[Statement] = []
    for key, group in groups.items():
        if "Cue" not in group:
            raise where.error(f"{', '.join(group)} {next(iter(group.values())).text!r}: no Cue has its id {key!r}")
        old = items[int(key)] if key.isdecimal() and int(key) < len(items) else None
        stored_parts = dict(parts_of(old)) if old else {}
        parts: dict[str, Any] = dict.fromkeys(PARTS.values())
        for label, name in PARTS.items():
            was, span = placed.get((key, label)), group.get(label)
            if (span is None and was is None) or (span is not None and was is not None and _same(was, span)):
                parts[name] = stored_parts.get(label)
            elif span is not None:
                parts[name] = Part(**_place(span))
        found.append(replace(old, **parts) if old else Statement(**parts, polarity="assert"))
    return tuple(found)


def _same(one: "Span", other: "Span") -> bool:
    return (one.start, one.end, one.label) == (other.start, other.end, other.label)


def _place(span: "Span") -> dict[str, Any]:
    return {"start": span.start_char, "end": span.end_char, "text": span.text}


def _sentences(doc: "Doc") -> tuple[Sentence, ...]:
    return tuple(Sentence(start, end, ()) for start, end in sentence_bounds(doc) or ())


def _tokens(nlp: "Language", document: Document) -> "Doc":
    """A Doc whose tokens end wherever a span does. A blank becomes the space after a token unless a span needs it."""
    from spacy.tokens import Doc

    text = document.text
    parts = [part for statement in document.statements for _, part in parts_of(statement)]
    spans = [*document.sentences, *document.entities, *document.figures, *parts]
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    doc = nlp.make_doc(text)
    cuts = sorted({0, len(text), *starts, *ends, *(t.idx for t in doc), *(t.idx + len(t) for t in doc)})
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in pairwise(cuts):
        if text[start:end] == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(text[start:end])
            spaces.append(False)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _arabic() -> "Language":
    try:
        import spacy
    except ModuleNotFoundError:
        raise DocumentError("docbin needs spaCy: pip install 'khabar[spacy]'") from None
    nlp = spacy.blank("ar")
    nlp.max_length = 2**31 - 1
    return nlp
