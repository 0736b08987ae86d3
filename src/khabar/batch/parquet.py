"""Documents as Parquet, and back, with columns typed by the JSON Schema of the document format.

Objects become structs, lists become lists, scores by label become maps. Three things JSON can say and Parquet
cannot have a place of their own: a figure's `value` is a struct of `number` (a double) and `text` (a TIMEX3 value;
with a number beside it, the digits of a whole number that a double cannot hold); and where a key may be null or
left out, which is not the same, those left out are named in `absent`. A `range` is two doubles.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from khabar.batch.extras import need
from khabar.document import Document
from khabar.fields import Where
from khabar.schema import json_schema

_DOCUMENTS_A_GROUP = 1000
_EXACT = 2**53
_ABSENT = "absent"
Schema = dict[str, Any]


def write_parquet(stream: IO[bytes], documents: Iterable[Document]) -> None:
    """Write documents into a stream, zstd-packed."""
    arrow = need("pyarrow")
    schema = arrow.schema(_members(json_schema()))
    with need("pyarrow.parquet").ParquetWriter(stream, schema, compression="zstd") as writer:
        rows: list[Any] = []
        for document in documents:
            rows.append(_to_cell(json_schema_of_document(), document.to_json()))
            if len(rows) == _DOCUMENTS_A_GROUP:
                writer.write_table(arrow.Table.from_pylist(rows, schema))
                rows = []
        if rows:
            writer.write_table(arrow.Table.from_pylist(rows, schema))


def read_parquet(path: str | Path) -> Iterator[Document]:
    """Documents of a Parquet file that `write_parquet` wrote, in order. Raises DocumentError, and InputError."""
    with need("pyarrow.parquet").ParquetFile(path) as table:
        number = 0
        for batch in table.iter_batches(_DOCUMENTS_A_GROUP):
            for row in batch.to_pylist():
                number += 1
                yield Document.from_json(_from_cell(json_schema_of_document(), row), Where(str(path), number))


@cache
def json_schema_of_document() -> Schema:
    """The schema of the document format, made once."""
    return json_schema()


def _resolved(schema: Schema) -> Schema:
    """The schema itself for one that refers to it or also allows null."""
    if "$ref" in schema:
        return json_schema_of_document()["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return _resolved(schema["anyOf"][0]) if "anyOf" in schema else schema


def _ambiguous(schema: Schema) -> list[str]:
    """The keys of an object that may be null and may also be left out."""
    return [k for k, inner in schema["properties"].items() if "anyOf" in inner and k not in schema["required"]]


def _members(schema: Schema) -> list[tuple[str, Any]]:
    """Names and Arrow types of an object's keys."""
    arrow = need("pyarrow")
    members = [(key, _type(inner)) for key, inner in schema["properties"].items()]
    return members + ([(_ABSENT, arrow.list_(arrow.string()))] if _ambiguous(schema) else [])


def _type(given: Schema) -> Any:
    """The Arrow type of a JSON Schema."""
    arrow = need("pyarrow")
    schema = _resolved(given)
    if "properties" in schema:
        return arrow.struct(_members(schema))
    if "propertyNames" in schema:
        return arrow.map_(arrow.string(), _type(schema["additionalProperties"]))
    if "prefixItems" in schema:
        return arrow.list_(_type(schema["prefixItems"][0]))
    if schema.get("type") == "array":
        return arrow.list_(_type(schema["items"]))
    if isinstance(schema.get("type"), list):
        return arrow.struct([("number", arrow.float64()), ("text", arrow.string())])
    plain = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    return plain.get(schema.get("type", ""), arrow.string())


def _to_cell(given: Schema, value: Any) -> Any:
    schema = _resolved(given)
    if value is None:
        return None
    if "properties" in schema:
        cell = {key: _to_cell(inner, value.get(key)) for key, inner in schema["properties"].items()}
        ambiguous = _ambiguous(schema)
        return cell | ({_ABSENT: [key for key in ambiguous if key not in value]} if ambiguous else {})
    if "propertyNames" in schema:
        return list(value.items())
    if schema.get("type") == "array" and "items" in schema and schema["items"]:
        return [_to_cell(schema["items"], item) for item in value]
    if isinstance(schema.get("type"), list):
        if isinstance(value, str):
            return {"number": None, "text": value}
        beyond = isinstance(value, int) and abs(value) > _EXACT
        return {"number": float(value), "text": str(value) if beyond else None}
    return value


def _from_cell(given: Schema, cell: Any) -> Any:
    schema = _resolved(given)
    if cell is None:
        return None
    if "properties" in schema:
        found: dict[str, Any] = {}
        for key, inner in schema["properties"].items():
            nullable = key in schema["required"] or "anyOf" in inner
            if cell[key] is not None or (nullable and key not in (cell.get(_ABSENT) or ())):
                found[key] = _from_cell(inner, cell[key])
        return found
    if "propertyNames" in schema:
        return dict(cell)
    if schema.get("type") == "array" and "items" in schema and schema["items"]:
        return [_from_cell(schema["items"], item) for item in cell]
    if isinstance(schema.get("type"), list):
        if cell["number"] is None:
            return cell["text"]
        return int(cell["text"]) if cell["text"] is not None else _whole(cell["number"])
    return cell


def _whole(number: float) -> int | float:
    """A number as Khabar writes it: without a point where it is whole."""
    return int(number) if number.is_integer() else number
