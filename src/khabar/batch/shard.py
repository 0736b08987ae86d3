"""One shard: its records read by a model and written, with what is wrong with the others beside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol

from khabar.batch.folder import Folder, Receipt
from khabar.batch.plan import Plan, Shard
from khabar.cli.feed import BadRecord
from khabar.document import Document, dumps
from khabar.records import Record

GROUP = 128
"""Records that are read together: some hundred sentences, so that batches are full and of like length."""


class Reads(Protocol):
    """What a shard needs of a Reader."""

    def read_many(self, items: Sequence[Record], *, split: str, threshold: float | None) -> list[Document]:
        """Documents of records, in order."""
        ...


def do_shard(
    reader: Reads, plan: Plan, out: Path, shard: Shard, advance: Callable[[int], None] = lambda _: None
) -> Receipt:
    """Read and write a shard; `advance` is told how many records more are done.

    The groups in which records are read depend on the shard alone, so that its bytes do not depend on who does it.
    """
    folder = Folder(out)
    errors: list[dict[str, Any]] = []
    written = 0

    def documents() -> Iterator[Document]:
        nonlocal written
        records = plan.records(shard)
        while group := list(islice(records, GROUP)):
            good = [item for item in group if isinstance(item, Record)]
            found = reader.read_many(good, split=plan.options.split, threshold=plan.options.threshold)
            errors.extend(_error(plan, shard, item) for item in group if isinstance(item, BadRecord))
            written += len(found)
            yield from found
            advance(len(group))

    with folder.writing(out / folder.part(plan, shard)) as stream:
        if plan.options.format == "parquet":
            from khabar.batch.parquet import write_parquet

            write_parquet(stream, documents())
        else:
            write_jsonl(stream, documents())
    return folder.keep(plan, shard, written, errors)


def write_jsonl(stream: IO[bytes], documents: Iterable[Document]) -> None:
    """Write documents, one a line."""
    stream.writelines(dumps(document).encode() + b"\n" for document in documents)


def _error(plan: Plan, shard: Shard, item: BadRecord) -> dict[str, Any]:
    given = plan.inputs[shard.input]
    return {"file": item.id if given.kind == "text" else given.name, "line": item.line, **item.to_json()}
