"""Names in two schemes, apart from the sentences they belong to: a stand-off file (data.standoff) without other layers.

A line has the place, length and checksum of a sentence and its `names`, rows of start, end, label of Khabar and tag of
ANERcorp. One of the two is null where the schemes do not mark the same words; ANY stands for what ANERcorp's text does
now this way, now that, and also for nothing. `write_names` makes a CoNLL file of one scheme, which training reads.
"""

from collections.abc import Iterator
from pathlib import Path

from data.convert import conll
from data.standoff import lines_of, with_texts
from khabar.document import Document, Entity, Sentence
from khabar.fields import Where, integer, sequence, shown
from khabar.labels import ENTITY_LABELS

SCHEMES = {"khabar": ENTITY_LABELS, "anercorp": ("PERS", "LOC", "ORG", "MISC", "ANY")}
"""The labels of each scheme, in the order in which rows give them."""


def write_names(path: Path, folder: Path, scheme: str, out: Path) -> None:
    """Write the sentences of a stand-off file, with their texts from the corpora in `folder`, as words and IOB2 tags.

    Before anything is written it raises DocumentError naming file, line and field of a bad row, or of one whose text
    the corpus does not have; ValueError where the file is not compressed by xz, OSError where one is missing.
    """
    conll.write(out, list(read_names(path, folder, scheme)))


def read_names(path: Path, folder: Path, scheme: str) -> Iterator[Document]:
    """Each sentence as a document whose entities are its names in one scheme, with that scheme's labels."""
    column = list(SCHEMES).index(scheme)
    for where, row, text in with_texts(lines_of(path, ("names",)), folder):
        layer = where.at("names")
        names: list[Entity] = []
        for number, data in enumerate(sequence(row["names"], layer)):
            start, end, *labels = _checked(data, len(text), layer.at(number))
            if label := labels[column]:
                if names and start < names[-1].end:
                    raise layer.at(number).error(f"{start} is before the end of the name before, {names[-1].end}")
                names.append(Entity(start, end, text[start:end], label))
        yield Document(row["id"], text, (Sentence(0, len(text), ()),), tuple(names))


def _checked(data: object, length: int, where: Where) -> tuple[int, int, str | None, str | None]:
    """A row of the `names` of a sentence of so many code points."""
    row = sequence(data, where)
    if len(row) != 2 + len(SCHEMES):
        raise where.error(f"start, end and labels of {' and '.join(SCHEMES)} are needed, not {len(row)} values")
    start, end = (integer(value, where) for value in row[:2])
    if not 0 <= start < end <= length:
        raise where.error(f"{start} to {end} is no part of {length} code points")
    for label, (scheme, known) in zip(row[2:], SCHEMES.items(), strict=True):
        if label is not None and label not in known:
            raise where.error(f"{shown(label)} is not null or a label of {scheme}: {', '.join(known)}")
    if row[2:] == [None, None]:
        raise where.error("no scheme has a label")
    return start, end, row[2], row[3]
