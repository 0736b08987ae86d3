"""`python -m bench speed`: what a user waits for and what it costs, on this machine.

Cold start is a fresh process per run, file cache warm, from exec to exit; the figure is the median, because a
single run may be disturbed. Memory is the peak resident set that the kernel counted for that process.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import khabar
from khabar.text import split

ARTICLE = Path(__file__).parent.parent / "examples" / "tel-al-sanabil.txt"
REPORT = Path(__file__).parent.parent / "eval" / "reports" / "speed.json"
RUNS = 9
SECONDS = 10.0


def main(argv: list[str]) -> int:
    """Print one line a measurement, and keep them in eval/reports/speed.json for the README."""
    rows: dict[str, str] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores, onnxruntime on the CPU"}
    for form in ("jsonl", "text", "html"):
        waits, memory = cold_starts(form)
        spread = f"{min(waits):.2f} to {max(waits):.2f}"
        rows[f"cold start, {form}"] = f"{statistics.median(waits):.2f} s ({spread} s), {memory / 1024:.0f} MB at most"
    rows["in one process, every head"] = f"{sentences_a_second():.0f} sentences/s"
    print("\n".join(f"{name:<28} {figure}" for name, figure in rows.items()))
    REPORT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


def cold_starts(form: str) -> tuple[list[float], int]:
    """Seconds of `RUNS` runs of `khabar analyze` on the example, and the largest peak memory in KiB."""
    waits: list[float] = []
    memory = 0
    for _ in range(RUNS):
        begun = time.perf_counter()
        command = [sys.executable, "-c", "import khabar.cli, sys; sys.exit(khabar.cli.main())", "analyze"]
        process = subprocess.Popen([*command, "--format", form, str(ARTICLE)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        waits.append(time.perf_counter() - begun)
        if status:
            sys.exit("khabar analyze failed")
        memory = max(memory, usage.ru_maxrss)
    return waits, memory


def sentences_a_second() -> float:
    """Rate of `read_many` with every head, on copies of the example, after one warming call."""
    reader = khabar.load()
    text = ARTICLE.read_text(encoding="utf-8")
    texts = [text] * 32
    reader.read_many(texts)
    begun, rounds = time.perf_counter(), 0
    while time.perf_counter() - begun < SECONDS:
        reader.read_many(texts)
        rounds += 1
    return rounds * len(texts) * len(split(text)) / (time.perf_counter() - begun)

