"""What Khabar is given to read: an id and a text, or sentences that are already split."""

from dataclasses import dataclass
from typing import NamedTuple

from khabar.fields import DocumentError, Where, keyed, mapping, sequence, string

RecordError = DocumentError


@dataclass(frozen=True, slots=True)
class Record:
    """A text to read; `sentences` are spans of it, or None when Khabar is to find them."""

    id: str
    text: str
    sentences: tuple[tuple[int, int], ...] | None


class Columns(NamedTuple):
    """The keys, or columns of a table, that hold a record's parts."""

    id: str = "id"
    text: str = "text"
    sentences: str = "sentences"


COLUMNS = Columns()


def parse_record(data: object, where: Where, columns: Columns = COLUMNS) -> Record:
    """Read `{"id", "text"}` or `{"id", "sentences": […]}`; the latter's text is its sentences joined by newlines.

    `columns` gives these keys other names. Other keys (title, date, outlet) are metadata of the caller's and are
    passed over. Raises DocumentError naming file, line and field.
    """
    given = mapping(data, where)
    if columns.sentences not in given:
        found = keyed(data, where, (columns.id, columns.text), given)
        text = string(found[columns.text], where.at(columns.text))
        return Record(string(found[columns.id], where.at(columns.id)), text, None)
    if columns.text in given:
        raise where.at(columns.text).error(f"either {columns.text} or {columns.sentences} can be given, not both")
    found = keyed(data, where, (columns.id, columns.sentences), given)
    place = where.at(columns.sentences)
    sentences = [string(item, place.at(i)) for i, item in enumerate(sequence(found[columns.sentences], place))]
    return joined(string(found[columns.id], where.at(columns.id)), sentences)


def joined(id: str, sentences: list[str]) -> Record:
    """A record of given sentences; empty ones keep their line and get no span."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for sentence in sentences:
        if sentence:
            spans.append((offset, offset + len(sentence)))
        offset += len(sentence) + 1
    return Record(id, "\n".join(sentences), tuple(spans))
