"""Annotations apart from their texts."""

import json
import lzma
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

import data.__main__ as command
from data.standoff import attach, detach, lines_of
from khabar.document import Document, DocumentError, write_documents
from sample import sample

SHIPPED = Path(__file__).parents[1] / "data" / "news.jsonl.xz"
HELD = SHIPPED.with_name("held.jsonl.xz")
LAYERS = ("sentences", "entities", "figures", "statements")


def stored(folder: Path) -> Document:
    """A document that stands five characters into a record of a corpus in `folder`."""
    first, *rest = sample().statements
    statements = (replace(first, speaker="سطر\u2028آخر"), *rest)
    document = replace(sample(), id="raw/2018/a-7/5", statements=statements)
    records = [{"id": "other", "text": "خبر آخر"}, {"id": "2018/a-7", "text": f"أولا {document.text} وأخيرا"}]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "raw.jsonl.zst").write_bytes(zstandard.compress(lines.encode()))
    return document


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a stand-off file as an editor would."""
    text = lzma.decompress(path.read_bytes()).decode()
    assert old in text
    path.write_bytes(lzma.compress(text.replace(old, new, 1).encode()))


def test_there_and_back(tmp_path: Path) -> None:
    """What comes back is the document; nothing that was said was in the file."""
    document = stored(tmp_path)
    path = tmp_path / "off.jsonl.xz"
    detach([document], path)
    row = lzma.decompress(path.read_bytes()).decode()
    assert not any(statement.content and statement.content.text in row for statement in document.statements)
    assert list(attach(path, tmp_path)) == [document]


def test_commands(tmp_path: Path) -> None:
    """The same from the command line."""
    write_documents(tmp_path / "whole.jsonl", [stored(tmp_path)])
    assert command.main(["detach", str(tmp_path / "whole.jsonl"), str(tmp_path / "off.jsonl.xz")]) == 0
    out = tmp_path / "runs" / "back.jsonl"
    assert command.main(["attach", str(tmp_path / "off.jsonl.xz"), "--corpus", str(tmp_path), "--out", str(out)]) == 0
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("raw/2018/a-7/5", "raw/2018/a-7/6", r"xz:1: id: raw\.jsonl\.zst has no such text there: raw/2018/a-7/6"),
        ("raw/2018/a-7/5", "raw/2018/a-8/5", r"xz:1: id: raw\.jsonl\.zst has no such text there"),
        ("raw/2018/a-7/5", "somewhere", r"xz:1: id: 'somewhere' is not the name of a corpus"),
        ('"end":', '"end":9', r"xz:1: sentences\[0\]\.end: "),
        ('"entities":[{"start":', '"entities":[{"start":9999', r"xz:1: entities\[0\]\.start: "),
        ('"entities":[{"start":', '"entities":[{"start":null,"at":', r"xz:1: entities\[0\]\.at: unknown key"),
        ('"entities":[', '"entities":[7,', r"xz:1: entities\[0\]: an object is needed"),
        ('"statements":[', '"statements":[null,', r"xz:1: statements\[0\]: an object is needed"),
        ('"length":', '"size":', r"xz:1: length: missing"),
        ('"length":', '"length":"', r"xz:1: "),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A text that is not there, and any field that an editor has spoilt, by file, line and field."""
    path = tmp_path / "off.jsonl.xz"
    detach([stored(tmp_path)], path)
    rewrite(path, old, new)
    with pytest.raises(DocumentError, match=said):
        list(attach(path, tmp_path))


def test_other_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not compressed is refused by name, and so is a document whose id is no place."""
    path = tmp_path / "plain.jsonl"
    write_documents(path, [stored(tmp_path)])
    assert command.main(["attach", str(path), "--corpus", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "plain.jsonl: not UTF-8 compressed by xz" in capsys.readouterr().err
    with pytest.raises(DocumentError, match=r"'d' is not the name of a corpus"):
        detach([replace(sample(), id="d")], tmp_path / "off.jsonl.xz")


@pytest.mark.parametrize(("file", "counts"), [(SHIPPED, (18524, 8643)), (HELD, (271, 234))])
def test_the_annotations_that_are_here_are_whole(
    monkeypatch: pytest.MonkeyPatch, file: Path, counts: tuple[int, int]
) -> None:
    """Every row is good as far as can be told without the texts, and there are as many as the datasheet says."""
    blank = [(where, row, "-" * row["length"]) for where, row in lines_of(file, LAYERS)]
    monkeypatch.setattr("data.standoff.with_texts", lambda *_: iter(blank))
    documents = list(attach(file, file.parent))
    assert len({document.id for document in documents}) == len(documents)
    corpora = Counter(document.id.partition("/")[0] for document in documents)
    assert corpora == dict(zip(("news-ant", "news-khaleej"), counts, strict=True))
    for document in documents:
        assert ("attribution" in document.sentences[0].labels) == bool(document.statements), document.id


def test_held_out_sentences_are_of_other_articles() -> None:
    """What models are compared on comes from no article that a training sentence comes from."""
    shipped, held = ({row["id"].rpartition("/")[0] for _, row in lines_of(file, LAYERS)} for file in (SHIPPED, HELD))
    assert held and not shipped & held


def test_a_damaged_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    detach([stored(tmp_path)], tmp_path / "off.jsonl.xz")
    (tmp_path / "raw.jsonl.zst").write_bytes(b"plain")
    arguments = ["attach", str(tmp_path / "off.jsonl.xz"), "--corpus", str(tmp_path), "--out", str(tmp_path / "out")]
    assert command.main(arguments) == 2
    assert "raw.jsonl.zst: not compressed by zst" in capsys.readouterr().err
