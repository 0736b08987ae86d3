"""Even out what a product's 8 bits must hold: SmoothQuant (Xiao et al. 2023).

A few channels of a BERT's hidden vectors are a hundred times larger than the rest, and one range for all of them leaves
the rest a handful of levels. Dividing each channel by a factor, and multiplying the weights that read it, moves most of
that into the weights, which have a range for each output. The product stays what it was.
"""

from collections import defaultdict
from collections.abc import Callable

import torch
from torch import Tensor, nn

_SHARE = 0.8
"""How much of the difference between channels moves into the weights."""


class Smoothed(nn.Module):
    """A linear layer whose inputs are divided by channel before it, and whose weights make up for that."""

    def __init__(self, linear: nn.Linear, inverse: Tensor) -> None:
        super().__init__()
        with torch.no_grad():
            linear.weight.div_(inverse)
        self.linear, self.inverse = linear, nn.Buffer(inverse)

    def forward(self, x: Tensor) -> Tensor:
        """x (…, channels)."""
        return self.linear(x * self.inverse)


@torch.no_grad()
def smooth(encoder: nn.Module, run: Callable[[], object]) -> None:
    """Replace, in place, the linear layers that `run` uses; those of one module that read the same share a factor."""
    peaks: dict[str, Tensor] = {}
    linears = {name: m for name, m in encoder.named_modules() if isinstance(m, nn.Linear)}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def see(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            top = inputs[0].abs().flatten(0, -2).amax(0)
            peaks[name] = torch.maximum(peaks[name], top) if name in peaks else top

        return see

    hooks = [linear.register_forward_pre_hook(watch(name)) for name, linear in linears.items()]
    run()
    for hook in hooks:
        hook.remove()
    readers: dict[str, list[str]] = defaultdict(list)
    for name in peaks:
        readers[name.rpartition(".")[0]].append(name)
    for parent, names in readers.items():
        seen = torch.stack([peaks[name] for name in names]).amax(0).clamp(min=1e-5)
        weight = torch.stack([linears[name].weight.abs().amax(0) for name in names]).amax(0).clamp(min=1e-5)
        inverse = weight ** (1 - _SHARE) / seen**_SHARE
        for name in names:
            setattr(encoder.get_submodule(parent), name.rpartition(".")[2], Smoothed(linears[name], inverse))
