"""`python -m bench serve`: `khabar serve` under load, beside a plain transformers server of AraBERT-base's shape.

Clients on loopback send a request, wait for its answer and send the next one; latency is what they see, with the
load generator on the same cores. All clients send the same requests to both servers: one to eight sentences that
are already split, from the gold data written for Khabar, so that both read the same sentences. A soak sends one short
sentence at a time, so that it is the server that works and not the encoder.
"""

import argparse
import asyncio
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx2 as httpx

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "data" / "gold" / "test.jsonl.xz"
REPORT = ROOT / "eval" / "reports" / "serve.json"
CLIENTS = (1, 16, 64)
WARMING = 16
_SHORT = 12
"""Words of a short sentence at most."""
SAMPLES = 100
"""How often a soak looks at the server's memory."""

_KHABAR = ("-c", "import sys, khabar.cli; sys.exit(khabar.cli.main())", "serve", "--port", "0", "--timeout", "600")
_PIPELINES = ("-m", "bench.pipeline_server")


@dataclass(slots=True)
class Load:
    """What clients have seen: seconds of each answer, and the sentences of all."""

    waits: list[float] = field(default_factory=list[float])
    sentences: int = 0


def main(argv: list[str]) -> int:
    """Measure, print, and keep what was measured in eval/reports/serve.json."""
    parser = argparse.ArgumentParser(prog="python -m bench serve", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="of sending for each number of clients")
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS, help="at a time (default: 1, 16 and 64)")
    parser.add_argument("--soak", type=int, metavar="N", help="instead: N requests, with the server's memory over time")
    args = parser.parse_args(argv)
    report: dict[str, Any] = json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else {}
    if args.soak:
        report["soak"] = soak(short_requests(), args.soak)
    else:
        report["machine"] = f"{platform.machine()}, {os.cpu_count()} cores"
        report["khabar"] = measured("khabar", _KHABAR, args.clients, args.seconds)
        report["transformers"] = measured("transformers", _PIPELINES, args.clients, args.seconds)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def requests() -> list[dict[str, Any]]:
    """Bodies of one to eight sentences, in a fixed order."""
    documents = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    found: list[dict[str, Any]] = []
    for document in documents:
        sentences = [document["text"][s["start"] : s["end"]] for s in document["sentences"]]
        while sentences:
            size = len(found) % 8 + 1
            found.append({"id": str(len(found)), "sentences": sentences[:size]})
            sentences = sentences[size:]
    return found


def short_requests() -> list[dict[str, Any]]:
    """Bodies of one short sentence each."""
    sentences = {s for body in requests() for s in body["sentences"] if len(s.split()) <= _SHORT}
    return [{"id": str(i), "sentences": [sentence]} for i, sentence in enumerate(sorted(sentences))]


def measured(name: str, command: Sequence[str], at_once: Sequence[int], seconds: float) -> list[dict[str, float]]:
    """p50 and p99 in milliseconds and sentences a second, a row for each number of clients."""
    rows: list[dict[str, float]] = []
    bodies = requests()
    with server(command) as address:
        asyncio.run(load(address, bodies, 1, requests=WARMING))
        for clients in at_once:
            begun = time.perf_counter()
            seen = asyncio.run(load(address, bodies, clients, seconds=seconds, requests=2 * clients))
            elapsed = time.perf_counter() - begun
            cuts = statistics.quantiles(seen.waits, n=100, method="inclusive")
            row = {
                "clients": clients,
                "requests": len(seen.waits),
                "p50_ms": cuts[49] * 1000,
                "p99_ms": cuts[98] * 1000,
            }
            rows.append({k: round(v, 1) for k, v in (row | {"sentences_a_second": seen.sentences / elapsed}).items()})
            print(name, rows[-1], flush=True)
    return rows


def soak(bodies: Sequence[dict[str, Any]], total: int) -> dict[str, Any]:
    """Resident memory of the server in MB over `total` requests of 64 clients, and how much the last half added."""
    memory: list[float] = []
    with server(_KHABAR) as address:
        begun = time.perf_counter()
        for done in range(0, total, step := max(1, total // SAMPLES)):
            asyncio.run(load(address, bodies, max(CLIENTS), requests=min(step, total - done)))
            counts = httpx.get(f"{address}/metrics", timeout=60).text
            resident = re.search(r"^process_resident_memory_bytes (\S+)", counts, re.MULTILINE)
            memory.append(round(float(resident[1]) / 2**20, 1) if resident else 0.0)
            print(f"{done + step} of {total} requests, {memory[-1]} MB", flush=True)
        seconds = time.perf_counter() - begun
    half = memory[len(memory) // 2 :]
    return {
        "requests": total,
        "seconds": round(seconds),
        "requests_a_second": round(total / seconds, 1),
        "growth_mb": round(half[-1] - half[0], 1),
        "memory_mb": memory,
    }


async def load(
    address: str, bodies: Sequence[dict[str, Any]], clients: int, *, seconds: float = 0.0, requests: int = 0
) -> Load:
    """Send for some seconds, at least some requests, and wait for all answers. Raises HTTPStatusError for a bad one."""
    seen = Load()
    numbers = count()
    end = time.perf_counter() + seconds

    async def send(client: httpx.AsyncClient) -> None:
        while (number := next(numbers)) < requests or time.perf_counter() < end:
            body = bodies[number % len(bodies)]
            begun = time.perf_counter()
            answer = await client.post("/v1/analyze", json=body)
            answer.raise_for_status()
            seen.waits.append(time.perf_counter() - begun)
            seen.sentences += len(body["sentences"])

    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=address, timeout=None, limits=limits) as client:
        await asyncio.gather(*(send(client) for _ in range(clients)))
    return seen


@contextmanager
def server(arguments: Sequence[str]) -> Generator[str]:
    """A server in a process of its own, and the address that it prints."""
    process = subprocess.Popen([sys.executable, *arguments], stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stderr is not None
    try:
        address = next((found[0] for line in process.stderr if (found := re.search(r"http://\S+", line))), None)
        if address is None:
            sys.exit(f"{' '.join(arguments)} did not start")
        threading.Thread(target=deque, args=(process.stderr, 0), daemon=True).start()
        yield address
    finally:
        process.terminate()
        process.wait()
