"""What a batch is to do: its inputs cut into shards, its model and its options.

The cut depends on nothing but inputs and options, so that every start of a batch, with any number of processes,
makes the same shards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from khabar import __version__
from khabar.batch.inputs import Input, Kind, find_inputs, open_input, undamaged
from khabar.batch.rows import (
    Place,
    csv_header,
    csv_records,
    csv_rows,
    jsonl_records,
    lines,
    parquet_records,
    parquet_rows,
)
from khabar.cli.feed import BadRecord, article
from khabar.manifest import FILE, file_sha256, read_manifest
from khabar.records import COLUMNS, Columns, Record


@dataclass(frozen=True, slots=True)
class Options:
    """All that the output depends on beside inputs and model."""

    format: str = "jsonl"
    split: str = "news"
    threshold: float | None = None
    columns: Columns = COLUMNS
    delimiter: str = ","
    input: Kind | None = None
    check: str = "sha256"
    shard_records: int = 1000


class Shard(NamedTuple):
    """A run of records: of one input from a place on, or `records` text files from `input` on."""

    number: int
    input: int
    start: Place
    records: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A batch: `model` is a model directory; shards and inputs count from 0."""

    model: Path
    options: Options
    inputs: tuple[Input, ...]
    shards: tuple[Shard, ...]

    def identity(self) -> dict[str, Any]:
        """What must be the same for a batch to go on in a folder, as plain data."""
        checksum = file_sha256(self.model / FILE)
        return {
            "khabar": __version__,
            "model": {"name": read_manifest(self.model).name, "sha256": checksum},
            "options": {**asdict(self.options), "columns": self.options.columns._asdict()},
            "inputs": [{k: v for k, v in asdict(given).items() if v is not None} for given in self.inputs],
        }

    def records(self, shard: Shard) -> Iterator[Record | BadRecord]:
        """The records of a shard in order. Raises OSError, and InputError for a packed text that is damaged."""
        given = self.inputs[shard.input]
        columns = self.options.columns
        if given.kind == "text":
            for text in self.inputs[shard.input : shard.input + shard.records]:
                with undamaged(text), open_input(text) as stream:
                    data = stream.read()
                yield article(text.name, data)
        elif given.kind == "jsonl":
            yield from jsonl_records(given, shard.start, shard.records, columns)
        elif given.kind == "csv":
            yield from csv_records(given, shard.start, shard.records, columns, delimiter_of(given, self.options))
        else:
            yield from parquet_records(given, shard.start, shard.records, columns)


def make_plan(arguments: Sequence[str], model: Path, options: Options) -> Plan:
    """Find the inputs and cut them. Raises InputError naming an input that cannot be read, and ModelError."""
    read_manifest(model)
    inputs = tuple(find_inputs(arguments, options.input, options.check))
    shards: list[Shard] = []
    for first, start, records in _cuts(inputs, options):
        shards.append(Shard(len(shards), first, start, records))
    return Plan(model, options, inputs, tuple(shards))


def delimiter_of(given: Input, options: Options) -> str:
    """What separates the cells of a CSV file."""
    return "\t" if ".tsv" in Path(given.name).suffixes else options.delimiter


def _cuts(inputs: Sequence[Input], options: Options) -> Iterator[tuple[int, Place, int]]:
    """Input, place and number of records of every shard; text files that follow each other share shards."""
    index = 0
    while index < len(inputs):
        given = inputs[index]
        if given.kind == "text":
            count = 1
            while (
                count < options.shard_records and index + count < len(inputs) and inputs[index + count].kind == "text"
            ):
                count += 1
            yield index, Place(1, 0), count
            index += count
            continue
        with undamaged(given):
            for start, records in _cut(given, options):
                yield index, start, records
        index += 1


def _cut(given: Input, options: Options) -> Iterator[tuple[Place, int]]:
    size = options.shard_records
    if given.kind == "parquet":
        rows = parquet_rows(given, options.columns)
        yield from ((Place(first + 1, 0), min(size, rows - first)) for first in range(0, rows, size))
        return
    with open_input(given) as stream:
        if given.kind == "jsonl":
            places = (place for place, _ in lines(stream, Place(1, 0)))
        else:
            delimiter = delimiter_of(given, options)
            _, start = csv_header(stream, given, options.columns, delimiter)
            stream.seek(0)
            places = (place for place, _, _ in csv_rows(stream, start, delimiter))
        start, records = Place(1, 0), 0
        for place in places:
            if records == size:
                yield start, records
                records = 0
            if not records:
                start = place
            records += 1
        if records:
            yield start, records
