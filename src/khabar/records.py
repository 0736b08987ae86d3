"""What Khabar is given to read: an id and a text, or sentences that are already split."""

from dataclasses import dataclass

from khabar.fields import DocumentError, Where, keyed, mapping, sequence, string

RecordError = DocumentError


@dataclass(frozen=True, slots=True)
class Record:
    """A text to read; `sentences` are spans of it, or None when Khabar is to find them."""

    id: str
    text: str
    sentences: tuple[tuple[int, int], ...] | None


def parse_record(data: object, where: Where) -> Record:
    """Read `{"id", "text"}` or `{"id", "sentences": […]}`; the latter's text is its sentences joined by newlines.

    Other keys (title, date, outlet) are metadata of the caller's and are passed over. Raises DocumentError naming
    file, line and field.
    """
    given = mapping(data, where)
    if "sentences" not in given:
        found = keyed(data, where, ("id", "text"), given)
        return Record(string(found["id"], where.at("id")), string(found["text"], where.at("text")), None)
    if "text" in given:
        raise where.at("text").error("either text or sentences can be given, not both")
    found = keyed(data, where, ("id", "sentences"), given)
    place = where.at("sentences")
    sentences = [string(item, place.at(i)) for i, item in enumerate(sequence(found["sentences"], place))]
    return joined(string(found["id"], where.at("id")), sentences)


def joined(id: str, sentences: list[str]) -> Record:
    """A record of given sentences; empty ones keep their line and get no span."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for sentence in sentences:
        if sentence:
            spans.append((offset, offset + len(sentence)))
        offset += len(sentence) + 1
    return Record(id, "\n".join(sentences), tuple(spans))
