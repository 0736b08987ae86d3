"""Train heads and encoder on annotated text: `python -m train finetune RECIPE --encoder DIR --out DIR`.

The best epoch by dev score is kept in OUT (encoder, heads, manifest) and exported to ONNX. A run that is killed goes
on from its last finished epoch with the same command. TensorBoard logs lie in OUT/runs.
"""

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator
from datasets import Dataset
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from torch.utils.tensorboard.writer import SummaryWriter
from tqdm import tqdm
from transformers import AutoModel, AutoTokenizer

from khabar.manifest import file_sha256
from khabar.labels import SPAN_LABELS, bio
from train import checkpoint
from train.batches import Batch, Item, collate, in_batches, items_of
from train.dev import score_dev
from train.examples import Example, conll_examples, conll_labels, gold_examples
from train.export import export
from train.model import HeadShape, KhabarModel
from train.recipe import RecipeError, read_recipe, resolved
from train.save import save_model


@dataclass(frozen=True)
class ForeignCorpus:
    """A CoNLL file with other labels: `allows` maps its tags to sets of ours, `outside` are ours it leaves out.

    `share` is the part of its sentences drawn in an epoch.
    """

    file: str
    share: float
    allows: dict[str, tuple[str, ...]]
    outside: tuple[str, ...]


@dataclass(frozen=True)
class FinetuneData:
    """Files below `--data`; `span_labels` is "khabar", or "file" for the label set of a CoNLL training file."""

    span_labels: str
    train: str
    dev: str
    foreign: tuple[ForeignCorpus, ...]


@dataclass(frozen=True)
class FinetuneSchedule:
    """Epochs, batch, rates and noise; `word_dropout` hides that share of pieces behind [MASK] while training."""

    seed: int
    epochs: int
    batch_size: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    warmup_share: float
    word_dropout: float
    clip: float
    max_tokens: int
    overlap: int


@dataclass(frozen=True)
class FinetuneRecipe:
    """The file's shape; see train/recipes/small.toml."""

    name: str
    encoder: str
    heads: tuple[str, ...]
    data: FinetuneData
    head: HeadShape
    schedule: FinetuneSchedule


def load_examples(recipe: FinetuneRecipe, root: Path) -> tuple[tuple[str, ...], Dataset, Dataset, list[Dataset]]:
    """Span labels, training, dev and foreign examples. Raises an error naming file and line on bad data."""
    train, dev = root / recipe.data.train, root / recipe.data.dev
    for path in (train, dev):
        if not path.is_file():
            raise RecipeError(f"{path}: no such data file (see --data, --train and --dev)")
    if recipe.data.span_labels == "file":
        if recipe.heads != ("spans",):
            raise RecipeError('data.span_labels: "file" goes with heads = ["spans"]')
        labels = conll_labels(train)
        same = {label: (label,) for label in labels}
        read = [Dataset.from_list(list(conll_examples(path, labels, same, ()))) for path in (train, dev)]
        return labels, read[0], read[1], []
    foreign = [
        Dataset.from_list(list(conll_examples(root / c.file, SPAN_LABELS, c.allows, c.outside))) for c in recipe.data.foreign
    ]
    read = [Dataset.from_list(list(gold_examples(path, SPAN_LABELS))) for path in (train, dev)]
    return SPAN_LABELS, read[0], read[1], foreign


def load_encoder(source: str) -> tuple[Any, Tokenizer]:
    """An encoder and its fast tokenizer from a folder or, where the hub can be reached, by name."""
    encoder = AutoModel.from_pretrained(source)
    path = Path(source) / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(path)) if path.is_file() else AutoTokenizer.from_pretrained(source).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer


