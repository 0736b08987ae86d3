"""The endpoints: the answers of the command line, and refusals that name the field."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from khabar.document import dumps
from khabar.ledger import ledger
from khabar.records import Record, joined
from khabar.render.ledger_data import write_csv, write_json
from khabar.render.ledger_html import write_html
from served import ARTICLE, TEXTS, reader, served


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with served() as client:
        yield client


def test_one_text(client: TestClient) -> None:
    """The answer is a list also for one document, and holds what the library writes."""
    answer = client.post("/v1/analyze", json={"id": "a", "title": "عنوان", "date": "2024-05-01", "text": ARTICLE})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == f'{{"documents": [{dumps(reader().read(ARTICLE, id="a"))}]}}'


def test_given_sentences(client: TestClient) -> None:
    answer = client.post("/v1/analyze", json={"id": "a", "sentences": ["قال نعم. ثم مضى", "", "وعاد"]})
    wanted = reader().read_many([joined("a", ["قال نعم. ثم مضى", "", "وعاد"])])[0]
    assert answer.json() == {"documents": [wanted.to_json()]}


def test_many_documents_come_back_in_order_with_ids(client: TestClient) -> None:
    """Those without an id are named by their place."""
    documents = [{"id": f"d{i}", "text": text} if i % 2 else {"text": text} for i, text in enumerate(TEXTS)]
    answer = client.post("/v1/analyze", json={"documents": documents})
    records = [Record(f"d{i}" if i % 2 else str(i), text, None) for i, text in enumerate(TEXTS)]
    assert answer.text == f'{{"documents": [{", ".join(map(dumps, reader().read_many(records)))}]}}'
    assert client.post("/v1/analyze", json={"documents": []}).json() == {"documents": []}


def test_options_are_those_of_the_command_line(client: TestClient) -> None:
    options = {"split": "lines", "threshold": 0.0}
    answer = client.post("/v1/analyze", json={"text": ARTICLE, "options": options})
    wanted = reader().read_many([ARTICLE], split="lines", threshold=0.0)
    assert answer.json()["documents"] == [json.loads(dumps(document)) for document in wanted]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": 4}, "text"),
        ({"text": "قال", "id": 4}, "id"),
        ({"text": "قال", "sentences": ["قال"]}, "text"),
        ({"text": "قال", "documents": []}, "text"),
        ({"sentences": "قال"}, "sentences"),
        ({"sentences": ["قال", None]}, "sentences[1]"),
        ({"documents": {}}, "documents"),
        ({"documents": [{"text": "قال"}, {"text": True}]}, "documents[1].text"),
        ({"documents": [{"text": "قال"}, "قال"]}, "documents[1]"),
        ({"documents": [{"sentences": [1]}]}, "documents[0].sentences[0]"),
        ({"documents": [], "text": "قال"}, "text"),
        ({"text": "قال", "options": {"split": "words"}}, "options.split"),
        ({"text": "قال", "options": {"threshold": 1.5}}, "options.threshold"),
        ({"text": "قال", "options": {"threshold": "0.5"}}, "options.threshold"),
        ({"text": "قال", "options": {"limit": 1}}, "options.limit"),
        ({"text": "قال", "options": []}, "options"),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/v1/analyze", "/v1/ledger"])
def test_a_wrong_field_is_named(client: TestClient, path: str, body: Any, field: str) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 422
    assert field in [problem["field"] for problem in answer.json()["fields"]]
    assert field in answer.json()["error"]
    assert "قال" not in answer.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "body: Field required"),
        (b'{"text": ', "not JSON"),
        (b"[]", "an object is needed, not a list"),
        (b'{"text": "a", "text": "b"}', "text: given twice"),
        (b'{"text": "a", "options": {"threshold": NaN}}', "NaN is not a JSON number"),
        (b'{"text": "\xff"}', "byte 11 is not UTF-8"),
        (b'{"text": ' + b"[" * 200_000, "not JSON"),
        (b'{"text": "ab\\ud800"}', "text: U+D800 at character 3 is half a surrogate pair"),
        (b'{"sentences": ["a", "\\udc00"]}', "sentences[1]: U+DC00 at character 1 is half a surrogate pair"),
    ],
    ids=["empty", "cut", "list", "twice", "nan", "utf-8", "deep", "half a pair", "half a pair in a sentence"],
)
def test_what_is_not_json_is_refused(client: TestClient, body: bytes, reason: str) -> None:
    answer = client.post("/v1/analyze", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert reason in answer.json()["error"]


def test_many_wrong_fields_make_a_short_answer(client: TestClient) -> None:
    answer = client.post("/v1/analyze", json={"documents": [{"text": None}] * 5000})
    assert answer.status_code == 422
    assert len(answer.content) < 4000
    assert answer.json()["error"].endswith("(and 4997 more)")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_other_types_than_json_are_refused(client: TestClient, kind: str | None) -> None:
    headers = {"Content-Type": kind} if kind else {}
    assert client.post("/v1/analyze", content=b'{"text": "a"}', headers=headers).status_code == 415


@pytest.mark.parametrize(
    ("form", "write", "kind"),
    [
        ("json", write_json, "application/json"),
        ("csv", write_csv, "text/csv; charset=utf-8"),
        ("html", write_html, "text/html; charset=utf-8"),
    ],
)
def test_the_ledger_in_every_format(client: TestClient, form: str, write: Any, kind: str) -> None:
    """The renderers of the command line, over all documents together."""
    body = {"documents": [{"id": f"d{i}", "text": text} for i, text in enumerate((ARTICLE, TEXTS[0]))]}
    answer = client.post(f"/v1/ledger?format={form}", json=body)
    stream = io.StringIO(newline="")
    write(ledger(reader().read_many([Record("d0", ARTICLE, None), Record("d1", TEXTS[0], None)])), stream)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.content == stream.getvalue().encode()


def test_documents_with_their_ledger_in_one_answer(client: TestClient) -> None:
    """The same documents and the same ledger as from two requests, and nothing else can be asked for."""
    body = {"documents": [{"id": "d0", "text": ARTICLE}, {"id": "d1", "text": TEXTS[0]}]}
    answer = client.post("/v1/analyze?include=ledger", json=body).json()
    assert answer["documents"] == client.post("/v1/analyze", json=body).json()["documents"]
    assert answer["ledger"] == client.post("/v1/ledger", json=body).json()
    refused = client.post("/v1/analyze?include=figures", json=body)
    assert refused.status_code == 422 and refused.json()["fields"][0]["field"] == "include"


def test_the_ledger_is_json_by_default_and_knows_its_formats(client: TestClient) -> None:
    assert client.post("/v1/ledger", json={"text": TEXTS[0]}).json()["rows"]
    answer = client.post("/v1/ledger?format=xml", json={"text": TEXTS[0]})
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "format"


def test_info_says_what_the_command_says_and_the_limits(client: TestClient) -> None:
    found = client.get("/v1/info").json()
    assert found.pop("limits")["documents"] == 1024
    wanted = json.loads(json.dumps(reader().info()))
    assert found == {key: value for key, value in wanted.items() if key != "path"}


def test_healthz(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_healthz_without_a_worker() -> None:
    """A server whose worker does not run says so."""
    context = served()
    assert isinstance(context, TestClient)
    answer = context.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["error"] == "the worker does not run"


def test_metrics_count_routes_and_sentences() -> None:
    with served() as client:
        client.post("/v1/analyze", json={"sentences": ["قال نعم", "وعاد"]})
        client.post("/v1/analyze", json={})
        client.get("/" + "x" * 50)
        lines = client.get("/metrics").text.splitlines()
    assert "khabar_sentences_total 2.0" in lines
    assert 'khabar_requests_total{route="/v1/analyze",status="200"} 1.0' in lines
    assert 'khabar_requests_total{route="/v1/analyze",status="422"} 1.0' in lines
    assert 'khabar_requests_total{route="other",status="404"} 1.0' in lines
    assert "khabar_queue_documents 0.0" in lines
    assert any(line.startswith("process_resident_memory_bytes ") for line in lines)


def test_unknown_paths_and_methods(client: TestClient) -> None:
    assert client.get("/nix").json() == {"error": "Not Found", "fields": []}
    answer = client.get("/v1/analyze")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
