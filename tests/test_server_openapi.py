"""The description of the API: the server keeps what it says, and the page that shows it loads nothing."""

import json
import re
from html.parser import HTMLParser

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks

from khabar.document import Document
from khabar.schema import json_schema
from khabar.server.app import create_app
from khabar.server.limits import Limits
from served import reader, served

load_all_checks()
app = create_app(reader(), Limits())
schema = schemathesis.openapi.from_asgi("/openapi.json", app)


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_schemathesis_is_clean(case: schemathesis.Case) -> None:
    """Generated requests, right and wrong ones, get documented statuses, types and shapes."""
    case.call_and_validate(headers={"Host": "localhost"})


def test_answers_are_described_by_the_document_format() -> None:
    """The format's own schema, with its references moved."""
    with served() as client:
        schemas = client.get("/openapi.json").json()["components"]["schemas"]
    wanted = json.dumps(json_schema()["$defs"]["Statement"]["properties"]).replace("$defs", "components/schemas")
    assert schemas["Statement"]["properties"] == json.loads(wanted)
    assert schemas["Document"]["required"] == json_schema()["required"]
    assert Document.__doc__ in schemas["Document"]["description"]


def test_the_docs_name_every_endpoint_and_load_nothing() -> None:
    with served() as client:
        page = client.get("/docs")
        paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) == {"/v1/analyze", "/v1/ledger", "/v1/info", "/healthz", "/metrics"}
    assert all(path in page.text for path in paths)
    assert "script" not in page.headers["content-security-policy"]
    assert re.findall(r"""(?:src|href)=["']([^"']*)""", page.text) == ["/openapi.json"]
    HTMLParser().feed(page.text)
