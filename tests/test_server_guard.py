"""Limits of size, time and room, keys, hosts and headers; and that nothing of a text gets into the log."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator

import httpx2 as httpx
import pytest

from khabar.reader import shipped_model
from khabar.server.app import create_app
from khabar.server.guard import API_POLICY, PAGE_POLICY
from khabar.server.limits import Limits
from served import ARTICLE, TEXTS, FailingReader, GatedReader, served

KEY = "0123456789abcdef"
JSON = {"Content-Type": "application/json"}


def chunks(size: int) -> Iterator[bytes]:
    yield b'{"text": "'
    for _ in range(size // 100):
        yield b"a" * 100
    yield b'"}'


def test_a_body_over_the_limit_is_refused_with_and_without_a_length() -> None:
    with served(limits=Limits(body_bytes=1000)) as client:
        declared = client.post("/v1/analyze", content=b"".join(chunks(1000)), headers=JSON)
        streamed = client.post("/v1/analyze", content=chunks(1000), headers=JSON)
        small = client.post("/v1/analyze", content=chunks(900), headers=JSON)
    assert (declared.status_code, streamed.status_code, small.status_code) == (413, 413, 200)
    assert declared.json() == streamed.json() == {"error": "the body is larger than 1000 bytes", "fields": []}


def test_a_text_that_never_fits_the_queue_is_413() -> None:
    with served(limits=Limits(characters=10)) as client:
        answer = client.post("/v1/analyze", json={"text": "ق" * 11})
    assert answer.status_code == 413
    assert answer.json()["error"] == "texts of 11 characters; the server takes 10 at most"


def test_a_full_queue_is_429_and_says_when_to_come_again() -> None:
    """Two at once do not fit; the one that was taken is answered."""

    async def ask(reading: GatedReader) -> list[httpx.Response]:
        app = create_app(reading, Limits(documents=1))
        async with app.router.lifespan_context(app), to(app) as client:
            first = asyncio.create_task(client.post("/v1/analyze", json={"text": TEXTS[0]}))
            assert await asyncio.to_thread(reading.begun.wait, 60)
            second = await client.post("/v1/analyze", json={"text": TEXTS[0]})
            reading.gate.set()
            return [await first, second]

    first, second = asyncio.run(ask(GatedReader()))
    assert (first.status_code, second.status_code) == (200, 429)
    assert 1 <= int(second.headers["retry-after"]) <= 60
    assert "try again" in second.json()["error"]


def to(app: object) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")  # pyright: ignore


def test_time_limits() -> None:
    """504 for what is not read in time, whose work is dropped; 408 for a client that does not send on."""

    async def stalling() -> AsyncIterator[bytes]:
        yield b'{"text": '
        await asyncio.sleep(30)

    async def ask(reading: GatedReader) -> tuple[httpx.Response, httpx.Response, int]:
        app = create_app(reading, Limits(seconds=0.5))
        async with app.router.lifespan_context(app), to(app) as client:
            late = await client.post("/v1/analyze", json={"text": ARTICLE})
            left = app.state.batches.documents
            reading.gate.set()
            return late, await client.post("/v1/analyze", content=stalling(), headers=JSON), left

    late, stalled, left = asyncio.run(ask(GatedReader()))
    assert (late.status_code, late.json()["error"]) == (504, "the request could not be answered within 0.5 s")
    assert (stalled.status_code, stalled.json()["error"]) == (408, "the request did not arrive within 0.5 s")
    assert left == 0


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, 401),
        ("Bearer wrong", 401),
        (f"Basic {KEY}", 401),
        (f"Bearer {KEY[:-1]}", 401),
        (f"Bearer {KEY}", 200),
        ("Bearer another-key-of-mine", 200),
    ],
)
def test_keys(given: str | None, status: int) -> None:
    """Any of the keys opens the API and the counts; the page, its description and the health need none."""
    headers = {"Authorization": given} if given else {}
    with served(keys=(KEY, "another-key-of-mine")) as client:
        assert client.post("/v1/analyze", json={"text": "قال"}, headers=headers).status_code == status
        for path in ("/v1/info", "/metrics"):
            answer = client.get(path, headers=headers)
            assert answer.status_code == status
            assert ("www-authenticate" in answer.headers) == (status == 401)
        for path in ("/healthz", "/docs", "/openapi.json"):
            assert client.get(path).status_code == 200
        assert "Authorization: Bearer KEY" in client.get("/docs").text
        assert client.get("/openapi.json").json()["components"]["securitySchemes"]


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("LOCALHOST:8000", 200), ("[::1]:8000", 200)])
def test_names_of_this_machine_are_served(host: str, status: int) -> None:
    with served(hosts=("localhost", "127.0.0.1", "[::1]")) as client:
        assert client.get("/healthz", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", ""])
def test_other_names_are_not(host: str) -> None:
    """A page that points a name of its own at this machine gets nothing."""
    with served(hosts=("localhost", "127.0.0.1", "[::1]")) as client:
        assert client.get("/healthz", headers={"Host": host}).status_code == 400


def test_security_headers_stand_on_every_answer() -> None:
    with served(limits=Limits(body_bytes=10)) as client:
        answers = [
            client.get("/healthz"),
            client.get("/nix"),
            client.post("/v1/analyze", json={}),
            client.post("/v1/analyze", json={"text": "a" * 100}),
        ]
    for answer in answers:
        assert answer.headers["content-security-policy"] == API_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers


def test_the_page_is_served_and_nothing_beside_it() -> None:
    with served() as client:
        index = client.get("/")
        assert index.status_code == 200
        assert index.headers["content-type"] == "text/html; charset=utf-8"
        assert index.headers["content-security-policy"] == PAGE_POLICY
        assert index.text == client.get("/page/index.html").text
        for path in ("/page/", "/page/nix.js", "/page/../app.py", "/page/%2e%2e/app.py", "/page/..%2fdocs.css"):
            assert client.get(path).status_code == 404, path


def test_the_ledger_page_may_run_nothing() -> None:
    with served() as client:
        answer = client.post("/v1/ledger?format=html", json={"text": "قال <script>alert(1)</script> نعم"})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "sandbox" in policy and "script-src" not in policy
    assert "<script" not in answer.text


def test_no_text_gets_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Neither a body, nor a query or path, nor the message of an error; but kind and place of the error do."""
    secret = FailingReader.WORD
    with caplog.at_level(logging.DEBUG), served(FailingReader(shipped_model(), threads=1)) as client:
        failed = client.post("/v1/analyze", json={"text": f"قال {secret} نعم."})
        client.post("/v1/analyze", json={"text": f"قال {TEXTS[0]} نعم."})
        client.post("/v1/analyze", json={"text": {secret: secret}, secret: secret})
        client.get(f"/healthz?q={secret}")
        client.get(f"/{secret}")
        client.request(secret.encode().hex()[:8], "/healthz")
    assert failed.status_code == 500
    assert failed.json() == {"error": "Internal Server Error", "fields": []}
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "asyncio"))]
    assert any(line.startswith("KeyError < served.py") for line in ours)
    assert any(line.startswith("POST /v1/analyze 500 ") for line in ours)
    assert not any(secret in line or "وزارة" in line or secret.encode().hex()[:8] in line for line in ours)
