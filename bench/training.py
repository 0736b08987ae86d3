"""Tokens a second of training, by the steps that `train` itself takes, and the share of the machine's float rate.

A step's products are three times those of reading: once forward, and twice backward, for inputs and for weights.
"""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from transformers import PreTrainedModel

from bench.roofline import operations_of
from khabar.labels import SPAN_LABELS, bio
from khabar.pieces import Pieces
from train.batches import collate, in_batches, items_of
from train.examples import gold_examples
from train.loss import loss_of
from train.masking import Sampler
from train.model import KhabarModel
from train.outset import PretrainRecipe, without_dropout
from train.pack import unpack
from train.parallel import fit_attention, make_accelerator
from train.plan import FinetuneRecipe, load_encoder
from train.pretrain import masked_loss, optimizer_for
from train.recipe import read_recipe

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "train" / "recipes"
GOLD = ROOT / "data" / "gold" / "train.jsonl.xz"


def precision() -> torch.dtype:
    """The kind of floats that training multiplies on this machine."""
    return torch.bfloat16 if make_accelerator().mixed_precision == "bf16" else torch.float32


def pretraining(seconds: float) -> tuple[float, float]:
    """Tokens and operations a second of masked-language-model steps that go on from the shipped encoder."""
    recipe = read_recipe(RECIPES / "encoder-go-on.toml", PretrainRecipe)
    schedule = recipe.schedule
    accelerator = make_accelerator()
    model = without_dropout(unpack(ROOT / "models" / "encoder-small"))
    fit_attention(model, accelerator.device)
    optimizer = optimizer_for(model, schedule)
    pieces = model.config.vocab_size
    ids = np.random.default_rng(0).integers(5, pieces, 100_000)
    sampler = Sampler((ids,), (1.0,), np.arange(pieces) % 3 == 0, 1)
    rows, length = schedule.rows_at_end, schedule.sequence_length

    def step(number: int) -> int:
        with accelerator.autocast():
            loss = masked_loss(model, sampler.batch(number, rows, length, 0.2), accelerator.device)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return rows * length

    head = 2 * 0.2 * recipe.encoder.hidden * (pieces + recipe.encoder.hidden)
    return _rates(step, seconds, model, length, head)


def finetuning(seconds: float) -> tuple[float, float]:
    """Tokens and operations a second of steps on all heads, by the recipe of the shipped model."""
    recipe = read_recipe(RECIPES / "small.toml", FinetuneRecipe)
    examples = list(gold_examples(GOLD, SPAN_LABELS))
    encoder, tokenizer = load_encoder(str(ROOT / recipe.encoder))
    accelerator = make_accelerator()
    fit_attention(encoder, accelerator.device)
    model = KhabarModel(encoder, recipe.head, recipe.heads, SPAN_LABELS)
    optimizer = torch.optim.AdamW(model.parameters(), fused=True)
    items = items_of(Pieces(tokenizer), examples, recipe.schedule.max_tokens, recipe.schedule.overlap)
    groups = list(in_batches(items, recipe.schedule.batch_size, np.random.default_rng(0)))
    tokens = float(np.mean([len(item.window.ids) for item in items]))

    def step(number: int) -> int:
        batch = collate(groups[number % len(groups)], len(bio(SPAN_LABELS)), 0)
        with accelerator.autocast():
            loss, _ = loss_of(model, batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return int(batch.inputs.mask.sum())

    return _rates(step, seconds, encoder, tokens, 0.0)


def _rates(
    step: Callable[[int], int], seconds: float, encoder: PreTrainedModel, length: float, head: float
) -> tuple[float, float]:
    """Tokens and operations a second; `head` are operations a token outside the encoder."""
    step(0)
    begun, tokens, number = time.perf_counter(), 0, 1
    while time.perf_counter() - begun < seconds:
        tokens += step(number)
        number += 1
    rate = tokens / (time.perf_counter() - begun)
    forward = operations_of(encoder.config.to_dict(), length) / length + head
    return rate, 3 * rate * forward
