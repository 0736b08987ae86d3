"""JSON for programs: one document a line, or indented for reading."""

import json
from collections.abc import Mapping
from typing import Any, TextIO

from khabar.document import Document, parts


class JsonWriter:
    """Writes JSONL (`lines`), or one JSON value: the document alone, or an array where there are several."""

    def __init__(self, stream: TextIO, *, lines: bool) -> None:
        self._stream = stream
        self._lines = lines
        self._first: str | None = None
        self._many = False

    def write(self, document: Document) -> None:
        """Write one document."""
        if self._lines:
            self._stream.writelines(parts(document))
            self._stream.write("\n")
        else:
            self.write_object(document.to_json())

    def write_object(self, value: Mapping[str, Any]) -> None:
        """Write an object that is no document, such as the report on a bad record."""
        text = _dumps(value, indent=None if self._lines else 2)
        if self._lines:
            self._stream.write(text + "\n")
        elif self._first is None and not self._many:
            self._first = text
        else:
            self._stream.write(f",\n{text}" if self._many else f"[{self._first},\n{text}")
            self._many = True

    def close(self) -> None:
        """End the value; JSONL needs no end."""
        if not self._lines:
            self._stream.write("]\n" if self._many else f"{self._first or '[]'}\n")


def _dumps(value: Mapping[str, Any], indent: int | None) -> str:
    """JSON with Arabic as it is, except where half a surrogate pair stands, which UTF-8 cannot write."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text
