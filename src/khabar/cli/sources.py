"""Which inputs a command line means: text files, JSONL records, directories, globs and standard input."""

import glob
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Literal

from khabar.cli.feed import GROUP, Group, InputError, article, record_groups

Kind = Literal["auto", "text", "jsonl"]

_SUFFIXES: dict[str, Kind] = {".txt": "text", ".jsonl": "jsonl"}


def add_inputs(parser: ArgumentParser) -> None:
    """Declare what is read and how, alike for every command that reads articles with a model."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="file, directory, glob, or - (default)")
    parser.add_argument("--model", metavar="DIR", help="model directory (default: the one that is shipped)")
    parser.add_argument("--split", choices=("news", "lines"), default="news", help="how text becomes sentences")
    parser.add_argument("--input", choices=("auto", "text", "jsonl"), default="auto", help="what the inputs hold")


def named_inputs(files: Sequence[str]) -> list[str]:
    """The inputs of a command, standard input if none are named. Raises InputError when that is a terminal."""
    names = expand(files or ["-"])
    if not files and sys.stdin and sys.stdin.isatty():
        raise InputError("nothing to read: name files, or pipe text or records in")
    return names


def expand(arguments: Sequence[str], suffixes: Iterable[str] = _SUFFIXES) -> list[str]:
    """File names for files, directories (all below that have one of `suffixes`, sorted), globs and "-", in order.

    Raises InputError for a name or pattern that stands for nothing.
    """
    names: list[str] = []
    wanted = tuple(suffixes)
    for argument in arguments:
        path = Path(argument)
        if argument == "-" or path.is_file() or path.is_fifo():
            found = [argument]
        elif path.is_dir():
            found = sorted(str(p) for p in path.rglob("*") if p.name.endswith(wanted) and p.is_file())
        else:
            pattern = glob.glob(argument, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute pattern)
            found = sorted(name for name in pattern if Path(name).is_file())
        if not found:
            lack = f"no {' or '.join(wanted)} file in it" if path.is_dir() else "no such file or directory"
            raise InputError(f"{argument}: {lack}")
        names.extend(found)
    return names


def total_size(names: Iterable[str]) -> int | None:
    """Bytes of all inputs together, or None where one of them is a stream."""
    paths = [Path(name) for name in names]
    return sum(path.stat().st_size for path in paths) if all(path.is_file() for path in paths) else None


def groups(names: Iterable[str], kind: Kind) -> Iterator[Group]:
    """All records of all inputs in order, a few at a time; "auto" goes by suffix, then by first character.

    Raises InputError for a file whose suffix says that it is neither text nor records, and OSError.
    """
    texts = Group([], 0)
    for name in names:
        with open_bytes(name) as stream:
            if _kind(name, stream, kind) == "text":
                data = stream.read()
                texts = Group([*texts.items, article(_shown(name), data)], texts.size + len(data))
                if len(texts.items) < GROUP:
                    continue
            if texts.items:
                yield texts
                texts = Group([], 0)
            yield from record_groups(_shown(name), stream)
    if texts.items:
        yield texts


def open_bytes(name: str) -> BufferedReader:
    """The bytes of an input; those of standard input past `sys.stdin`, which decodes and may be gone.

    Raises InputError and OSError.
    """
    if name != "-":
        return Path(name).open("rb")
    if not sys.stdin:
        raise InputError("standard input is closed")
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _shown(name: str) -> str:
    """The name as messages and ids show it; bytes that are no UTF-8 become U+FFFD."""
    return "stdin" if name == "-" else os.fsencode(name).decode("utf-8", "replace")


def _kind(name: str, stream: BufferedReader, kind: Kind) -> Kind:
    """What an input holds. A stream has no suffix: records begin with a brace and articles do not."""
    if kind != "auto":
        return kind
    suffix = Path(name).suffix
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix and Path(name).is_file():
        raise InputError(
            f"{_shown(name)}: neither .txt nor .jsonl; say --input text or --input jsonl to read it as one"
        )
    return "jsonl" if stream.peek(1).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "text"
