"""The command line: what it reads, what it answers to scripts, and how it fails."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import khabar
from khabar.cli import main
from khabar.cli.feed import BadRecord, record_groups
from khabar.cli.progress import progress
from sample import LineReader

KHABAR = [sys.executable, "-c", "import sys; from khabar.cli import main; sys.exit(main())"]


@pytest.fixture(autouse=True)
def line_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test in this process needs a model; those of the real command start processes of their own."""
    monkeypatch.setitem(vars(khabar), "load", lambda _path, threads=0: LineReader())


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """A function that makes bytes the standard input."""

    def put(data: bytes) -> None:
        path = tmp_path / "stdin"
        path.write_bytes(data)
        monkeypatch.setattr(sys, "stdin", path.open(encoding="utf-8"))

    return put


def answers(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_record_is_answered_on_its_line(stdin: Any, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        b'{"id": "b", "text": "\xd9\x82\xd8\xa7\xd9\x84"}',
        b"not json",
        b'{"id": "a", "sentences": ["x", "y"]}',
        b'{"id": "c"}',
        b'{"id": "d", "text": "\\ud800"}',
        b'{"id": "e", "text": "\xff"}',
        b'["f"]',
        b'{"id": "a", "text": ""}',
    ]
    stdin(b"\n".join(lines) + b"\n")
    assert main(["analyze", "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    found = answers(out)
    assert [answer["id"] for answer in found] == ["b", None, "a", "c", "d", "e", None, "a"]
    bad = [answer for answer in found if "error" in answer]
    assert [answer["line"] for answer in bad] == [2, 4, 5, 6, 7]
    assert all(set(answer) == {"id", "error", "line"} for answer in bad)
    assert all(answer["error"].startswith(f"stdin:{answer['line']}: ") for answer in bad)
    assert found[2]["text"] == "x\ny"
    assert err == "khabar: 5 of 8 records could not be read\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": "x", "text": "\\udc00"}', "text: U+DC00 at character 1 is half a surrogate pair"),
        (b'{"id": "x", "text": "a\xff"}', "text: byte 0xff at byte 23 of the line is not UTF-8"),
        (b'{"id": "x", "text": 3}', "text: a string is needed"),
        (b'{"id": "x", "sentences": ["a", null]}', "sentences[1]: a string is needed"),
        (b'{"id": "x", "text": ' + b"[" * 100_000, "not JSON"),
        (b'{"id": "x", "text": ' + b"9" * 10_000 + b"}", "not JSON"),
    ],
)
def test_errors_say_where_and_what(line: bytes, says: str, stdin: Any, capsys: pytest.CaptureFixture[str]) -> None:
    stdin(line)
    assert main(["analyze", "--format", "jsonl"]) == 1
    (answer,) = answers(capsys.readouterr().out)
    assert answer["error"].startswith(f"stdin:1: {says}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))))
def test_no_bytes_break_the_stream(lines: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "any.jsonl"
    path.write_bytes(b"\n".join(lines))
    with path.open("rb") as stream:
        items = [item for group in record_groups("any", stream) for item in group.items]
    assert len(items) == sum(bool(line.strip()) for line in lines)
    assert all(isinstance(item, BadRecord) for item in items)


def test_many_records_keep_their_order(stdin: Any, capsys: pytest.CaptureFixture[str]) -> None:
    stdin("".join(json.dumps({"id": str(i), "text": "خبر " * (i % 7)}) + "\n" for i in range(1000)).encode())
    assert main(["analyze", "--format", "jsonl"]) == 0
    assert [answer["id"] for answer in answers(capsys.readouterr().out)] == [str(i) for i in range(1000)]


def test_json_is_one_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text("خبر", encoding="utf-8")
    two.write_bytes(b"\xd8")
    assert main(["analyze", "--format", "json", str(one)]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == str(one)
    assert main(["analyze", "--format", "json", str(one), str(two), str(one)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [sorted(value)[0] for value in found] == ["entities", "error", "entities"]
    empty = tmp_path / "none.jsonl"
    empty.touch()
    assert main(["analyze", "--format", "json", str(empty)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_directories_and_globs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.txt").write_text("ب", encoding="utf-8-sig")
    (tmp_path / "deep" / "a.txt").write_text("أ", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"id": "r", "text": "ج"}\n', encoding="utf-8")
    (tmp_path / "d.csv").write_text("id,text\n", encoding="utf-8")
    assert main(["analyze", "--format", "jsonl", str(tmp_path)]) == 0
    found = answers(capsys.readouterr().out)
    assert [answer["text"] for answer in found] == ["ب", "ج", "أ"]
    assert [answer["id"] for answer in found] == [
        str(tmp_path / "b.txt"),
        "r",
        str(tmp_path / "deep" / "a.txt"),
    ]
    assert main(["analyze", "--format", "jsonl", str(tmp_path / "**" / "*.txt")]) == 0
    assert len(answers(capsys.readouterr().out)) == 2


def test_standard_input_is_an_article_unless_it_begins_with_a_brace(
    stdin: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin("قال.\r\nنفى.".encode())
    assert main(["analyze", "--format", "json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "قال.\r\nنفى."
    stdin(b' {"id": "r", "text": "x"}')
    assert main(["analyze", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "r"
    stdin(b"{x}")
    assert main(["analyze", "--format", "json", "--input", "text"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "{x}"


@pytest.mark.parametrize("form", ["text", "conll", "html"])
def test_other_formats_report_on_standard_error(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "r", "text": "كلمة"}\n{}\n', encoding="utf-8")
    assert main(["analyze", "--format", form, str(path)]) == 1
    out, err = capsys.readouterr()
    assert "كلمة" in out
    assert f"khabar: {path}:2: id: missing" in err


def test_inputs_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv = tmp_path / "d.csv"
    csv.touch()
    for argument, says in [
        ("nowhere.txt", "nowhere.txt: no such file"),
        (str(tmp_path), "no .txt or .jsonl"),
        (str(csv), "--input"),
    ]:
        assert main(["analyze", argument]) == 2
        assert says in capsys.readouterr().err


def test_a_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.undo()
    assert main(["info", "--model", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("khabar: nowhere")


@pytest.mark.parametrize("value", ["2", "-0.1", "nan", "x"])
def test_threshold_is_a_probability(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["analyze", f"--threshold={value}", "x.txt"])
    assert caught.value.code == 2
    assert "from 0 to 1" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert all(command in out for command in ("analyze", "info", "schema", "numbers"))


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert "properties" in json.loads(capsys.readouterr().out)


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(10) as advance:
        advance(10)
    assert capsys.readouterr() == ("", "")


def test_starting_needs_neither_numpy_nor_rich() -> None:
    code = "import sys, khabar.cli; sys.exit(bool({'numpy', 'onnxruntime', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_stream_is_answered_while_it_stays_open() -> None:
    command = [*KHABAR, "analyze", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for name in ("one", "two"):
            process.stdin.write(json.dumps({"id": name, "text": "قال ناطق إن 3 جنود أصيبوا."}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(60) == 0


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    records = tmp_path / "in.jsonl"
    records.write_text(json.dumps({"id": "x", "text": "قال ناطق. " * 40}) + "\n" + '{"id": "y", "text": ""}\n' * 5000)
    command = [*KHABAR, "analyze", "--format", "jsonl", str(records)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_info_of_the_shipped_model() -> None:
    done = subprocess.run([*KHABAR, "info", "--format", "json"], capture_output=True, check=True)
    info = json.loads(done.stdout)
    assert info["versions"]["khabar"] == khabar.__version__
    assert set(info["sentence_labels"]) == {"claim", "attribution", "denial"}
