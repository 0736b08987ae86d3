"""The OpenAPI of the server, and a page that shows it without script and without loading anything."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from inspect import cleandoc
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from khabar import __version__
from khabar.ledger import Count, Disagreement, Ledger, Row
from khabar.ledger_match import Denial
from khabar.schema import json_schema
from khabar.server.guard import API_POLICY
from khabar.shapes import thing

_STYLE = (Path(__file__).parent / "docs.css").read_text("utf-8")
DOCS_POLICY = f"{API_POLICY}; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
_EXAMPLE = {"documents": [{"id": "a", "text": "نفت الوزارة إصابة 12 جندياً."}], "options": {"split": "news"}}


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of `app`'s routes; answers are described by the document format's own schema."""
    about = "Reads Arabic news: sentences, entities, figures, and who says what. Offsets are code points."
    whole = get_openapi(title="Khabar", version=__version__, description=about, routes=app.routes)
    schemas = whole.setdefault("components", {}).setdefault("schemas", {})
    schemas |= json.loads(json.dumps(_answers()).replace("#/$defs/", "#/components/schemas/"))
    return whole


def _answers() -> dict[str, Any]:
    document = json_schema()
    found: dict[str, Any] = document.pop("$defs")
    del document["$schema"]
    found["Document"] = document
    found |= {made.__name__: thing(made).definition() for made in (Ledger, Row, Count, Disagreement, Denial)}
    for definition in found.values():
        definition["description"] = cleandoc(definition["description"])
    return found


def docs_page(described: dict[str, Any]) -> str:
    """The description as HTML."""
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Khabar: the API</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>Khabar {escape(described['info']['version'])}: the API</h1>",
        f"<p>{escape(described['info']['description'])}",
        'For programs: <a href="/openapi.json">openapi.json</a>.</p>',
    ]
    for path, operations in described["paths"].items():
        parts += [_operation(path, method, operation) for method, operation in operations.items()]
    parts.append("<h2>Schemas</h2>")
    for name, schema in described["components"]["schemas"].items():
        parts.append(f'<details id="{escape(name)}"><summary>{escape(name)}</summary>{_json(schema)}</details>')
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    """One endpoint: what it is for, what it takes, what it answers."""
    parts = [f"<section>\n<h2><code>{method.upper()} {escape(path)}</code> {escape(operation['summary'])}</h2>"]
    parts += [f"<p>{escape(paragraph)}</p>" for paragraph in operation.get("description", "").split("\n\n")]
    if "security" in operation:
        parts.append("<p>Needs <code>Authorization: Bearer KEY</code>.</p>")
    parameters = [(p["name"], " ".join(p["schema"].get("enum", []))) for p in operation.get("parameters", [])]
    if parameters:
        parts.append(_table(("parameter", "values"), parameters))
    if "requestBody" in operation:
        parts.append(f"<p>For example:</p>{_json(_EXAMPLE)}")
    answers = [
        (status, answer["description"] + _types(answer)) for status, answer in sorted(operation["responses"].items())
    ]
    parts += [_table(("status", "meaning"), answers), "</section>"]
    return "\n".join(parts)


def _types(answer: dict[str, Any]) -> str:
    kinds = [kind for kind in answer.get("content", {}) if kind != "application/json"]
    return f" (also {', '.join(kinds)})" if kinds else ""


def _table(columns: tuple[str, ...], rows: list[tuple[str, str]]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join(f"<tr><td><code>{escape(name)}</code></td><td>{escape(text)}</td></tr>" for name, text in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _json(value: object) -> str:
    return f"<pre>{escape(json.dumps(value, ensure_ascii=False, indent=2))}</pre>"
