"""Score figure normalisation on gold spans: value, modifier, counted noun, role.

Given the gold span and label, `khabar.figures.normalise` is deterministic, so this measures the rules alone;
with a model's spans it is part of `eval run`. A figure counts for a field only where the gold figure has it
(gold carries no units, and no fields on DATE, TIME and ORDINAL). Intervals resample documents, as everywhere in `eval`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from eval.bootstrap import Interval, interval, weights
from eval.scores import Score
from khabar.document import ABSENT, Document, Figure, read_documents
from khabar.figures import FigureFields, find, normalise
from khabar.labels import FIGURE_LABELS, ROLES, VALUED_LABELS
from khabar.plain import given

FIELDS = ("value", "modifier", "counted", "role", "unit")
Hits = Counter[tuple[str, str, str]]


def same_value(gold: object, found: object) -> bool:
    """Equal numbers; fractions such as a third are written with four decimals in gold, so 5e-5 is allowed."""
    if isinstance(gold, float) and isinstance(found, float):
        return abs(gold - found) <= max(5e-5, 1e-9 * abs(gold))
    if isinstance(gold, (list, tuple)) and isinstance(found, (list, tuple)):
        return len(gold) == len(found) and all(same_value(float(g), float(f)) for g, f in zip(gold, found, strict=True))
    return gold == found


def judge(gold: Figure, found: FigureFields) -> dict[str, bool]:
    """Which annotated fields of a gold figure were found; `value` stands for value and range together."""
    verdict: dict[str, bool] = {}
    if gold.value is not ABSENT:
        verdict["value"] = same_value(gold.value, found.value) and same_value(given(gold.range), found.range)
    for field in FIELDS[1:]:
        want = getattr(gold, field)
        if want is not ABSENT:
            verdict[field] = want == getattr(found, field)
    return verdict


def _collect(document: Document) -> tuple[Hits, list[tuple[Any, Any]]]:
    hits: Hits = Counter()
    roles: list[tuple[Any, Any]] = []
    for figure in document.figures:
        found = normalise(document.text, figure.start, figure.end, figure.label)
        for field, right in judge(figure, found).items():
            for label in (figure.label, "all"):
                hits[label, field, "right"] += right
                hits[label, field, "seen"] += 1
        if figure.role is not ABSENT and figure.label == "CARDINAL":
            roles.append((figure.role, found.role))
    return hits, roles


def _f1(pairs: Sequence[tuple[Any, Any]], role: str) -> float | None:
    both = sum(gold == role == found for gold, found in pairs)
    either = sum(gold == role for gold, _ in pairs) + sum(found == role for _, found in pairs)
    return 2 * both / either if either else None


def _summary(parts: Sequence[tuple[Hits, list[tuple[Any, Any]]]]) -> dict[str, Any]:
    hits: Hits = Counter()
    pairs: list[tuple[Any, Any]] = []
    for part_hits, part_roles in parts:
        hits.update(part_hits)
        pairs.extend(part_roles)
    table: dict[str, dict[str, float]] = {}
    for label in ("all", *VALUED_LABELS):
        for field in FIELDS:
            if hits[label, field, "seen"]:
                table.setdefault(label, {})[field] = hits[label, field, "right"] / hits[label, field, "seen"]
    f1 = {role: score for role in ROLES if (score := _f1(pairs, role)) is not None}
    macro = sum(f1.values()) / len(f1) if f1 else None
    people = [pair for pair in pairs if pair[0] is not None]
    recall = sum(gold == found for gold, found in people) / len(people) if people else None
    return {"accuracy": table, "role_f1": f1, "role_macro_f1": macro, "role_accuracy_on_people": recall}


def score_figures(gold_documents: Iterable[Document]) -> dict[str, Any]:
    """Accuracy per label and field, F1 per role with its macro mean, and 95% intervals of the overall row."""
    parts = [_collect(document) for document in gold_documents]
    result = _summary(parts)
    result["figures"] = sum(part[0]["all", "value", "seen"] for part in parts)
    result["interval95"] = _intervals([part[0] for part in parts])
    return result


def _intervals(parts: Sequence[Hits]) -> dict[str, Interval]:
    found: dict[str, Interval] = {}
    drawn = weights(len(parts)) if parts else np.ones((1, 0))
    for field in FIELDS:
        right, seen = (drawn @ np.array([part["all", field, what] for part in parts]) for what in ("right", "seen"))
        ends = interval(np.divide(right, seen, out=np.full(len(seen), np.nan), where=seen > 0))
        if ends is not None:
            found[field] = ends
    return found


def _show_errors(documents: Iterable[Document], field: str) -> None:
    for document in documents:
        for figure in document.figures:
            found = normalise(document.text, figure.start, figure.end, figure.label)
            if judge(figure, found).get(field) is False:
                left = document.text[max(0, figure.start - 90) : figure.start].replace("\n", " | ")
                right = document.text[figure.end : figure.end + 60].replace("\n", " | ")
                want = (figure.value, figure.range) if field == "value" else getattr(figure, field)
                got = (found.value, found.range) if field == "value" else getattr(found, field)
                print(f"{figure.label} want {want} got {got}: {left}⟦{figure.text}⟧{right}")


def score_finder(documents: Iterable[Document]) -> dict[str, Score]:
    """Strict span scores (start, end and label) of `khabar.figures.find` alone, by label and over "all"."""
    counts: dict[str, Score] = {}
    for document in documents:
        gold = {(f.start, f.end, f.label) for f in document.figures}
        found = {(f.start, f.end, f.label) for f in find(document.text)}
        for place in gold | found:
            hit = Score(place in gold & found, place not in gold, place not in found)
            for label in (place[2], "all"):
                counts[label] = counts.get(label, Score()) + hit
    return {label: counts[label] for label in ("all", *FIGURE_LABELS) if label in counts}


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m eval figures --gold FILE`: print the scores, or with --errors FIELD every miss of a field."""
    parser = argparse.ArgumentParser(prog="python -m eval figures", description=main.__doc__)
    parser.add_argument("--gold", required=True, metavar="FILE", help="annotated documents, JSON lines")
    parser.add_argument("--errors", choices=FIELDS, help="list the figures whose FIELD is wrong instead")
    parser.add_argument(
        "--find", action="store_true", help="score the spans that the rule finder finds by itself instead"
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = parser.parse_args(argv)
    documents = list(read_documents(args.gold))
    if args.find:
        for label, score in score_finder(documents).items():
            print(label.ljust(10), f"P {score.precision:.4f}  R {score.recall:.4f}  F1 {score.f1:.4f}")
        return 0
    if args.errors:
        _show_errors(documents, args.errors)
        return 0
    scores = score_figures(documents)
    if args.json:
        print(json.dumps(scores, ensure_ascii=False, indent=2))
        return 0
    print(f"{scores['figures']} figures with a value in {len(documents)} documents\n")
    print("label".ljust(10), *(field.rjust(9) for field in FIELDS))
    for label, row in scores["accuracy"].items():
        print(label.ljust(10), *(f"{row[field]:9.4f}" if field in row else "        -" for field in FIELDS))
    low_high = scores["interval95"]
    print(
        "95% all".ljust(10), *(f" {low_high[f][0]:.2f}-{low_high[f][1]:.2f}".rjust(9) for f in FIELDS if f in low_high)
    )
    print("\nrole F1", {role: round(score, 4) for role, score in scores["role_f1"].items()})
    print("role macro F1", scores["role_macro_f1"], "accuracy where gold has a role", scores["role_accuracy_on_people"])
    return 0
