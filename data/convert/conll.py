"""IOB2 columns (Tjong Kim Sang and Veenstra 1999): a word, a tab and its tag on a line, a blank line after a sentence.

The format that every tagger reads. It knows words and tags and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from khabar.document import Document, Entity, Figure, Sentence
from khabar.fields import Where
from khabar.labels import ENTITY_LABELS, SPAN_LABELS
from khabar.render.conll import ConllWriter, tagged_sentences

LOST = (
    "spacing (one space stands between words), document ids and boundaries (a file is one document), sentence labels, "
    "statements, what figures say, scores"
)

Rows = list[tuple[str, str]]


def write(path: Path, documents: Iterable[Document]) -> None:
    """Write documents to one file."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        writer = ConllWriter(out)
        for document in documents:
            writer.write(document)
        writer.close()


def read(path: Path) -> Iterator[Document]:
    """The file as one document named after it. Raises DocumentError at a line that is no word and IOB2 tag."""
    yield _build(path.stem, list(_sentences(path)))


def keep(document: Document) -> Document:
    """The document as it comes back: words one space apart, spans, nothing else."""
    return _build(document.id, list(tagged_sentences(document)))


def _sentences(path: Path) -> Iterator[Rows]:
    rows: Rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                if rows:
                    yield rows
                rows = []
                continue
            word, _, tag = line.rstrip("\r\n").partition("\t")
            rows.append((word, _checked(tag, rows[-1][1] if rows else "O", Where(str(path), number))))
    if rows:
        yield rows


def _checked(tag: str, before: str, where: Where) -> str:
    prefix, _, label = tag.partition("-")
    if tag != "O" and (prefix not in ("B", "I") or label not in SPAN_LABELS):
        raise where.error(f"{tag!r} is not O, B- or I- and one of {', '.join(SPAN_LABELS)}")
    if prefix == "I" and before not in (f"B-{label}", f"I-{label}"):
        raise where.error(f"{tag} cannot follow {before} in IOB2")
    return tag


@dataclass
class _Span:
    start: int
    end: int
    label: str


@dataclass
class _Text:
    """A text as it grows, word by word."""

    text: str = ""
    spans: list[_Span] = field(default_factory=list[_Span])
    sentences: list[Sentence] = field(default_factory=list[Sentence])

    def add(self, rows: Rows) -> None:
        """Append a sentence."""
        self.text += "\n" if self.text else ""
        begin = len(self.text)
        for word, tag in rows:
            self.text += " " if len(self.text) > begin else ""
            start = len(self.text)
            self.text += word
            if tag.startswith("B-"):
                self.spans.append(_Span(start, len(self.text), tag[2:]))
            elif tag.startswith("I-"):
                self.spans[-1].end = len(self.text)
        self.sentences.append(Sentence(begin, len(self.text), ()))


def _build(ident: str, sentences: list[Rows]) -> Document:
    made = _Text()
    for rows in sentences:
        made.add(rows)
    text = made.text
    return Document(
        id=ident,
        text=text,
        sentences=tuple(made.sentences),
        entities=tuple(
            Entity(s.start, s.end, text[s.start : s.end], s.label) for s in made.spans if s.label in ENTITY_LABELS
        ),
        figures=tuple(
            Figure(s.start, s.end, text[s.start : s.end], s.label) for s in made.spans if s.label not in ENTITY_LABELS
        ),
    )
