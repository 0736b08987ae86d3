"""`python -m eval conll`: strict span scores on a CoNLL/IOB2 file, for models with the file's own tag set.

Sentences go to the model as the words the file has, and every word gets a tag, so nothing is truncated before
scoring. Scores are seqeval's with mode="strict" and scheme IOB2 (Nakayama 2018).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from seqeval.metrics import classification_report
from seqeval.scheme import IOB2

import khabar
from eval.iob import IobError, broken_tags, read_iob
from eval.reading import complain
from khabar.manifest import ModelError


def main(argv: Sequence[str]) -> int:
    """Strict span scores of a model on a CoNLL/IOB2 file."""
    parser = argparse.ArgumentParser(prog="python -m eval conll", description=main.__doc__)
    parser.add_argument("model", type=Path, help="model directory")
    parser.add_argument("file", type=Path, help="word and IOB2 tag a line, an empty line between sentences")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    args = parser.parse_args(argv)
    try:
        sentences = list(read_iob(args.file))
        if not sentences:
            raise IobError(f"{args.file}: no sentences")
        found = khabar.load(args.model).tag_words([s.words for s in sentences])
    except (ValueError, OSError, ModelError) as error:
        return complain(error)
    gold = [s.tags for s in sentences]
    scores = strict_scores(gold, found)
    if args.json:
        print(json.dumps(scores, ensure_ascii=False, indent=1, sort_keys=True))
        return 0
    print(f"{args.file}: {len(sentences)} sentences, {sum(map(len, gold))} words; seqeval strict, IOB2")
    if broken := broken_tags(gold):
        print(f"{broken} I- tags of the file continue no span; strict IOB2 reads them as outside")
    print(f"{'':<14}{'P':>7}{'R':>7}{'F1':>7}{'n':>7}")
    for name, row in scores.items():
        numbers = "".join(f"{100 * row[key]:7.2f}" for key in ("precision", "recall", "f1"))
        print(f"{name:<14}{numbers}{row['support']:7}")
    return 0


def strict_scores(gold: list[list[str]], guess: list[list[str]]) -> dict[str, dict[str, Any]]:
    """Precision, recall, F1, support by tag, then micro and macro. Raises ValueError when lengths differ."""
    if list(map(len, gold)) != list(map(len, guess)):
        raise ValueError("every word needs a tag: gold and prediction differ in length")
    if not any(tag != "O" for tags in (*gold, *guess) for tag in tags):
        return {}
    report: Any = classification_report(
        gold,
        guess,
        mode="strict",
        scheme=IOB2,
        output_dict=True,
        zero_division=0,  # pyright: ignore[reportArgumentType]
    )
    names = [name for name in report if not name.endswith(" avg")]
    return {
        name.removesuffix(" avg"): {
            "precision": float(report[name]["precision"]),
            "recall": float(report[name]["recall"]),
            "f1": float(report[name]["f1-score"]),
            "support": int(report[name]["support"]),
        }
        for name in (*names, "micro avg", "macro avg")
    }
