"""Put the headline scores of every report in eval/reports into README.md, so that none is typed by hand.

A test compares what this makes with what the README says.
"""

import json
import re
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "eval" / "reports"
_SPEED = re.compile(r"(<!-- speed -->\n).*?(<!-- /speed -->)", re.DOTALL)
_PLACE = re.compile(r"(<!-- scores -->\n).*?(<!-- /scores -->)", re.DOTALL)

Headline = Mapping[str, Mapping[str, Any]]


def headlines() -> dict[str, Headline]:
    """The headline scores of each report, by the folder it stands in."""
    paths = sorted(REPORTS.glob("*/report.json"))
    return {path.parent.name: json.loads(path.read_text("utf-8"))["headline"] for path in paths}


def table(reports: Mapping[str, Headline]) -> str:
    """A Markdown table: a row a score, a column a report, with 95 % intervals; empty without reports."""
    if not reports:
        return ""
    rows = list(dict.fromkeys(name for headline in reports.values() for name in headline))
    lines = [["", *reports], ["---"] * (len(reports) + 1)]
    lines += [[row, *(_cell(headline.get(row)) for headline in reports.values())] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def with_scores(readme: str) -> str:
    """The README with the table in its place. Raises ValueError where there is no place for it."""
    if not _PLACE.search(readme):
        raise ValueError("README.md: the marks <!-- scores --> and <!-- /scores --> are missing")
    made = table(headlines())
    scored = _PLACE.sub(lambda found: f"{found[1]}{made}{found[2]}", readme)
    return _SPEED.sub(lambda found: f"{found[1]}{speed()}{found[2]}", scored)


def speed() -> str:
    """A Markdown table of what `make bench` measured; empty before it was run."""
    path = REPORTS / "speed.json"
    if not path.is_file():
        return ""
    rows = runpy.run_path(str(ROOT / "bench" / "speed_table.py"))["rows"](json.loads(path.read_text("utf-8")))
    return "| | |\n| --- | --- |\n" + "".join(f"| {name} | {figure} |\n" for name, figure in rows.items())


def _cell(score: Mapping[str, Any] | None) -> str:
    if score is None:
        return ""
    if score["interval"] is None:
        return f"{score['score']:.3f}"
    low, high = score["interval"]
    return f"{score['score']:.3f} ({low:.3f} to {high:.3f})"


def main() -> None:
    """Rewrite README.md."""
    path = ROOT / "README.md"
    path.write_text(with_scores(path.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
