"""Statements by kind of cue, their worst errors, and whether labels agree with statements."""

from dataclasses import replace
from pathlib import Path

import pytest

from articles import Article
from eval.distance import agreement, errors, kind_of, main, overlapping, score, table
from eval.nearest import compared, nearest
from eval.statements import statement_pairs
from khabar.document import Document, Part, write_documents


def gold() -> Document:
    article = Article("a").line(
        "قال نادر السهلي إن البئر جفت، مشيرا إلى حفر أخرى",
        "PER نادر السهلي",
        [
            ("نادر السهلي", "قال", "إن البئر جفت", "assert"),
            ("نادر السهلي", "مشيرا", "حفر أخرى", "assert"),
        ],
    )
    article.line("المزارعون نفوا ذلك", "", [("المزارعون", "نفوا", "ذلك", "deny")])
    found = article.document()
    first, second = found.sentences
    return replace(found, sentences=(first, replace(second, labels=("denial",))))


def guess() -> Document:
    """The first content is cut short, the participle is missed, the denial is read as an assertion."""
    found = gold()
    said, _, denied = found.statements
    assert said.content
    short = Part(said.content.start, said.content.end - 4, said.content.text[:-4])
    return replace(found, statements=(replace(said, content=short), replace(denied, polarity="assert")))


def test_kinds_tell_where_the_source_stands() -> None:
    kinds = [kind_of(s) for s in gold().statements]
    assert kinds == ["verb before its source", "participle", "verb behind its source"]
    assert kind_of(replace(gold().statements[0], source=None)) == "verb, no source"


def test_scores_of_parts_and_of_their_overlap() -> None:
    pairs = statement_pairs(gold(), guess())
    assert score(pairs, "cue").f1 == pytest.approx(0.8)
    assert (score(pairs, "content").tp, score(pairs, "content, overlap").tp) == (1, 2)
    rows = "\n".join(table(pairs))
    assert "| participle | 1 | 0.0 | 0.0 | 0.0 | 0.0 |" in rows
    assert "| deny | 1 | 100.0 |" in rows


def test_a_statement_that_is_lost_is_worse_than_a_wrong_edge() -> None:
    by_cue = {(ours or theirs).cue.text: errors((ours, theirs)) for ours, theirs in statement_pairs(gold(), guess())}  # type: ignore[union-attr]
    assert by_cue == {"قال": ["content"], "مشيرا": ["cue", "polarity", "source", "content"], "نفوا": ["polarity"]}


def test_labels_and_statements_that_part_are_counted() -> None:
    lines = list(agreement([(gold(), guess())]))
    assert lines[-2:] == ["| gold | 1 | 0 | 0 |", "| model | 0 | 1 | 0 |"]


def test_nearness_takes_the_nearest_name_and_the_rest_of_the_clause() -> None:
    document = gold()
    source, content = nearest(document, document.statements[0])
    assert source == document.statements[0].source
    assert content == document.statements[0].content
    far, rest = nearest(document, document.statements[2])
    assert far is None
    assert rest and rest.text == "ذلك"


def test_only_shared_cues_are_compared() -> None:
    scores = compared([gold()], [guess()])
    assert scores["learned links"]["content"].fn == 1
    assert scores["nearest"]["content"].tp == 2
    assert not overlapping(None, None)


def test_the_command_lists_errors_with_their_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, document in (("gold", gold()), ("guess", guess())):
        write_documents(tmp_path / f"{name}.jsonl", [document])
    paths = [str(tmp_path / "guess.jsonl"), "--gold", str(tmp_path / "gold.jsonl")]
    assert main([*paths, "--worst", "1"]) == 0
    shown = capsys.readouterr().out
    assert "two annotators" in shown
    assert "**missed** (participle)" in shown
    assert "نفوا" not in shown
    assert main([str(tmp_path / "none.jsonl"), *paths[1:]]) == 2
