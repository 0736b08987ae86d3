"""`khabar ledger`: who claims, denies and counts what, over all inputs together."""

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.cli import Subparsers
from khabar.cli.feed import BadRecord
from khabar.cli.sources import Kind, add_inputs, groups, named_inputs
from khabar.document import Document, read_document
from khabar.fields import DocumentError, Where

if TYPE_CHECKING:
    from khabar.ledger import Ledger

_FORMATS = ("text", "json", "csv", "html")
_DESCRIPTION = """
Reads text files (one article each), JSONL records, directories and globs of these, or standard input, and also
JSONL files that khabar analyze has written. All articles should be on one event: figures on the same thing that
disagree between speakers are put side by side, and denials are matched to the claims that they reject. A record
that cannot be read is reported on standard error, the rest is done, and the exit code is 1.
"""


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser("ledger", help="who claims, denies and counts what", description=_DESCRIPTION)
    add_inputs(parser)
    parser.add_argument("--format", choices=_FORMATS, default="text", help="default: text")


def run(args: argparse.Namespace) -> int:
    """Print the ledger; 1 if a record was bad. Raises InputError where nothing can be done."""
    names = named_inputs(args.files)
    from khabar.ledger import ledger

    bad: list[BadRecord] = []
    _write(args.format, ledger(_documents(names, args, bad)))
    for record in bad:
        print(f"khabar: {record.error}", file=sys.stderr)
    return 1 if bad else 0


def _documents(names: list[str], args: argparse.Namespace, bad: list[BadRecord]) -> Iterator[Document]:
    """The documents of all inputs in order; the model is loaded when the first one needs it."""
    from khabar.cli.model import load_model

    reader = cache(lambda: load_model(args.model))
    kind: Kind = args.input
    for name in names:
        if _is_analysed(name):
            yield from _analysed(name, bad)
            continue
        for group in groups([name], kind):
            bad += (item for item in group.items if isinstance(item, BadRecord))
            good = [item for item in group.items if not isinstance(item, BadRecord)]
            if good:
                yield from reader().read_many(good, split=args.split)


def _analysed(name: str, bad: list[BadRecord]) -> Iterator[Document]:
    with Path(name).open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            try:
                document = read_document(raw, Where(name, number))
            except DocumentError as error:
                bad.append(BadRecord(None, str(error), number))
                continue
            if document is not None:
                yield document


def _is_analysed(name: str) -> bool:
    """Whether a file holds documents: its first text has statements. Errors stand in a text's place."""
    if name == "-" or Path(name).suffix != ".jsonl" or not Path(name).is_file():
        return False
    with Path(name).open("rb") as lines:
        first = next((line for line in lines if b'"text"' in line), b"")
    return b'"statements"' in first and b'"entities"' in first


def _write(form: str, found: "Ledger") -> None:
    if form == "text":
        from khabar.render.ledger_text import write_text as write
    elif form == "html":
        from khabar.render.ledger_html import write_html as write
    elif form == "csv":
        from khabar.render.ledger_data import write_csv as write
    else:
        from khabar.render.ledger_data import write_json as write
    write(found, sys.stdout)
