"""Statement scores: cues, arguments linked to them, shared words, polarity."""

from dataclasses import replace

from eval.scores import Score, Share, Tally
from eval.statements import score_statements, statement_pairs
from khabar.document import Document, Statement
from sample import part, sample

GOLD = sample()
SAID, DENIED, DECLINED = GOLD.statements


def counted(*statements: Statement, gold: Document = GOLD) -> Tally:
    tally = Tally()
    score_statements(gold, replace(gold, statements=statements), tally)
    return tally


def test_gold_against_itself_is_right_everywhere() -> None:
    tally = counted(*GOLD.statements)
    assert all(score.fp == score.fn == 0 < score.tp for score in tally.scores.values())
    assert tally.group("statements")["source"] == Score(3, 0, 0)
    assert tally.group("statements")["content"] == Score(2, 0, 0)
    assert tally.group("statements")["whole statement"] == Score(3, 0, 0)
    assert tally.group("cue by type of cue") == {"participle": Score(1, 0, 0), "verb": Score(2, 0, 0)}
    assert tally.group("cues by sentence length") == {
        "1-15 words": Score(1, 0, 0),
        "16-30 words": Score(2, 0, 0),
    }


def test_a_missed_cue_takes_its_arguments_with_it() -> None:
    found = counted(DENIED, DECLINED).group("statements")
    assert found["cue"] == Score(2, 0, 1)
    assert found["source"] == Score(2, 0, 1)
    assert found["content"] == Score(1, 0, 1)
    assert found["source, words"] == Score(4, 0, 3)


def test_arguments_need_an_overlapping_cue_only() -> None:
    longer = replace(SAID, cue=part("قال العميد"), source=part("نادر الصالح"))
    found = counted(longer, DENIED, DECLINED).group("statements")
    assert found["cue"] == Score(2, 1, 1)
    assert found["content"] == Score(2, 0, 0)
    assert found["source"] == Score(2, 1, 1)
    assert found["source, words"] == Score(6, 0, 1)
    assert found["whole statement"] == Score(2, 1, 1)


def test_a_source_at_the_wrong_cue_is_wrong() -> None:
    swapped = replace(SAID, source=DECLINED.source), replace(DECLINED, source=SAID.source)
    found = counted(swapped[0], DENIED, swapped[1]).group("statements")
    assert found["source"] == Score(1, 2, 2)


def test_absent_arguments_earn_nothing() -> None:
    gold = replace(GOLD, statements=(DECLINED,))
    found = counted(DECLINED, gold=gold).group("statements")
    assert "content" not in found
    assert found["content, words"] == Score()
    added = counted(replace(DECLINED, content=part("التعليق")), gold=gold).group("statements")
    assert added["content"] == Score(0, 1, 0)


def test_polarity() -> None:
    wrong = counted(replace(SAID, polarity="doubt"), DENIED)
    assert wrong.shares["statements", "polarity on matched cues"] == Share(1, 2)
    assert wrong.group("polarity on matched cues") == {
        "assert": Score(0, 0, 1),
        "deny": Score(1, 0, 0),
        "doubt": Score(0, 1, 0),
    }
    assert wrong.group("polarity of cues")["decline"] == Score(0, 0, 1)
    assert wrong.group("statements")["cue"] == Score(2, 0, 1)
    assert wrong.group("statements")["whole statement"] == Score(1, 1, 2)


def test_two_statements_of_one_cue_stay_two() -> None:
    twice = replace(GOLD, statements=(SAID, replace(SAID, polarity="deny")))
    assert [(g is not None, p is not None) for g, p in statement_pairs(twice, GOLD)].count((True, True)) == 1
    assert counted(*twice.statements, gold=twice).group("statements")["whole statement"] == Score(2, 0, 0)
