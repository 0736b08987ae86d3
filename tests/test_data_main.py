import json
import tomllib
from pathlib import Path

import pytest

import data.__main__ as command
from data import DATASHEET, SECOND, SPLITS, split_path
from data.agreement import agreement
from data.stats import stats
from data.tables import agreement_lines, stats_lines, with_block
from khabar.document import read_documents, write_documents
from sample import sample


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    write_documents(path, [sample()])
    return path


def test_stats_count_every_layer() -> None:
    counts = stats([sample()])
    assert counts["text"]["sentences"] == 2
    assert counts["text"]["statements"] == 3
    assert counts["sentence labels"] == {"claim": 1, "attribution": 2, "denial": 1}
    assert (counts["spans"]["PER"], counts["spans"]["CARDINAL"], counts["spans"]["DATE"]) == (1, 2, 1)
    assert counts["polarities"]["decline"] == counts["roles"]["killed"] == counts["modifiers"]["about"] == 1
    assert counts["statement parts"] == {"source": 3, "content": 2, "source in an earlier sentence": 0}


def test_stats_of_nothing() -> None:
    assert stats([])["text"]["median words a sentence"] == 0


def test_validate_reports_and_exits_with_one(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["validate", str(gold)]) == 0
    assert command.main(["validate", str(gold), "--against", str(gold)]) == 1
    assert "also stands in" in capsys.readouterr().out


def test_stats_agreement_and_convert(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["stats", str(gold)]) == 0
    assert "| statements | 3 | 3 |" in capsys.readouterr().out
    assert command.main(["stats", "--json", str(gold)]) == 0
    assert json.loads(capsys.readouterr().out)["train"]["text"]["documents"] == 1
    assert command.main(["agreement", str(gold), str(gold), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["spans"]["all"]["f1"] == 1
    assert command.main(["convert", str(gold), str(tmp_path / "d"), "--to", "doccano"]) == 0
    assert "cannot hold" in capsys.readouterr().err
    assert command.main(["agreement", str(gold), str(tmp_path / "d")]) == 2
    assert "data: " in capsys.readouterr().err


def test_stats_tell_files_of_one_name_apart(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other" / gold.name
    other.parent.mkdir()
    write_documents(other, [sample(), sample()])
    assert command.main(["stats", "--json", str(gold), str(other)]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert [counts[str(path)]["text"]["documents"] for path in (gold, other)] == [1, 2]


def test_manifest_keeps_or_sets_the_version(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = tmp_path / "manifest.toml"
    monkeypatch.setattr(command, "MANIFEST", manifest)
    monkeypatch.setattr(command, "GOLD", gold.parent)
    page = tmp_path / "README.md"
    blocks = "<!-- stats -->\nold\n<!-- /stats -->\n<!-- agreement -->\n<!-- /agreement -->"
    page.write_text(f"before\n{blocks}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(command, "DATASHEET", page)
    assert command.main(["manifest", "--release", "2.1.0"]) == 0
    assert command.main(["manifest"]) == 0
    assert "old" not in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").count("| statements | 3 | 3 |") == 1
    assert page.read_text(encoding="utf-8").endswith("<!-- /agreement -->\nafter\n")
    written = tomllib.loads(manifest.read_text(encoding="utf-8"))
    assert written["version"] == "2.1.0"
    assert written["splits"]["train"]["sentences"] == 2
    assert written["splits"]["train"]["sentence labels"]["denial"] == 1


def test_the_datasheet_counts_what_the_gold_holds() -> None:
    counts = {split: stats(list(read_documents(split_path(split)))) for split in SPLITS}
    page = DATASHEET.read_text(encoding="utf-8")
    assert "\n".join(stats_lines(counts)) in page
    splits = [document for split in SPLITS for document in read_documents(split_path(split))]
    twice = agreement(splits, list(read_documents(SECOND)))
    assert "\n".join(agreement_lines(twice)) in page
    assert twice["sentences"] * 3 >= sum(count["text"]["sentences"] for count in counts.values())


def test_a_page_without_the_block_is_refused() -> None:
    with pytest.raises(ValueError, match="stats"):
        with_block("nothing here", "stats", [])
