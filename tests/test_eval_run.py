"""`python -m eval run` from files to files."""

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval_documents import LINES, corpus
from khabar.document import write_documents

FORMS = ("report.html", "report.json", "report.md")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with gold, output, and a report on them in `report`."""
    folder = tmp_path_factory.mktemp("run")
    for name, documents in zip(("gold", "output"), corpus(8), strict=True):
        write_documents(folder / f"{name}.jsonl", documents)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run("--out", "report", "--seen", "gold.jsonl") == 0
    return folder


@pytest.fixture
def files(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(made)
    return made


def run(*more: str) -> int:
    return main(["run", "output.jsonl", "--gold", "gold.jsonl", *more])


def test_report_in_three_forms(files: Path) -> None:
    assert sorted(p.name for p in (files / "report").iterdir()) == list(FORMS)
    text = (files / "report" / "report.json").read_text("utf-8")
    report = json.loads(text)
    assert report["command"] == "python -m eval run output.jsonl --gold gold.jsonl --out report --seen gold.jsonl"
    assert report["scores"]["entities by training"]["seen"]["tp"] > 0
    assert json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n" == text


def test_table_on_the_terminal(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    report = json.loads((files / "report" / "report.json").read_text("utf-8"))
    assert f"{100 * report['headline']['entities, micro F1']['score']:.1f}" in capsys.readouterr().out


def test_running_twice_changes_no_byte(files: Path) -> None:
    first = [(files / "report" / name).read_bytes() for name in FORMS]
    assert run("--out", "report", "--seen", "gold.jsonl") == 0
    assert [(files / "report" / name).read_bytes() for name in FORMS] == first


def test_no_sentences_unless_asked(files: Path) -> None:
    words = {word for line in LINES for word in line.split() if len(word) > 2}
    bare = "".join((files / "report" / name).read_text("utf-8") for name in FORMS)
    assert not [word for word in words if word in bare]
    assert run("--out", "told", "--with-text") == 0
    assert any(line in (files / "told" / "report.html").read_text("utf-8") for line in LINES)


def test_learning_curve_of_earlier_reports(files: Path) -> None:
    assert run("--out", "later", "--curve", "100=report/report.json", "--curve", "400=report/report.json") == 0
    assert "Learning curve" in (files / "later" / "report.html").read_text("utf-8")
    assert "Learning curve" not in (files / "report" / "report.html").read_text("utf-8")
    assert run("--curve", "report/report.json") == 2


def test_bad_input_is_an_error_that_names_the_file(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "bad.jsonl").write_text('{"id": 3}\n', encoding="utf-8")
    assert main(["run", "output.jsonl", "--gold", "bad.jsonl"]) == 2
    assert "bad.jsonl:1" in capsys.readouterr().err
    assert main(["run", "output.jsonl", "--gold", "absent.jsonl"]) == 2
    assert "absent.jsonl" in capsys.readouterr().err
    assert main(["run", "nowhere", "--gold", "gold.jsonl"]) == 2
