"""Reports as one HTML page that needs nothing but itself: tables, plots, a browser of errors."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from eval import plots, tables

PLOTTED = (
    "entities",
    "figures",
    "sentences",
    "statements",
    "polarity of cues",
    "casualties",
    "cue by type of cue",
)
_MARKED = (
    'In sentences, what gold marks is <span class="gold">shaded</span> and what the prediction marks is '
    '<span class="guess">underlined</span>.'
)
_UNMARKED = "Rows hold places and labels only; <code>--with-text</code> adds the sentences."


def page(title: str, body: str, heading: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """A page around `body` (HTML) and a browser of rows as eval.errors makes them."""
    legend = _MARKED if any("text" in row for row in rows) else _UNMARKED
    data = json.dumps(rows, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    template = Template(files("eval").joinpath("page.html").read_text("utf-8"))
    return template.substitute(
        title=escape(title), body=body, heading=escape(heading), legend=legend, data=data
    )


def report_page(
    report: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    curve: Sequence[tuple[int, Mapping[str, Any]]] = (),
) -> str:
    """The page of `python -m eval run`; `curve` holds reports by number of training sentences."""
    gold = report["gold"]
    parts = [f"<p><code>{escape(report['command'])}</code></p>", html_table(tables.headline(report))]
    for group, title in tables.TITLES.items():
        if group in report["scores"]:
            plot = plots.bars(report["scores"][group]) if group in PLOTTED else ""
            parts.append(
                _section(title, plot + html_table(tables.scores(report["scores"][group])), bool(plot))
            )
    for group, title in tables.SHARES.items():
        if group in report["shares"]:
            parts.append(_section(title, html_table(tables.shares(report["shares"][group])), False))
    if report["calibration"]:
        drawn = plots.reliability(report["calibration"]) + plots.curves(report["calibration"])
        found = drawn + html_table(tables.calibration(report["calibration"]))
        parts.append(_section("Calibration of sentence labels", found, True))
    for name, confused in report["confusion"].items():
        if any(any(row.values()) for row in confused.values()):
            parts.append(_section(f"Confusion, {name}", plots.matrix(confused), False))
    if curve:
        names = ("spans, micro F1", "sentence labels, macro F1", "cue, F1", "content, F1")
        parts.append(_section("Learning curve", plots.learning(curve, names), True))
    title = f"{report['model']['path']} on {gold['path']}"
    return page(title, "\n".join(parts), "Errors", rows)


def html_table(markdown: str) -> str:
    """A table of eval.tables as HTML."""
    head, _, *rows = [line[2:-2].split(" | ") for line in markdown.splitlines()]
    cells = [_row("th", head), *(_row("td", row) for row in rows)]
    return f"<table>{''.join(cells)}</table>"


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _section(title: str, content: str, is_open: bool) -> str:
    return f"<details{' open' if is_open else ''}><summary>{escape(title)}</summary>{content}</details>"
