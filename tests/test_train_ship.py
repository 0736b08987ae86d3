"""What ships is what inference reads, with a card that names every corpus."""

import json
from pathlib import Path
from typing import Any

import pytest

import khabar
from train.account import Account, account_of
from train.ship import corpora_table, encoder_card, model_card, ship, stages

RUN = {
    "recipe": {
        "encoder": {"layers": 2, "hidden": 32, "heads": 2, "intermediate": 48},
        "vocab_size": 220,
        "corpora": [{"file": "news-ant.jsonl.zst"}],
    },
    "progress": {"step": 10, "tokens": 2_000_000, "seconds": 600.0},
    "log": [
        {"tokens": 1_000_000, "loss": 7.0, "held_out_loss": 6.5, "pseudo_perplexity": 665.1},
        {"tokens": 2_000_000, "loss": 6.0, "held_out_loss": 5.5, "pseudo_perplexity": 244.7},
    ],
}
ACCOUNT = Account(None, (RUN,))


def encoder_with(folder: Path, note: dict[str, Any]) -> Path:
    """An encoder's folder as far as its card reads it."""
    (folder / "pretraining.json").write_text(json.dumps(note), encoding="utf-8")
    (folder / "config.json").write_text('{"vocab_size": 11000}', encoding="utf-8")
    return folder


def test_shipped_folder_reads_alone(tiny_model: Path, tmp_path: Path) -> None:
    """Graphs, tokenizer and manifest are enough; nothing else is copied but the licence of an encoder that has one."""
    ship(tiny_model, tmp_path / "m", tmp_path)
    assert {p.name for p in (tmp_path / "m").iterdir()} == {
        *("model.onnx", "arguments.onnx", "tokenizer.json", "khabar.json")
    }
    (tmp_path / "LICENSE").write_text("MIT", encoding="utf-8")
    ship(tiny_model, tmp_path / "licensed", tmp_path)
    assert (tmp_path / "licensed" / "ENCODER-LICENSE").read_text(encoding="utf-8") == "MIT"
    text = "قال كمال رزوق إن 3 جنود وصلوا إلى الشاطئ."
    assert khabar.load(tmp_path / "m").read(text) == khabar.load(tiny_model).read(text)


def test_model_card_refuses_unlisted_corpora(tiny_model: Path) -> None:
    """A model trained on a file that corpora.toml does not know gets no card."""
    with pytest.raises(ValueError, match=r"gold\.jsonl: not listed"):
        model_card(tiny_model, ACCOUNT, [])


def test_stages_of_a_training_stand_in_their_order() -> None:
    """What a training started from comes first."""
    schedule = {"epochs": 3, "seed": 2}
    silver = {"recipe": {"name": "silver", "schedule": schedule}, "epoch": 1, "start": None}
    small = {"recipe": {"name": "small", "schedule": schedule}, "epoch": 3, "start": silver}
    assert stages(small) == ["silver, epoch 1 of 3, seed 2", "small, epoch 3 of 3, seed 2"]


def test_corpora_table_names_licences() -> None:
    """Name, size and licence stand in a row each."""
    table = corpora_table(["ner/anercorp-train.conll", "wikipedia-2017.jsonl.zst"])
    assert "ANERcorp" in table and table.count("CC BY-SA 4.0") == 2
    gold = corpora_table(["data/gold/train.jsonl"])
    assert gold == corpora_table(["data/gold/train.jsonl.xz", "data/gold/train.jsonl"])


def test_encoder_card_draws_its_curve(tmp_path: Path) -> None:
    """Numbers come from the run's own account."""
    card = encoder_card(encoder_with(tmp_path, {"runs": [RUN]}))
    assert "2.0 million tokens" in card and "loss at the end 5.50 nats" in card and "SANAD" not in card
    assert "From random weights" in card and "MIT" not in card
    assert (tmp_path / "curve.svg").read_text(encoding="utf-8").count("<svg") == 1


def test_adopted_encoders_name_their_weights(tmp_path: Path) -> None:
    """The card says whose weights they are, under which licence, what chose the pieces, and what was learned since."""
    recipe = {"layers": 6, "vocab_size": 9000, "words": 2000, "corpora": [{"file": "wikipedia-2017.jsonl.zst"}]}
    shape = {"layers": 6, "hidden": 384, "heads": 12}
    note: dict[str, Any] = {"adopted": {"recipe": recipe, "shape": shape, "words": 11_000_000}}
    card = encoder_card(encoder_with(tmp_path, note))
    assert "6 layers of width 384" in card and "9,000 of its" in card and "11.0 million words" in card
    assert "| MIT, for the weights" in card and "None since." in card and not (tmp_path / "curve.svg").exists()
    card = encoder_card(encoder_with(tmp_path, note | {"runs": [RUN]}))
    assert "11,000 pieces" in card and "2.0 million tokens" in card and "| MIT, for the weights" in card
    account = account_of(note | {"runs": [RUN, RUN]})
    assert account.corpora == ["multilingual-e5-small", "wikipedia-2017.jsonl.zst", "news-ant.jsonl.zst"]
    assert account.origin == "adopted from multilingual-e5-small, 4.0 million tokens seen here"
