"""Scoring of figure rules on gold spans."""

from pathlib import Path

import pytest

from eval.figures import judge, main, same_value, score_figures
from khabar.document import Document, Figure, write_documents
from khabar.figures import FigureFields


def document(number: int, value: object = 12, role: object = "killed") -> Document:
    """One sentence with a figure that the rules read as 12 killed workers."""
    text = "مقتل 12 عاملا في حريق"
    figure = Figure(5, 7, "12", "CARDINAL", None, value, None, "exact", "عاملا", role)  # pyright: ignore[reportArgumentType]
    return Document(f"d{number}", text, (), (), (figure,), ())


def test_all_right() -> None:
    scores = score_figures([document(1), document(2)])
    assert scores["figures"] == 2
    assert scores["accuracy"]["CARDINAL"] == {"value": 1.0, "modifier": 1.0, "counted": 1.0, "role": 1.0}
    assert scores["role_f1"] == {"killed": 1.0}
    assert scores["interval95"]["value"] == (1.0, 1.0)


def test_misses_count() -> None:
    scores = score_figures([document(1, value=13), document(2, role="injured"), document(3), document(4)])
    assert scores["accuracy"]["all"]["value"] == 0.75
    assert scores["accuracy"]["all"]["role"] == 0.75
    assert scores["role_f1"]["injured"] == 0.0
    assert scores["role_f1"]["killed"] == pytest.approx(6 / 7)
    assert scores["role_macro_f1"] == pytest.approx(3 / 7)
    low, high = scores["interval95"]["value"]
    assert low < 0.75 <= high


def test_no_documents() -> None:
    assert score_figures([])["accuracy"] == {}


def test_fields_that_gold_lacks_are_not_judged() -> None:
    assert judge(Figure(0, 3, "أمس", "DATE"), FigureFields(value="2019-03-20")) == {}


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (20000, 20000.0, True),
        (0.3333, 1 / 3, True),
        (0.3333, 0.34, False),
        (None, 0, False),
        ((1.0, 2.0), (1, 2), True),
        ((1, 2), (1, 3), False),
        ((1, 2), None, False),
    ],
)
def test_same_value(gold: object, found: object, same: bool) -> None:
    assert same_value(gold, found) is same


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    write_documents(gold, [document(1), document(2, value=13)])
    assert main(["--gold", str(gold)]) == 0
    assert "2 figures with a value in 2 documents" in capsys.readouterr().out
    assert main(["--gold", str(gold), "--errors", "value"]) == 0
    assert capsys.readouterr().out.startswith("CARDINAL want (13, None) got (12, None)")


def test_command_scores_the_finder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    write_documents(gold, [document(1), Document("d2", "وصل 7 عمال", (), (), (), ())])
    assert main(["--gold", str(gold), "--find"]) == 0
    assert "CARDINAL   P 0.5000  R 1.0000  F1 0.6667" in capsys.readouterr().out


def test_a_range_that_gold_lacks_is_none() -> None:
    assert judge(Figure(0, 2, "12", "CARDINAL", value=12), FigureFields(value=12)) == {"value": True}
