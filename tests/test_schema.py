"""The JSON Schema agrees with the strict reader."""

import copy
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from khabar import labels
from khabar.document import Document
from khabar.fields import DocumentError, Where
from khabar.schema import json_schema
from test_document import TEXT, gold, span

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_schema_of_draft_2020_12() -> None:
    assert SCHEMA["$schema"].endswith("2020-12/schema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_object_is_closed_and_names_what_it_needs() -> None:
    objects = [SCHEMA, *SCHEMA["$defs"].values()]
    assert [part["additionalProperties"] for part in objects] == [False] * 6
    assert SCHEMA["required"] == ["id", "text", "sentences", "entities", "figures", "statements"]
    assert SCHEMA["$defs"]["Statement"]["required"] == ["source", "cue", "content", "polarity"]
    assert SCHEMA["$defs"]["Figure"]["required"] == ["start", "end", "text", "label"]


def test_labels_come_from_the_inventory() -> None:
    of = {name: part["properties"] for name, part in SCHEMA["$defs"].items()}
    assert of["Entity"]["label"] == {"enum": list(labels.ENTITY_LABELS)}
    assert of["Figure"]["label"] == {"enum": list(labels.FIGURE_LABELS)}
    assert of["Sentence"]["labels"]["items"] == {"enum": list(labels.SENTENCE_LABELS)}
    assert of["Statement"]["polarity"] == {"enum": list(labels.POLARITIES)}
    assert of["Figure"]["role"]["anyOf"] == [{"enum": list(labels.ROLES)}, {"type": "null"}]


def prediction() -> dict[str, Any]:
    data = gold()
    data["sentences"][0]["scores"] = {"claim": 0.9, "attribution": 1, "denial": 0}
    data["entities"][0] |= {"score": 0.5, "name": "سامي"}
    data["figures"][0] = {**span("أمس"), "label": "DATE", "value": "2019-03-20", "unit": None}
    data["figures"][1] |= {"value": None, "range": [1, 2.5]}
    data["statements"][0] |= {"source": None, "content": None, "speaker": None, "inherited": False, "score": 0.1}
    return data


@pytest.mark.parametrize("data", [gold(), prediction()])
def test_what_is_read_is_valid(data: dict[str, Any]) -> None:
    VALIDATOR.validate(data)
    Document.from_json(data, Where("x"))


Change = Callable[[dict[str, Any]], object]
CHANGES: list[Change] = [
    lambda d: d.pop("figures"),
    lambda d: d.update(lang="ar"),
    lambda d: d.update(id=1),
    lambda d: d["sentences"].append("claim"),
    lambda d: d["sentences"][0].update(labels=["claim", "claim"]),
    lambda d: d["sentences"][0].update(labels=["rumour"]),
    lambda d: d["sentences"][0]["scores"].update(rumour=0.5),
    lambda d: d["sentences"][0]["scores"].update(claim=1.01),
    lambda d: d["sentences"][0].update(scores=None),
    lambda d: d["entities"][0].update(start=-1),
    lambda d: d["entities"][0].update(start=True),
    lambda d: d["entities"][0].update(start="0"),
    lambda d: d["entities"][0].update(label="MONEY"),
    lambda d: d["entities"][0].update(score=None),
    lambda d: d["entities"][0].update(role=None),
    lambda d: d["figures"][1].update(value="20"),
    lambda d: d["figures"][1].update(value=[20]),
    lambda d: d["figures"][1].update(range=[1]),
    lambda d: d["figures"][1].update(range=[1, 2, 3]),
    lambda d: d["figures"][1].update(modifier="circa"),
    lambda d: d["figures"][1].update(counted=2),
    lambda d: d["statements"][0].update(cue=None),
    lambda d: d["statements"][0]["cue"].update(label="PER"),
    lambda d: d["statements"][0].update(inherited=None),
    lambda d: d["statements"][0].update(polarity=None),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_schema_refuses_is_not_read_either(change: Change) -> None:
    data = copy.deepcopy(prediction())
    change(data)
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(DocumentError):
        Document.from_json(data, Where("x"))


def test_the_example_has_every_layer() -> None:
    assert all(gold()[layer] for layer in ("sentences", "entities", "figures", "statements"))
    assert gold()["text"] == TEXT
