import lzma
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from data import MANIFEST, SPLITS, split_of, split_path
from data.leakage import event_of, lines_of, register_of, shared_runs, shingle_words, shingles
from data.manifest import build_manifest, manifest_text
from data.validate import check_document, check_overlap, validate
from khabar.document import Document, Entity, Part, Sentence, write_documents
from sample import sample

LONG = "هطلت أمطار غزيرة على القرية الجبلية طوال النهار فانقطع الطريق المؤدي إليها"


def test_the_gold_is_clean_and_is_what_the_manifest_says() -> None:
    assert list(validate([split_path(split) for split in SPLITS], MANIFEST)) == []


def test_the_sample_is_clean() -> None:
    assert list(check_document(sample())) == []


def _entity(start: int, end: int, label: str = "PER") -> Entity:
    return Entity(start, end, sample().text[start:end], label)


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (replace(sample(), entities=(_entity(4, 9),)), "not whole words"),
        (replace(sample(), entities=(_entity(4, 10), _entity(4, 10))), "overlap"),
        (replace(sample(), entities=(_entity(11, 15), _entity(4, 10))), "not in the order"),
        (replace(sample(), entities=(_entity(0, len(sample().text)),)), "not inside one sentence"),
        (replace(sample(), sentences=sample().sentences[:1]), "in no sentence"),
        (replace(sample(), sentences=(sample().sentences[0],) * 2), "overlaps the one before"),
        (replace(sample(), statements=sample().statements[:2]), "attribution, but no statement"),
        (replace(sample(), statements=sample().statements + sample().statements[:1]), "statement twice"),
    ],
)
def test_well_formed_mistakes_are_found(document: Document, what: str) -> None:
    assert any(what in problem for problem in check_document(document))


@pytest.mark.parametrize(
    ("labels", "what"), [(("claim",), "not labelled attribution"), (("claim", "attribution"), "denial")]
)
def test_labels_must_agree_with_statements(labels: tuple[str, ...], what: str) -> None:
    first, second = sample().sentences
    document = replace(sample(), sentences=(replace(first, labels=labels), second))
    assert any(what in problem for problem in check_document(document))


def _files(tmp_path: Path, **splits: list[Document]) -> list[Path]:
    paths = [tmp_path / f"{name}.jsonl" for name in splits]
    for path, documents in zip(paths, splits.values(), strict=True):
        write_documents(path, documents)
    return paths


def _plain(ident: str, text: str) -> Document:
    return Document(ident, text, (Sentence(0, len(text), ("claim",)),))


def _problems(paths: list[Path]) -> Iterator[str]:
    return validate(paths)


def test_broken_offsets_name_file_and_line(tmp_path: Path) -> None:
    document = replace(sample(), statements=(replace(sample().statements[0], cue=Part(0, 3, "هنا")),))
    [problem] = _problems(_files(tmp_path, train=[document]))
    assert "train.jsonl:1: statements[0].cue.text" in problem


def test_duplicates_and_leakage_between_files(tmp_path: Path) -> None:
    other = LONG.replace("القرية", "القريه") + " منذ الفجر"
    paths = _files(tmp_path, train=[_plain("a", LONG)], dev=[_plain("a", "نص آخر"), _plain("b", other)])
    problems = list(_problems(paths))
    assert any("id also in" in problem for problem in problems)
    assert any("shares 'هطلت امطار" in problem for problem in problems)


def test_a_sentence_twice_is_found_within_one_file(tmp_path: Path) -> None:
    twice = [
        _plain("a", LONG),
        Document("b", LONG + "\nو", (Sentence(0, len(LONG), ()), Sentence(len(LONG) + 1, len(LONG) + 2, ()))),
    ]
    assert any("sentence also in" in problem for problem in _problems(_files(tmp_path, train=twice)))


def test_articles_of_one_event_stay_in_one_split(tmp_path: Path) -> None:
    paths = _files(tmp_path, train=[_plain("event-01/war-a", "نص أول")], test=[_plain("event-01/war-b", "نص ثان")])
    assert any("event-01" in problem for problem in _problems(paths))


