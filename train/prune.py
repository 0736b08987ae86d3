"""Drop the pieces that a pretraining run hardly met: `python -m train prune RUN OUT --least N`.

RUN is the folder of `train pretrain`; OUT gets its encoder with fewer pieces. A letter stays if it was met at all or is
plain Arabic or ASCII, so that no word is lost that could be read; a longer piece falls apart into those that stay.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoModelForMaskedLM, PreTrainedModel

from train.account import LICENCE, hand_on_licence, read_account, write_account
from train.tokenizer import SPECIAL_TOKENS


def kept_pieces(pieces: Sequence[str], counts: np.ndarray, least: int) -> list[int]:
    """Ids of the pieces that stay, in their old order."""
    return [i for i, piece in enumerate(pieces) if piece in SPECIAL_TOKENS or _stays(piece, int(counts[i]), least)]


def _stays(piece: str, count: int, least: int) -> bool:
    letters = piece.replace("▁", "")
    if len(letters) > 1:
        return count >= least
    return count > 0 or letters.isascii() or "\u0621" <= letters <= "\u064a"


def with_pieces(model: PreTrainedModel, kept: list[int]) -> PreTrainedModel:
    """The model with those rows alone of everything that has a row for each piece."""
    size = model.config.vocab_size
    rows = torch.tensor(kept)
    state = {name: value[rows] if value.shape[:1] == (size,) else value for name, value in model.state_dict().items()}
    config = type(model.config).from_dict(model.config.to_dict() | {"vocab_size": len(kept)})
    smaller = type(model)(config)
    smaller.load_state_dict(state)
    return smaller


def prune(run: Path, out: Path, least: int) -> int:
    """Write the encoder of a run with fewer pieces; returns how many went. ValueError for another kind of tokenizer."""
    source = run / "encoder"
    tokenizer: dict[str, Any] = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    if tokenizer["model"]["type"] != "Unigram":
        raise ValueError(f"{source / 'tokenizer.json'}: model: Unigram is needed, not {tokenizer['model']['type']}")
    scored = tokenizer["model"]["vocab"]
    counts = np.zeros(len(scored), np.int64)
    for shard in sorted((run / "shards").glob("*.npy")):
        counts += np.bincount(np.load(shard, mmap_mode="r", allow_pickle=False), minlength=len(scored))
    kept = kept_pieces([piece for piece, _ in scored], counts, least)
    tokenizer["model"]["vocab"] = [scored[i] for i in kept]
    with_pieces(AutoModelForMaskedLM.from_pretrained(source), kept).save_pretrained(out)
    told = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(told, encoding="utf-8")
    account, dropped = read_account(source), len(scored) - len(kept)
    last = account.runs[-1] | {"pruned": {"least": least, "dropped": dropped}}
    write_account(replace(account, runs=(*account.runs[:-1], last)), out)
    hand_on_licence(source, out / LICENCE)
    return dropped


def main(argv: list[str]) -> int:
    """Command line of `python -m train prune`."""
    parser = argparse.ArgumentParser(prog="python -m train prune", description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--least", type=int, required=True, help="times a piece of several letters has to be met")
    a = parser.parse_args(argv)
    print(f"{prune(a.run, a.out, a.least)} pieces dropped")
    return 0
