"""Small articles with the annotation that speakers and ledgers build on; every text is made up."""

from collections.abc import Sequence

from khabar.document import ABSENT, Document, Entity, Figure, Part, Sentence, Statement
from khabar.speakers import resolve

Said = tuple[str | None, str, str | None, str]
"""Source, cue, content, polarity of a statement, as words of its line."""


class Article:
    """Collects lines and what is annotated on them; words stand for their first place in their line."""

    def __init__(self, id: str = "article") -> None:
        self._id = id
        self._text = ""
        self._sentences: list[Sentence] = []
        self._entities: list[Entity] = []
        self._figures: list[Figure] = []
        self._statements: list[Statement] = []

    def line(
        self,
        line: str,
        names: str = "",
        said: Sequence[Said] = (),
        figures: Sequence[tuple[str, int, str, str | None]] = (),
        dates: Sequence[tuple[str, str]] = (),
    ) -> "Article":
        """Add a sentence; `names` as "LABEL words; …", figures as (words, value, counted, role), dates with values."""
        start = len(self._text) + bool(self._text)
        self._text = f"{self._text}\n{line}" if self._text else line
        self._sentences.append(Sentence(start, start + len(line), ()))

        def part(words: str) -> Part:
            at = start + line.index(words)
            return Part(at, at + len(words), words)

        for name in filter(None, names.split("; ")):
            label, words = name.split(" ", 1)
            at = part(words)
            self._entities.append(Entity(at.start, at.end, words, label))
        for words, value, counted, role in figures:
            at = part(words)
            figure = Figure(at.start, at.end, words, "CARDINAL", None, value, None, "exact", counted, role)
            self._figures.append(figure)
        for words, value in dates:
            at = part(words)
            self._figures.append(Figure(at.start, at.end, words, "DATE", None, value))
        for source, cue, content, polarity in said:
            self._statements.append(
                Statement(
                    part(source) if source else None,
                    part(cue),
                    part(content) if content else None,
                    polarity,
                    None,
                    ABSENT,
                )
            )
        return self

    def document(self) -> Document:
        """The article as a document."""
        return Document(
            self._id,
            self._text,
            tuple(self._sentences),
            tuple(self._entities),
            tuple(self._figures),
            tuple(self._statements),
        )


def speakers(document: Document) -> list[str | None]:
    """Who speaks in each statement."""
    return [s.speaker for s in resolve(document).statements]  # type: ignore[misc]


def says(source: str | None, cue: str) -> Sequence[Said]:
    """A statement without a content, as `Article.line` takes it."""
    return [(source, cue, None, "assert")]
