"""Documents for people and for programs: terminal text, JSON, JSONL, CoNLL and HTML.

A writer is given documents one after another and prints each at once; what a format needs at its end comes
with `close`. Modules are imported only for the format that is used.
"""

from importlib import import_module
from typing import Protocol, TextIO, cast

from khabar.document import Document
from khabar.render.json import JsonWriter

FORMATS = ("text", "json", "jsonl", "conll", "html")

__all__ = ["FORMATS", "JsonWriter", "Writer", "open_writer"]


class Writer(Protocol):
    """Prints documents in one format."""

    def write(self, document: Document) -> None:
        """Print one document."""
        ...

    def close(self) -> None:
        """Print what ends the output; the stream stays open."""
        ...


def open_writer(format: str, stream: TextIO) -> Writer:
    """A writer of `format`, one of FORMATS, onto `stream`. Raises ValueError for another format."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")
    if format in {"json", "jsonl"}:
        return JsonWriter(stream, lines=format == "jsonl")
    module = import_module(f"khabar.render.{format}")
    return cast(Writer, module.open_writer(stream))
