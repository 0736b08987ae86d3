"""What a model says as tasks for an annotation tool, so that a team corrects instead of starting from nothing."""

from collections.abc import Sequence
from typing import Protocol, TextIO

from data.convert import doccano, labelstudio
from khabar.document import Document
from khabar.records import Record

FORMATS = {"labelstudio": labelstudio.LOST, "doccano": doccano.LOST}
"""The tools, and what their tasks cannot hold."""


class Reads(Protocol):
    """The part of khabar.Reader that is needed here."""

    def read_many(self, items: Sequence[str | Record], /) -> list[Document]:
        """Documents in the order of the records."""
        ...


def prelabel(reader: Reads, records: Sequence[Record], format: str, model: str, out: TextIO) -> None:
    """Read the records and write their tasks; `model` is the name that Label Studio shows for the predictions."""
    documents = reader.read_many(records)
    if format == "labelstudio":
        labelstudio.write_predictions(out, documents, model)
    else:
        doccano.dump(out, documents)
