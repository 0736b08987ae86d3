"""Train heads and encoder on annotated text: `python -m train finetune RECIPE --encoder DIR --out DIR`.

What is scored and kept is a running mean of the weights (Izmailov et al. 2018), which the noise of single steps hardly
moves. The best epoch by dev score is kept in OUT (encoder, heads, manifest) and exported to ONNX. A run that is killed
goes on from its last finished epoch with the same command; `--start` goes on from what another recipe has trained,
encoder and heads, or encoder and mixer where the labels are others. TensorBoard logs lie in OUT/runs.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.tensorboard.writer import SummaryWriter
from tqdm import tqdm

from khabar.labels import bio
from khabar.manifest import file_sha256, read_manifest
from khabar.pieces import Pieces
from khabar.wordbook import read_centroids, read_wordbook
from train import checkpoint
from train.augment import SWAPPED, Pool, epoch_examples, mention_pool
from train.batches import collate, in_batches, items_of
from train.dev import score_dev
from train.examples import Example
from train.export import export, words_of_examples
from train.loss import hide_pieces, loss_of
from train.model import KhabarModel
from train.parallel import average_gradients, fit_attention, make_accelerator
from train.plan import FinetuneRecipe, load_encoder, load_examples, locate
from train.recipe import portable, read_recipe, resolved
from train.save import load_heads, save_model


def finetune(
    recipe: FinetuneRecipe, root: Path, out: Path, log: Callable[[str], Any] = print, start: Path | None = None
) -> dict[str, Any]:
    """Train by the recipe, keep the best epoch in `out`, export it, and return its dev scores.

    `start` is a folder written by this function, whose encoder and heads the training begins with; see `load_heads`.
    """
    schedule = recipe.schedule
    torch.manual_seed(schedule.seed)
    accelerator = make_accelerator()
    main = accelerator.is_main_process
    data = load_examples(recipe, root)
    checksums = _checksums(recipe, root)
    encoder, tokenizer = load_encoder(str(start / "encoder") if start else recipe.encoder)
    fit_attention(encoder, accelerator.device)
    pad, mask_id, tags = tokenizer.token_to_id("[PAD]"), tokenizer.token_to_id("[MASK]"), bio(data.labels)
    train: list[Example] = data.train.to_list()
    foreign: list[list[Example]] = [corpus.to_list() for corpus in data.foreign]
    book = locate(root, recipe.wordbook) if recipe.wordbook else None
    pieces = Pieces(tokenizer, read_wordbook(book) if book else None)
    dev_items = items_of(pieces, data.dev.to_list(), schedule.max_tokens, schedule.overlap)
    shares = [corpus.share for corpus in recipe.data.foreign]
    pool: Pool = mention_pool((e for corpus in (train, *foreign) for e in corpus), tags, SWAPPED)

    centroids = torch.from_numpy(read_centroids(book)) if book else None
    model = KhabarModel(encoder, recipe.head, recipe.heads, data.labels, centroids).to(accelerator.device)
    if start:
        load_heads(model, start, data.labels)
    peaks = (schedule.encoder_rate, schedule.head_rate)
    own = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": list(model.encoder.parameters())}, {"params": own}]
    optimizer = torch.optim.AdamW(groups, weight_decay=schedule.weight_decay, betas=(0.9, 0.98), fused=True)
    mean = AveragedModel(model, multi_avg_fn=partial(_fade, schedule.ema))
    state = {"epoch": 0, "step": 0, "best": -1.0, "scores": {}} | checkpoint.load(
        out / "state", model, optimizer, mean
    )
    mean.n_averaged.fill_(state["step"])
    per_epoch = len(train) + sum(round(s * len(f)) for s, f in zip(shares, foreign, strict=True))
    steps = -(-per_epoch // schedule.batch_size) * schedule.epochs // accelerator.num_processes + 1
    optimizer = accelerator.prepare(optimizer)
    writer = SummaryWriter(str(out / "runs")) if main else None

    for epoch in range(state["epoch"], schedule.epochs):
        model.train()
        rng = np.random.default_rng((schedule.seed, epoch))
        drawn = epoch_examples(train, foreign, shares, pool, tags, schedule.mention_swap, rng)
        items = items_of(pieces, drawn, schedule.max_tokens, schedule.overlap)
        groups_of_items = list(in_batches(items, schedule.batch_size, rng))
        even = len(groups_of_items) // accelerator.num_processes * accelerator.num_processes
        mine = groups_of_items[accelerator.process_index : even : accelerator.num_processes]
        for group in tqdm(mine, desc=f"epoch {epoch + 1}/{schedule.epochs}", disable=None):
            batch = collate(group, len(tags), pad)
            hide_pieces(batch, schedule.word_dropout, schedule.code_dropout, mask_id, rng)
            slope = _slope(state["step"] / steps, schedule.warmup_share)
            for parameters, peak in zip(optimizer.param_groups, peaks, strict=True):
                parameters["lr"] = peak * slope
            with accelerator.autocast():
                loss, parts = loss_of(model, batch.to(accelerator.device))
            accelerator.backward(loss)
            average_gradients(accelerator, model.parameters())
            accelerator.clip_grad_norm_(model.parameters(), schedule.clip)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            mean.update_parameters(model)
            state["step"] += 1
            if writer and state["step"] % 20 == 0:
                for name, value in parts.items():
                    writer.add_scalar(f"loss/{name}", value, state["step"])
        state["epoch"] = epoch + 1
        if main:
            scores, calibration = score_dev(mean.module, dev_items, data.labels, pad, schedule.batch_size)
            named = scores.named
            log(json.dumps({"epoch": epoch + 1} | named))
            for name, value in named.items():
                if writer and value is not None:
                    writer.add_scalar(f"dev/{name}", value, state["step"])
            if scores.mean > state["best"]:
                state["best"], state["scores"] = scores.mean, named
                made = _account(recipe, root, checksums, state, start)
                sizes = schedule.max_tokens, schedule.overlap
                save_model(out, mean.module, tokenizer, data.labels, *sizes, calibration, book, made)
            checkpoint.save(out / "state", model, optimizer, state, mean)
        accelerator.wait_for_everyone()
    if main:
        export(out, words_of_examples(train))
    return state["scores"]


def _fade(decay: float, means: list[Tensor], weights: list[Tensor], steps: Tensor) -> None:
    """Move the mean of the weights towards them: over few steps at first, over 1 / (1 - decay) of them later on."""
    seen = int(steps)
    get_ema_multi_avg_fn(min(decay, (1 + seen) / (10 + seen)))(means, weights, steps)


def _slope(done: float, warmup: float) -> float:
    """Share of the peak rate: linear warm-up, then linear to zero."""
    return max(0.0, min(done / warmup if warmup else 1.0, (1 - done) / (1 - warmup), 1.0))


def _checksums(recipe: FinetuneRecipe, root: Path) -> dict[str, str]:
    dev = [recipe.data.dev] if recipe.data.dev else []
    files = [*recipe.data.train, *dev, *(corpus.file for corpus in recipe.data.foreign)]
    return portable({file: file_sha256(locate(root, file)) for file in files})


def _account(
    recipe: FinetuneRecipe, root: Path, checksums: dict[str, str], state: dict[str, Any], start: Path | None
) -> dict[str, Any]:
    """What the manifest tells of the training: recipe, checksums of the data, epoch, dev scores, what came before."""
    return {
        "recipe": resolved(recipe) | {"encoder": Path(recipe.encoder).name},
        "data": checksums,
        "wordbook": file_sha256(locate(root, recipe.wordbook)) if recipe.wordbook else None,
        "epoch": state["epoch"],
        "dev": state["scores"],
        "start": read_manifest(start).made if start else None,
    }


def main(argv: list[str]) -> int:
    """Command line of `python -m train finetune`."""
    parser = argparse.ArgumentParser(prog="python -m train finetune", description=__doc__.split("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--encoder", help="folder or hub name; the recipe's own without it")
    parser.add_argument("--start", type=Path, help="folder of an earlier training to go on from")
    parser.add_argument("--wordbook", help="file in place of the recipe's, '' for none")
    parser.add_argument("--data", type=Path, default=Path(), help="folder the recipe's data files are relative to")
    parser.add_argument("--train", nargs="+", help="training files in place of the recipe's")
    parser.add_argument("--dev", help="development file in place of the recipe's")
    parser.add_argument("--seed", type=int, help="seed in place of the recipe's")
    parser.add_argument("--epochs", type=int, help="epochs in place of the recipe's")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args(argv)
    recipe = read_recipe(a.recipe, FinetuneRecipe)
    data = replace(recipe.data, train=tuple(a.train) if a.train else recipe.data.train)
    data = replace(data, dev=a.dev, hold_out=0.0) if a.dev else data
    given = {name: value for name in ("seed", "epochs") if (value := getattr(a, name)) is not None}
    schedule = replace(recipe.schedule, **given)
    book = recipe.wordbook if a.wordbook is None else a.wordbook
    recipe = replace(recipe, encoder=a.encoder or recipe.encoder, wordbook=book, data=data, schedule=schedule)
    a.out.mkdir(parents=True, exist_ok=True)
    finetune(recipe, a.data, a.out, start=a.start)
    return 0
