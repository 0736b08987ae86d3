"""Checks of annotated ledgers: what is well-formed but cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles import Article
from data.ledgers import check_ledger
from data.validate import validate
from khabar.document import Document, write_documents

NAMES = ["event-01/war-a", "event-01/war-b"]


def documents() -> dict[str, Document]:
    one = Article(NAMES[0]).line(
        "قال راشد إن 7 جنود قتلوا، متهما الفصيل بالغدر",
        "",
        [("راشد", "قال", "إن 7 جنود قتلوا", "assert"), ("راشد", "متهما", "بالغدر", "accuse")],
        [("7", 7, "جنود", "killed")],
    )
    two = Article(NAMES[1]).line(
        "ونفى الفصيل الغدر وقال إن 3 جنود قتلوا وذهب 9 آخرون",
        "",
        [("الفصيل", "ونفى", "الغدر", "deny"), ("الفصيل", "وقال", "إن 3 جنود قتلوا", "assert")],
        [("3", 3, "جنود", "killed"), ("9", 9, "آخرون", None)],
    )
    return {d.id: d for d in (one.document(), two.document())}


def mark(text: str, which: int, **more: Any) -> dict[str, Any]:
    start = documents()[NAMES[which]].text.index(text)
    return {"document": NAMES[which], "start": start, "end": start + len(text), "text": text, **more}


def event(**changed: Any) -> dict[str, Any]:
    good = {
        "event": "event-01",
        "documents": NAMES,
        "things": [{"thing": "قتلى", "figures": [mark("7", 0), mark("3", 1)]}],
        "denials": [{"denial": mark("ونفى", 1), "claims": [mark("متهما", 0)]}],
    }
    return {**good, **changed}


def problems(tmp_path: Path, *events: object) -> list[str]:
    path = tmp_path / "ledger-dev.jsonl"
    path.write_text("\n".join(json.dumps(e, ensure_ascii=False) for e in events) + "\n", encoding="utf-8")
    return list(check_ledger(path, documents()))


def test_good_links_have_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, event()) == []


@pytest.mark.parametrize(
    ("changed", "where", "what"),
    [
        ({"documents": NAMES[:1]}, "documents", "event-01/war-b left out"),
        ({"documents": [*NAMES, "x"]}, "documents[2]", "no document 'x'"),
        ({"things": [{"thing": "ق", "figures": [mark("7", 0)]}]}, "things[0].figures", "two figures"),
        ({"things": [{"thing": "ق", "figures": [mark("7", 0), mark("7", 0)]}]}, "things", "twice in one"),
        ({"things": [{"thing": "ق", "figures": [mark("7", 0), mark("9", 1)]}]}, "things[0].figures[1]", "no statement"),
        ({"things": [{"thing": "ق", "figures": [mark("7", 0), mark("جنود", 1)]}]}, "figures[1]", "is no figure"),
        ({"denials": [{"denial": mark("ونفى", 1), "claims": []}]}, "denials[0].claims", "a claim at least"),
        ({"denials": [{"denial": mark("وقال", 1), "claims": [mark("قال", 0)]}]}, "denials[0].denial", "is assert"),
        ({"denials": [{"denial": mark("ونفى", 1), "claims": [mark("راشد", 0)]}]}, "claims[0]", "is no cue"),
        ({"denials": [{"denial": mark("ونفى", 1) | {"text": "نفى"}, "claims": [mark("قال", 0)]}]}, "denial", "ونفى"),
        ({"denials": [{"denial": mark("ونفى", 1) | {"part": 1}, "claims": []}]}, "denial.part", "true or false"),
        ({"extra": 1}, "extra", "unknown key"),
    ],
)
def test_problems_name_line_and_field(tmp_path: Path, changed: dict[str, Any], where: str, what: str) -> None:
    found = problems(tmp_path, event(**changed))
    assert any(f"ledger-dev.jsonl:1: {where}" in line or where in line.split(": ")[1] for line in found), found
    assert any(what in line for line in found), found


def test_events_are_given_once_and_all(tmp_path: Path) -> None:
    assert ["twice" in line for line in problems(tmp_path, event(), event())] == [True]
    path = tmp_path / "ledger-dev.jsonl"
    path.write_text("", encoding="utf-8")
    assert list(check_ledger(path, documents())) == [f"{path}: event-01 is missing"]


def test_validate_looks_at_the_links_beside_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    write_documents(path, documents().values())
    (tmp_path / "ledger-dev.jsonl").write_text("{}\n", encoding="utf-8")
    assert any("ledger-dev.jsonl:1: event: missing" in line for line in validate([path]))
