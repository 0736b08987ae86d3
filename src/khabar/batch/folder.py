"""The folder of a batch: what is done is on disk before it is called done.

While a batch is at work, `DIR/.work` holds its plan (`plan.json`), a receipt for every shard that is done, the
errors of each shard, and unfinished files. A receipt is written last: a shard without one is done again, and
comes out the same. At the end `errors.jsonl` and then `manifest.json` are written and `.work` is removed.
"""

import json
import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from khabar.batch.plan import Plan, Shard
from khabar.cli.feed import InputError
from khabar.fields import DocumentError, Where, parse_object
from khabar.manifest import file_sha256

MANIFEST = "manifest.json"
ERRORS = "errors.jsonl"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """A shard that is done: its file, where its records come from, what they became, size in bytes and checksum."""

    file: str
    input: str
    line: int
    records: int
    documents: int
    errors: int
    bytes: int
    sha256: str


class Folder:
    """The output of a batch on disk. Several processes may write shards of the same batch at once."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or written yet."""
        self.path = path
        self.work = path / ".work"

    @contextmanager
    def held(self) -> Generator[None]:
        """Make the folder and keep other batches out of it. Raises InputError if one is at work, and OSError."""
        known = self.work.is_dir() or (self.path / MANIFEST).is_file()
        if self.path.is_dir() and not known and next(self.path.iterdir(), None):
            raise InputError(f"{self.path}: not empty, and not the folder of a batch")
        self.path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            _lock(descriptor, self.path)
            yield
        finally:
            os.close(descriptor)

    def finished(self) -> dict[str, Any] | None:
        """The manifest, if the batch is done. Raises InputError where a file is not what the manifest says."""
        path = self.path / MANIFEST
        if not path.is_file():
            return None
        manifest = _read(path)
        try:
            listed = (*manifest["shards"], manifest["errors"])
            files = [(self.path / one["file"], one["bytes"]) for one in listed]
        except (KeyError, TypeError) as error:
            raise InputError(f"{path}: damaged: {error}") from None
        for file, size in files:
            if not file.is_file() or file.stat().st_size != size:
                raise InputError(f"{file}: missing or altered since the batch was done; take another folder")
        return manifest

    def begun(self) -> dict[str, Any] | None:
        """The identity of the batch that was begun here."""
        path = self.work / "plan.json"
        return _read(path) if path.is_file() else None

    def begin(self, identity: Mapping[str, Any]) -> None:
        """Write the plan down, and remove what was left unfinished."""
        for part in ("tmp", "done", "errors"):
            (self.work / part).mkdir(parents=True, exist_ok=True)
        for left in (self.work / "tmp").iterdir():
            left.unlink()
        with self.writing(self.work / "plan.json") as out:
            out.write(_json(identity))

    def receipt(self, plan: Plan, shard: Shard) -> Receipt | None:
        """The receipt of a shard whose file is there."""
        path = self.work / "done" / f"{shard.number:06}.json"
        if not path.is_file():
            return None
        try:
            receipt = Receipt(**_read(path))
        except TypeError as error:
            raise InputError(f"{path}: damaged: {error}") from None
        file = self.path / self.part(plan, shard)
        return receipt if file.is_file() and file.stat().st_size == receipt.bytes else None

    def part(self, plan: Plan, shard: Shard) -> str:
        """The name of a shard's file."""
        return f"part-{shard.number:06}.{plan.options.format}"

    @contextmanager
    def writing(self, path: Path) -> Generator[IO[bytes]]:
        """A file that appears under its name when it is complete and on disk, or not at all."""
        unfinished = self.work / "tmp" / f"{path.name}.{uuid4().hex}"
        with unfinished.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
        _sync(path.parent)

    def keep(self, plan: Plan, shard: Shard, documents: int, errors: list[dict[str, Any]]) -> Receipt:
        """Write the errors of a shard whose file is written, and then its receipt."""
        with self.writing(self.work / "errors" / f"{shard.number:06}.jsonl") as out:
            out.writelines(json.dumps(error, ensure_ascii=True).encode() + b"\n" for error in errors)
        file = self.path / self.part(plan, shard)
        receipt = Receipt(
            file.name,
            plan.inputs[shard.input].name,
            shard.start.line,
            shard.records,
            documents,
            len(errors),
            file.stat().st_size,
            file_sha256(file),
        )
        with self.writing(self.work / "done" / f"{shard.number:06}.json") as out:
            out.write(_json(asdict(receipt)))
        return receipt

    def finish(self, plan: Plan, identity: Mapping[str, Any]) -> dict[str, Any]:
        """Join the errors, write the manifest, and remove what was only for work. All shards must be done."""
        receipts = list(self._receipts(plan))
        errors = self.path / ERRORS
        with self.writing(errors) as out:
            for shard in plan.shards:
                out.write((self.work / "errors" / f"{shard.number:06}.jsonl").read_bytes())
        manifest = {
            "format": FORMAT,
            **identity,
            "records": sum(receipt.records for receipt in receipts),
            "documents": sum(receipt.documents for receipt in receipts),
            "errors": {
                "file": ERRORS,
                "records": sum(receipt.errors for receipt in receipts),
                "bytes": errors.stat().st_size,
                "sha256": file_sha256(errors),
            },
            "shards": [asdict(receipt) for receipt in receipts],
        }
        with self.writing(self.path / MANIFEST) as out:
            out.write(_json(manifest))
        self.clear()
        return manifest

    def clear(self) -> None:
        """Remove what was only for work."""
        shutil.rmtree(self.work, ignore_errors=True)

    def _receipts(self, plan: Plan) -> Iterator[Receipt]:
        for shard in plan.shards:
            receipt = self.receipt(plan, shard)
            if receipt is None:
                raise InputError(f"{self.path / self.part(plan, shard)}: removed or altered during the batch")
            yield receipt


def _lock(descriptor: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no locks of this kind there
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(f"{path}: another batch is at work in it") from None


def _sync(folder: Path) -> None:
    """Bring the names in a folder to disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> dict[str, Any]:
    try:
        return parse_object(path.read_bytes().decode(), Where(str(path)))
    except DocumentError as error:
        raise InputError(f"{error}: damaged") from None
    except ValueError as error:
        raise InputError(f"{path}: damaged: {error}") from None


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
