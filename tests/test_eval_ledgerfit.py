"""Weights of figure matching are those of the data, and are tested on events that they were not fitted on."""

from pathlib import Path

import pytest

from data import split_path
from eval.ledgerfit import fitted, main, pairs, read_events
from khabar.ledger import claims_of
from khabar.ledger_pairs import WEIGHTS


def test_weights_in_use_are_those_that_the_gold_gives() -> None:
    events = [found for split in ("train", "dev") for found in read_events(split_path(split))]
    examples = [
        pair for event, gold in events for pair in pairs(event, claims_of(gold[name] for name in event.documents))
    ]
    assert {name: round(weight, 1) for name, weight in fitted(examples).items()} == {
        name: pytest.approx(weight, abs=0.11) for name, weight in WEIGHTS.items()
    }


def test_figures_of_one_thing_are_the_positive_examples() -> None:
    (event, gold), *_ = read_events(split_path("dev"))
    claims = claims_of(gold[name] for name in event.documents)
    found = list(pairs(event, claims))
    assert any(same for _, same in found)
    assert not all(same for _, same in found)
    assert {len(values) for values, _ in found} == {len(WEIGHTS)}


def test_a_missing_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
