"""What a batch reads: every form of input, cut anywhere, with errors that name file and line."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batches import planned, records, write_records
from khabar.cli.feed import BadRecord, InputError
from khabar.records import Columns, Record

SIZES = (1, 3, 7, 100)


def read(found: list[Record | BadRecord]) -> list[tuple[str, str]]:
    assert all(isinstance(item, Record) for item in found)
    return [(item.id, item.text) for item in found if isinstance(item, Record)]


EXPECTED = [(record["id"], record["text"]) for record in records(10)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz"])
def test_jsonl_is_cut_anywhere(tmp_path: Path, name: str, size: int) -> None:
    assert read(list(planned(write_records(tmp_path / name, 10), shard_records=size))) == EXPECTED


@pytest.mark.parametrize("size", SIZES)
def test_zst_of_several_frames(tmp_path: Path, size: int) -> None:
    data = write_records(tmp_path / "in.jsonl", 10).read_bytes()
    frames = pa.Codec("zstd").compress(data[:300], asbytes=True) + pa.Codec("zstd").compress(data[300:], asbytes=True)
    (tmp_path / "in.jsonl.zst").write_bytes(frames)
    assert read(list(planned(tmp_path / "in.jsonl.zst", shard_records=size))) == EXPECTED


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst"])
def test_a_packed_file_that_ends_early_is_refused(tmp_path: Path, name: str) -> None:
    data = b"".join(b'{"id": "%d", "text": ""}\n' % i for i in range(50_000))
    whole = pa.Codec("gzip" if name.endswith("gz") else "zstd").compress(data, asbytes=True)
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=f"{name}: damaged"):
        list(planned(tmp_path / name))


@pytest.mark.parametrize("size", SIZES)
def test_csv_with_lines_in_cells(tmp_path: Path, size: int) -> None:
    rows = "".join(f'خ{i},x,"سطر {i}\nثان ""قول"""\n' + "\n" * (i % 2) for i in range(10))
    (tmp_path / "in.csv").write_text("\ufeffرقم,outlet,متن\n" + rows, encoding="utf-8")
    found = list(planned(tmp_path / "in.csv", shard_records=size, columns=Columns("رقم", "متن")))
    assert read(found) == [(f"خ{i}", f'سطر {i}\nثان "قول"') for i in range(10)]


def test_tsv_and_other_delimiters(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\ttext\n1\tا\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("id;text\n2;ب\n", encoding="utf-8")
    assert read(list(planned(tmp_path / "a.tsv", tmp_path / "b.csv", delimiter=";"))) == [("1", "ا"), ("2", "ب")]


def test_rows_of_csv_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(b'id,text\n1,a\n2,b,c\n3,"x"y\n4,\xff\n"5\n",e\n6\n7,f\n')
    found = list(planned(path, shard_records=2))
    assert [item.id for item in found if isinstance(item, Record)] == ["1", "5\n", "7"]
    bad = [item for item in found if isinstance(item, BadRecord)]
    assert [item.line for item in bad] == [3, 4, 5, 8]
    assert all(item.error.startswith(f"{path}:{item.line}: ") for item in bad)
    assert "3 cells, and the header has 2" in bad[0].error
    assert "text: byte 0xff" in bad[2].error


@pytest.mark.parametrize("size", SIZES)
def test_parquet_over_row_groups(tmp_path: Path, size: int) -> None:
    rows = [{"n": i, "body": f"متن {i}" if i != 4 else None, "other": 1.5} for i in range(10)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet", row_group_size=4)
    found = list(planned(tmp_path / "in.parquet", shard_records=size, columns=Columns("n", "body")))
    assert [item.id for item in found if isinstance(item, Record)] == [str(i) for i in range(10) if i != 4]
    (bad,) = (item for item in found if isinstance(item, BadRecord))
    assert bad.error == f"{tmp_path / 'in.parquet'}:5: body: missing"


def test_parquet_with_sentences_and_strings_that_are_no_utf8(tmp_path: Path) -> None:
    ids = pa.array(["a", "b"])
    raw = pa.array([b"x", b"\xff"], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    pq.write_table(pa.table({"id": ids, "text": text}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"id": ["c"], "sentences": [["س", "ع"]]}), tmp_path / "b.parquet")
    good, bad, joined = planned(tmp_path / "a.parquet", tmp_path / "b.parquet")
    assert (good.id, joined) == ("a", Record("c", "س\nع", ((0, 1), (2, 3))))
    assert isinstance(bad, BadRecord)
    assert bad.error.startswith(f"{tmp_path / 'a.parquet'}:2: text: not UTF-8")


def test_folders_mix_all_forms(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        (tmp_path / name).write_text(f"نص {name}", encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"one\n\xff")
    (tmp_path / "c.csv").write_text("id,text\n1,x\n", encoding="utf-8")
    (tmp_path / "note.md").write_text("not read", encoding="utf-8")
    found = list(planned(tmp_path, shard_records=2))
    names = ["a.txt", "b.txt", "c.csv", "d.txt", "deep/c.txt"]
    assert [item.id for item in found] == ["1" if n == "c.csv" else str(tmp_path / n) for n in names]
    (bad,) = (item for item in found if isinstance(item, BadRecord))
    assert bad.error.startswith(f"{tmp_path / 'd.txt'}:2: not UTF-8")


def test_columns_of_jsonl_have_any_name(tmp_path: Path) -> None:
    lines = [{"key": "a", "body": "x", "text": 3}, {"key": "b"}, {"key": "c", "lines": ["y"]}]
    (tmp_path / "in.jsonl").write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    first, bad, last = planned(tmp_path / "in.jsonl", columns=Columns("key", "body", "lines"), shard_records=1)
    assert (first.id, last.id) == ("a", "c")
    assert isinstance(bad, BadRecord)
    assert bad.error == f"{tmp_path / 'in.jsonl'}:3: body: missing"


def test_inputs_that_cannot_be_used(tmp_path: Path) -> None:
    jsonl = write_records(tmp_path / "in.jsonl", 1)
    (tmp_path / "in.csv").write_text("id,body\n", encoding="utf-8")
    (tmp_path / "in.parquet").write_bytes(b"PAR1")
    (tmp_path / "in.doc").write_bytes(b"")
    for paths, says in [
        ((jsonl, jsonl), "given twice"),
        ((tmp_path / "in.csv",), "no column 'text', only id, body"),
        ((tmp_path / "in.parquet",), "in.parquet: damaged"),
        ((tmp_path / "in.doc",), "say --input"),
        ((tmp_path / "nowhere",), "no such file"),
    ]:
        with pytest.raises(InputError, match=says):
            list(planned(*paths))
