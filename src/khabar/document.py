"""The document format that gold annotations and predictions share: one JSON object a line.

Offsets are end-exclusive code points into the untouched text. Reading is strict, so that what scores a model is
what an annotator meant. Gold leaves out scores and whatever was not annotated; a key that is absent (ABSENT) is
not the same as one that is null.
"""

import codecs
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

from khabar.fields import DocumentError, Where, mapping, parse_object
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, MODIFIERS, POLARITIES, ROLES, SENTENCE_LABELS, VALUED_LABELS
from khabar.plain import ABSENT, Absent, plain
from khabar.shapes import Between, OneOf, thing

__all__ = [
    "ABSENT",
    "Absent",
    "Document",
    "DocumentError",
    "Entity",
    "Figure",
    "Part",
    "Sentence",
    "Statement",
    "dumps",
    "parts",
    "read_documents",
    "write_documents",
]

Chance = Annotated[float, Between(0, 1)]
EntityLabel = Annotated[str, OneOf(ENTITY_LABELS)]
FigureLabel = Annotated[str, OneOf(FIGURE_LABELS)]
SentenceLabel = Annotated[str, OneOf(SENTENCE_LABELS)]
Modifier = Annotated[str, OneOf(MODIFIERS)]
Polarity = Annotated[str, OneOf(POLARITIES)]
Role = Annotated[str, OneOf(ROLES)]


@dataclass(frozen=True, slots=True)
class Part:
    """The source, cue or content of a statement."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its labels; `scores` are probabilities by label, in predictions."""

    start: int
    end: int
    labels: tuple[SentenceLabel, ...]
    scores: Mapping[SentenceLabel, Chance] | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity; `name` is the mention without attached particles, in predictions."""

    start: int
    end: int
    text: str
    label: EntityLabel
    score: Chance | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it says; a `value` that is a string is a TIMEX3 value of a DATE or TIME."""

    start: int
    end: int
    text: str
    label: FigureLabel
    score: Chance | None = None
    value: int | float | str | Absent | None = ABSENT
    range: tuple[float, float] | Absent | None = ABSENT
    modifier: Modifier | Absent | None = ABSENT
    counted: str | Absent | None = ABSENT
    role: Role | Absent | None = ABSENT
    unit: str | Absent | None = ABSENT


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what; `inherited` marks a source that stands in an earlier sentence."""

    source: Part | None
    cue: Part
    content: Part | None
    polarity: Polarity
    score: Chance | None = None
    speaker: str | Absent | None = ABSENT
    inherited: bool | Absent = ABSENT


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its annotation."""

    id: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The document as plain data, keys in the order of the format."""
        return plain(self)

    @classmethod
    def from_json(cls, data: object, where: Where) -> "Document":
        """Read plain data strictly. Raises DocumentError naming file, line and field."""
        text = mapping(data, where).get("text")
        document: Document = thing(cls).read(data, where, text if isinstance(text, str) else "")
        for i, figure in enumerate(document.figures):
            if isinstance(figure.value, str) and figure.label in NUMERIC_LABELS:
                raise where.at("figures").at(i).at("value").error(f"a number is needed for {figure.label}")
        return document


NUMERIC_LABELS = (*VALUED_LABELS, "ORDINAL")
"""Figures whose value, if any, is a number."""


def read_documents(path: str | Path) -> Iterator[Document]:
    """Documents of a JSONL file, in order; blank lines are passed over, and a file named .xz is compressed so.

    Raises DocumentError.
    """
    try:
        with (lzma.open if Path(path).suffix == ".xz" else open)(path, "rb") as lines:
            for line_number, raw in enumerate(lines, 1):
                document = read_document(raw, Where(str(path), line_number))
                if document is not None:
                    yield document
    except (lzma.LZMAError, EOFError) as error:
        raise Where(str(path)).error(f"not compressed by xz: {error}") from None


def read_document(raw: bytes, where: Where) -> Document | None:
    """The document of a line of JSON, None for a blank one. Raises DocumentError."""
    try:
        line = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise where.error(f"not UTF-8: {error}") from None
    return Document.from_json(parse_object(line, where), where) if line.strip() else None


def write_documents(path: str | Path, documents: Iterable[Document]) -> None:
    """Write documents, one a line; into a file named .xz they go compressed, as `read_documents` expects them."""
    with (lzma.open if Path(path).suffix == ".xz" else open)(path, "wt", encoding="utf-8", newline="\n") as out:
        out.writelines(dumps(document) + "\n" for document in documents)


def dumps(document: Document) -> str:
    """A document as one line of JSON; strings that UTF-8 cannot hold (lone surrogates) are escaped.

    Raises ValueError for a number that JSON does not have (NaN, infinity).
    """
    return "".join(parts(document))


def parts(document: Document) -> Iterator[str]:
    """What `dumps` returns, an annotation at a time: the JSON of a long article is many times as large as its text."""
    opening = "{"
    for field in fields(document):
        value: str | tuple[Any, ...] = getattr(document, field.name)
        yield f'{opening}"{field.name}": '
        opening = ", "
        if isinstance(value, str):
            yield _json(value)
            continue
        yield "["
        for number, item in enumerate(value):
            yield f"{', ' if number else ''}{_json(plain(item))}"
        yield "]"
    yield "}"


_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ESCAPING_WRITER = json.JSONEncoder(allow_nan=False)


def _json(data: Any) -> str:
    line = _WRITER.encode(data)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return _ESCAPING_WRITER.encode(data)
    return line
