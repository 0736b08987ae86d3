"""The shipped model on Khabar's own test split: a release must not be worse than the floors say."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import khabar
from eval.measure import measure
from eval.reading import predict, read_gold

ROOT = Path(__file__).parent.parent
FLOORS: dict[str, float] = tomllib.loads((ROOT / "eval" / "floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def headline() -> dict[str, Any]:
    gold = read_gold(ROOT / "data" / "gold" / "test.jsonl.xz")
    return measure(gold, predict(khabar.load(), gold), resamples=1000)["headline"]


def test_floors_are_set_for_spans_sentences_and_cues() -> None:
    assert set(FLOORS) == {"spans, micro F1", "sentence labels, macro F1", "cue, F1"}
    assert all(0 < floor < 1 for floor in FLOORS.values())


@pytest.mark.parametrize("name", FLOORS)
def test_score_is_not_below_its_floor(name: str, headline: dict[str, Any]) -> None:
    score, (_, high) = headline[name]["score"], headline[name]["interval"]
    assert high >= FLOORS[name], f"{name} is {score:.3f}, at most {high:.3f}; the floor is {FLOORS[name]}"
