"""`python -m eval compare`: two models on the same gold: what is better, what is worse, what is chance.

Differences of scores are tested by paired bootstrap over documents (Koehn 2004; Berg-Kirkpatrick, Burkett
and Klein 2012), decisions by the exact McNemar test (McNemar 1947; for classifiers, Dietterich 1998). A
decision is whether a span, cue, statement or sentence label is put where gold or one of the models puts
one.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scipy.stats import binomtest

from eval import tables
from eval.bootstrap import RESAMPLES, SEED, Difference, differences, weights
from eval.facets import sentence_at
from eval.measure import HEADLINE, tallies
from eval.page import html_table, page
from eval.reading import command, complain, guesses, provenance, read_gold
from khabar.document import Document
from khabar.manifest import ModelError

LAYERS = ("spans", "cues", "statements", "sentence labels")
Item = tuple[int, int, str, object]
"""Start, end, label, and what else must agree."""


@dataclass(frozen=True, slots=True)
class McNemar:
    """Decisions right only in the second model (better) or the first (worse); `p` two-sided, exact."""

    better: int
    worse: int
    p: float


def items(document: Document, layer: str) -> set[Item]:
    """What a document marks in a layer."""
    if layer == "spans":
        return {(s.start, s.end, s.label, None) for s in (*document.entities, *document.figures)}
    if layer == "cues":
        return {(s.cue.start, s.cue.end, s.polarity, None) for s in document.statements}
    if layer == "statements":
        return {
            (s.cue.start, s.cue.end, s.polarity, tuple(p and (p.start, p.end) for p in (s.source, s.content)))
            for s in document.statements
        }
    return {(s.start, s.end, label, None) for s in document.sentences for label in s.labels}


def mcnemar(better: int, worse: int) -> McNemar:
    """Exact test that both kinds of disagreement are equally likely."""
    return McNemar(better, worse, float(binomtest(better, better + worse).pvalue) if better + worse else 1.0)


def changes(
    golds: Sequence[Document], first: Sequence[Document], second: Sequence[Document], with_text: bool
) -> list[dict[str, Any]]:
    """Rows, as eval.errors makes them, of every decision that is right in one model only."""
    rows: list[dict[str, Any]] = []
    for gold, one, two in zip(golds, first, second, strict=True):
        for layer in LAYERS:
            ours, before, after = (items(d, layer) for d in (gold, one, two))
            for item in sorted(before ^ after, key=lambda i: i[:3]):
                kind = "better" if (item in after) == (item in ours) else "worse"
                rows.append(_row(gold, layer, kind, item, item in ours, with_text))
    return rows


def main(argv: Sequence[str]) -> int:
    """Compare two models on the same gold documents."""
    parser = argparse.ArgumentParser(prog="python -m eval compare", description=main.__doc__)
    parser.add_argument("first", type=Path, help="model directory, or a JSONL file of its output")
    parser.add_argument("second", type=Path, help="likewise; differences are second minus first")
    parser.add_argument(
        "--gold", type=Path, required=True, metavar="FILE", help="annotated documents, JSON lines"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write compare.json, .md and .html there")
    parser.add_argument("--with-text", action="store_true", help="put sentences into the page")
    args = parser.parse_args(argv)
    try:
        gold = read_gold(args.gold)
        first, second = guesses(args.first, gold), guesses(args.second, gold)
        counts = tallies(gold, first), tallies(gold, second)
        origins = [provenance(path, args.gold, gold) for path in (args.first, args.second)]
    except (ValueError, OSError, ModelError) as error:
        return complain(error)
    found = differences(*counts, weights(len(gold)))
    rows = changes(gold, first, second, args.with_text)
    tests = {
        layer: mcnemar(
            *(sum(r["layer"] == layer and r["kind"] == kind for r in rows) for kind in ("better", "worse"))
        )
        for layer in LAYERS
    }
    headline = {name: found[key] for name, key in HEADLINE.items() if key in found}
    report = {
        "command": command("compare", argv),
        "first": origins[0]["model"],
        "second": origins[1]["model"],
        "gold": origins[0]["gold"],
        "differences": {name: _plain(d) for name, d in headline.items()},
        "mcnemar": {
            layer: {"better": t.better, "worse": t.worse, "p": round(t.p, 6)} for layer, t in tests.items()
        },
        "bootstrap": {"unit": "document", "resamples": RESAMPLES, "seed": SEED, "level": 0.95},
    }
    text = _markdown(report, headline, tests)
    print(text)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        data = json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        body = "".join(html_table(t) for t in (_differences(headline), _tests(tests)))
        title = f"{report['second']['path']} against {report['first']['path']}"
        html = page(title, body, "What changed", rows)
        for suffix, content in (("json", data), ("md", text + "\n"), ("html", html)):
            (args.out / f"compare.{suffix}").write_text(content, encoding="utf-8", newline="\n")
    return 0


def _row(gold: Document, layer: str, kind: str, item: Item, in_gold: bool, with_text: bool) -> dict[str, Any]:
    start, end, label, _ = item
    sentence = sentence_at(gold, start)
    row: dict[str, Any] = {
        "document": gold.id,
        "layer": layer,
        "kind": kind,
        "label": label,
        "sentence": sentence,
    }
    row |= {
        "gold": (start, end) if in_gold else None,
        "guess": None if in_gold else (start, end),
        "instead": "",
    }
    if with_text:
        place = gold.sentences[sentence] if sentence is not None else None
        row["from"] = min(start, place.start) if place else start
        row["text"] = gold.text[row["from"] : max(end, place.end) if place else end]
    return row


def _plain(difference: Difference) -> dict[str, Any]:
    return {
        "difference": round(difference.value, 6),
        "interval": difference.interval,
        "p": round(difference.p, 6),
    }


def _markdown(report: dict[str, Any], headline: dict[str, Difference], tests: dict[str, McNemar]) -> str:
    first, second, gold = (report[key]["path"] for key in ("first", "second", "gold"))
    intro = f"`{report['command']}`\n\n{second} against {first} on {gold}; + means better."
    return f"# Comparison\n\n{intro}\n\n{_differences(headline)}\n\n{_tests(tests)}"


def _differences(headline: dict[str, Difference]) -> str:
    rows = [[n, f"{100 * d.value:+.1f}", tables.ends(d.interval), f"{d.p:.4f}"] for n, d in headline.items()]
    return tables.table(["", "difference", "95% interval", "p, bootstrap"], rows)


def _tests(tests: dict[str, McNemar]) -> str:
    rows = [[layer, str(t.better), str(t.worse), f"{t.p:.4f}"] for layer, t in tests.items()]
    return tables.table(["decisions", "better", "worse", "p, McNemar"], rows)
