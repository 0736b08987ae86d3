"""Bytes to records, a few at a time and as soon as they are there.

A stream is answered while it is still being written, and a corpus never stands in memory. What cannot be
read becomes a `BadRecord` in its place instead of an end to the run.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, NamedTuple

from khabar.fields import Where, parse_object
from khabar.records import COLUMNS, Columns, Record, RecordError, parse_record

GROUP = 64
"""Records read together at most: enough to fill batches, few enough to answer soon."""

_READ = 1 << 18


class InputError(ValueError):
    """An input that cannot be used at all; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read: its id if it had one, what is wrong, its line counted from 1."""

    id: str | None
    error: str
    line: int

    def to_json(self) -> dict[str, Any]:
        """The object that stands in its place in the output."""
        return {"id": self.id, "error": self.error, "line": self.line}


class Group(NamedTuple):
    """Records that are read together, and how many bytes of input they stand for."""

    items: list[Record | BadRecord]
    size: int


def article(name: str, data: bytes) -> Record | BadRecord:
    """A whole file as one record whose id is its name."""
    try:
        return Record(name, data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), None)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return BadRecord(name, f"{name}:{line}: not UTF-8: byte 0x{data[error.start]:02x}", line)


def record_groups(name: str, stream: BufferedReader) -> Iterator[Group]:
    """The records of a JSONL stream, blank lines left out; a group is what one read found, or `GROUP` of it."""
    for numbered in _line_groups(stream):
        items = [record_line(name, number, line) for number, line in numbered if line.strip()]
        yield Group(items, sum(len(line) + 1 for _, line in numbered))


def _line_groups(stream: BufferedReader) -> Iterator[list[tuple[int, bytes]]]:
    """Numbered lines as they come; `read1` waits for the first byte only and then takes what is there."""
    number = 1
    unfinished: list[bytes] = []
    while data := stream.read1(_READ):
        *lines, rest = data.split(b"\n")
        if lines:
            lines[0] = b"".join([*unfinished, lines[0]])
            unfinished = []
        unfinished.append(rest)
        for start in range(0, len(lines), GROUP):
            yield list(enumerate(lines[start : start + GROUP], number + start))
        number += len(lines)
    yield [(number, b"".join(unfinished))]


def record_line(name: str, number: int, line: bytes, columns: Columns = COLUMNS) -> Record | BadRecord:
    """Line `number` of the JSONL input `name` as a record, or what is wrong with it.

    Bytes that are no UTF-8 pass as lone surrogates until the id is known, so that even such a line is named.
    """
    where = Where(name, number)
    try:
        data = parse_object(line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape"), where)
    except RecordError as error:
        return BadRecord(None, str(error), number)
    return record_of(data, where, line, columns)


def record_of(data: dict[str, Any], where: Where, line: bytes, columns: Columns = COLUMNS) -> Record | BadRecord:
    """Parsed data as a record, or what is wrong with it; `line` holds the bytes that it was parsed from."""
    identity = data.get(columns.id)
    try:
        record = parse_record(data, where, columns)
        _check(record.id, where.at(columns.id), line)
        _check(record.text, where.at(columns.text), line)
    except RecordError as error:
        return BadRecord(identity if isinstance(identity, str) else None, str(error), where.line)
    return record


def _check(value: str, where: Where, line: bytes) -> None:
    """Raise RecordError for a string that cannot be written again."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        try:
            line.decode()
        except UnicodeDecodeError as bytes_error:
            at = bytes_error.start
            wrong = f"byte 0x{line[at]:02x} at byte {at + 1} of the line is not UTF-8"
        else:
            wrong = f"U+{ord(value[error.start]):04X} at character {error.start + 1} is half a surrogate pair"
        raise where.error(wrong) from None
