"""Breakdowns: length, register, sentence of an offset, mentions of a training file."""

from dataclasses import replace
from pathlib import Path

import pytest

from eval.facets import known_mentions, length_of, lengths, register_of, sentence_at
from khabar.document import write_documents
from sample import FIRST, sample


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (1, "1-15 words"),
        (15, "1-15 words"),
        (16, "16-30 words"),
        (50, "31-50 words"),
        (51, "51 words and more"),
    ],
)
def test_bins_of_length(words: int, name: str) -> None:
    assert length_of(words) == name


def test_lengths_are_of_sentences() -> None:
    assert lengths(sample()) == ["16-30 words", "1-15 words"]


@pytest.mark.parametrize(
    ("id", "register"),
    [
        ("khabar/courts-egypt-01", "courts"),
        ("courts-012", "courts"),
        ("agency/2018-03#4", "agency"),
        ("sport", "sport"),
        ("12", "none"),
    ],
)
def test_register_is_read_off_the_id(id: str, register: str) -> None:
    assert register_of(replace(sample(), id=id)) == register


def test_sentence_of_an_offset() -> None:
    document = sample()
    places = (0, len(FIRST) - 1, len(FIRST), len(FIRST) + 1)
    assert [sentence_at(document, at) for at in places] == [0, 0, None, 1]


def test_mentions_of_training_files(tmp_path: Path) -> None:
    documents, conll = tmp_path / "train.jsonl", tmp_path / "train.conll"
    write_documents(documents, [sample()])
    conll.write_text("زارت\tO\nسعاد\tB-PER\nالبكري\tI-PER\nصفد\tB-LOC\n", encoding="utf-8")
    packed = tmp_path / "train.jsonl.xz"
    write_documents(packed, [sample()])
    assert known_mentions(documents) == known_mentions(packed) == {"نادر الصالح", "تونس"}
    assert known_mentions(conll) == {"سعاد البكري", "صفد"}
