"""Inputs at which rules, readers or commands once gave in."""

import gzip
import io
import json
import sys
from pathlib import Path
from time import perf_counter

import pytest

import khabar
from articles import Article, says
from batches import planned
from khabar.cli import main
from khabar.cli.feed import InputError
from khabar.document import Document
from khabar.fields import DocumentError, Where
from khabar.figures import find, normalise
from khabar.ledger import ledger
from khabar.names import bare_name
from khabar.records import Record
from khabar.speakers import resolve

HERE = Where("here", 1)


@pytest.fixture(scope="module")
def reader() -> khabar.Reader:
    return khabar.load()


@pytest.mark.parametrize(
    "text",
    [
        "قال الناطق " + "و" * 3000 + " إن الوضع جيد.",
        "قال الناطق إن " + "و" * 3000 + " في خطر.",
        "قتل " + "مليون " * 800 + "شخص، ونفى الوزير مقتل " + "مليون " * 60 + "شخص.",
        "نزح عشرات " + "الملايين " * 800,
        "قال الرئيس سامي علي إن ۥۥۥ وصل إلى المدينة. ونفى الوزير أحمد سعيد وصول ۥۥۥ إلى المدينة.",
    ],
)
def test_runs_and_strange_letters_are_read_and_compared(reader: khabar.Reader, text: str) -> None:
    """Letters and scale words without end, and letters that folding takes away."""
    document = reader.read(text)
    assert Document.from_json(document.to_json(), HERE) == document
    ledger([document, document])


def test_clitics_are_few() -> None:
    """A run of a letter is no stack of particles."""
    assert bare_name("و" * 5000) == "و" * 4999
    assert bare_name("ولبنان") == "لبنان"


def test_numbers_are_no_longer_than_a_float_can_hold() -> None:
    """A scale is multiplied as long as somebody might mean it."""
    assert find("مليون مليون دولار")[0].value == 10**12
    assert all(isinstance(f.value, int) and f.value < 10**40 for f in find("مليون " * 900))
    assert len(str(normalise("عشرات " + "ملايين " * 800, 0, 900, "CARDINAL").bounds)) < 100


@pytest.mark.parametrize("value", [10**400, 10**4000, -(10**400)])
def test_whole_numbers_beyond_all_bounds_are_refused_in_a_line(value: int) -> None:
    """As a value, as a score and as an offset."""
    figure = {"start": 0, "end": 1, "text": "x", "label": "CARDINAL"}
    for wrong in ({"value": value}, {"value": 1, "score": value}, {"value": 1, "start": value}):
        data = {"id": "a", "text": "x", "sentences": [], "entities": [], "figures": [figure | wrong], "statements": []}
        with pytest.raises(DocumentError, match=r"here:1: figures\[0\]\.") as error:
            Document.from_json(data, HERE)
        assert len(str(error.value)) < 200


@pytest.mark.parametrize("blank", [" ", "\n", "  \t"])
def test_a_blank_sentence_has_no_labels(reader: khabar.Reader, blank: str) -> None:
    """Nothing is said in it."""
    found = reader.read_many([Record("a", f"نعم.{blank}", ((0, 4), (4, 4 + len(blank))))])[0]
    assert found.sentences[1].labels == ()
    assert set((found.sentences[1].scores or {}).values()) == {0.0}


def test_a_packed_text_that_ends_early_is_named(tmp_path: Path) -> None:
    """It is damaged, not empty."""
    whole = gzip.compress("خبر طويل ".encode() * 500)
    for name, data in (("short.txt.gz", whole[:-9]), ("none.txt.gz", b"no gzip")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match=rf"{name}: damaged"):
            list(planned(tmp_path / name, shard_records=10))


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_numbers_without_standard_input(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Closed by whoever called."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["numbers", "--format", form]) == 2
    assert "standard input is closed" in capsys.readouterr().err


def test_numbers_in_bytes_that_are_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """UTF-8 is read whatever the locale says, and nothing else."""
    (tmp_path / "in").write_bytes("ثلاثة ملايين".encode())
    monkeypatch.setattr(sys, "stdin", (tmp_path / "in").open(encoding="latin-1"))
    assert main(["numbers"]) == 0
    assert "3000000" in capsys.readouterr().out
    (tmp_path / "in").write_bytes(b"abc \xff 3")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper((tmp_path / "in").open("rb")))
    assert main(["numbers"]) == 2
    assert "stdin:1: not UTF-8" in capsys.readouterr().err


def test_a_figure_with_a_tab_is_one_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """What would end a cell or a line inside of it is shown as a blank."""
    assert main(["numbers", "ثلاثة\tملايين و5\r\nآلاف"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 1 and len(rows[0].split("\t")) == 5


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (".work/plan.json", "[1]"),
        (".work/plan.json", '{"inputs": 5}'),
        (".work/done/000000.json", '{"a": 1}'),
        (".work/done/000000.json", "[]"),
        ("manifest.json", "[]"),
        ("manifest.json", '{"shards": 5}'),
        ("manifest.json", "[" * 100_000),
    ],
)
def test_a_damaged_batch_is_named(tmp_path: Path, file: str, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands in the files of the folder."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text(json.dumps({"id": "a", "text": "نعم."}) + "\n", encoding="utf-8")
    assert main(["batch", str(source), "--out", str(out)]) == 0
    kept = (out / "manifest.json").read_text(encoding="utf-8")
    identity = {key: json.loads(kept)[key] for key in ("khabar", "model", "options", "inputs")}
    if file != "manifest.json":
        (out / "manifest.json").unlink()
        (out / ".work" / "done").mkdir(parents=True, exist_ok=True)
        (out / ".work" / "plan.json").write_text(json.dumps(identity), encoding="utf-8")
    (out / file).write_text(content, encoding="utf-8")
    capsys.readouterr()
    assert main(["batch", str(source), "--out", str(out)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def crowd(many: int) -> Document:
    """A sentence of many statements, after a line of many names that share a word, and one with that word alone."""
    article = Article()
    for i in range(many):
        article.line(f"حضر سامي علي{i} وجيش الساحل{i} كبير", f"PER سامي علي{i}; ORG جيش الساحل{i} كبير")
        article.line("قال سامي وقالت الصحيفة وقال جيش الساحل نعم", "PER سامي", says("سامي", "قال"))
    said = [(f"رئيس{i}", f"قال{i}", f"كذا{i}", "assert") for i in range(many)]
    article.line(" ".join(f"قال{i} رئيس{i} كذا{i}" for i in range(many)), "", said)
    return article.document()


def test_a_crowd_takes_time_in_proportion() -> None:
    """Four times as many names and statements take about four times as long, not sixteen."""
    times = []
    for many in (250, 1000):
        document = crowd(many)
        begun = perf_counter()
        resolve(document)
        times.append(perf_counter() - begun)
    assert times[1] < 9 * times[0] + 0.3


def test_a_rank_is_looked_for_once() -> None:
    """Vague words without end."""
    begun = perf_counter()
    normalise("مئات " * 8000, 0, 39_999, "ORDINAL")
    assert perf_counter() - begun < 3
