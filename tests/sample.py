"""A small annotated document and a reader without a model, for tests of what comes after reading."""

from collections.abc import Sequence

from khabar.document import Document, Entity, Figure, Part, Sentence, Statement
from khabar.records import Record

FIRST = "قال العميد نادر الصالح إن نحو 20 جندياً قتلوا أمس، نافياً أن يكون 3 منهم ضباطاً."
SECOND = "ورفضت تونس التعليق."
TEXT = f"{FIRST}\n{SECOND}"


def part(words: str, text: str = TEXT) -> Part:
    """The first place where words stand."""
    start = text.index(words)
    return Part(start, start + len(words), words)


def sample() -> Document:
    """Two sentences, two speakers, three statements, three figures."""
    source = part("العميد نادر الصالح")
    return Document(
        id="sample",
        text=TEXT,
        sentences=(
            Sentence(
                0,
                len(FIRST),
                ("claim", "attribution", "denial"),
                {"claim": 0.98, "attribution": 0.99, "denial": 0.7},
            ),
            Sentence(len(FIRST) + 1, len(TEXT), ("attribution",), {"claim": 0.1, "attribution": 0.9, "denial": 0.2}),
        ),
        entities=(_entity("نادر الصالح", "PER", "نادر الصالح"), _entity("تونس", "GPE", "تونس")),
        figures=(
            _figure("نحو 20", "CARDINAL", value=20, modifier="about", counted="جندياً", role="killed", range=None),
            _figure("أمس", "DATE"),
            _figure("3", "CARDINAL", value=3, modifier="exact", counted="ضباطاً", role=None, range=None),
        ),
        statements=(
            Statement(
                source,
                part("قال"),
                part("إن نحو 20 جندياً قتلوا أمس، نافياً أن يكون 3 منهم ضباطاً"),
                "assert",
                0.9,
            ),
            Statement(source, part("نافياً"), part("أن يكون 3 منهم ضباطاً"), "deny", 0.8, speaker="نادر الصالح"),
            Statement(part("تونس"), part("ورفضت"), None, "decline", 0.6),
        ),
    )


class LineReader:
    """Stands in for a Reader: every line is a sentence, nothing is found."""

    def read_many(self, items: Sequence[Record], **_options: object) -> list[Document]:
        """Documents in the order of the records."""
        return [Document(item.id, item.text, _lines(item.text)) for item in items]


def _lines(text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Sentence(start, start + len(line), ("claim",)))
        start += len(line) + 1
    return tuple(found)


def _entity(words: str, label: str, name: str) -> Entity:
    place = part(words)
    return Entity(place.start, place.end, words, label, 0.95, name)


def _figure(words: str, label: str, **fields: object) -> Figure:
    place = part(words)
    return Figure(place.start, place.end, words, label, 0.9, **fields)  # pyright: ignore[reportArgumentType]
