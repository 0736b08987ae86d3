"""Gold documents, what a model says of them, and where both come from.

The model is given the bounds of the gold sentences, so that finding sentences is not part of the score. A
JSONL file of documents stands for a model wherever one is asked for: outputs of another system are scored
alike.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import khabar
from khabar.document import Document, read_documents
from khabar.manifest import FILE, file_sha256
from khabar.records import Record


class Reads(Protocol):
    """The part of khabar.Reader that evaluation needs."""

    def read_many(self, items: Sequence[str | Record], /) -> list[Document]:
        """Documents in the order of the records."""
        ...


def read_gold(path: Path) -> list[Document]:
    """All documents of a gold file. Raises DocumentError; ValueError for none, or an id used twice."""
    documents = list(read_documents(path))
    if not documents:
        raise ValueError(f"{path}: no documents")
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise ValueError(f"{path}: id: {document.id!r} is used twice")
        seen.add(document.id)
    return documents


def predict(reader: Reads, gold: Sequence[Document]) -> list[Document]:
    """What a reader says of the texts of gold documents, sentence by gold sentence."""
    return reader.read_many(
        [Record(d.id, d.text, tuple((s.start, s.end) for s in d.sentences)) for d in gold]
    )


def model_and_gold(name: str, description: str | None) -> argparse.ArgumentParser:
    """The parser of a program that sets what a model finds beside gold documents."""
    parser = argparse.ArgumentParser(prog=f"python -m eval {name}", description=description)
    parser.add_argument("model", type=Path, help="model directory, or a JSONL file of its output")
    parser.add_argument("--gold", type=Path, required=True, metavar="FILE", help="annotated documents, JSON lines")
    return parser


def guesses(model: Path, gold: Sequence[Document]) -> list[Document]:
    """Predictions for gold documents from a model directory or a file of documents, in the order of gold.

    Raises ModelError, DocumentError, or ValueError when a file lacks a document or has another text for it.
    """
    if model.is_dir():
        return predict(khabar.load(model), gold)
    by_id = {document.id: document for document in read_documents(model)}
    found: list[Document] = []
    for document in gold:
        other = by_id.get(document.id)
        if other is None:
            raise ValueError(f"{model}: id: no document {document.id!r}, which the gold file has")
        if other.text != document.text:
            raise ValueError(
                f"{model}: text: document {document.id!r} has another text than in the gold file"
            )
        found.append(other)
    return found


def shown(path: Path | str) -> str:
    """A path as reports show it: relative to the working directory, so that no machine's folders get out."""
    return Path(os.path.relpath(path)).as_posix() if Path(path).is_absolute() else str(path)


def command(subcommand: str, argv: Sequence[str]) -> str:
    """The command line that made a report."""
    return " ".join(["python -m eval", subcommand, *map(shown, argv)])


def provenance(model: Path, gold_path: Path, gold: Sequence[Document]) -> dict[str, Any]:
    """What was scored on what: names, checksums, sizes. A manifest holds the checksums of its model."""
    where = model / FILE if model.is_dir() else model
    return {
        "model": {"path": shown(model), "sha256": file_sha256(where), "of": where.name},
        "khabar": khabar.__version__,
        "gold": {
            "path": shown(gold_path),
            "sha256": file_sha256(gold_path),
            "documents": len(gold),
            "sentences": sum(len(d.sentences) for d in gold),
            "entities": sum(len(d.entities) for d in gold),
            "figures": sum(len(d.figures) for d in gold),
            "statements": sum(len(d.statements) for d in gold),
        },
    }


def complain(error: Exception) -> int:
    """Print an input error and give the exit status of the command."""
    print(f"error: {error}", file=sys.stderr)
    return 2
