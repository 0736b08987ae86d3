"""`python -m bench batch`: what `khabar batch` adds to reading, and what many documents cost.

The same records go through `read_many` alone and through a whole batch, with finding, checksums, writing and fsync,
in turn and in the same process; the figure is the median of the rounds. Loading the model is not in either. With
`--workers N` a batch in N processes is measured too, from its start to its end.
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from pathlib import Path

import khabar
from khabar.batch.folder import Folder
from khabar.batch.plan import Options, make_plan
from khabar.batch.run import Watch, run_batch
from khabar.batch.shard import GROUP, do_shard
from khabar.reader import Reader, shipped_model
from khabar.records import Record
from khabar.text import split

ARTICLE = Path(__file__).parent.parent / "examples" / "tel-al-sanabil.txt"
REPORT = Path(__file__).parent.parent / "eval" / "reports" / "batch.json"
QUIET = Watch(lambda _total, _done: None, lambda _count: None, lambda _message: None)


def main(argv: list[str]) -> int:
    """Measure, print, and keep the figures in eval/reports/batch.json, which docs/batch.md reckons with."""
    parser = argparse.ArgumentParser(prog="python -m bench batch")
    parser.add_argument("--records", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), args.records, args.rounds, args.workers)
    print("\n".join(f"{name:<40} {figure}" for name, figure in figures.items()))
    REPORT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def measure(folder: Path, records: int, rounds: int, workers: int) -> dict[str, str | float]:
    """The figures by name; rates in sentences a second."""
    texts = articles(records)
    sentences = sum(len(split(text)) for text in texts)
    path = folder / "in.jsonl"
    lines = (json.dumps({"id": str(i), "text": text}, ensure_ascii=False) for i, text in enumerate(texts))
    path.write_text("\n".join(lines), encoding="utf-8")
    reader = khabar.load()
    reader.read_many(texts[:GROUP])
    bare: list[float] = []
    whole: list[float] = []
    for turn in range(rounds):
        bare.append(seconds_bare(reader, texts))
        whole.append(seconds_batch(reader, path, folder / f"out{turn}"))
    begun = time.perf_counter()
    out = folder / "together"
    manifest = run_batch([str(path)], out, shipped_model(), Options(shard_records=GROUP), QUIET, workers=workers)
    together = time.perf_counter() - begun
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "sentences a document": round_to(sentences / records),
        "read_many, sentences/s": round_to(sentences / statistics.median(bare)),
        "batch, sentences/s": round_to(sentences / statistics.median(whole)),
        "batch of read_many, median of rounds": round_to(
            statistics.median(b / w for b, w in zip(bare, whole, strict=True))
        ),
        f"batch in {workers} processes, sentences/s": round_to(sentences / together),
        "output bytes a document": round_to(sum(shard["bytes"] for shard in manifest["shards"]) / records),
    }


def articles(count: int) -> list[str]:
    """The example article from its beginning to every length, so that documents are as unlike as in a corpus."""
    text = ARTICLE.read_text(encoding="utf-8")
    ends = [end for _, end in split(text)]
    return [text[: ends[i % len(ends)]] for i in range(count)]


def seconds_bare(reader: Reader, texts: list[str]) -> float:
    """Time of `read_many` alone, in the groups that a batch reads."""
    records = [Record(str(i), text, None) for i, text in enumerate(texts)]
    begun = time.perf_counter()
    for start in range(0, len(records), GROUP):
        reader.read_many(records[start : start + GROUP])
    return time.perf_counter() - begun


def seconds_batch(reader: Reader, path: Path, out: Path) -> float:
    """Time of a whole batch with a reader that is loaded already."""
    begun = time.perf_counter()
    folder = Folder(out)
    with folder.held():
        plan = make_plan([str(path)], shipped_model(), Options())
        folder.begin(plan.identity())
        for shard in plan.shards:
            do_shard(reader, plan, out, shard)
        folder.finish(plan, plan.identity())
    return time.perf_counter() - begun


def round_to(figure: float) -> float:
    """Three significant digits."""
    return float(f"{figure:.3g}")
