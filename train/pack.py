"""A trainable encoder small enough to keep in a repository: `python -m train pack ENCODER OUT`.

Matrices become rows of 63 levels with a scale each, and the whole is compressed with xz, which finds that six bits
are enough: a sixth of the size in 32-bit floats. Fine-tuning and further pretraining take a packed folder wherever
they take an encoder.
"""

import argparse
import lzma
import shutil
from pathlib import Path

import torch
from safetensors.torch import load, save
from transformers import AutoConfig, AutoModelForMaskedLM, PreTrainedModel

PACKED = "encoder.safetensors.xz"
_SCALE = "|scale"
_TOP_LEVEL = 31


def pack(source: Path, out: Path) -> None:
    """Pack the masked language model in `source` into `out`, with its configuration, tokenizer and account."""
    model = AutoModelForMaskedLM.from_pretrained(source)
    tensors: dict[str, torch.Tensor] = {}
    for name, value in model.named_parameters():
        weights = value.detach()
        if weights.ndim < 2:
            tensors[name] = weights.contiguous()
            continue
        scale = weights.abs().amax(1, keepdim=True).clamp(min=1e-8) / _TOP_LEVEL
        tensors[name] = (weights / scale).round().to(torch.int8)
        tensors[name + _SCALE] = scale.half()
    out.mkdir(parents=True, exist_ok=True)
    (out / PACKED).write_bytes(lzma.compress(save(tensors), preset=9))
    for name in ("config.json", "tokenizer.json", "pretraining.json"):
        shutil.copyfile(source / name, out / name)


def unpack(folder: Path) -> PreTrainedModel:
    """The masked language model of a packed folder."""
    model = AutoModelForMaskedLM.from_config(AutoConfig.from_pretrained(folder))
    tensors = load(lzma.decompress((folder / PACKED).read_bytes()))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            scale = tensors.get(name + _SCALE)
            parameter.copy_(tensors[name] if scale is None else tensors[name].float() * scale.float())
    return model


def main(argv: list[str]) -> int:
    """Command line of `python -m train pack`; `--unpack` goes the other way."""
    parser = argparse.ArgumentParser(prog="python -m train pack", description=__doc__.split("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--unpack", action="store_true", help="write a packed folder as transformers expects it")
    a = parser.parse_args(argv)
    if not a.unpack:
        pack(a.source, a.out)
        return 0
    unpack(a.source).save_pretrained(a.out)
    shutil.copyfile(a.source / "tokenizer.json", a.out / "tokenizer.json")
    return 0
