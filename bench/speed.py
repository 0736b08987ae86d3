"""`python -m bench speed`: all that is said of speed and size, in one run on this machine.

Rates of the whole reader stand beside those of two transformers pipelines of AraBERT-base's shape, of these in 8
bits, of the bare encoder, and beside the roofline: the rate at which the products alone could be done. `--quick`
takes a part of the time and is for trying; `--large` also reads articles of 10 MB, which takes minutes.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from bench import arabert, figures, roofline, start
from bench.speed_table import rows

REPORT = Path(__file__).parent.parent / "eval" / "reports" / "speed.json"
THREADS = 2
ENCODER = Path(__file__).parent.parent / "models" / "encoder-small" / "config.json"
COMMANDS = {
    "analyze, jsonl": ["analyze", "--format", "jsonl", str(start.ARTICLE)],
    "analyze, text": ["analyze", str(start.ARTICLE)],
    "analyze, html": ["analyze", "--format", "html", str(start.ARTICLE)],
    "numbers": ["numbers", "قتل نحو 20 شخصا أمس"],
}


def main(argv: list[str]) -> int:
    """Measure, print a line a measurement, and keep what was measured in eval/reports/speed.json."""
    parser = argparse.ArgumentParser(prog="python -m bench speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds, for trying")
    parser.add_argument("--large", action="store_true", help="articles of 10 MB too")
    parser.add_argument("--out", type=Path, default=REPORT, help="default: %(default)s")
    args = parser.parse_args(argv)
    seconds = 0.1 if args.quick else 2.5
    begun = time.perf_counter()
    report: dict[str, Any] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores, {THREADS} threads"}
    for part, measure in (
        ("start", lambda: starts(2 if args.quick else start.RUNS)),
        ("imports_ms", lambda: {name: round(micro / 1000) for name, micro in start.imports()}),
        ("large", lambda: large([1, 2, 10] if args.large else [1, 2])),
        ("sizes", start.installed_sizes),
        ("reading", lambda: reading(seconds)),
        ("figure_spans_a_second", lambda: figures.spans_a_second(seconds)),
        ("training", lambda: training(seconds)),
    ):
        report[part] = measure()
        print(f"{time.perf_counter() - begun:6.0f} s: {part} measured", file=sys.stderr, flush=True)
    print("\n".join(f"{name:<48} {figure}" for name, figure in rows(report).items()))
    args.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def starts(runs: int) -> dict[str, dict[str, float]]:
    """Median, least and most seconds of fresh processes, and the most memory in MiB, by command."""
    found: dict[str, dict[str, float]] = {}
    for name, command in COMMANDS.items():
        waits, memory = start.cold_starts(command, runs)
        found[name] = {"median": statistics.median(waits), "least": min(waits), "most": max(waits), "mb": memory / 1024}
    return found


def large(megabytes: list[int]) -> dict[str, dict[str, float]]:
    """Seconds and memory in MiB of large articles."""
    return {name: {"seconds": s, "mb": kib / 1024} for name, (s, kib) in start.large_inputs(megabytes).items()}


def reading(seconds: float) -> dict[str, Any]:
    """Sentences a second of all readers on both samples, with what the roofline needs: operations and their rates."""
    import khabar
    from bench import reading as measure

    news = measure.news()
    samples = {"news": news, "48 tokens": measure.of_one_length(news)}
    reader, encoder = khabar.load(threads=THREADS), measure.bare_encoder()
    rates: dict[str, dict[str, float]] = {}
    for name, found in samples.items():
        rates[name] = {
            "khabar": measure.khabar_rate(reader, found, seconds),
            "encoder": measure.bare_encoder_rate(encoder, found, THREADS, seconds),
        }
    eight_bit = arabert.eight_bit_tagger(THREADS)
    pair = arabert.pipelines()
    for name, found in samples.items():
        rates[name] |= measure.eight_bit_rates(eight_bit, found, seconds)
        rates[name] |= measure.pipeline_rates(pair, found, THREADS, seconds)
    return {
        "samples": {name: {"sentences": len(s.sentences), "tokens": s.tokens} for name, s in samples.items()},
        "operations": {name: operations(found.tokens) for name, found in samples.items()},
        "products": {
            "float": roofline.float_rate(THREADS, seconds / 2),
            "byte": roofline.byte_rate(THREADS, seconds / 2),
        },
        "rates": rates,
    }


def operations(tokens: float) -> dict[str, float]:
    """Operations of a sentence of so many tokens in Khabar's encoder and in the pair of AraBERT's shape."""
    small = json.loads(ENCODER.read_text("utf-8"))
    wide = (arabert.LAYERS, arabert.HIDDEN, arabert.INTERMEDIATE)
    return {
        "khabar": roofline.operations_of(small, tokens),
        "pair": 2 * roofline.encoder_operations(tokens, *wide, gated=False),
    }


def training(seconds: float) -> dict[str, dict[str, Any]]:
    """Tokens a second of training steps, and their operations as a share of the rate of products of the same kind.

    Of fine-tuning only the encoder's operations are counted, so its share is the least that it can be.
    """
    from bench.training import finetuning, precision, pretraining

    kind = precision()
    most = roofline.float_rate(os.cpu_count() or 1, seconds / 2, kind)
    measured = {"pretraining": pretraining(seconds), "fine-tuning": finetuning(seconds)}
    return {
        name: {"tokens": tokens, "share": done / most, "kind": str(kind).removeprefix("torch."), "peak": most}
        for name, (tokens, done) in measured.items()
    }
