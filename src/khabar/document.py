"""The document format that gold annotations and predictions share: one JSON object a line.

Offsets are end-exclusive code points into the untouched text. Reading is strict, so that what scores a model is
what an annotator meant. Gold leaves out scores and whatever was not annotated; a key that is absent (ABSENT) is
not the same as one that is null.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from khabar.fields import (
    DocumentError,
    Where,
    keyed,
    mapping,
    number,
    one_of,
    parse_object,
    probability,
    sequence,
    sliced,
    span,
    string,
)
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, MODIFIERS, POLARITIES, ROLES, SENTENCE_LABELS

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
    "read_documents",
    "write_documents",
]


class Absent(Enum):
    """The type of ABSENT, the mark of a key that a document does not have."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent.ABSENT
Made = TypeVar("Made")


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
    labels: tuple[str, ...]
    scores: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity; `name` is the mention without attached particles, in predictions."""

    start: int
    end: int
    text: str
    label: str
    score: float | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it says; a `value` that is a string is a TIMEX3 value of a DATE or TIME."""

    start: int
    end: int
    text: str
    label: str
    score: float | None = None
    value: int | float | str | Absent | None = ABSENT
    range: tuple[float, float] | Absent | None = ABSENT
    modifier: str | Absent | None = ABSENT
    counted: str | Absent | None = ABSENT
    role: str | Absent | None = ABSENT
    unit: str | Absent | None = ABSENT


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what; `inherited` marks a source that stands in an earlier sentence."""

    source: Part | None
    cue: Part
    content: Part | None
    polarity: str
    score: float | None = None
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
        return _plain(self)

    @classmethod
    def from_json(cls, data: object, where: Where) -> "Document":
        """Read plain data strictly. Raises DocumentError naming file, line and field."""
        found = keyed(data, where, [field.name for field in fields(cls)])
        text = string(found["text"], where.at("text"))

        def each(key: str, make: Callable[[object, Where, str], Made]) -> tuple[Made, ...]:
            place = where.at(key)
            return tuple(make(item, place.at(i), text) for i, item in enumerate(sequence(found[key], place)))

        return cls(
            id=string(found["id"], where.at("id")),
            text=text,
            sentences=each("sentences", _sentence),
            entities=each("entities", _entity),
            figures=each("figures", _figure),
            statements=each("statements", _statement),
        )


def read_documents(path: str | Path) -> Iterator[Document]:
    """Documents of a JSONL file, in order; blank lines are passed over. Raises DocumentError."""
    with Path(path).open("rb") as lines:
        for line_number, raw in enumerate(lines, 1):
            where = Where(str(path), line_number)
            try:
                line = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                raise where.error(f"not UTF-8: {error}") from None
            if line.strip():
                yield Document.from_json(parse_object(line, where), where)


def write_documents(path: str | Path, documents: Iterable[Document]) -> None:
    """Write documents, one a line."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(dumps(document) + "\n" for document in documents)


def dumps(document: Document) -> str:
    """A document as one line of JSON; escaped where it holds what UTF-8 cannot (lone surrogates)."""
    line = json.dumps(document.to_json(), ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(document.to_json())
    return line


_OPTIONAL = {"score", "scores", "name"}
"""Keys that are left out, not written as null, when there is nothing to say."""


def _plain(item: Any) -> Any:
    if isinstance(item, tuple):
        return [_plain(part) for part in item]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(item, Mapping):
        return dict(item)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if not hasattr(item, "__dataclass_fields__"):
        return item
    pairs = ((field.name, getattr(item, field.name)) for field in fields(item))
    return {k: _plain(v) for k, v in pairs if v is not ABSENT and not (v is None and k in _OPTIONAL)}


def _sentence(data: object, where: Where, text: str) -> Sentence:
    found = keyed(data, where, ("start", "end", "labels"), ("scores",))
    place = where.at("labels")
    labels = tuple(one_of(x, place.at(i), SENTENCE_LABELS) for i, x in enumerate(sequence(found["labels"], place)))
    scores = None
    if "scores" in found:
        place = where.at("scores")
        given = mapping(found["scores"], place)
        scores = {one_of(k, place.at(k), SENTENCE_LABELS): probability(v, place.at(k)) for k, v in given.items()}
    return Sentence(*span(found, where, len(text)), labels, scores)


def _entity(data: object, where: Where, text: str) -> Entity:
    found = keyed(data, where, ("start", "end", "text", "label"), ("score", "name"))
    label = one_of(found["label"], where.at("label"), ENTITY_LABELS)
    name = string(found["name"], where.at("name")) if "name" in found else None
    return Entity(*sliced(found, where, text), label, _score(found, where), name)


_FIGURE_FIELDS = ("value", "range", "modifier", "counted", "role", "unit")


def _figure(data: object, where: Where, text: str) -> Figure:
    found = keyed(data, where, ("start", "end", "text", "label"), ("score", *_FIGURE_FIELDS))
    label = one_of(found["label"], where.at("label"), FIGURE_LABELS)
    said = {key: _READ[key](found[key], where.at(key)) for key in _FIGURE_FIELDS if key in found}
    if isinstance(said.get("value"), str) and label not in ("DATE", "TIME"):
        raise where.at("value").error(f"a number is needed for {label}")
    return Figure(*sliced(found, where, text), label, _score(found, where), **said)


def _statement(data: object, where: Where, text: str) -> Statement:
    found = keyed(data, where, ("source", "cue", "content", "polarity"), ("score", "speaker", "inherited"))
    said: dict[str, Any] = {}
    if "speaker" in found:
        said["speaker"] = None if found["speaker"] is None else string(found["speaker"], where.at("speaker"))
    if "inherited" in found:
        if not isinstance(found["inherited"], bool):
            raise where.at("inherited").error("true or false is needed")
        said["inherited"] = found["inherited"]
    return Statement(
        source=_part(found["source"], where.at("source"), text),
        cue=_needed_part(found["cue"], where.at("cue"), text),
        content=_part(found["content"], where.at("content"), text),
        polarity=one_of(found["polarity"], where.at("polarity"), POLARITIES),
        score=_score(found, where),
        **said,
    )


def _part(data: object, where: Where, text: str) -> Part | None:
    return None if data is None else _needed_part(data, where, text)


def _needed_part(data: object, where: Where, text: str) -> Part:
    return Part(*sliced(keyed(data, where, ("start", "end", "text")), where, text))


def _score(found: Mapping[str, Any], where: Where) -> float | None:
    return probability(found["score"], where.at("score")) if "score" in found else None


def _value(data: object, where: Where) -> int | float | str | None:
    return data if data is None or isinstance(data, str) else number(data, where)


def _range(data: object, where: Where) -> tuple[float, float] | None:
    if data is None:
        return None
    ends = [number(end, where.at(i)) for i, end in enumerate(sequence(data, where))]
    if len(ends) != 2 or ends[0] > ends[1]:
        raise where.error("two numbers, the lower first, are needed")
    return ends[0], ends[1]


def _name(choices: tuple[str, ...] | None) -> Callable[[object, Where], str | None]:
    def read(data: object, where: Where) -> str | None:
        if data is None:
            return None
        return one_of(data, where, choices) if choices else string(data, where)

    return read


_READ: dict[str, Callable[[object, Where], Any]] = {
    "value": _value,
    "range": _range,
    "modifier": _name(MODIFIERS),
    "counted": _name(None),
    "role": _name(ROLES),
    "unit": _name(None),
}
