"""`python -m bench speed`: all that is said of speed and size, in one run on this machine.

Rates of the whole reader stand beside those of two transformers pipelines of AraBERT-base's shape, of these in 8
bits, of the bare encoder, and beside the roofline: the rate at which the products alone could be done. `--quick`
takes a part of the time and is for trying; `--install` also installs Khabar into a fresh environment, with pip.
"""

import argparse
import json
import os
import platform
import statistics
from pathlib import Path

from bench import arabert, figures, roofline, start

REPORT = Path(__file__).parent.parent / "eval" / "reports" / "speed.json"
THREADS = 2
ENCODER = Path(__file__).parent.parent / "models" / "encoder-small" / "config.json"


def main(argv: list[str]) -> int:
    """Measure, print a line a measurement, and keep them in eval/reports/speed.json and speed.md."""
    parser = argparse.ArgumentParser(prog="python -m bench speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds, for trying")
    parser.add_argument("--install", action="store_true", help="also the size of a fresh environment, by pip")
    parser.add_argument("--out", type=Path, default=REPORT, help="default: %(default)s")
    args = parser.parse_args(argv)
    seconds = 1.0 if args.quick else 8.0
    rows: dict[str, str] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores, {THREADS} threads"}
    rows |= waiting(3 if args.quick else start.RUNS)
    rows |= reading(seconds)
    rows["figures"] = f"{figures.spans_a_second(seconds / 2):,.0f} spans/s on one core"
    rows |= training(seconds)
    if args.install:
        rows["installed size without extras"] = f"{start.installed_size() / 1e6:.0f} MB"
    print("\n".join(f"{name:<44} {figure}" for name, figure in rows.items()))
    args.out.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table = "".join(f"| {name} | {figure} |\n" for name, figure in rows.items())
    args.out.with_suffix(".md").write_text(f"# Speed\n\n| | |\n| --- | --- |\n{table}", encoding="utf-8")
    return 0


def waiting(runs: int) -> dict[str, str]:
    """Cold starts, imports, and memory at large inputs."""
    rows: dict[str, str] = {}
    for form in ("jsonl", "text", "html"):
        waits, memory = start.cold_starts(form, runs=runs)
        spread = f"{min(waits):.2f} to {max(waits):.2f}"
        rows[f"cold start, {form}"] = f"{statistics.median(waits):.2f} s ({spread} s), {memory / 1024:.0f} MB at most"
    rows["of it imports"] = ", ".join(f"{name} {micro / 1000:.0f} ms" for name, micro in start.imports())
    for name, (wait, memory) in start.large_inputs().items():
        rows[f"10 MB, {name}"] = f"{wait:.1f} s, {memory / 1024:.0f} MB at most"
    return rows


def reading(seconds: float) -> dict[str, str]:
    """Sentences a second of all readers, and how near to the roofline each is."""
    from bench.reading import bare_encoder_rate, eight_bit_rate, khabar_rate, pipeline_rates, sample

    found = sample()
    floats, bytes_ = roofline.float_rate(THREADS), roofline.byte_rate(THREADS)
    small = json.loads(ENCODER.read_text("utf-8"))
    shape = (small["num_hidden_layers"], small["hidden_size"], small["intermediate_size"])
    ours = roofline.encoder_operations(found.tokens, *shape, gated=True)
    wide = (arabert.LAYERS, arabert.HIDDEN, arabert.INTERMEDIATE)
    theirs = 2 * roofline.encoder_operations(found.tokens, *wide, gated=False)
    plain = pipeline_rates(found, THREADS, seconds)
    small_pair = eight_bit_rate(found, THREADS, seconds)
    bare, whole = bare_encoder_rate(found, THREADS, seconds), khabar_rate(found, THREADS, seconds)

    def row(rate: float, operations: float, most: float) -> str:
        return f"{rate:.1f} sentences/s, {rate * operations / most:.0%} of the roofline of {most / operations:.0f}"

    return {
        "sentences": f"{len(found.sentences)} of {found.tokens:.0f} tokens",
        "products, 32-bit floats": f"{floats / 1e9:.0f} billion operations/s",
        "products, 8-bit integers": f"{bytes_ / 1e9:.0f} billion operations/s",
        "operations of a sentence": f"{ours / 1e9:.2f} billion here, {theirs / 1e9:.1f} billion in the pair",
        "pair of pipelines, one at a time": row(plain["one at a time"], theirs, floats),
        "pair of pipelines, best batch": row(plain["best batch"], theirs, floats),
        "pair in onnxruntime, 8 bits, best batch": row(small_pair, theirs, bytes_),
        "the bare encoder": row(bare, ours, bytes_),
        "Khabar, every head, decoding, figures, names": row(whole, ours, bytes_),
        "Khabar in times of the pipelines": f"{whole / plain['best batch']:.0f} × in batches, "
        f"{whole / plain['one at a time']:.0f} × one at a time, {whole / small_pair:.1f} × in 8 bits",
        "Khabar in times of the bare encoder's time": f"{bare / whole:.2f}",
    }


def training(seconds: float) -> dict[str, str]:
    """Tokens a second of training steps and their share of the float rate."""
    from bench.training import finetuning, pretraining

    most = roofline.float_rate(os.cpu_count() or 1)
    measured = {"pretraining": pretraining(seconds), "fine-tuning": finetuning(seconds)}
    return {
        name: f"{tokens:,.0f} tokens/s, {operations / most:.0%} of the rate of 32-bit products"
        for name, (tokens, operations) in measured.items()
    }
