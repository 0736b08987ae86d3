"""`python -m eval compare`: differences, tests, and changed decisions."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.compare import LAYERS, changes, items, main, mcnemar
from eval_documents import LINES, corpus
from khabar.document import write_documents
from sample import sample

GOLD = sample()


def test_mcnemar_is_exact() -> None:
    assert mcnemar(0, 0).p == 1
    assert mcnemar(5, 5).p == 1
    assert mcnemar(8, 1).p == pytest.approx(2 * (1 + 9) / 2**9)
    assert mcnemar(1, 8).p == mcnemar(8, 1).p


def test_items_of_each_layer() -> None:
    assert [len(items(GOLD, layer)) for layer in LAYERS] == [5, 3, 3, 4]


def test_what_got_better_and_worse() -> None:
    person, town = GOLD.entities
    first = replace(GOLD, entities=(person, replace(town, label="ORG")))
    second = replace(GOLD, entities=(town,))
    rows = changes([GOLD], [first], [second], with_text=False)
    assert sorted((r["kind"], r["label"], r["gold"] is not None) for r in rows) == [
        ("better", "GPE", True),
        ("better", "ORG", False),
        ("worse", "PER", True),
    ]
    assert not any("text" in row for row in rows)
    told = changes([GOLD], [first], [second], with_text=True)
    assert all(row["text"] in GOLD.text.split("\n") for row in told)
    assert changes([GOLD], [first], [first], with_text=False) == []


def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    gold, guess = corpus(8)
    for name, documents in (("gold", gold), ("a", guess), ("b", gold)):
        write_documents(tmp_path / f"{name}.jsonl", documents)
    command = ["a.jsonl", "b.jsonl", "--gold", "gold.jsonl", "--out", "out"]
    assert main(command) == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert sorted(first) == ["compare.html", "compare.json", "compare.md"]
    report = json.loads(first["compare.json"])
    assert report["command"] == "python -m eval compare " + " ".join(command)
    assert report["differences"]["entities, micro F1"]["difference"] > 0
    assert report["differences"]["entities, micro F1"]["p"] < 0.05
    assert report["mcnemar"]["spans"]["worse"] == 0 < report["mcnemar"]["spans"]["better"]
    assert not any(line in first["compare.html"].decode() for line in LINES)
    assert "b.jsonl against a.jsonl" in capsys.readouterr().out
    main(command)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first
    assert main(["a.jsonl", "absent.jsonl", "--gold", "gold.jsonl"]) == 2
