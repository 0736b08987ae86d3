"""Pretraining: deterministic batches, whole words masked, and a run that survives a kill to the step."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import zstandard
from transformers import AutoModel

from tiny import documents
from train.account import LICENCE, read_account
from train.encoder import EncoderShape, build_encoder, start_from_statistics
from train.masking import MASK, Sampler
from train.outset import Corpus, PretrainRecipe
from train.pack import pack
from train.pretrain import pretrain
from train.recipe import RecipeError, read_recipe

RECIPE = Path(__file__).parents[1] / "train" / "recipes" / "encoder-small.toml"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small raw corpus."""
    texts = [document["text"] for document in documents() * 60]
    lines = "".join(json.dumps({"id": str(i), "title": "", "text": text}) + "\n" for i, text in enumerate(texts))
    (tmp_path / "raw.jsonl.zst").write_bytes(zstandard.compress(lines.encode()))
    return tmp_path


def recipe(minutes: float) -> PretrainRecipe:
    """The shipped recipe in miniature."""
    full = read_recipe(RECIPE, PretrainRecipe)
    schedule = replace(
        full.schedule, minutes=minutes, rows=2, rows_at_end=2, sequence_length=16, held_out_tokens=200, evaluate_every=1
    )
    return replace(
        full,
        corpora=(Corpus("raw.jsonl.zst", 1.0, 1),),
        vocab_size=200,
        encoder=EncoderShape(2, 32, 2, 48),
        schedule=schedule,
    )


def test_batches_are_a_function_of_the_step() -> None:
    """Same step, same batch; other steps and streams, other batches."""
    sampler = Sampler((np.arange(5, 1005, dtype=np.uint16),), (1.0,), np.zeros(1010, bool), 1)
    one, again, other = (sampler.batch(step, 4, 32, 0.2) for step in (7, 7, 8))
    assert (one.ids == again.ids).all() and (one.targets == again.targets).all()
    assert (one.ids != other.ids).any()
    assert (sampler.batch(7, 4, 32, 0.2, stream=1).ids != one.ids).any()


def test_whole_words_are_masked() -> None:
    """Pieces of one word are masked together, and never a special token."""
    continues = np.zeros(100, bool)
    continues[50:] = True
    tokens = np.tile(np.array([10, 60, 61], np.uint16), 200)
    batch = Sampler((tokens,), (1.0,), continues, 1).batch(0, 8, 30, 0.3)
    assert 0.15 < len(batch.positions) / batch.ids.size < 0.45
    masked = set(batch.positions.tolist())
    flat = batch.ids.reshape(-1)
    for position, target in zip(batch.positions.tolist(), batch.targets.tolist(), strict=True):
        assert target > MASK
        if target == 60:
            assert position - 1 in masked or (position - 1) % 30 == 0
    assert (flat[::30] == 2).all() and (flat[29::30] == 3).all()


def test_heads_start_by_looking_at_their_neighbours() -> None:
    """The initial attention of each head of the first layer peaks at its offset."""
    torch.manual_seed(0)
    model = build_encoder(EncoderShape(layers=1, hidden=128, heads=2, intermediate=64), 50)
    start_from_statistics(model, np.random.default_rng(0).normal(size=(50, 128)).astype(np.float32), np.ones(50))
    model.model.config._attn_implementation = "eager"
    ids = torch.randint(5, 50, (1, 24))
    attention = model.model(input_ids=ids, output_attentions=True).attentions[0][0]
    assert [int(attention[head, 12].argmax()) - 12 for head in range(2)] == [-1, 1]


def test_a_killed_run_goes_on_to_the_step(corpus: Path, tmp_path: Path) -> None:
    """The checkpoint remembers step and tokens, and the encoder loads through AutoModel."""
    out = tmp_path / "run"
    out.mkdir()
    lines: list[str] = []
    pretrain(recipe(0.02), corpus, out, lines.append)
    first = json.loads((out / "state" / "progress.json").read_text())
    pretrain(recipe(0.05), corpus, out, lines.append)
    second = json.loads((out / "state" / "progress.json").read_text())
    assert first["step"] > 0 and second["step"] > first["step"]
    assert second["tokens"] == second["step"] * 2 * 16
    assert [json.loads(line)["step"] for line in lines] == list(range(1, second["step"] + 1))
    assert AutoModel.from_pretrained(out / "encoder").config.hidden_size == 32


def test_a_start_of_another_size_is_refused(corpus: Path, tmp_path: Path) -> None:
    """The recipe and the encoder to go on from must agree; one that fits is taken up with its tokenizer."""
    pretrain(recipe(0.01), corpus, tmp_path, print)
    (tmp_path / "encoder" / LICENCE).write_text("MIT", encoding="utf-8")
    pack(tmp_path / "encoder", tmp_path / "packed")
    for changed in (replace(recipe(0.01), encoder=EncoderShape(3, 32, 2, 48)), replace(recipe(0.01), vocab_size=999)):
        out = tmp_path / str(changed.vocab_size)
        out.mkdir()
        with pytest.raises(RecipeError, match="but the encoder to go on from has"):
            pretrain(changed, corpus, out, print, start=tmp_path / "packed")
    (tmp_path / "more").mkdir()
    size = AutoModel.from_pretrained(tmp_path / "encoder").config.vocab_size
    pretrain(replace(recipe(0.01), vocab_size=size), corpus, tmp_path / "more", print, start=tmp_path / "packed")
    assert (tmp_path / "more" / "tokenizer.json").read_bytes() == (tmp_path / "tokenizer.json").read_bytes()
    made = tmp_path / "more" / "encoder"
    assert len(read_account(made).runs) == 2 and (made / LICENCE).read_text(encoding="utf-8") == "MIT"
