"""`python -m eval card`: reports as a section of a model card."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.card import main, section


def report(gold: str, score: float, sha: str = "a") -> dict[str, Any]:
    return {
        "command": f"python -m eval run m --gold {gold}",
        "model": {"sha256": sha},
        "gold": {"path": gold},
        "headline": {
            "cue, F1": {"score": score, "interval": [0.5, 0.7]},
            "claim, F1": {"score": 0.9, "interval": None},
        },
        "scores": {"entities": {"PER": {"f1": score, "interval": None}, "micro": {"f1": 0.1, "interval": None}}},
    }


def test_a_column_for_each_report() -> None:
    text = section([report("a.jsonl", 0.6), report("b.jsonl", 0.65)])
    assert "|  | a.jsonl | b.jsonl |" in text
    assert "| cue, F1 | 60.0 (50.0 – 70.0) | 65.0 (50.0 – 70.0) |" in text
    assert "| PER | 60.0 | 65.0 |" in text
    assert "micro" not in text
    assert text.index("| claim, F1") < text.index("| cue, F1")
    assert "- `python -m eval run m --gold b.jsonl`" in text


def test_reports_must_be_of_one_model() -> None:
    with pytest.raises(ValueError, match="different models"):
        section([report("a", 0.6), report("a", 0.6, sha="b")])


def test_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report("a.jsonl", 0.6)), encoding="utf-8")
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.startswith("## Scores")
    for wrong in ("[]", "{"):
        path.write_text(wrong, encoding="utf-8")
        assert main([str(path)]) == 2
        assert "report.json: not" in capsys.readouterr().err
