"""Resumable training state without pickles: tensors in safetensors, the rest in JSON, swapped in atomically."""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch.optim.swa_utils import AveragedModel


def save(
    folder: Path,
    model: torch.nn.Module,
    optimizer: Any,
    progress: dict[str, Any],
    averaged: AveragedModel | None = None,
) -> None:
    """Write model, its mean, AdamW moments and progress; a kill at any moment leaves one whole state behind."""
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    tensors = {f"model.{name}": p.detach().cpu().contiguous() for name, p in model.named_parameters()}
    if averaged:
        tensors |= {f"mean.{name}": p.detach().cpu().contiguous() for name, p in averaged.module.named_parameters()}
    names = {id(p): name for name, p in model.named_parameters()}
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            for key, value in optimizer.state.get(parameter, {}).items():
                tensors[f"optimizer.{names[id(parameter)]}|{key}"] = value.detach().cpu().contiguous()
    save_file(tensors, fresh / "state.safetensors")
    (fresh / "progress.json").write_text(json.dumps(progress), encoding="utf-8")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    fresh.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def load(
    folder: Path, model: torch.nn.Module, optimizer: Any, averaged: AveragedModel | None = None
) -> dict[str, Any]:
    """Read what `save` wrote into model, optimizer and mean; an empty dict when there is no state yet."""
    folder = folder if folder.exists() else folder.with_name(folder.name + ".old")
    if not folder.exists():
        return {}
    tensors = load_file(folder / "state.safetensors")
    named = dict(model.named_parameters())
    with torch.no_grad():
        for name, parameter in named.items():
            parameter.copy_(tensors[f"model.{name}"])
        for name, parameter in averaged.module.named_parameters() if averaged else ():
            parameter.copy_(tensors.get(f"mean.{name}", tensors[f"model.{name}"]))
    for key, value in tensors.items():
        if key.startswith("optimizer."):
            name, field = key.removeprefix("optimizer.").split("|")
            optimizer.state[named[name]][field] = value.to(named[name].device)
    return json.loads((folder / "progress.json").read_text(encoding="utf-8"))
