"""`khabar serve` as a process: it answers, stops gracefully, notices clients that go, and logs no text."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx2 as httpx

from khabar.document import dumps
from khabar.records import Record
from served import ARTICLE, reader

PATIENCE = 120
"""Seconds that a busy machine may need."""


@contextmanager
def process(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and its address; killed at the end if it still runs."""
    command = [sys.executable, "-c", "import sys, khabar.cli; sys.exit(khabar.cli.main())", "serve", "--port", "0"]
    environment = {key: value for key, value in os.environ.items() if key != "KHABAR_API_KEY"}
    server = subprocess.Popen([*command, *arguments], stderr=subprocess.PIPE, text=True, env=environment)
    assert server.stderr is not None
    try:
        address = re.search(r"http://\S+", server.stderr.readline())
        assert address is not None
        yield server, address[0]
    finally:
        server.kill()
        server.wait()


def metric(address: str, name: str) -> float:
    lines = httpx.get(f"{address}/metrics", timeout=PATIENCE).text.splitlines()
    return float(next(line for line in lines if line.startswith(f"{name} ")).split()[1])


def until(address: str, name: str, least: float) -> None:
    """Wait until a metric is high enough."""
    begun = time.monotonic()
    while metric(address, name) < least:
        assert time.monotonic() - begun < PATIENCE, name
        time.sleep(0.02)


def test_a_stopped_server_answers_what_it_took_and_logs_no_text() -> None:
    """SIGTERM while requests are read: each gets its whole answer, byte for byte, then the process ends."""
    texts = ["\n".join([ARTICLE] * copies) for copies in (1, 2, 3, 4)]
    with process() as (server, address), ThreadPoolExecutor(4) as pool:
        url = f"{address}/v1/analyze"
        asked = [pool.submit(httpx.post, url, json={"id": "x", "text": t}, timeout=PATIENCE) for t in texts]
        until(address, "khabar_queue_documents", 2)
        server.send_signal(signal.SIGTERM)
        answers = [future.result() for future in asked]
        _, log = server.communicate(timeout=PATIENCE)
    served = [answer for answer in answers if answer.status_code == 200]
    assert len(served) >= 2
    for text, answer in zip(texts, answers, strict=True):
        if answer.status_code == 200:
            wanted = dumps(reader().read_many([Record("x", text, None)])[0])
            assert answer.text == f'{{"documents": [{wanted}]}}'
    assert server.returncode in {0, -signal.SIGTERM}
    assert len(re.findall(r"POST /v1/analyze 200 ", log)) == len(served)
    assert not re.search(r"[\u0600-\u06ff]", log) and "Traceback" not in log


def test_the_work_of_a_client_that_goes_away_is_dropped() -> None:
    """The connection is closed while the text is read; the queue is empty long before it could have been read."""
    body = json.dumps({"text": "\n".join([ARTICLE] * 200)}).encode()
    head = (
        f"POST /v1/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    )
    with process() as (_, address):
        with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as connection:
            connection.sendall(head.encode() + b"\r\n\r\n" + body)
            until(address, "khabar_queue_documents", 1)
        until(address, "khabar_dropped_total", 1)
        assert metric(address, "khabar_queue_documents") == 0
        assert metric(address, "khabar_sentences_total") < 200 * 10


def test_limits_and_hosts_are_those_of_the_flags() -> None:
    with process("--max-body", "300", "--timeout", "7.5", "--batch", "8") as (_, address):
        limits = httpx.get(f"{address}/v1/info").json()["limits"]
        assert (limits["body_bytes"], limits["seconds"], limits["batch"]) == (300, 7.5, 8)
        assert httpx.post(f"{address}/v1/analyze", json={"text": "a" * 400}).status_code == 413
        assert httpx.get(f"{address}/healthz", headers={"Host": "evil.example"}).status_code == 400
