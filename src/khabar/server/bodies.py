"""What a request may hold: one document, or several, with options.

Each form is a model of its own that forbids what makes the others, so that the OpenAPI schema says exactly what is
accepted. The names are those of the records that the command line reads; other keys of a document are metadata of
the caller's and are passed over.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from khabar.records import Record, joined


def _whole(text: str) -> str:
    """Refuse half a surrogate pair, which JSON can escape and UTF-8 cannot write."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"U+{ord(text[error.start]):04X} at character {error.start + 1} is half a surrogate pair"
        ) from None
    return text


Text = Annotated[str, AfterValidator(_whole)]


class Options(BaseModel):
    """Options of `khabar analyze`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    split: Annotated[Literal["news", "lines"], Field(description="How a text becomes sentences")] = "news"
    threshold: Annotated[
        float | None,
        Field(ge=0, le=1, description="Score from which a sentence label is given, instead of the model's own"),
    ] = None


class _Metadata(BaseModel):
    model_config = ConfigDict(strict=True)

    id: Annotated[
        Text | None, Field(description="Comes back with the document; its place in the list if it is left out")
    ] = None
    title: str | None = None
    date: str | None = None


class TextDocument(_Metadata):
    """A text whose sentences are to be found."""

    text: Text
    sentences: Annotated[None, Field(description="Either text or sentences can be given")] = None

    def record(self, place: int) -> Record:
        """What is read; `place` stands in for a missing id."""
        return Record(_id(self, place), self.text, None)


class SentencesDocument(_Metadata):
    """Sentences that are already split; the document's text is these joined by newlines."""

    sentences: list[Text]
    text: Annotated[None, Field(description="Either text or sentences can be given")] = None

    def record(self, place: int) -> Record:
        """What is read; `place` stands in for a missing id."""
        return joined(_id(self, place), self.sentences)


def _id(document: _Metadata, place: int) -> str:
    return str(place) if document.id is None else document.id


def _form(data: object) -> str:
    """Which model a document or body is meant to be, by the key that only this one has."""
    given: Mapping[str, Any] = cast(Mapping[str, Any], data) if isinstance(data, Mapping) else {}
    return next((key for key in ("documents", "sentences") if given.get(key) is not None), "text")


DocumentBody = Annotated[
    Annotated[TextDocument, Tag("text")] | Annotated[SentencesDocument, Tag("sentences")],
    Discriminator(lambda data: "sentences" if _form(data) == "sentences" else "text"),
]


class _OneDocument(BaseModel):
    documents: Annotated[None, Field(description="Either one document or a list can be given")] = None
    options: Options = Options()


class TextRequest(_OneDocument, TextDocument):
    """One text."""

    def records(self) -> list[Record]:
        """What is read."""
        return [self.record(0)]


class SentencesRequest(_OneDocument, SentencesDocument):
    """One document of given sentences."""

    def records(self) -> list[Record]:
        """What is read."""
        return [self.record(0)]


class DocumentsRequest(BaseModel):
    """Several documents. If one of them is bad, the whole request is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)

    documents: list[DocumentBody]
    options: Options = Options()

    def records(self) -> list[Record]:
        """What is read, in order."""
        return [document.record(place) for place, document in enumerate(self.documents)]


ReadRequest = Annotated[
    Annotated[TextRequest, Tag("text")]
    | Annotated[SentencesRequest, Tag("sentences")]
    | Annotated[DocumentsRequest, Tag("documents")],
    Discriminator(_form),
]
