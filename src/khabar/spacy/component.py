"""The pipeline component `khabar`, which spaCy finds through the entry point of its factory."""

import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc

import khabar
from khabar.manifest import read_manifest
from khabar.reader import SPLITTERS, Reader, shipped_model
from khabar.records import Record
from khabar.spacy.extensions import register
from khabar.spacy.layout import fill, sentence_bounds

register()


def make_khabar(nlp: Language, name: str, model: str | None, split: str, threshold: float | None) -> "Khabar":
    """The component for a configuration; see Khabar."""
    return Khabar(name, model, split, threshold)


cast(Any, Language).factory(
    "khabar",
    assigns=["doc.ents", "doc.spans", "doc.cats", "doc._.khabar", "span._.labels", "span._.figure", "span._.statement"],
    default_config={"model": None, "split": "news", "threshold": None},
    func=make_khabar,
)


class Khabar:
    """Reads Docs and fills in what Khabar finds.

    Sentences that the Doc already has are kept; where it has none, `split` finds them ("news" or "lines").
    `model` is a directory, or None for the shipped model; `threshold` replaces the model's own for sentence labels.
    """

    def __init__(self, name: str, model: str | None, split: str, threshold: float | None) -> None:
        """Check the settings; the model is loaded with the first Doc. Raises ModelError, or ValueError for a split."""
        self.name = name
        self._set({"model": model, "split": split, "threshold": threshold})

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        return self._read([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Read many, `batch_size` Docs at a time, whose sentences share batches of the model."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._read(batch)

    def to_bytes(self, **_options: Any) -> bytes:
        """The settings; the model stays where it is."""
        return json.dumps(self._settings).encode()

    def from_bytes(self, data: bytes, **_options: Any) -> "Khabar":
        """Take settings over. Raises ModelError where their model is missing."""
        self._set(json.loads(data))
        return self

    def to_disk(self, path: str | Path, **_options: Any) -> None:
        """Write the settings to a file."""
        Path(path).with_suffix(".json").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_options: Any) -> "Khabar":
        """Take settings over from a file."""
        return self.from_bytes(Path(path).with_suffix(".json").read_bytes())

    def __reduce__(self) -> tuple[type["Khabar"], tuple[Any, ...]]:
        """Without the loaded model, which every process opens for itself."""
        return Khabar, (self.name, *self._settings.values())

    def _set(self, settings: dict[str, Any]) -> None:
        if settings["split"] not in SPLITTERS:
            raise ValueError(f"split: {settings['split']!r} is not one of {', '.join(SPLITTERS)}")
        read_manifest(Path(settings["model"]) if settings["model"] is not None else shipped_model())
        self._settings = settings
        self._reader: Reader | None = None
        self._process = 0

    def _loaded(self) -> Reader:
        """The model of this process: threads of onnxruntime do not outlive a fork."""
        if self._reader is None or self._process != os.getpid():
            self._reader, self._process = khabar.load(self._settings["model"]), os.getpid()
        return self._reader

    def _read(self, docs: list[Doc]) -> list[Doc]:
        records = [Record("", doc.text, sentence_bounds(doc)) for doc in docs]
        settings = self._settings
        found = self._loaded().read_many(records, split=settings["split"], threshold=settings["threshold"])
        for doc, document in zip(docs, found, strict=True):
            fill(doc, document)
        return docs
