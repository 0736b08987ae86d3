"""Rows of the error browser."""

from dataclasses import replace
from typing import Any

from eval.errors import LAYERS, find_errors
from eval.scores import Tally, micro
from eval.spans import score_spans
from eval_documents import corpus
from khabar.document import Document
from sample import FIRST, SECOND, sample

GOLD = sample()


def rows(guess: Document, gold: Document = GOLD, with_text: bool = False) -> list[dict[str, Any]]:
    return find_errors([gold], [guess], with_text)


def brief(found: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [(row["layer"], row["kind"], row["label"], row["instead"]) for row in found]


def test_no_errors_in_gold_itself() -> None:
    assert rows(GOLD) == []


def test_each_layer_names_its_errors() -> None:
    person, town = GOLD.entities
    said, denied, declined = GOLD.statements
    guess = replace(
        GOLD,
        sentences=(replace(GOLD.sentences[0], labels=("claim", "attribution")), GOLD.sentences[1]),
        entities=(replace(person, end=person.end - 1), replace(town, label="LOC")),
        figures=(replace(GOLD.figures[0], role="injured"), *GOLD.figures[2:]),
        statements=(replace(said, source=None), replace(denied, speaker="وزير", polarity="assert")),
    )
    found = rows(guess)
    assert brief(found) == [
        ("entities", "boundary", "PER", ""),
        ("entities", "type", "GPE", "LOC"),
        ("figures", "missed", "DATE", ""),
        ("figure fields", "type", "CARDINAL role", "injured"),
        ("sentence labels", "missed", "denial", "0.70"),
        ("sources", "missed", "assert", ""),
        ("polarity", "type", "deny", "assert"),
        ("speakers", "type", "deny", ""),
        ("cues", "missed", "decline", ""),
    ]
    assert {row["layer"] for row in found} <= set(LAYERS)
    assert found[0]["gold"] == (person.start, person.end)
    assert found[0]["guess"] == (person.start, person.end - 1)
    assert [row["sentence"] for row in found][-1] == 1
    assert declined not in guess.statements


def test_text_only_when_asked() -> None:
    guess = replace(GOLD, entities=(), statements=tuple(replace(s, speaker="مجهول") for s in GOLD.statements))
    bare = rows(guess)
    words = {word for word in FIRST.split() if len(word) > 3}
    assert bare
    assert not any(word in repr(bare) for word in words)
    told = rows(guess, with_text=True)
    assert [row["text"] for row in told if row["layer"] == "entities"] == [FIRST, SECOND]
    assert told[1]["from"] == len(FIRST) + 1
    assert "نادر الصالح → مجهول" in [row["instead"] for row in told]


def test_rows_of_spans_are_as_many_as_the_scores_say() -> None:
    for gold, guess in zip(*corpus(), strict=True):
        tally = Tally()
        score_spans(gold, guess, tally)
        score = micro(tally.group("spans"))
        found = [r for r in rows(guess, gold) if r["layer"] in ("entities", "figures")]
        assert sum(row["gold"] is not None for row in found) == score.fn
        assert sum(row["guess"] is not None for row in found) == score.fp
