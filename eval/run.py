"""`python -m eval run`: score a model on gold documents and write the report.

A report has no date and no running time, so that scoring twice gives the same bytes and a changed file
means a changed score.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.errors import find_errors
from eval.facets import known_mentions
from eval.iob import IobError
from eval.measure import measure
from eval.page import report_page
from eval.reading import command, complain, guesses, provenance, read_gold
from eval.tables import markdown, terminal
from khabar.manifest import ModelError

NAME = "report"


def main(argv: Sequence[str]) -> int:
    """Score a model on gold documents and write the report."""
    parser = argparse.ArgumentParser(prog="python -m eval run", description=main.__doc__)
    parser.add_argument("model", type=Path, help="model directory, or a JSONL file of its output")
    parser.add_argument(
        "--gold", type=Path, required=True, metavar="FILE", help="annotated documents, JSON lines"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write report.json, report.md and report.html there"
    )
    parser.add_argument(
        "--seen", type=Path, metavar="FILE", help="training file (.jsonl, .jsonl.xz or CoNLL) for seen names"
    )
    parser.add_argument(
        "--with-text", action="store_true", help="put the sentences of the errors into the page"
    )
    parser.add_argument(
        "--curve",
        action="append",
        default=[],
        metavar="N=FILE",
        help="report.json of a model trained on N sentences, for a learning curve; may be repeated",
    )
    args = parser.parse_args(argv)
    try:
        gold = read_gold(args.gold)
        found = guesses(args.model, gold)
        seen = known_mentions(args.seen) if args.seen else None
        curve = [_point(text) for text in args.curve]
        report = {
            "command": command("run", argv),
            **provenance(args.model, args.gold, gold),
            **measure(gold, found, seen=seen),
        }
    except (ValueError, OSError, IobError, ModelError) as error:
        return complain(error)
    print(terminal(report))
    if args.out:
        write(args.out, report, report_page(report, find_errors(gold, found, args.with_text), curve))
    return 0


def write(folder: Path, report: dict[str, Any], html: str) -> None:
    """Write the three forms of a report into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    data = json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"{NAME}.json").write_text(data + "\n", encoding="utf-8", newline="\n")
    (folder / f"{NAME}.md").write_text(markdown(report), encoding="utf-8", newline="\n")
    (folder / f"{NAME}.html").write_text(html, encoding="utf-8", newline="\n")


def _point(text: str) -> tuple[int, dict[str, Any]]:
    size, equals, path = text.partition("=")
    if not equals or not size.isdecimal():
        raise ValueError(f"--curve: {text!r} is not N=FILE")
    return int(size), json.loads(Path(path).read_text(encoding="utf-8"))