def loss_of(model: KhabarModel, batch: Batch) -> tuple[torch.Tensor, dict[str, float]]:
    """The sum of the heads' losses, each a mean over its rows, and the parts for the log."""
    out = model(**vars(batch.inputs))
    mask = batch.inputs.word_mask.bool()
    parts: dict[str, torch.Tensor] = {}
    if "spans" in model.heads:
        parts["spans"] = model.span_crf.loss(out["spans"], batch.allowed, mask) / len(mask)
    if batch.full.any():
        full = batch.full
        if "statements" in model.heads:
            wanted = torch.nn.functional.one_hot(batch.cues[full], out["cues"].shape[-1]).bool()
            parts["cues"] = model.cue_crf.loss(out["cues"][full], wanted, mask[full]) / full.sum()
        if "sentences" in model.heads:
            wanted_labels = batch.labels[full]
            parts["sentences"] = 2 * binary_cross_entropy_with_logits(out["sentences"][full], wanted_labels)
        if "statements" in model.heads and (asked := batch.arguments):
            points = model.arguments(out["words"][asked.row], asked.cue, asked.distance, mask[asked.row])
            parts["arguments"] = cross_entropy(points.flatten(0, 1), asked.target.flatten())
    return torch.stack(list(parts.values())).sum(), {k: v.item() for k, v in parts.items()}


def hide_pieces(batch: Batch, share: float, mask_id: int, rng: np.random.Generator) -> None:
    """Replace a share of the pieces by [MASK], so that the model leans on context as well as on known names."""
    ids = batch.inputs.ids
    hidden = torch.from_numpy(rng.random(ids.shape) < share) & batch.inputs.mask.bool()
    hidden[:, 0] = False
    ids.masked_fill_(hidden, mask_id)


def epoch_items(items: list[Item], foreign: list[list[Item]], shares: list[float], rng: np.random.Generator) -> list[Item]:
    """All gold items and a fresh draw of each foreign corpus."""
    drawn = list(items)
    for corpus, share in zip(foreign, shares, strict=True):
        drawn += [corpus[i] for i in rng.permutation(len(corpus))[: round(share * len(corpus))]]
    return drawn


