"""The score of speakers on gold statements."""

from dataclasses import replace
from pathlib import Path

import pytest

from articles import Article
from eval.linking import BARE, EXACT, GROUP, errors, judged, main
from khabar.document import ABSENT, Document, write_documents


def gold(*speakers: str | None) -> Document:
    article = Article("press-1").line(
        "قال عمر نصار إن السوق مغلق", "PER عمر نصار", [("عمر نصار", "قال", None, "assert")]
    )
    article.line("وأضاف أنه سيفتح", "", [(None, "وأضاف", None, "assert")])
    article.line("وفقا للدفاع المدني", "ORG للدفاع المدني", [("للدفاع المدني", "وفقا", None, "assert")])
    found = article.document()
    both = zip(found.statements, speakers, strict=True)
    return replace(found, statements=tuple(replace(s, speaker=name) for s, name in both))


def test_exact_and_bare_names_are_counted_apart() -> None:
    tally = judged(gold("عمر نصار", "غيره", "للدفاع المدني"))
    assert tally.shares[GROUP, EXACT].hits == 1
    assert (tally.shares[GROUP, BARE].hits, tally.shares[GROUP, BARE].total) == (2, 3)
    assert tally.shares[GROUP, "no source"].hits == 0


def test_speakers_of_the_gold_are_not_looked_at() -> None:
    assert errors(gold("عمر نصار", "عمر نصار", "الدفاع المدني")) == []
    assert errors(gold("س", "عمر نصار", "الدفاع المدني")) == ["press-1\tعمر نصار\tقال\tس\tعمر نصار"]


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gold.jsonl"
    good = gold("عمر نصار", "عمر نصار", None)
    without = replace(good, id="press-2", statements=tuple(replace(s, speaker=ABSENT) for s in good.statements))
    write_documents(path, [good, without])
    assert main(["--gold", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 documents")
    assert "0.667" in out
    assert main(["--gold", str(path), "--errors"]) == 0
    assert capsys.readouterr().out.splitlines() == ["press-1\tللدفاع المدني\tوفقا\tNone\tالدفاع المدني"]
    write_documents(path, [without])
    assert main(["--gold", str(path)]) == 2
    assert "no statement has one" in capsys.readouterr().err
