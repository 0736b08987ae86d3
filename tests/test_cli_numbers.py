"""`khabar numbers`: text for people, JSON lines for scripts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from khabar.cli import main


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """A function that makes a string the standard input."""

    def put(text: str) -> None:
        path = tmp_path / "stdin"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", path.open(encoding="utf-8"))

    return put


def test_one_figure_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["numbers", "قتل نحو 20 عاملا أمس", "--now", "2019-03-21"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4-10\tنحو 20\tCARDINAL\t20\tmodifier=about\tcounted=عاملا\trole=killed",
        "17-20\tأمس\tDATE\t2019-03-20",
    ]


def test_text_from_standard_input(capsys: pytest.CaptureFixture[str], stdin: Any) -> None:
    stdin("من 10 إلى 15 كلم\n")
    assert main(["numbers"]) == 0
    assert "QUANTITY\t10–15\tunit=km" in capsys.readouterr().out


def test_records_are_answered_in_order_and_bad_ones_in_their_place(
    capsys: pytest.CaptureFixture[str], stdin: Any
) -> None:
    stdin('{"id":"a","text":"خمسة كتب"}\n\nbad\n{"id":"b","sentences":["لا شيء","١٥٪"]}\n')
    assert main(["numbers", "--format", "jsonl"]) == 1
    first, bad, last = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == {
        "id": "a",
        "figures": [
            {
                "start": 0,
                "end": 4,
                "text": "خمسة",
                "label": "CARDINAL",
                "value": 5,
                "range": None,
                "modifier": "exact",
                "counted": "كتب",
                "role": None,
                "unit": None,
            }
        ],
    }
    assert (bad["id"], bad["line"]) == (None, 3)
    assert "error" in bad
    assert [(f["text"], f["label"], f["unit"]) for f in last["figures"]] == [("١٥٪", "PERCENT", "%")]


def test_a_date_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["numbers", "أمس", "--now", "21.3.2019"])
    assert stopped.value.code == 2
    assert "'21.3.2019' is no date such as 2019-03-21" in capsys.readouterr().err


def test_the_command_loads_no_model_and_no_unit_library() -> None:
    check = (
        "import sys, khabar.cli.numbers; assert 'khabar.figures' not in sys.modules;"
        "from khabar.cli import main; main(['numbers', 'خمسة أمتار']);"
        "assert not {'onnxruntime', 'torch', 'pint', 'hijridate'} & set(sys.modules), 'too much'"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
