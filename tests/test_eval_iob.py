"""Reading CoNLL/IOB2 files."""

from pathlib import Path

import pytest

from eval.iob import IobError, broken_tags, read_iob, spans_of


def test_sentences_columns_and_document_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("-DOCSTART- O\n\nصفد N B-LOC\nجميلة A O\n\n\nنعم X O\n", encoding="utf-8")
    found = [(s.words, s.tags) for s in read_iob(path)]
    assert found == [(["صفد", "جميلة"], ["B-LOC", "O"]), (["نعم"], ["O"])]


@pytest.mark.parametrize(
    ("line", "wrong"), [("صفد", "without a tag"), ("صفد LOC", "'LOC' is not"), ("صفد E-LOC", "E-LOC")]
)
def test_bad_lines_are_named(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "a.conll"
    path.write_text(f"نعم O\n{line}\n", encoding="utf-8")
    with pytest.raises(IobError, match=rf"a\.conll:2: tag: .*{wrong}"):
        list(read_iob(path))


def test_spans_are_strict_iob2() -> None:
    tags = ["B-PER", "I-PER", "B-PER", "I-LOC", "O", "I-ORG"]
    assert spans_of(tags) == [(0, 2, "PER"), (2, 3, "PER")]
    assert broken_tags([tags, ["I-PER"]]) == 3
