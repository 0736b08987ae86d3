"""A trainable encoder small enough to keep in a repository: `python -m train pack ENCODER OUT`.

Matrices become whole numbers of steps, a step for each row in proportion to the root mean square of its weights, and
xz stores each number in as many bits as its rarity asks for, which is nearly the best that can be done (Gish and Pierce
1968): with 0.28 that is about four bits a weight, off by 8 % of the root mean square. `--block 32` keeps 16 levels
in the manner of GGML's Q4_0: nothing is lost of weights that were published so. Fine-tuning and further pretraining
take a packed folder wherever they take an encoder.
"""

import argparse
import lzma
import shutil
from pathlib import Path

import torch
from safetensors.torch import load, save
from transformers import AutoConfig, AutoModelForMaskedLM, PreTrainedModel

from train.account import FILE as ACCOUNT
from train.account import LICENCE, hand_on_licence

PACKED = "encoder.safetensors.xz"
TOKENIZER = "tokenizer.json"
_SCALE = "|scale"
_STEP = 0.28
_MOST_STEPS = 127
_PLAIN = [{"id": lzma.FILTER_LZMA2, "preset": 9, "lc": 0, "lp": 0, "pb": 0}]
"""Neighbouring weights say nothing of each other, so that xz need not look for what they do."""
_LOWEST_OF_BLOCK = -8


def pack(source: Path, out: Path, block: int = 0) -> None:
    """Pack the masked language model in `source` into `out`, with its configuration, tokenizer and account.

    With `block`, matrices that 16 levels for so many weights give back exactly are kept so, others in half precision;
    without it all are kept in steps.
    """
    model = AutoModelForMaskedLM.from_pretrained(source)
    tensors: dict[str, torch.Tensor] = {}
    for name, value in model.named_parameters():
        weights = value.detach()
        if weights.ndim < 2:
            tensors[name] = weights.contiguous()
            continue
        found = in_blocks(weights, block) if block else in_rows(weights)
        if found is None:
            tensors[name] = weights.half()
        else:
            tensors[name], tensors[name + _SCALE] = found[0].to(torch.int8), found[1]
    out.mkdir(parents=True, exist_ok=True)
    (out / PACKED).write_bytes(lzma.compress(save(tensors), filters=_PLAIN))
    (out / f"{TOKENIZER}.xz").write_bytes(lzma.compress(tokenizer_of(source).encode(), preset=9 | lzma.PRESET_EXTREME))
    for name in ("config.json", ACCOUNT):
        shutil.copyfile(source / name, out / name)
    hand_on_licence(source, out / LICENCE)


def in_rows(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Whole numbers of steps, and the step of each row (rows, 1)."""
    least = weights.abs().amax(1, keepdim=True) / _MOST_STEPS
    scale = torch.maximum(weights.square().mean(1, keepdim=True).sqrt() * _STEP, least).clamp(min=1e-6).half()
    return (weights / scale.float()).round().clamp(-_MOST_STEPS, _MOST_STEPS), scale


def in_blocks(weights: torch.Tensor, block: int) -> tuple[torch.Tensor, torch.Tensor] | None:
    """16 levels of each block, the largest weight at the lowest of them, and their steps (rows, blocks).

    None where rows do not come apart into blocks, or their levels would not give the weights back exactly.
    """
    if weights.shape[1] % block:
        return None
    blocks = weights.unflatten(1, (-1, block))
    largest = torch.gather(blocks, 2, blocks.abs().argmax(2, keepdim=True))
    scale = (largest / _LOWEST_OF_BLOCK).half()
    step = torch.where(scale == 0, 1.0, scale.float())
    levels = (blocks / step).round().clamp(_LOWEST_OF_BLOCK, -1 - _LOWEST_OF_BLOCK)
    found = levels.flatten(1), scale[..., 0]
    return found if torch.equal(_scaled(*found), weights) else None


def tokenizer_of(folder: Path) -> str:
    """The tokenizer of an encoder, packed or as transformers keeps it, as JSON. Raises OSError where it has none."""
    packed = folder / f"{TOKENIZER}.xz"
    return (lzma.decompress(packed.read_bytes()) if packed.is_file() else (folder / TOKENIZER).read_bytes()).decode()


def read_masked(folder: Path) -> PreTrainedModel:
    """The masked language model in `folder`, packed or as transformers keeps it."""
    return unpack(folder) if (folder / PACKED).is_file() else AutoModelForMaskedLM.from_pretrained(folder)


def unpack(folder: Path) -> PreTrainedModel:
    """The masked language model of a packed folder."""
    model = AutoModelForMaskedLM.from_config(AutoConfig.from_pretrained(folder))
    tensors = load(lzma.decompress((folder / PACKED).read_bytes()))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            scale = tensors.get(name + _SCALE)
            parameter.copy_(tensors[name] if scale is None else _scaled(tensors[name], scale))
    return model


def _scaled(levels: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    return (levels.float().unflatten(1, (scale.shape[1], -1)) * scale.float().unsqueeze(2)).flatten(1)


def main(argv: list[str]) -> int:
    """Command line of `python -m train pack`; `--unpack` goes the other way."""
    parser = argparse.ArgumentParser(prog="python -m train pack", description=__doc__.split("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--unpack", action="store_true", help="write a packed folder as transformers expects it")
    parser.add_argument("--block", type=int, default=0, help="weights that share a scale; 0: those of a row")
    a = parser.parse_args(argv)
    if not a.unpack:
        pack(a.source, a.out, a.block)
        return 0
    unpack(a.source).save_pretrained(a.out)
    (a.out / TOKENIZER).write_text(tokenizer_of(a.source), encoding="utf-8")
    return 0