def finetune(recipe: FinetuneRecipe, root: Path, out: Path, log: Any = print) -> dict[str, float | None]:
    """Train by the recipe, keep the best epoch in `out`, and return its dev scores."""
    schedule = recipe.schedule
    torch.manual_seed(schedule.seed)
    accelerator = Accelerator(mixed_precision="bf16" if torch.cuda.is_available() else "no")
    labels, train, dev, foreign = load_examples(recipe, root)
    encoder, tokenizer = load_encoder(recipe.encoder)
    pad, mask_id = tokenizer.token_to_id("[PAD]"), tokenizer.token_to_id("[MASK]")

    def windows(data: Dataset) -> list[Item]:
        rows: list[Example] = data.to_list()
        return items_of(tokenizer, rows, schedule.max_tokens, schedule.overlap)

    items, dev_items, foreign_items = windows(train), windows(dev), [windows(corpus) for corpus in foreign]
    shares = [corpus.share for corpus in recipe.data.foreign]
    model = KhabarModel(encoder, recipe.head, recipe.heads, labels)
    groups = [
        {"params": list(model.encoder.parameters()), "lr": schedule.encoder_rate},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": schedule.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=schedule.weight_decay, betas=(0.9, 0.98))
    state = {"epoch": 0, "step": 0, "best": -1.0, "scores": {}} | checkpoint.load(out / "state", model, optimizer)
    per_epoch = len(items) + sum(round(s * len(f)) for s, f in zip(shares, foreign_items, strict=True))
    batches = -(-per_epoch // schedule.batch_size)
    steps = batches * schedule.epochs // accelerator.num_processes + 1
    prepared, optimizer = accelerator.prepare(model, optimizer)
    writer = SummaryWriter(str(out / "runs")) if accelerator.is_main_process else None
    for epoch in range(state["epoch"], schedule.epochs):
        rng = np.random.default_rng((schedule.seed, epoch))
        drawn = epoch_items(items, foreign_items, shares, rng)
        groups_of_items = list(in_batches(drawn, schedule.batch_size, rng))
        mine = groups_of_items[accelerator.process_index :: accelerator.num_processes]
        for group in tqdm(mine, desc=f"epoch {epoch + 1}/{schedule.epochs}", disable=None):
            batch = collate(group, len(bio(labels)), pad)
            hide_pieces(batch, schedule.word_dropout, mask_id, rng)
            for parameters, rate in zip(optimizer.param_groups, (schedule.encoder_rate, schedule.head_rate), strict=True):
                parameters["lr"] = rate * _slope(state["step"] / steps, schedule.warmup_share)
            loss, parts = loss_of(model, _to(batch, accelerator.device))
            accelerator.backward(loss)
            accelerator.clip_grad_norm_(model.parameters(), schedule.clip)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            state["step"] += 1
            if writer and state["step"] % 20 == 0:
                for name, value in parts.items():
                    writer.add_scalar(f"loss/{name}", value, state["step"])
        if accelerator.is_main_process:
            scores, calibration = score_dev(model, dev_items, labels, pad, schedule.batch_size)
            named = vars(scores) | {"mean": scores.mean}
            log(json.dumps({"epoch": epoch + 1} | {k: v and round(v, 4) for k, v in named.items()}))
            for name, value in named.items():
                if writer and value is not None:
                    writer.add_scalar(f"dev/{name}", value, state["step"])
            if scores.mean > state["best"]:
                state["best"], state["scores"] = scores.mean, {k: v and round(v, 4) for k, v in named.items()}
                note = _training_note(recipe, root, state | {"epoch": epoch + 1})
                save_model(out, model, tokenizer, labels, schedule.max_tokens, schedule.overlap, calibration, note)
            state["epoch"] = epoch + 1
            checkpoint.save(out / "state", model, optimizer, state)
        accelerator.wait_for_everyone()
    return state["scores"]


def _slope(done: float, warmup: float) -> float:
    return min(done / warmup, 1.0) * min(1.0, (1 - done) / (1 - warmup)) if warmup else 1 - done


def _to(batch: Batch, device: torch.device) -> Batch:
    def move(part: Any) -> Any:
        return type(part)(**{k: v.to(device) for k, v in vars(part).items()})

    moved = {k: getattr(batch, k).to(device) for k in ("allowed", "full", "cues", "labels")}
    return Batch(inputs=move(batch.inputs), arguments=batch.arguments and move(batch.arguments), **moved)


def _training_note(recipe: FinetuneRecipe, root: Path, state: dict[str, Any]) -> dict[str, Any]:
    files = [recipe.data.train, recipe.data.dev, *(c.file for c in recipe.data.foreign)]
    return {
        "recipe": resolved(recipe) | {"encoder": Path(recipe.encoder).name},
        "data": {Path(f).name: file_sha256(root / f) for f in files},
        "epoch": state["epoch"],
        "dev": state["scores"],
    }


def main(argv: list[str]) -> int:
    """Command line of `python -m train finetune`."""
    parser = argparse.ArgumentParser(prog="python -m train finetune", description=__doc__.split("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--encoder", help="folder or hub name; the recipe's own without it")
    parser.add_argument("--data", type=Path, default=Path(), help="folder the recipe's data files are relative to")
    parser.add_argument("--train", help="training file in place of the recipe's")
    parser.add_argument("--dev", help="development file in place of the recipe's")
    parser.add_argument("--seed", type=int, help="seed in place of the recipe's")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args(argv)
    recipe = read_recipe(a.recipe, FinetuneRecipe)
    data = replace(recipe.data, train=a.train or recipe.data.train, dev=a.dev or recipe.data.dev)
    seed = recipe.schedule.seed if a.seed is None else a.seed
    recipe = replace(
        recipe, encoder=a.encoder or recipe.encoder, data=data, schedule=replace(recipe.schedule, seed=seed)
    )
    a.out.mkdir(parents=True, exist_ok=True)
    finetune(recipe, a.data, a.out)
    export(a.out)
    return 0
