"""Documents as Parquet: columns typed by the format, and the same documents back."""

import io
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from khabar.batch.parquet import read_parquet, write_parquet
from khabar.document import ABSENT, Document, Figure, dumps
from sample import sample


def figures() -> Document:
    """One figure for every kind of value, given, null and left out."""
    values = (3, 2.5, 10**30, -(10**17) - 1, "P2D", None, ABSENT)
    made = [Figure(0, 1, "٣", "DATE" if value == "P2D" else "CARDINAL", 0.5, value) for value in values]
    made.append(Figure(0, 1, "٣", "CARDINAL", None, 3, (1.0, 4.5), None, ABSENT, None, ABSENT))
    return Document("figures", "٣", figures=tuple(made))


def test_documents_come_back_the_same(tmp_path: Path) -> None:
    first = sample()
    statements = (replace(first.statements[0], speaker=None), replace(first.statements[1], inherited=True))
    given = [first, replace(first, id="", statements=statements), figures(), Document("empty", "")]
    with (tmp_path / "a.parquet").open("wb") as out:
        write_parquet(out, given)
    found = list(read_parquet(tmp_path / "a.parquet"))
    assert found == given
    assert [dumps(document) for document in found] == [dumps(document) for document in given]


def test_columns_are_typed() -> None:
    out = io.BytesIO()
    write_parquet(out, [])
    schema = pq.read_schema(pa.BufferReader(out.getvalue()))
    assert schema.names == ["id", "text", "sentences", "entities", "figures", "statements"]
    assert schema.field("entities").type.value_type.field("start").type == pa.int64()
    assert schema.field("sentences").type.value_type.field("scores").type == pa.map_(pa.string(), pa.float64())
    assert schema.field("statements").type.value_type.field("source").type.field("text").type == pa.string()


def test_same_documents_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        write_parquet(out, [sample(), figures()])
    assert first.getvalue() == second.getvalue()
