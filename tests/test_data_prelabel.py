import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import data.__main__ as command
from data.convert import doccano, labelstudio
from data.prelabel import FORMATS, prelabel
from khabar.document import Document
from khabar.records import Record
from sample import SECOND, TEXT, sample


class SampleReader:
    """Finds in every text what the sample document holds."""

    def read_many(self, items: list[Record], /) -> list[Document]:
        """Documents in the order of the records."""
        return [replace(sample(), id=item.id, text=item.text) for item in items]


def written(format: str, path: Path) -> Path:
    with path.open("w", encoding="utf-8") as out:
        prelabel(SampleReader(), [Record("a", TEXT, None), Record("b", TEXT, None)], format, "small", out)
    return path


def test_label_studio_gets_predictions_with_scores(tmp_path: Path) -> None:
    path = written("labelstudio", tmp_path / "tasks.json")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    assert [task["data"] for task in tasks] == [{"document": name, "text": TEXT} for name in "ab"]
    assert all("annotations" not in task for task in tasks)
    [prediction] = tasks[0]["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("small", 0.6)
    regions = [result for result in prediction["result"] if result["type"] == "labels"]
    scores = {result["value"]["text"]: result.get("score") for result in regions}
    assert (scores["نحو 20"], scores["ورفضت"], scores[SECOND]) == (0.9, 0.6, None)


def test_what_label_studio_exports_after_correction_is_the_document(tmp_path: Path) -> None:
    path = written("labelstudio", tmp_path / "tasks.json")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    for task in tasks:
        [prediction] = task["predictions"]
        [wrong] = [result["id"] for result in prediction["result"] if result.get("value", {}).get("text") == "أمس"]
        task["annotations"] = [{"result": [r for r in prediction["result"] if r.get("id") != wrong]}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    corrected = replace(sample(), figures=tuple(f for f in sample().figures if f.text != "أمس"))
    assert list(labelstudio.read(path)) == [replace(corrected, id=name) for name in "ab"]


def test_doccano_gets_what_it_can_hold(tmp_path: Path) -> None:
    path = written("doccano", tmp_path / "tasks.jsonl")
    assert list(doccano.read(path)) == [doccano.keep(replace(sample(), id=name)) for name in "ab"]
    assert "scores" in FORMATS["doccano"]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_to_read_is_an_empty_list(format: str) -> None:
    out = io.StringIO()
    prelabel(SampleReader(), [], format, "small", out)
    assert out.getvalue() == ("[]\n" if format == "labelstudio" else "")


def test_command_reads_records_with_the_shipped_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    record = {"id": "x", "sentences": ["قال الوزير إن 3 جنود أصيبوا."], "reason": "denial 0.48"}
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert command.main(["prelabel", "shipped", str(source), "--out", str(tmp_path / "tasks.json")]) == 0
    [document] = labelstudio.read(tmp_path / "tasks.json")
    assert (document.id, document.text) == ("x", record["sentences"][0])
    assert [(s.start, s.end) for s in document.sentences] == [(0, len(document.text))]
    assert "3" in {figure.text for figure in document.figures}
    assert command.main(["prelabel", "shipped", str(source), "--format", "doccano"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["document"] == "x"
    assert "doccano cannot hold: what figures say" in err


def test_command_names_what_is_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "x", "text": "خبر"}\n{"id": "y"}\n', encoding="utf-8")
    assert command.main(["prelabel", "shipped", str(source)]) == 2
    assert "in.jsonl:2: text: missing" in capsys.readouterr().err
    source.write_text('{"id": "x", "text": "خبر"}\n', encoding="utf-8")
    assert command.main(["prelabel", str(tmp_path / "no-model"), str(source)]) == 2
    assert "no model here" in capsys.readouterr().err
