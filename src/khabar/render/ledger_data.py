"""The ledger for programs: JSON, and CSV with a row a claim."""

import csv
import json
from typing import Any, TextIO

from khabar.ledger import Ledger, Row
from khabar.plain import plain
from khabar.render.ledger_wording import counted, related

COLUMNS = (
    "row",
    "speaker",
    "polarity",
    "what",
    "figures",
    "disagrees_with",
    "denies",
    "document",
    "sentence",
    "start",
    "end",
)


def write_json(ledger: Ledger, stream: TextIO) -> None:
    """One object: rows, disagreements, denials; these point to rows by their index."""
    stream.write(json.dumps(_data(ledger), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def write_csv(ledger: Ledger, stream: TextIO) -> None:
    """RFC 4180 with a heading line; rows count from 0, several related rows are parted by blanks."""
    out = csv.writer(stream)
    out.writerow(COLUMNS)
    relations = related(ledger)
    for number, row in enumerate(ledger.rows):
        disagrees = " ".join(map(str, relations[number].disagrees))
        denies = " ".join(str(match.claim) for match in relations[number].denies)
        out.writerow((number, *_said(row), disagrees, denies, row.document, row.sentence, row.start, row.end))


def _said(row: Row) -> tuple[str, ...]:
    figures = "; ".join(counted(figure) for figure in row.figures)
    return row.speaker or "", row.polarity, row.what or "", figures


def _data(ledger: Ledger) -> dict[str, Any]:
    data = plain(ledger)
    for row in data["rows"]:
        row.setdefault("speaker", None)
        row.setdefault("what", None)
    return data
