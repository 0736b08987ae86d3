"""Pretrain an encoder as a masked language model, from scratch or from another: `python -m train pretrain RECIPE`.

Read train.outset, then the loop here. What is known to matter on little compute is in the recipe, with its
sources. The run is stateless but for its checkpoint: kill it at any time and the same command goes on from the
last checkpoint with the batches that would have come.
"""

import argparse
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from transformers import BertForMaskedLM, PreTrainedModel

from train import checkpoint
from train.account import LICENCE, Account, hand_on_licence, read_account, write_account
from train.masking import Batch, Sampler
from train.outset import PretrainRecipe, Schedule, first_model, prepare_tokens
from train.parallel import average_gradients, fit_attention, make_accelerator
from train.recipe import read_recipe, resolved
from train.tokenizer import inside_words


@dataclass
class Progress:
    """Where a run stands: what has to survive a kill besides the tensors."""

    step: int = 0
    seconds: float = 0.0
    tokens: int = 0


def masked_loss(model: PreTrainedModel, batch: Batch, device: torch.device) -> torch.Tensor:
    """Mean cross-entropy in nats at the masked positions; logits are computed nowhere else."""
    ids = torch.from_numpy(batch.ids).to(device)
    hidden = model.base_model(input_ids=ids).last_hidden_state.flatten(0, 1)
    masked = hidden[torch.from_numpy(batch.positions).to(device)]
    logits = model.cls(masked) if isinstance(model, BertForMaskedLM) else model.decoder(model.head(masked))
    return cross_entropy(logits.float(), torch.from_numpy(batch.targets).to(device))


def rate(schedule: Schedule, step: int, done: float) -> float:
    """Warm-up by steps, then constant, then linear to zero over the last `cooldown_share` of the time."""
    warm = min(1.0, (step + 1) / schedule.warmup_steps)
    cool = min(1.0, max(0.0, 1 - done) / schedule.cooldown_share) if schedule.cooldown_share else 1.0
    return schedule.learning_rate * warm * cool


def optimizer_for(model: torch.nn.Module, schedule: Schedule) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter 2019) with decay on matrices only."""
    matrices = [p for p in model.parameters() if p.ndim >= 2]
    rest = [p for p in model.parameters() if p.ndim < 2]
    groups = [{"params": matrices, "weight_decay": schedule.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=schedule.learning_rate, betas=(0.9, 0.98), eps=1e-6, fused=True)


def pretrain(recipe: PretrainRecipe, corpus_dir: Path, out: Path, log: Any = print, start: Path | None = None) -> None:
    """Run (or go on with) the recipe in `out`, which then holds `encoder/`, `log.jsonl` and the resumable `state/`."""
    accelerator = make_accelerator()
    schedule, main = recipe.schedule, accelerator.is_main_process
    with accelerator.main_process_first():
        tokenizer, shards = prepare_tokens(recipe, corpus_dir, out, start)
        model = first_model(recipe, shards, out, start).to(accelerator.device)
        fit_attention(model, accelerator.device)
    optimizer = optimizer_for(model, schedule)
    progress = Progress(**checkpoint.load(out / "state", model, optimizer))
    optimizer = accelerator.prepare(optimizer)
    continues = inside_words(tokenizer)
    weights = tuple(c.weight for c in recipe.corpora)
    held, length = schedule.held_out_tokens, schedule.sequence_length
    sampler = Sampler(tuple(s[held:] for s in shards), weights, continues, schedule.seed)
    held_out = Sampler(tuple(s[:held] for s in shards), weights, continues, schedule.seed)

    def evaluate() -> float:
        model.eval()
        with torch.inference_mode():
            held_losses = [
                masked_loss(model, held_out.batch(i, 16, length, 0.15, stream=1), accelerator.device).item()
                for i in range(8)
            ]
        model.train()
        return float(np.mean(held_losses))

    def record() -> None:
        held_loss = evaluate()
        line = {
            "step": progress.step,
            "tokens": progress.tokens,
            "seconds": round(progress.seconds),
            "loss": round(float(np.mean(losses)), 4) if losses else None,
            "held_out_loss": round(held_loss, 4),
            "pseudo_perplexity": round(float(np.exp(held_loss)), 2),
        }
        losses.clear()
        if main:
            log(json.dumps(line))
            with (out / "log.jsonl").open("a", encoding="utf-8") as handle:
                handle.write(json.dumps(line) + "\n")

    def save() -> None:
        if main:
            checkpoint.save(out / "state", model, optimizer, vars(progress))

    losses: list[float] = []
    saved = time.monotonic()
    while progress.seconds < schedule.minutes * 60:
        began = time.monotonic()
        done = progress.seconds / (schedule.minutes * 60)
        rows = round(schedule.rows + (schedule.rows_at_end - schedule.rows) * done)
        share = schedule.masked_share + (schedule.masked_share_at_end - schedule.masked_share) * done
        stream = 2 + accelerator.process_index
        batch = sampler.batch(progress.step, rows, length, share, stream=stream)
        for group in optimizer.param_groups:
            group["lr"] = rate(schedule, progress.step, done)
        with accelerator.autocast():
            loss = masked_loss(model, batch, accelerator.device)
        accelerator.backward(loss)
        average_gradients(accelerator, model.parameters())
        accelerator.clip_grad_norm_(model.parameters(), schedule.clip)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        progress.step += 1
        progress.tokens += rows * length * accelerator.num_processes
        progress.seconds += time.monotonic() - began
        if progress.step % schedule.evaluate_every == 0:
            record()
        if time.monotonic() - saved > schedule.checkpoint_seconds:
            save()
            saved = time.monotonic()
    if progress.step % schedule.evaluate_every:
        record()
    save()
    if main:
        model.save_pretrained(out / "encoder")
        tokenizer.save(str(out / "encoder" / "tokenizer.json"), pretty=False)
        log_lines = (out / "log.jsonl").read_text(encoding="utf-8").splitlines()
        run = {
            "recipe": resolved(recipe),
            "progress": vars(progress),
            "log": [json.loads(line) for line in log_lines],
        }
        before = read_account(start) if start else Account(None, ())
        write_account(replace(before, runs=(*before.runs, run)), out / "encoder")
        if start:
            hand_on_licence(start, out / "encoder" / LICENCE)


def main(argv: list[str]) -> int:
    """Command line of `python -m train pretrain`."""
    parser = argparse.ArgumentParser(prog="python -m train pretrain", description=__doc__.split("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="folder that holds the recipe's corpora")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; a run found there goes on")
    parser.add_argument("--start", type=Path, help="encoder to go on from, in place of a new one")
    arguments = parser.parse_args(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    recipe = read_recipe(arguments.recipe, PretrainRecipe)
    pretrain(recipe, arguments.corpus, arguments.out, start=arguments.start)
    return 0
