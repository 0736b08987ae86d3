"""The commands of active learning (Settles 2009): `suggest` what to annotate next, `prelabel` it for correction."""

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import TextIO

from data.pool import open_model, read_pool
from data.prelabel import FORMATS, prelabel
from data.suggest import distinct, diverse, sentence_texts, uncertain
from khabar.document import Document, Sentence, read_documents
from khabar.text import split


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare both commands."""
    command = commands.add_parser("prelabel", help="what a model says as tasks to correct: " + ", ".join(FORMATS))
    _add_pool(command)
    command.add_argument("--format", choices=FORMATS, default="labelstudio")
    command.set_defaults(run=_prelabel)

    command = commands.add_parser("suggest", help="the sentences to annotate next, as records with the reason")
    _add_pool(command)
    command.add_argument("--by", choices=("uncertain", "diverse"), default="uncertain")
    command.add_argument("-n", type=int, default=100, metavar="N", help="how many (default 100)")
    command.add_argument(
        "--known", nargs="+", type=Path, default=[], metavar="FILE", help="annotated documents: nothing like these"
    )
    command.set_defaults(run=_suggest)


def _add_pool(command: argparse.ArgumentParser) -> None:
    command.add_argument("model", help="a model directory, or shipped")
    command.add_argument("inputs", nargs="+", metavar="IN", help="text or JSONL files, folders, globs, or -")
    command.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")


def _prelabel(arguments: argparse.Namespace) -> int:
    records = read_pool(arguments.inputs)
    reader = open_model(arguments.model)
    with _output(arguments.out) as out:
        prelabel(reader, records, arguments.format, reader.graphs.manifest.name, out)
    if FORMATS[arguments.format]:
        print(f"{arguments.format} cannot hold: {FORMATS[arguments.format]}", file=sys.stderr)
    return 0


def _suggest(arguments: argparse.Namespace) -> int:
    if arguments.n < 1:
        raise ValueError(f"-n: {arguments.n} is not 1 or more")
    records = read_pool(arguments.inputs)
    known = sentence_texts(document for path in arguments.known for document in read_documents(path))
    if arguments.by == "uncertain":
        reader = open_model(arguments.model)
        rules = reader.graphs.manifest.sentences
        found = iter(uncertain(reader.read_many(records), {label: rules[label].threshold for label in rules}))
    else:
        cut = [Document(r.id, r.text, tuple(Sentence(*b, ()) for b in r.sentences or split(r.text))) for r in records]
        found = diverse(cut, known, sum(len(document.sentences) for document in cut))
    with _output(arguments.out) as out:
        for suggestion in islice(distinct(found, known), arguments.n):
            out.write(json.dumps(suggestion.to_json(), ensure_ascii=False) + "\n")
    return 0


def _output(path: Path | None) -> AbstractContextManager[TextIO]:
    if path is None:
        return nullcontext(sys.stdout)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("w", encoding="utf-8", newline="\n")
