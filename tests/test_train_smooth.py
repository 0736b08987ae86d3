"""Evening out channels changes no product, and brings what 8 bits hold closer together."""

import torch
from torch import Tensor, nn

from train.smooth import Smoothed, smooth


class Layer(nn.Module):
    """Two readers of one input, one of another, and a layer that nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.idle = nn.Linear(8, 4), nn.Linear(8, 4), nn.Linear(8, 4)
        self.out = nn.ModuleDict({"dense": nn.Linear(4, 8)})

    def forward(self, x: Tensor) -> Tensor:
        return self.out["dense"](torch.tanh(self.query(x) + self.key(x)))


def test_products_stay_and_channels_come_closer() -> None:
    torch.manual_seed(0)
    encoder = nn.ModuleDict({"layer": Layer()})
    x = torch.randn(5, 3, 8)
    x[..., 2] *= 100
    before = encoder["layer"](x)
    smooth(encoder, lambda: encoder["layer"](x))
    layer = encoder["layer"]
    assert isinstance(layer, Layer)
    assert torch.allclose(layer(x), before, atol=1e-4)
    assert isinstance(layer.query, Smoothed) and isinstance(layer.key, Smoothed) and isinstance(layer.idle, nn.Linear)
    assert torch.equal(layer.query.inverse, layer.key.inverse)
    spread = (x * layer.query.inverse).abs().flatten(0, 1).amax(0)
    assert spread.max() / spread.min() < 10 < x[..., 2].abs().max() / x[..., 3].abs().max()
