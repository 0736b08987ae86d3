"""The JSON Schema of the document format, drawn from the same dataclasses that read it."""

from typing import Any

from khabar.document import NUMERIC_LABELS, Document, Entity, Figure, Part, Sentence, Statement
from khabar.shapes import thing


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12). It cannot say that a span's text is what stands there; reading checks that."""
    definitions = {made.__name__: thing(made).definition() for made in (Part, Sentence, Entity, Figure, Statement)}
    definitions["Figure"] |= {
        "if": {"properties": {"label": {"enum": list(NUMERIC_LABELS)}}},
        "then": {"properties": {"value": {"type": ["number", "null"]}}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Khabar document",
        **thing(Document).definition(),
        "$defs": definitions,
    }
