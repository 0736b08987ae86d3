import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import data.__main__ as command
from data.suggest import Suggestion, distinct, diverse, uncertain
from khabar.document import Document, Entity, Sentence
from khabar.fields import Where
from khabar.records import parse_record
from sample import sample

BOUNDS = {"claim": 0.5, "attribution": 0.5, "denial": 0.8}

MARKETS = [
    "ارتفعت أسعار القمح في الأسواق المحلية خلال الأسبوع الماضي",
    "ارتفعت أسعار الذرة في الأسواق المحلية خلال الشهر الماضي",
    "تراجعت أسعار القمح في الأسواق العالمية خلال الأسبوع الماضي",
]
MATCH = "فاز فريق الساحل على ضيفه بهدفين دون رد"
STORM = "أغلقت العاصفة الرملية مدارس الجنوب يومين كاملين"


def of(*sentences: str, name: str = "d") -> Document:
    starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(len(sentences))]
    bounds = tuple(Sentence(start, start + len(s), ()) for start, s in zip(starts, sentences, strict=True))
    return Document(name, "\n".join(sentences), bounds)


def scored(text: str, score: float, *, span: float = 0.9, name: str = "d") -> Document:
    sentence = Sentence(0, len(text), (), {"claim": 0.99, "attribution": 0.99, "denial": score})
    return Document(name, text, (sentence,), (Entity(0, 4, text[:4], "ORG", span),))


def picked(documents: list[Document], known: list[str], count: int) -> list[str]:
    return [suggestion.text for suggestion in diverse(documents, known, count)]


def test_the_closest_to_the_threshold_comes_first() -> None:
    documents = [scored(MATCH, 0.02, name="sure"), scored(STORM, 0.7, name="near"), scored(MARKETS[0], 0.5, name="far")]
    found = uncertain(documents, BOUNDS)
    assert [s.document.id for s in found] == ["near", "far", "sure"]
    assert found[0].score == pytest.approx(0.875)
    assert found[0].reason == "denial 0.70, given from 0.80"


def test_spans_count_by_their_rank_among_those_of_their_label() -> None:
    documents = [scored(MATCH, 0.01, span=0.03, name="b"), scored(STORM, 0.01, span=0.02, name="a")]
    documents += [scored(text, 0.01, span=0.9, name=f"m{i}") for i, text in enumerate(MARKETS)]
    found = uncertain(documents, BOUNDS)
    assert [s.document.id for s in found][:2] == ["a", "b"]
    assert (found[0].score, found[1].score) == (0.8, 0.6)
    assert found[0].reason == f"ORG {STORM[:4]!r} 0.02, lower than 4 of the pool's 5"


def test_a_span_counts_for_its_own_sentence_alone() -> None:
    man, place = sample().entities
    weak = replace(sample(), entities=(replace(man, score=0.1), place), figures=(), statements=())
    found = uncertain([replace(weak, id="strong", entities=sample().entities), weak], {})
    assert [(s.document.id, s.sentence.start, s.score) for s in found if s.score] == [("sample", 0, 0.5)]


def test_documents_without_scores_are_kept_in_order() -> None:
    found = uncertain([of(MATCH, STORM)], BOUNDS)
    assert [(s.text, s.score) for s in found] == [(MATCH, 0.0), (STORM, 0.0)]


def test_the_far_ones_come_before_the_like_ones() -> None:
    order = picked([of(*MARKETS, MATCH, STORM)], [], 5)
    assert order[0] in MARKETS
    assert set(order[1:3]) == {MATCH, STORM}
    assert sorted(order) == sorted([*MARKETS, MATCH, STORM])
    assert order == picked([of(*MARKETS, MATCH, STORM)], [], 5)


def test_what_is_annotated_already_is_stayed_away_from() -> None:
    assert set(picked([of(*MARKETS, MATCH, STORM)], [MARKETS[0]], 2)) == {MATCH, STORM}
    reasons = [s.reason for s in diverse([of(*MARKETS)], [MARKETS[0]], 2)]
    assert all(reason.startswith("nearest picked or annotated sentence at cosine 0.") for reason in reasons)


def test_short_lines_and_empty_pools() -> None:
    assert picked([of("قال الوزير", MATCH)], [], 9) == [MATCH]
    assert picked([], [MATCH], 9) == picked([of("عاجل")], [], 9) == []


def test_near_duplicates_are_passed_over() -> None:
    copy = MARKETS[0].replace("أسعار", "اسعار") + " بنسبة 30%"
    document = of(MARKETS[0], copy, MATCH, "عاجل", "عاجل", "٣")
    pool = [Suggestion(document, sentence, 0.0, "") for sentence in document.sentences]
    assert [s.text for s in distinct(pool, [])] == [MARKETS[0], MATCH, "عاجل"]
    assert [s.text for s in distinct(pool, [copy, "عاجل"])] == [MATCH]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": f"d{i}", "text": text}) for i, text in enumerate([*MARKETS, MARKETS[0], MATCH, STORM])]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("by", ["uncertain", "diverse"])
def test_the_command_writes_records_with_reasons(by: str, source: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        arguments = ["suggest", "shipped", str(source), "--by", by, "-n", "4", "--out", str(tmp_path / out)]
        assert command.main(arguments) == 0
    text = (tmp_path / "one").read_text(encoding="utf-8")
    assert text == (tmp_path / "two").read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    assert len(records) == len({record["sentences"][0] for record in records}) == 4
    for record in records:
        read = parse_record(record, Where("test"))
        assert read.text[record["start"] : record["end"]] == record["sentences"][0]
        assert read.id == f"{record['document']}#{record['start']}"
        assert record["reason"]
        assert 0 <= record["score"] <= 1


def test_what_cannot_be_done_is_said(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command.main(["suggest", "shipped", str(source), "-n", "0"]) == 2
    assert "-n: 0 is not 1 or more" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "sklearn.feature_extraction.text", None)
    assert command.main(["suggest", "shipped", str(source), "--by", "diverse"]) == 2
    assert "pip install 'khabar[data]'" in capsys.readouterr().err
