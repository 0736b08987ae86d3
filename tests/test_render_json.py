"""JSON output."""

import io
import json
from pathlib import Path

import pytest

from khabar.document import read_documents
from khabar.render import JsonWriter, open_writer
from sample import sample


def test_lines_read_back_as_the_same_documents(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        writer = open_writer("jsonl", stream)
        writer.write(sample())
        writer.write(sample())
        writer.close()
    assert list(read_documents(path)) == [sample(), sample()]


def test_arabic_stays_readable_and_what_cannot_be_written_is_escaped() -> None:
    stream = io.StringIO()
    writer = JsonWriter(stream, lines=True)
    writer.write_object({"id": "خبر"})
    writer.write_object({"id": "خبر\udc80"})
    first, second = stream.getvalue().splitlines()
    assert first == '{"id": "خبر"}'
    second.encode()
    assert json.loads(second) == {"id": "خبر\udc80"}


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="'xml' is none of text, json"):
        open_writer("xml", io.StringIO())
