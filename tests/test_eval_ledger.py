"""The score of ledgers on annotated links."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from articles import Article
from eval.ledger import main
from khabar.document import Document, write_documents

NAMES = ("event-01/war-a", "event-01/war-b")


def article(name: str, number: str, *said: tuple[str, str, str, str]) -> Document:
    line = " ثم ".join(" ".join(words[:3]) for words in said)
    figures = [(number, int(number), "جنديا", "killed")]
    found = Article(name).line(line, "GPE تل الغار", said, figures).document()
    return replace(found, statements=tuple(replace(s, speaker=s.source and s.source.text) for s in found.statements))


def gold() -> list[Document]:
    one = article(
        NAMES[0],
        "40",
        ("المرصد", "أعلن", "مقتل 40 جنديا في تل الغار", "assert"),
        ("راشد", "اتهم", "الفصيل بحرق الزيتون", "accuse"),
    )
    two = article(
        NAMES[1],
        "12",
        ("الفصيل", "قال", "إن 12 جنديا قتلوا في تل الغار", "assert"),
        ("قائده", "نفى", "حرق الزيتون", "deny"),
    )
    return [one, two]


def mark(document: Document, text: str) -> dict[str, object]:
    start = document.text.index(text)
    return {"document": document.id, "start": start, "end": start + len(text), "text": text}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    one, two = gold()
    links = {
        "event": "event-01",
        "documents": NAMES,
        "things": [{"thing": "قتلى", "figures": [mark(one, "40"), mark(two, "12")]}],
        "denials": [{"denial": mark(two, "نفى"), "claims": [mark(one, "اتهم")]}],
    }
    write_documents(tmp_path / "dev.jsonl", [one, two])
    (tmp_path / "ledger-dev.jsonl").write_text(json.dumps(links, ensure_ascii=False) + "\n", encoding="utf-8")
    return tmp_path / "dev.jsonl"


def rows(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, Sequence[str]]:
    assert main(argv) == 0
    return {line[:22].strip(): line[22:].split() for line in capsys.readouterr().out.splitlines()[2:]}


def test_gold_documents_score_the_matching_alone(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "--gold", str(path))
    assert found["conflicting figures"][:4] == ["1.000", "1.000", "1.000", "1"]
    assert found["denials matched"][:4] == ["1.000", "1.000", "1.000", "1"]
    assert main(["--gold", str(path), "--errors"]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_what_a_model_misreads_costs_links(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = gold()
    misread = replace(two, figures=(replace(two.figures[0], value=40),), statements=two.statements[:1])
    write_documents(tmp_path / "model.jsonl", [one, misread])
    found = rows(capsys, "--gold", str(path), "--model", str(tmp_path / "model.jsonl"))
    assert found["conflicting figures"][1] == "0.000"
    assert found["denials matched"][1] == "0.000"
    assert main(["--gold", str(path), "--model", str(tmp_path / "model.jsonl"), "--errors"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("-\tconflicting figures\tevent-01/war-a: 40")
    assert out[1] == "-\tdenials matched\tevent-01/war-b: نفى\tevent-01/war-a: اتهم"


def test_a_shifted_figure_stands_for_the_gold_one(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = gold()
    figure = two.figures[0]
    longer = replace(figure, end=figure.end + 6, text=two.text[figure.start : figure.end + 6])
    write_documents(tmp_path / "model.jsonl", [one, replace(two, figures=(longer,))])
    found = rows(capsys, "--gold", str(path), "--model", str(tmp_path / "model.jsonl"))
    assert found["conflicting figures"][:3] == ["1.000", "1.000", "1.000"]


def test_missing_links_are_an_error(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.with_name("ledger-dev.jsonl").unlink()
    assert main(["--gold", str(path)]) == 2
    assert "ledger-dev.jsonl" in capsys.readouterr().err
