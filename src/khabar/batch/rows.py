"""The rows of a table or of JSONL, each with the place where it begins, so that reading can start at any of them."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple

from khabar.batch.extras import need
from khabar.batch.inputs import Input, open_input
from khabar.cli.feed import BadRecord, InputError, record_line, record_of
from khabar.fields import Where
from khabar.records import Columns, Record

_LONGEST_CELL = 1 << 30
_ROWS_AT_ONCE = 256
_PASSED_AT_ONCE = 1 << 22


class Place(NamedTuple):
    """Where a row begins: its line (or row of a Parquet file), counted from 1, and bytes of unpacked input before."""

    line: int
    offset: int


Row = tuple[Place, bytes, list[str] | str]
"""A place, the bytes of the row, and its cells or what is wrong with it."""


def lines(stream: IO[bytes], start: Place) -> Iterator[tuple[Place, bytes]]:
    """The lines of a stream from `start` on that are not blank."""
    _skip(stream, start.offset)
    number, offset = start
    for line in stream:
        if line.strip():
            yield Place(number, offset), line
        number += 1
        offset += len(line)


def csv_rows(stream: IO[bytes], start: Place, delimiter: str) -> Iterator[Row]:
    """The rows of a CSV stream from `start` on; a row may go over several lines, and blank ones are left out."""
    csv.field_size_limit(_LONGEST_CELL)
    _skip(stream, start.offset)
    taken: list[bytes] = []

    def decoded() -> Iterator[str]:
        for line in stream:
            taken.append(line)
            yield line.decode("utf-8", "surrogateescape")

    reader = csv.reader(decoded(), delimiter=delimiter, strict=True)
    place = start
    while True:
        try:
            found: list[str] | str | None = next(reader, None)
        except csv.Error as error:
            found = f"not CSV: {error}"
        if found is None:
            return
        raw = b"".join(taken)
        if found:
            yield place, raw, found
        place = Place(place.line + len(taken), place.offset + len(raw))
        taken.clear()


def csv_header(stream: IO[bytes], given: Input, columns: Columns, delimiter: str) -> tuple[list[str], Place]:
    """The names in the first row of a CSV stream, and where the next begins. Raises InputError if one is lacking."""
    rows = csv_rows(stream, Place(1, 0), delimiter)
    place, raw, cells = next(rows, (Place(1, 0), b"", list[str]()))
    if isinstance(cells, str):
        raise InputError(f"{given.name}:{place.line}: {cells}")
    names = [cells[0].removeprefix(codecs.BOM_UTF8.decode()), *cells[1:]] if cells else []
    _check_columns(given, names, (columns.id, columns.text))
    return names, Place(place.line + raw.count(b"\n"), place.offset + len(raw))


def csv_record(given: Input, names: Sequence[str], row: Row, columns: Columns) -> Record | BadRecord:
    """A row as a record, or what is wrong with it. A table of cells has no lists, so that `sentences` is no part."""
    place, raw, cells = row
    where = Where(given.name, place.line)
    if isinstance(cells, str):
        return BadRecord(None, str(where.error(cells)), place.line)
    if len(cells) != len(names):
        return BadRecord(None, str(where.error(f"{len(cells)} cells, and the header has {len(names)}")), place.line)
    data = {name: cell for name, cell in zip(names, cells, strict=True) if name in {columns.id, columns.text}}
    return record_of(data, where, raw, columns)


def jsonl_records(given: Input, start: Place, count: int, columns: Columns) -> Iterator[Record | BadRecord]:
    """`count` records of a JSONL file from `start` on."""
    with open_input(given) as stream:
        for place, line in islice(lines(stream, start), count):
            yield record_line(given.name, place.line, line, columns)


def csv_records(
    given: Input, start: Place, count: int, columns: Columns, delimiter: str
) -> Iterator[Record | BadRecord]:
    """`count` records of a CSV file from `start` on."""
    with open_input(given) as stream:
        names, _ = csv_header(stream, given, columns, delimiter)
    with open_input(given) as stream:
        for row in islice(csv_rows(stream, start, delimiter), count):
            yield csv_record(given, names, row, columns)


def parquet_rows(given: Input, columns: Columns) -> int:
    """The number of rows of a Parquet file. Raises InputError where a column is lacking."""
    with need("pyarrow.parquet").ParquetFile(given.name) as table:
        names: list[str] = table.schema_arrow.names
        _check_columns(given, names, (columns.id, columns.sentences if columns.sentences in names else columns.text))
        return table.metadata.num_rows


def parquet_records(given: Input, start: Place, count: int, columns: Columns) -> Iterator[Record | BadRecord]:
    """`count` records of a Parquet file from row `start.line` on; cells that are null count as not given."""
    first = start.line - 1
    with need("pyarrow.parquet").ParquetFile(given.name) as table:
        groups, before = _row_groups(table.metadata, first)
        wanted = [name for name in columns if name in table.schema_arrow.names]
        batches = table.iter_batches(_ROWS_AT_ONCE, row_groups=groups, columns=wanted, use_threads=False)
        rows = (batch.slice(i, 1) for batch in batches for i in range(batch.num_rows))
        for number, row in enumerate(islice(rows, first - before, first - before + count), start.line):
            yield _parquet_record(row, Where(given.name, number), columns)


def _parquet_record(row: Any, where: Where, columns: Columns) -> Record | BadRecord:
    """A row as a record, or what is wrong with it; Parquet does not make sure that its strings are UTF-8."""
    data: dict[str, Any] = {}
    for name, column in zip(row.schema.names, row.columns, strict=True):
        try:
            data[name] = column[0].as_py()
        except UnicodeDecodeError as error:
            return BadRecord(None, str(where.at(name).error(f"not UTF-8: {error}")), where.line)
    given = {name: value for name, value in data.items() if value is not None}
    if type(given.get(columns.id)) is int:
        given[columns.id] = str(given[columns.id])
    return record_of(given, where, b"", columns)


def _row_groups(metadata: Any, first: int) -> tuple[list[int], int]:
    """The row groups from row `first` (from 0) on, and the rows before them."""
    before = 0
    for group in range(metadata.num_row_groups):
        size: int = metadata.row_group(group).num_rows
        if first < before + size:
            return list(range(group, metadata.num_row_groups)), before
        before += size
    return [], before


def _check_columns(given: Input, names: Sequence[str], needed: Iterable[str]) -> None:
    for name in needed:
        if name not in names:
            only = ", ".join(names) or "none"
            raise InputError(f"{given.name}: no column {name!r}, only {only}; see --id-column and --text-column")
    if len(set(names)) < len(names):
        raise InputError(f"{given.name}: two columns of the same name")


def _skip(stream: IO[bytes], size: int) -> None:
    """Go to a place in a stream from its beginning; a packed one is unpacked up to there."""
    if stream.seekable():
        stream.seek(size)
        return
    while size:
        passed = len(stream.read(min(size, _PASSED_AT_ONCE)))
        if not passed:
            return
        size -= passed
