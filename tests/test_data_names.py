"""Names in two schemes, apart from their texts."""

import json
import lzma
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import zstandard

import data.__main__ as command
from data.names import SCHEMES, read_names, write_names
from data.standoff import checksum, lines_of
from khabar.document import DocumentError
from train.examples import read_conll

TEXT = "هبط وفد نادي الرباط في مطار تونس ومعه ألف دينار."
SHIPPED = Path(__file__).parents[1] / "data" / "names.jsonl.xz"
NAMES = [[8, 19, "ORG", None], [13, 19, None, "ORG"], [23, 32, "FAC", "ANY"], [42, 47, None, "MISC"]]


def stored(folder: Path, names: list[Any], **other: Any) -> Path:
    """A stand-off file of one sentence that stands six code points into a record of a corpus in `folder`."""
    record = json.dumps({"id": "2018/a", "text": f"خبر.\n\n{TEXT} ثم عاد."})
    (folder / "raw.jsonl.zst").write_bytes(zstandard.compress(record.encode()))
    row = {"id": "raw/2018/a/6", "length": len(TEXT), "crc": checksum(TEXT), "names": names} | other
    path = folder / "names.jsonl.xz"
    path.write_bytes(lzma.compress(json.dumps(row, ensure_ascii=False).encode()))
    return path


def marked(path: Path, folder: Path, scheme: str) -> list[tuple[str, str]]:
    """The names of one scheme as they stand in the text, with their labels."""
    return [(name.text, name.label) for sentence in read_names(path, folder, scheme) for name in sentence.entities]


def test_each_scheme_has_its_own_names(tmp_path: Path) -> None:
    """A word may be part of a longer name in one scheme, and nothing in the other."""
    path = stored(tmp_path, NAMES)
    assert marked(path, tmp_path, "khabar") == [("نادي الرباط", "ORG"), ("مطار تونس", "FAC")]
    assert marked(path, tmp_path, "anercorp") == [("الرباط", "ORG"), ("مطار تونس", "ANY"), ("دينار", "MISC")]


def test_training_reads_what_the_command_writes(tmp_path: Path) -> None:
    """Words and tags; two names side by side stay two."""
    names = [[8, 12, "ORG", None], [13, 19, "ORG", None], [23, 32, "FAC", None]]
    out = tmp_path / "runs" / "names.conll"
    arguments = ["--scheme", "khabar", "--corpus", str(tmp_path), "--out", str(out)]
    assert command.main(["names", str(stored(tmp_path, names)), *arguments]) == 0
    ((words, tags),) = read_conll(out)
    assert [(w, t) for w, t in zip(words, tags, strict=True) if t != "O"] == [
        ("نادي", "B-ORG"),
        ("الرباط", "B-ORG"),
        ("مطار", "B-FAC"),
        ("تونس", "I-FAC"),
    ]


@pytest.mark.parametrize(
    ("names", "other", "said"),
    [
        ([[8, 19, "ORG", None], [13, 19, "ORG", None]], {}, r"names\[1\]: 13 is before the end of the name before, 19"),
        ([[8, 99, "ORG", None]], {}, r"names\[0\]: 8 to 99 is no part of 48 code points"),
        ([[8, 8, "ORG", None]], {}, r"names\[0\]: 8 to 8 is no part of"),
        ([[8, "9", "ORG", None]], {}, r"names\[0\]: a whole number is needed"),
        ([[8, 19, "PERS", None]], {}, r"names\[0\]: 'PERS' is not null or a label of khabar: PER, "),
        ([[8, 19, None, "GPE"]], {}, r"names\[0\]: 'GPE' is not null or a label of anercorp: PERS, "),
        ([[8, 19, "ORG"]], {}, r"names\[0\]: start, end and labels of khabar and anercorp are needed, not 3 values"),
        ([[8, 19, None, None]], {}, r"names\[0\]: no scheme has a label"),
        ([7], {}, r"names\[0\]: a list is needed"),
        ([], {"crc": 1}, r"id: raw\.jsonl\.zst has no such text there"),
        ([], {"entities": []}, r"entities: unknown key"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, names: list[Any], other: dict[str, Any], said: str) -> None:
    """A row that an editor has spoilt, by file, line and field."""
    path, out = stored(tmp_path, names, **other), tmp_path / "out.conll"
    with pytest.raises(DocumentError, match=r"names\.jsonl\.xz:1: " + said):
        write_names(path, tmp_path, "khabar", out)
    assert not out.exists()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_names_that_are_here_are_whole(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row is good as far as can be told without the texts, and there are as many as the datasheet says."""
    rows = lines_of(SHIPPED, ("names",))
    blank = [(where, row, "-" * row["length"]) for where, row in rows]
    monkeypatch.setattr("data.names.with_texts", lambda *_: iter(blank))
    assert len(list(read_names(SHIPPED, SHIPPED.parent, scheme))) == 38_779
    counts = Counter(row["id"].partition("/")[0] for _, row in rows)
    assert counts == {"news-khaleej": 14913, "news-ant": 14397, "wikipedia-2017": 9469}
