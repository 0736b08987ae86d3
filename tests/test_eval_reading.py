"""Where predictions come from, and what a report says about it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval.reading import command, guesses, predict, provenance, read_gold, shown
from eval_documents import corpus
from khabar.document import Document, write_documents
from khabar.manifest import ModelError
from khabar.records import Record
from sample import sample

GOLD, GUESS = corpus(3)


class Recorder:
    """Keeps what it was given to read."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def read_many(self, items: Sequence[str | Record], /) -> list[Document]:
        self.records = [item for item in items if isinstance(item, Record)]
        return [Document(record.id, record.text) for record in self.records]


def test_the_reader_gets_the_gold_sentences() -> None:
    reader = Recorder()
    predict(reader, [sample()])
    (record,) = reader.records
    assert record.id == "sample"
    assert record.sentences == tuple((s.start, s.end) for s in sample().sentences)


def test_a_file_of_documents_stands_for_a_model(tmp_path: Path) -> None:
    path = tmp_path / "output.jsonl"
    write_documents(path, reversed(GUESS))
    assert guesses(path, GOLD) == GUESS


def test_files_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "output.jsonl"
    write_documents(path, GUESS[1:])
    with pytest.raises(ValueError, match=r"output\.jsonl: id: no document 'press-000'"):
        guesses(path, GOLD)
    write_documents(path, [Document("press-000", "آخر"), *GUESS[1:]])
    with pytest.raises(ValueError, match=r"output\.jsonl: text: document 'press-000'"):
        guesses(path, GOLD)
    with pytest.raises(ModelError, match="no model here"):
        guesses(tmp_path, GOLD)


def test_gold_must_hold_documents_with_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_documents(path, [])
    with pytest.raises(ValueError, match="no documents"):
        read_gold(path)
    write_documents(path, [GOLD[0], replace(GOLD[1], id=GOLD[0].id)])
    with pytest.raises(ValueError, match="'press-000' is used twice"):
        read_gold(path)


def test_paths_are_shown_from_where_the_command_ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "m") == "m"
    assert shown("../x/g.jsonl") == "../x/g.jsonl"
    assert command("run", [str(tmp_path / "m"), "--with-text"]) == "python -m eval run m --with-text"


def test_provenance_counts_and_hashes(tmp_path: Path) -> None:
    gold, model = tmp_path / "gold.jsonl", tmp_path / "output.jsonl"
    write_documents(gold, GOLD)
    write_documents(model, GUESS)
    first = provenance(model, gold, GOLD)
    assert first["gold"]["sentences"] == 9
    assert first["model"]["of"] == "output.jsonl"
    write_documents(model, GOLD)
    assert provenance(model, gold, GOLD)["model"]["sha256"] != first["model"]["sha256"]
