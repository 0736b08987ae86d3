"""`khabar ledger`: what it reads and the formats it prints."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

import khabar
from articles import Article
from khabar.cli import main
from khabar.document import Document, write_documents
from khabar.records import Record


def article(id: str) -> Document:
    made = Article(id).line(
        "قال حرس الميناء إن 12 عاملا أصيبوا",
        "ORG حرس الميناء",
        [("حرس الميناء", "قال", "إن 12 عاملا أصيبوا", "assert")],
        [("12", 12, "عاملا", "injured")],
    )
    made.line(
        "وقال مشفى <المرفأ> إن 20 عاملا أصيبوا",
        "ORG مشفى <المرفأ>",
        [("مشفى <المرفأ>", "وقال", "إن 20 عاملا أصيبوا", "assert")],
        [("20", 20, "عاملا", "injured")],
    )
    made.line(
        "ونفت شركة الرافعة أن عاملا أصيبوا",
        "ORG الرافعة",
        [("شركة الرافعة", "ونفت", "أن عاملا أصيبوا", "deny")],
    )
    return made.document()


class ArticleReader:
    """Stands in for a Reader: reads the same article whatever the text."""

    def read_many(self, items: Sequence[Record], **_options: object) -> list[Document]:
        return [article(item.id) for item in items]


@pytest.fixture(autouse=True)
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The models that were loaded."""
    loaded: list[str | None] = []

    def load(path: str | None, threads: int = 0) -> ArticleReader:
        loaded.append(path)
        return ArticleReader()

    monkeypatch.setitem(vars(khabar), "load", load)
    return loaded


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text("نص", encoding="utf-8")
    return str(path)


def test_json(text: str, capsys: pytest.CaptureFixture[str], loads: list[str | None]) -> None:
    assert main(["ledger", text, "--format", "json", "--model", "dir"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["speaker"] for row in found["rows"]] == ["حرس الميناء", "مشفى <المرفأ>", "الرافعة"]
    assert found["rows"][0]["figures"][0]["role"] == "injured"
    (group,) = found["disagreements"]
    assert [count["row"] for count in group["counts"]] == [0, 1]
    assert {match["claim"] for match in found["denials"]} == {0, 1}
    assert loads == ["dir"]


def test_csv(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", text, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert rows[1]["speaker"] == "مشفى <المرفأ>"
    assert rows[1]["figures"] == "20 عاملا (injured)"
    assert [row["disagrees_with"] for row in rows] == ["1", "0", ""]
    assert sorted(rows[2]["denies"].split()) == ["0", "1"]
    assert [row["sentence"] for row in rows] == ["0", "1", "2"]


def test_html(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", text, "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert "&lt;المرفأ&gt;" in page
    assert "<المرفأ>" not in page
    assert "<script" not in page
    whole = ElementTree.fromstring(page[page.index("<article>") : page.index("</article>") + 10])
    assert len(whole.findall("table")) == 3
    targets = {span.get("id") for span in whole.iter("span")}
    assert {str(link.get("href"))[1:] for link in whole.iter("a")} <= targets


def test_text(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", text]) == 0
    out = capsys.readouterr().out
    for words in ("claims", "figures that disagree: injured", "denials", "حرس الميناء", "12 عاملا"):
        assert words in out


def test_analysed_documents_need_no_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], loads: list[str | None]
) -> None:
    path = tmp_path / "done.jsonl"
    write_documents(path, [article("x"), article("y")])
    assert main(["ledger", str(path), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["rows"]) == 6
    assert loads == []
    before = path.read_text(encoding="utf-8")
    error = '{"id": null, "error": "z:1: text: missing", "line": 1}\n'
    for number, lines in ((3, before + error), (1, error + before)):
        path.write_text("\ufeff" + lines, encoding="utf-8")
        assert main(["ledger", str(path), "--format", "json"]) == 1
        out, err = capsys.readouterr()
        assert len(json.loads(out)["rows"]) == 6
        assert f"{path}:{number}" in err
    assert loads == []


def test_bad_records_are_reported_and_the_rest_is_done(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"id": "r", "text": "خبر"}\n{"id": "s"}\n', encoding="utf-8")
    assert main(["ledger", str(path), text, "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert {row["document"] for row in json.loads(out)["rows"]} == {"r", text}
    assert f"{path}:2" in err
    assert main(["ledger", "nowhere.txt"]) == 2
