"""The mean of models that began alike: `python -m train average MODEL OTHER… --dev FILE --out OUT`.

Trainings that go on from one another end in one valley, and the mean of their weights lies lower in it than any
(Izmailov et al. 2018, Wortsman et al. 2022). Labels are calibrated anew on the development file,
which is a document file, or for models with tags of their own a CoNLL file.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from khabar.wordbook import FILE as WORDBOOK
from train.batches import items_of
from train.dev import score_dev
from train.examples import own_examples
from train.export import export, read_words
from train.parallel import fit_attention
from train.save import load_model, load_pieces, save_model

_BATCH = 16


def average(folders: list[Path], dev: Path, out: Path) -> dict[str, Any]:
    """Write the mean of models as finetune does, with its dev scores, which are returned.

    Raises ValueError naming the folder whose weights are not those of the first.
    """
    models, manifests = zip(*(load_model(folder) for folder in folders), strict=True)
    states = [model.state_dict() for model in models]
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    for folder, manifest, shape in zip(folders, manifests, shapes, strict=True):
        if shape != shapes[0] or manifest.span_labels != manifests[0].span_labels:
            raise ValueError(f"{folder}: not a model of the same shape and labels as {folders[0]}")
    model, manifest = models[0], manifests[0]
    model.load_state_dict(_mean(states))
    fit_attention(model.encoder, torch.device("cpu"))
    tokenizer = Tokenizer.from_file(str(folders[0] / "tokenizer.json"))
    labels, sizes = manifest.span_labels, (manifest.max_tokens, manifest.overlap)
    items = items_of(load_pieces(folders[0]), list(own_examples(dev, labels)), *sizes)
    scores, calibration = score_dev(model, items, labels, tokenizer.token_to_id("[PAD]"), _BATCH)
    made = dict(manifest.made)
    made |= {"dev": scores.named, "averaged": [dict(other.made) for other in manifests[1:]]}
    book = folders[0] / WORDBOOK
    save_model(out, model, tokenizer, labels, *sizes, calibration, book if book.exists() else None, _once(made, set()))
    return scores.named


def _once(made: dict[str, Any], told: set[str]) -> dict[str, Any]:
    """An account in which no training tells twice what came before it."""
    own = {key: value for key, value in made.items() if key not in ("start", "averaged")}
    name = json.dumps(own, sort_keys=True)
    if name in told:
        return own
    told.add(name)
    before = {"start": _once(made["start"], told)} if made.get("start") else {}
    beside = {"averaged": [_once(other, told) for other in made["averaged"]]} if made.get("averaged") else {}
    return own | before | beside


def _mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    return {n: torch.stack([s[n].float() for s in states]).mean(0).to(v.dtype) for n, v in states[0].items()}


def main(argv: list[str]) -> int:
    """Command line of `python -m train average`."""
    parser = argparse.ArgumentParser(prog="python -m train average", description=__doc__.split("\n")[0])
    parser.add_argument("models", type=Path, nargs="+", help="folders written by finetune, the one to go by first")
    parser.add_argument("--dev", type=Path, required=True, help="development file, as the models were trained with")
    parser.add_argument("--sentences", type=Path, help="document file whose sentences fix the 8-bit ranges")
    parser.add_argument("--out", type=Path, required=True)
    a = parser.parse_args(argv)
    a.out.mkdir(parents=True, exist_ok=True)
    print(json.dumps(average(a.models, a.dev, a.out)))
    export(a.out, read_words(a.sentences) if a.sentences else None)
    return 0
