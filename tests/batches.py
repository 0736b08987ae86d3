"""Records for tests of batches, and the command as a process of its own."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khabar.batch.plan import Options, make_plan
from khabar.cli.feed import BadRecord
from khabar.document import Document, read_documents
from khabar.reader import shipped_model
from khabar.records import Record

SENTENCES = ("قال الوزير ماجد الحسن إن 12 جريحاً وصلوا أمس.", "ونفت البلدية ذلك.", "دعا الوفد إلى هدنة.")
COMMAND = [sys.executable, "-c", "import sys; from khabar.cli import main; sys.exit(main())", "batch"]


def records(count: int) -> list[dict[str, str]]:
    """Records of one to three sentences."""
    return [{"id": f"r{i}", "text": " ".join(SENTENCES[: 1 + i % 3])} for i in range(count)]


def write_records(path: Path, count: int, bad: tuple[int, ...] = ()) -> Path:
    """A JSONL file of `count` records; those at `bad` are broken lines."""
    lines = [f"bad {i}" if i in bad else json.dumps(r, ensure_ascii=False) for i, r in enumerate(records(count))]
    data = "".join(line + "\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def planned(*inputs: Path, **options: Any) -> Iterator[Record | BadRecord]:
    """What a batch of these inputs reads, shard after shard."""
    plan = make_plan([str(path) for path in inputs], shipped_model(), Options(**options))
    for shard in plan.shards:
        found = list(plan.records(shard))
        assert len(found) == shard.records
        yield from found


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder: Path) -> list[Document]:
    """The documents of a batch in the order of its shards."""
    listed = json.loads((folder / "manifest.json").read_bytes())["shards"]
    return [document for shard in listed for document in read_documents(folder / shard["file"])]