def test_overlap_with_foreign_text(tmp_path: Path) -> None:
    paths = _files(tmp_path, train=[_plain("a", LONG)])
    other = tmp_path / "other.txt"
    other.write_text("وقد هطلت أمطار غزيرة على القرية الجبلية طوال الليل\n", encoding="utf-8")
    assert list(check_overlap(paths, other, 8)) == []
    problem, *_ = check_overlap(paths, other, 6)
    assert "train.jsonl:a" in problem
    other.write_text('{"id": 1, "text": "أمطار غزيرة على القرية الجبلية طوال النهار"}\n', encoding="utf-8")
    assert len(list(check_overlap(paths, other, 7))) == 1
    packed = tmp_path / "other.jsonl.xz"
    write_documents(packed, [_plain("b", LONG)])
    assert len(list(check_overlap(paths, packed, 7))) > 1
    packed.write_bytes(b"{}")
    with pytest.raises(ValueError, match=r"other\.jsonl\.xz: not compressed by xz"):
        list(check_overlap(paths, packed, 7))


def test_a_split_is_found_plain_or_compressed(tmp_path: Path) -> None:
    plain, packed = tmp_path / "train.jsonl", tmp_path / "train.jsonl.xz"
    assert split_path("train", tmp_path) == plain
    packed.touch()
    assert split_path("train", tmp_path) == packed
    plain.touch()
    assert split_path("train", tmp_path) == plain
    assert [split_of(path) for path in (plain, packed, tmp_path / "a.v1.jsonl")] == ["train", "train", "a.v1"]


def test_the_manifest_notices_a_changed_file(tmp_path: Path) -> None:
    [path] = _files(tmp_path, train=[_plain("a", LONG)])
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(manifest_text(build_manifest(tmp_path, "1.0.0")), encoding="utf-8")
    assert list(validate([path], manifest)) == []
    write_documents(path, [_plain("b", LONG)])
    assert ["sha256 differs" in problem for problem in validate([path], manifest)] == [True]
    assert any("no such file" in problem for problem in validate([], manifest))
    assert any("missing" in problem for problem in validate([path], tmp_path / "none.toml"))


def test_shingles_fold_marks_digits_and_letters() -> None:
    assert shingle_words("أَحْمَدُ 12 الـمدرسة") == ["احمد", "المدرسه"]
    assert list(shingles("واحد اثنان ثلاثة", 2)) == [("واحد", "اثنان"), ("اثنان", "ثلاثه")]
    assert list(shared_runs({"a": "واحد اثنان ثلاثة"}, ["ثم اثنان ثلاثة", "اثنان ثلاثة"], 2)) == [
        ("a", ("اثنان", "ثلاثه"))
    ]


def test_ids_say_event_and_register() -> None:
    assert [event_of(x) for x in ("event-03/war-levant-a", "khabar/war-levant-01")] == ["event-03", ""]
    assert [register_of(x) for x in ("event-03/war-levant-a", "khabar/sport-egypt-01")] == ["war", "sport"]


def test_lines_that_only_look_like_json_are_text(tmp_path: Path) -> None:
    path = tmp_path / "mixed"
    path.write_text('{قوس\n{"text": "نص"}\n', encoding="utf-8")
    assert [line.strip() for line in lines_of(path)] == ["{قوس", "نص"]


def test_texts_to_keep_away_from_are_read_whole(tmp_path: Path) -> None:
    """A compressed corpus and records of sentences are read; what cannot be is named and does not pass for empty."""
    records = '{"text": "نص"}\n{"id": "1", "sentences": ["أول", "ثان"]}\n'.encode()
    (tmp_path / "a.jsonl.zst").write_bytes(zstandard.compress(records))
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(records))
    for name in ("a.jsonl.zst", "a.jsonl.xz"):
        assert list(lines_of(tmp_path / name)) == ["نص", "أول\nثان"]
    (tmp_path / "b.jsonl").write_bytes(records + b'{"body": "x"}\n')
    with pytest.raises(ValueError, match=r"b\.jsonl:3: text: a record has neither"):
        list(lines_of(tmp_path / "b.jsonl"))
    (tmp_path / "d.zst").write_bytes(b"plain")
    with pytest.raises(ValueError, match=r"d\.zst: not compressed by zst"):
        list(lines_of(tmp_path / "d.zst"))
    (tmp_path / "c.gz").write_bytes(b"\x1f\x8b\xff")
    with pytest.raises(ValueError, match=r"c\.gz: not UTF-8"):
        list(lines_of(tmp_path / "c.gz"))
