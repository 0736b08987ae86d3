"""Annotations apart from the texts they belong to, which are their publishers' to give.

A line of a stand-off file (Ide and Suderman 2007) is a document without its texts. Its id says where it stands: name of
the corpus, id of the record, offset in its text; a length and a checksum say what must stand there. `attach` puts the
texts back, `detach` takes them off. Files are JSON lines, compressed by xz.
"""

import json
import lzma
from binascii import crc_hqx
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.packed import text_lines
from khabar.document import Document
from khabar.fields import Where, integer, keyed, parse_object, string

SUFFIX = ".jsonl.zst"
"""What the file of a corpus is called behind the corpus's name; its lines have an `id` and a `text`."""

_LAYERS = ("sentences", "entities", "figures", "statements")
_PARTS = ("source", "cue", "content")
_PLACE = ("id", "length", "crc")


def detach(documents: Iterable[Document], path: Path) -> None:
    """Write documents without their texts. Raises ValueError naming a document whose id is no place in a corpus."""
    with lzma.open(path, "wt", encoding="utf-8", preset=9 | lzma.PRESET_EXTREME) as out:
        for document in documents:
            _place(document.id, Where(document.id))
            row = document.to_json()
            text = row.pop("text")
            for item in _items(row):
                item.pop("text", None)
            row |= {"length": len(text), "crc": checksum(text)}
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def attach(path: Path, folder: Path) -> Iterator[Document]:
    """The documents of a stand-off file, in its order, with their texts from the corpora in `folder`.

    Raises DocumentError naming file, line and field of a bad document, or of one whose text the corpus does not have.
    """
    for where, row, text in with_texts(lines_of(path, _LAYERS), folder):
        for item in _items(row):
            item["text"] = _between(text, item)
        yield Document.from_json({"id": row["id"], "text": text} | {name: row[name] for name in _LAYERS}, where)


def lines_of(path: Path, layers: tuple[str, ...]) -> list[tuple[Where, dict[str, Any]]]:
    """The rows of a stand-off file that has these layers. Raises DocumentError, ValueError, OSError."""
    try:
        lines = lzma.decompress(path.read_bytes()).decode("utf-8").split("\n")
    except (lzma.LZMAError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: not UTF-8 compressed by xz: {error}") from None
    numbered = ((Where(str(path), number), line) for number, line in enumerate(lines, 1))
    return [(where, keyed(parse_object(line, where), where, (*_PLACE, *layers))) for where, line in numbered if line]


def with_texts(rows: list[tuple[Where, dict[str, Any]]], folder: Path) -> Iterator[tuple[Where, dict[str, Any], str]]:
    """Rows and what stands in the corpora where they say. Raises DocumentError where that is not what was annotated."""
    places = [_place(string(row["id"], where.at("id")), where.at("id")) for where, row in rows]
    wanted: dict[str, set[str]] = {}
    for corpus, record, _ in places:
        wanted.setdefault(corpus, set()).add(record)
    texts = {corpus: _texts(folder / f"{corpus}{SUFFIX}", records) for corpus, records in wanted.items()}
    for (where, row), (corpus, record, start) in zip(rows, places, strict=True):
        length = integer(row["length"], where.at("length"))
        text = texts[corpus].get(record, "")[start : start + length]
        if len(text) != length or checksum(text) != row["crc"]:
            raise where.at("id").error(f"{corpus}{SUFFIX} has no such text there: {row['id']}")
        yield where, row, text


def checksum(text: str) -> int:
    """Of 16 bits (CRC-CCITT): with the length it tells a text from another one that stands in its place."""
    return crc_hqx(text.encode(), 0)


def _place(name: str, where: Where) -> tuple[str, str, int]:
    """Corpus, record and offset of a document's id."""
    corpus, _, rest = name.partition("/")
    record, _, start = rest.rpartition("/")
    if not (corpus and record and start.isdecimal()):
        raise where.error(f"{name!r} is not the name of a corpus, the id of a record and an offset")
    return corpus, record, int(start)


def _items(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every part of a document's JSON that has a text of its own; what is none is left for the reader to refuse."""
    statements = [s for s in _things(row["statements"]) if isinstance(s, dict)]
    parts = [s.get(name) for s in statements for name in _PARTS]
    for item in (*_things(row["entities"]), *_things(row["figures"]), *parts):
        if isinstance(item, dict):
            yield item


def _things(layer: object) -> list[Any]:
    return layer if isinstance(layer, list) else []


def _between(text: str, item: dict[str, Any]) -> str:
    ends = item.get("start"), item.get("end")
    return text[ends[0] : ends[1]] if all(isinstance(end, int) for end in ends) else ""


def _texts(path: Path, wanted: set[str]) -> dict[str, str]:
    """The texts of the records of a corpus that are asked for, by id. Raises DocumentError, ValueError, OSError."""
    found: dict[str, str] = {}
    for number, line in text_lines(path):
        where = Where(str(path), number)
        record = parse_object(line, where)
        if (name := string(record.get("id"), where.at("id"))) in wanted:
            found[name] = string(record.get("text"), where.at("text"))
    return found
