"""`python -m eval conll`: seqeval's numbers for words given as they stand in the file."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import khabar
from eval.conll import main, strict_scores

FILE = "زارت O\nسعاد B-PERS\nالبكري I-PERS\nصفد B-LOC\n\nقرب O\nعكا B-LOC\n"
FOUND = [["O", "B-PERS", "O", "B-LOC"], ["O", "B-LOC"]]


class Tagger:
    """Gives the tags of FOUND."""

    def __init__(self, _folder: Path) -> None:
        self.seen: list[list[str]] = []

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        assert [list(words) for words in sentences] == [["زارت", "سعاد", "البكري", "صفد"], ["قرب", "عكا"]]
        return FOUND


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(khabar, "load", Tagger, raising=False)
    path = tmp_path / "test.conll"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_scores_by_tag_and_their_averages(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", str(file), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["PERS"] == {"precision": 0, "recall": 0, "f1": 0, "support": 1}
    assert scores["LOC"]["f1"] == 1
    assert scores["micro"]["f1"] == pytest.approx(2 / 3)
    assert scores["macro"]["f1"] == 0.5


def test_table(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(FILE.replace("قرب O", "قرب I-LOC"), encoding="utf-8")
    assert main(["model", str(file)]) == 0
    out = capsys.readouterr().out
    assert "2 sentences, 6 words" in out
    assert "1 I- tags of the file continue no span" in out
    assert "LOC            100.00 100.00 100.00      2" in out


def test_every_word_needs_a_tag() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        strict_scores([["O", "O"]], [["O"]])
    assert strict_scores([["O"]], [["O"]]) == {}


def test_a_file_without_sentences_is_an_error(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("\n", encoding="utf-8")
    assert main(["model", str(file)]) == 2
    assert "test.conll: no sentences" in capsys.readouterr().err
