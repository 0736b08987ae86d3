"""The machine a training runs on: its arithmetic, and gradients shared between processes.

`accelerate launch` or torchrun start several processes, one a GPU.
"""

from collections.abc import Iterable

import torch
from accelerate import Accelerator
from transformers import PreTrainedModel


def make_accelerator() -> Accelerator:
    """An Accelerator that computes in bf16 where the processor or GPU has units for it, and in 32 bits elsewhere."""
    units = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    fast = torch.cuda.is_bf16_supported() if torch.cuda.is_available() else units
    return Accelerator(mixed_precision="bf16" if fast else "no")


def fit_attention(model: PreTrainedModel, device: torch.device) -> None:
    """On a processor, attend by plain products: the fused attention of torch goes back slowly there."""
    if device.type == "cpu":
        model.set_attn_implementation("eager")


def average_gradients(accelerator: Accelerator, parameters: Iterable[torch.nn.Parameter]) -> None:
    """Replace every gradient by its mean over the processes; a head that one of them did not use counts as zero.

    Done by hand instead of by DistributedDataParallel, whose hooks see only a model's own `forward`: the losses here
    call parts of a model, and not the same parts on every batch.
    """
    if accelerator.num_processes == 1:
        return
    for parameter in parameters:
        gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
        parameter.grad = accelerator.reduce(gradient, reduction="mean")
