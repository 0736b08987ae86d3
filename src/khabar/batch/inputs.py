"""The inputs of a batch: what they hold, how they are recognised again, and how they are opened."""

import gzip
import io
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast

from khabar.batch.extras import need
from khabar.cli.feed import InputError
from khabar.cli.sources import expand
from khabar.manifest import file_sha256

Kind = Literal["jsonl", "csv", "parquet", "text"]

_KINDS: dict[str, Kind] = {".jsonl": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".txt": "text"}
_PACKED = ("", ".gz", ".zst")
SUFFIXES: dict[str, Kind] = {
    suffix + packed: kind for suffix, kind in _KINDS.items() for packed in (("",) if kind == "parquet" else _PACKED)
}


@dataclass(frozen=True, slots=True)
class Input:
    """A file and what makes it the same file at the next start: size in bytes, and sha256 or time of change (ns)."""

    name: str
    kind: Kind
    size: int
    sha256: str | None = None
    mtime: int | None = None


def find_inputs(arguments: Sequence[str], kind: Kind | None, check: str) -> list[Input]:
    """The files that the arguments stand for, in order, recognised by `check` ("sha256" or "mtime").

    Raises InputError for one that is no file, is given twice or, without a `kind`, has an unknown suffix.
    """
    found: list[Input] = []
    seen: set[Path] = set()
    for name in expand(arguments, SUFFIXES):
        path = Path(name)
        if not path.is_file():
            raise InputError(f"{name}: not a file; a batch is read more than once, which a stream cannot be")
        if path.resolve() in seen:
            raise InputError(f"{name}: given twice")
        seen.add(path.resolve())
        try:
            name.encode()
        except UnicodeEncodeError:
            raise InputError(f"{name!a}: the name is not UTF-8") from None
        found.append(_input(name, kind or _kind(name), check))
    return found


def open_input(given: Input) -> IO[bytes]:
    """The bytes of an input, unpacked. Raises InputError where pyarrow is needed and missing, and OSError."""
    if given.name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(given.name, "rb"))
    if given.name.endswith(".zst"):
        stream = need("pyarrow").input_stream(given.name, compression="zstd")
        return cast(IO[bytes], io.BufferedReader(stream, 1 << 18))
    return Path(given.name).open("rb")


@contextmanager
def undamaged(given: Input) -> Generator[None]:
    """Read an input in this. Raises InputError naming it for what packed and Parquet files raise when damaged."""
    try:
        yield
    except _damage() as error:
        raise InputError(f"{given.name}: damaged: {error}") from None


def _damage() -> tuple[type[Exception], ...]:
    import zlib

    raised = (EOFError, OSError, zlib.error)
    return (*raised, sys.modules["pyarrow"].ArrowException) if "pyarrow" in sys.modules else raised


KINDS = tuple(dict.fromkeys(_KINDS.values()))


def _kind(name: str) -> Kind:
    for suffix, kind in SUFFIXES.items():
        if name.endswith(suffix):
            return kind
    raise InputError(f"{name}: none of {' '.join(SUFFIXES)}; say --input to read it as one of {', '.join(KINDS)}")


def _input(name: str, kind: Kind, check: str) -> Input:
    path = Path(name)
    status = path.stat()
    if check == "mtime":
        return Input(name, kind, status.st_size, mtime=status.st_mtime_ns)
    return Input(name, kind, status.st_size, sha256=file_sha256(path))
