"""A report in words: the compact table of the terminal, and Markdown."""

from collections.abc import Mapping, Sequence
from typing import Any

TITLES: dict[str, str] = {
    "entities": "Entities, strict",
    "figures": "Figures, strict",
    "spans": "Entities and figures together, strict",
    "entities by matching": "Entities by way of matching",
    "figures by matching": "Figures by way of matching",
    "spans by matching": "All spans by way of matching",
    "entities by training": "Entities seen and unseen in training",
    "spans by sentence length": "Spans by sentence length",
    "spans by register": "Spans by register",
    "casualties": "People counted: bounds, value and role right",
    "sentences": "Sentence labels",
    "statements": "Statements",
    "polarity of cues": "Cues with their polarity",
    "polarity on matched cues": "Polarity where the cue is right",
    "cue by type of cue": "Cues by type",
    "source by type of cue": "Sources by type of cue",
    "content by type of cue": "Contents by type of cue",
    "source by polarity": "Sources by polarity",
    "content by polarity": "Contents by polarity",
    "cues by sentence length": "Cues by sentence length",
    "cues by register": "Cues by register",
}
"""Groups of scores in the order in which reports show them."""

SHARES: dict[str, str] = {
    "figure fields": "Fields of figures with right bounds and label",
    "figure values": "Value of figures with right bounds, by label",
    "statements": "Polarity of right cues",
    "speakers": "Speakers of whole articles",
    "sentences": "Sentences with every label right",
}
"""Groups of shares, likewise."""


def terminal(report: Mapping[str, Any]) -> str:
    """Headline scores, one a line, with their intervals."""
    gold = report["gold"]
    lines = [f"{gold['path']}: {gold['documents']} documents, {gold['sentences']} sentences"]
    width = max((len(name) for name in report["headline"]), default=0)
    for name, entry in report["headline"].items():
        lines.append(f"  {name:<{width}}  {percent(entry['score']):>5}  {ends(entry['interval'])}".rstrip())
    return "\n".join(lines)


def markdown(report: Mapping[str, Any]) -> str:
    """The whole report but plots and errors."""
    gold, model = report["gold"], report["model"]
    bootstrap = report["bootstrap"]
    parts = [
        "# Scores",
        f"`{report['command']}`",
        f"{model['path']} (sha256 of {model['of']} `{model['sha256'][:16]}…`) on {gold['path']} (sha256 "
        f"`{gold['sha256'][:16]}…`): {gold['documents']} documents, {gold['sentences']} sentences, "
        f"{gold['entities']} entities, {gold['figures']} figures, {gold['statements']} statements. Percent, "
        f"with 95% intervals from {bootstrap['resamples']} bootstrap samples of documents.",
        headline(report),
        *(
            f"## {title}\n\n{scores(report['scores'][g])}"
            for g, title in TITLES.items()
            if g in report["scores"]
        ),
        *(
            f"## {title}\n\n{shares(report['shares'][g])}"
            for g, title in SHARES.items()
            if g in report["shares"]
        ),
    ]
    if report["calibration"]:
        parts.append(f"## Calibration of sentence labels\n\n{calibration(report['calibration'])}")
    return "\n\n".join(parts) + "\n"


def headline(report: Mapping[str, Any]) -> str:
    """The first table."""
    rows = [[name, percent(e["score"]), ends(e["interval"])] for name, e in report["headline"].items()]
    return table(["", "%", "95% interval"], rows)


def scores(group: Mapping[str, Mapping[str, Any]]) -> str:
    """Precision, recall and F1 by name, averages last."""
    rows = [
        [name, *(percent(e[k]) for k in ("precision", "recall", "f1")), ends(e["interval"])]
        + [number(e[k]) if k in e else "" for k in ("tp", "fp", "fn")]
        for name, e in group.items()
    ]
    return table(["", "P", "R", "F1", "95% interval", "tp", "fp", "fn"], rows)


def shares(group: Mapping[str, Mapping[str, Any]]) -> str:
    """Shares by name."""
    rows = [
        [n, percent(e["share"]), ends(e["interval"]), f"{e['hits']} of {e['total']}"]
        for n, e in group.items()
    ]
    return table(["", "%", "95% interval", "right"], rows)


def calibration(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """Calibration error and average precision by label."""
    rows = [
        [
            n,
            f"{e['ece']:.3f}",
            ends(e["ece_interval"], 1, 3),
            f"{e['average_precision']:.3f}" if e["curve"] else "",
        ]
        for n, e in entries.items()
    ]
    return table(["", "ECE", "95% interval", "average precision"], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, first column left, the others right."""
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def percent(share: float) -> str:
    """A share in percent with one decimal."""
    return f"{100 * share:.1f}"


def ends(interval: Sequence[float] | None, scale: float = 100, decimals: int = 1) -> str:
    """An interval, in percent unless told otherwise."""
    return "" if interval is None else " – ".join(f"{scale * end:.{decimals}f}" for end in interval)


def number(count: float) -> str:
    """A count; partial credit has halves."""
    return f"{count:g}"
