"""A whole measurement: perfect on gold itself, mirrored when sides change, the same twice."""

import json
from dataclasses import replace
from typing import Any

from eval.measure import HEADLINE, measure, tallies
from eval.scores import total
from eval_documents import corpus
from khabar.document import Document

GOLD, GUESS = corpus()


def certain(document: Document) -> Document:
    """Gold as a model that is sure of it would give it."""
    sentences = tuple(
        replace(s, scores={n: float(n in s.labels) for n in ("claim", "attribution", "denial")})
        for s in document.sentences
    )
    return replace(document, sentences=sentences)


def test_gold_against_itself_is_perfect_everywhere() -> None:
    found = measure(GOLD, [certain(d) for d in GOLD], seen=frozenset({"صفد"}), resamples=50)
    assert set(found["headline"]) == set(HEADLINE)
    assert all(e == {"score": 1, "interval": (1, 1)} for e in found["headline"].values())
    assert all(e["f1"] == 1 for group in found["scores"].values() for e in group.values())
    assert all(e["share"] == 1 for group in found["shares"].values() for e in group.values())
    assert all(e["ece"] == 0 and e["average_precision"] == 1 for e in found["calibration"].values())


def test_swapping_gold_and_prediction_swaps_precision_and_recall() -> None:
    ours, theirs = total(tallies(GOLD, GUESS)), total(tallies(GUESS, GOLD))
    assert ours.scores.keys() == theirs.scores.keys()
    assert any(score.fp != score.fn for score in ours.scores.values())
    for key, score in ours.scores.items():
        mirrored = theirs.scores[key]
        assert (score.tp, score.fp, score.fn) == (mirrored.tp, mirrored.fn, mirrored.fp), key


def test_measuring_twice_gives_the_same() -> None:
    assert json.dumps(measure(GOLD, GUESS, resamples=50)) == json.dumps(measure(GOLD, GUESS, resamples=50))


def test_scores_of_a_worse_prediction_lie_in_their_intervals() -> None:
    found = measure(GOLD, GUESS, resamples=500)
    scores: dict[str, Any] = found["headline"]
    assert 0.3 < scores["entities, micro F1"]["score"] < 0.95
    for name in ("entities, micro F1", "cue, F1", "source, F1", "claim, F1"):
        low, high = scores[name]["interval"]
        assert low < scores[name]["score"] < high, name
    micro = found["scores"]["entities"]["micro"]
    assert micro["tp"] + micro["fn"] == sum(len(d.entities) for d in GOLD)
    assert sum(map(sum, (row.values() for row in found["confusion"]["polarity"].values()))) > 0


def test_seen_and_unseen_appear_with_a_training_file_only() -> None:
    assert "entities by training" not in measure(GOLD, GUESS, resamples=10)["scores"]
    assert "entities by training" in measure(GOLD, GUESS, seen=frozenset(), resamples=10)["scores"]
