"""Lines of text files, plain or compressed."""

import io
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line of a file; one whose name ends in .xz or .zst is compressed so.

    Raises ValueError naming a file that is not compressed as its name says, or not UTF-8; OSError where there is none.
    """
    try:
        with path.open("rb") as raw:
            yield from enumerate(io.TextIOWrapper(_plain(raw, path.suffix), encoding="utf-8"), 1)
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8: {error}") from None
    except _damage(path.suffix) as error:
        raise ValueError(f"{path}: not compressed by {path.suffix[1:]}: {error}") from None


def _plain(raw: BinaryIO, suffix: str) -> BinaryIO:
    if suffix == ".xz":
        return cast(BinaryIO, lzma.open(raw))
    if suffix == ".zst":
        import zstandard

        return cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(raw))
    return raw


def _damage(suffix: str) -> tuple[type[Exception], ...]:
    if suffix != ".zst":
        return lzma.LZMAError, EOFError
    import zstandard

    return (zstandard.ZstdError,)
