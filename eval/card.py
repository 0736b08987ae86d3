"""`python -m eval card`: scores of reports side by side, as a Markdown section for the card of a model."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval import tables
from eval.measure import HEADLINE
from eval.reading import complain
from khabar.labels import SENTENCE_LABELS, SPAN_LABELS


def main(argv: Sequence[str]) -> int:
    """Scores of reports as a Markdown section for the card of a model."""
    parser = argparse.ArgumentParser(prog="python -m eval card", description=main.__doc__)
    parser.add_argument(
        "report", type=Path, nargs="+", help="report.json as `run` writes it; all of one model"
    )
    args = parser.parse_args(argv)
    try:
        print(section([read_report(path) for path in args.report]))
    except (ValueError, OSError) as error:
        return complain(error)
    return 0


def read_report(path: Path) -> dict[str, Any]:
    """A report of `python -m eval run`. Raises ValueError naming the file when it is something else."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: not JSON: {error}") from None
    if not isinstance(data, dict) or not {"headline", "scores", "gold", "model", "command"} <= data.keys():
        raise ValueError(f"{path}: not a report of `python -m eval run`")
    return data


def section(reports: Sequence[Mapping[str, Any]]) -> str:
    """Headline scores and F1 by label, a column a report. Raises ValueError when the models differ."""
    if len({report["model"]["sha256"] for report in reports}) > 1:
        raise ValueError("the reports are of different models")
    heads = [report["gold"]["path"] for report in reports]
    headline = [_ordered(report["headline"], tuple(HEADLINE)) for report in reports]
    labels = [_ordered(_labels(report), SPAN_LABELS + SENTENCE_LABELS) for report in reports]
    parts = [
        "## Scores",
        "Percent, with 95% intervals by bootstrap over documents. Spans count with right bounds and label.",
        tables.table(["", *heads], _rows(headline)),
        "F1 by label:",
        tables.table(["", *heads], _rows(labels)),
        "Made by:",
        "\n".join(f"- `{report['command']}`" for report in reports),
    ]
    return "\n\n".join(parts)


def _ordered(entries: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Entries in the order of `names`; the keys of a report are sorted."""
    return {name: entries[name] for name in names if name in entries}


def _labels(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: {"score": entry["f1"], "interval": entry["interval"]}
        for group in ("entities", "figures", "sentences")
        for name, entry in report["scores"].get(group, {}).items()
        if name not in ("micro", "macro")
    }


def _rows(columns: Sequence[Mapping[str, Mapping[str, Any]]]) -> list[list[str]]:
    names = list(dict.fromkeys(name for column in columns for name in column))
    return [[name, *(_cell(column.get(name)) for column in columns)] for name in names]


def _cell(entry: Mapping[str, Any] | None) -> str:
    if entry is None:
        return ""
    interval = tables.ends(entry["interval"])
    return f"{tables.percent(entry['score'])} ({interval})" if interval else tables.percent(entry["score"])
