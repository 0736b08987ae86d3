"""The model as an ONNX graph wants it: plain tensors in and out, and operators that run well on a processor.

What is packed for training comes apart, because cutting a wide product into pieces costs more than the product of
a piece: queries, keys and values are three products, and so are the two halves of a gated layer. Rotary positions
(Su et al. 2021) are one operator of onnxruntime with its tables made beforehand. Nothing else changes.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from transformers.models.modernbert.modeling_modernbert import ModernBertAttention, ModernBertMLP

from train.model import FAR, KhabarModel

INPUTS = ("ids", "mask", "first", "last", "word_mask", "codes")
TABLES = ("encoder.embeddings.word_embeddings.weight", "encoder.embeddings.position_embeddings.weight")
"""Of a BERT, in the order in which the graph looks rows up."""
OUTPUT_OF = {"spans": "spans", "cues": "statements", "sentences": "sentences"}


class ByteEmbedding(nn.Module):
    """An embedding table as int8 rows with a float scale each: a quarter of the size, half a step of error."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors of the ids."""
        return self.rows[ids].float() * self.scale[ids]


class RotaryTables(nn.Module):
    """Cosines and sines (positions, half a head) in place of those a ModernBERT works out for each batch."""

    cos: Tensor
    sin: Tensor

    def __init__(self, rotary: nn.Module, layer_type: str, positions: int) -> None:
        super().__init__()
        places = torch.arange(positions)[None]
        cos, sin = rotary(torch.zeros(1), places, layer_type)
        self.register_buffer("cos", cos[0, :, : cos.shape[-1] // 2].contiguous())
        self.register_buffer("sin", sin[0, :, : sin.shape[-1] // 2].contiguous())

    def forward(self, _hidden: Tensor, _positions: Tensor, _layer_type: str) -> tuple[Tensor, Tensor]:
        """The tables; positions count from the first token of every row."""
        return self.cos, self.sin


class SplitAttention(nn.Module):
    """ModernBERT's attention over whole rows; the scale of the scores is folded into the queries."""

    def __init__(self, packed: ModernBertAttention) -> None:
        super().__init__()
        self.width = packed.head_dim
        self.query, self.key, self.value = split_linear(packed.Wqkv, 3)
        with torch.no_grad():
            for parameter in self.query.parameters():
                parameter.mul_(self.width**-0.5)
        self.out = packed.Wo
        self.register_buffer("origin", torch.zeros(1, dtype=torch.int64))

    def forward(
        self, hidden: Tensor, position_embeddings: tuple[Tensor, Tensor], attention_mask: Tensor, **_: Any
    ) -> tuple[Tensor, None]:
        """hidden (B, T, H) and an additive mask (B, 1, 1, T)."""
        query, key = (self._turned(linear(hidden), position_embeddings) for linear in (self.query, self.key))
        query, key, value = (self._heads(x) for x in (query, key, self.value(hidden)))
        seen = torch.softmax(query @ key.transpose(2, 3) + attention_mask, dim=-1) @ value
        return self.out(seen.transpose(1, 2).flatten(2)), None

    def _turned(self, x: Tensor, tables: tuple[Tensor, Tensor]) -> Tensor:
        """Pairs rotated by their positions. The operator has no torch code: outside ONNX this is a placeholder."""
        name = "com.microsoft::RotaryEmbedding"
        return torch.onnx.ops.symbolic(name, (x, self.origin, *tables), dtype=x.dtype, shape=x.shape, version=1)

    def _heads(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (-1, self.width)).transpose(1, 2)


class SplitGate(nn.Module):
    """ModernBERT's gated layer with the products of its two halves apart."""

    def __init__(self, packed: ModernBertMLP) -> None:
        super().__init__()
        self.inner, self.gate = split_linear(packed.Wi, 2)
        self.act, self.out = packed.act, packed.Wo

    def forward(self, hidden: Tensor) -> Tensor:
        """hidden (B, T, H)."""
        return self.out(self.act(self.inner(hidden)) * self.gate(hidden))


def split_linear(packed: nn.Linear, parts: int) -> Sequence[nn.Linear]:
    """Linear layers that give what `packed` gives, cut into equal parts."""
    size = packed.out_features // parts
    layers: list[nn.Linear] = []
    for i in range(parts):
        layer = nn.Linear(packed.in_features, size, bias=packed.bias is not None)
        layer.weight = nn.Parameter(packed.weight.detach()[i * size : (i + 1) * size].clone())
        if packed.bias is not None:
            layer.bias = nn.Parameter(packed.bias.detach()[i * size : (i + 1) * size].clone())
        layers.append(layer)
    return layers


def take_apart(encoder: nn.Module, positions: int) -> None:
    """Replace, in place, what this module knows to run better; encoders of another kind stay as they are.

    A layer that attends through a sliding window keeps transformers' attention, and then all layers do.
    """
    kinds = set(getattr(encoder.config, "layer_types", None) or ())
    gates = [m for m in encoder.modules() if isinstance(getattr(m, "mlp", None), ModernBertMLP)]
    for layer in gates:
        layer.mlp = SplitGate(layer.mlp)
    if gates and kinds == {"full_attention"}:
        for layer in gates:
            layer.attn = SplitAttention(layer.attn)
        encoder.rotary_emb = RotaryTables(encoder.rotary_emb, "full_attention", positions)


class MainGraph(nn.Module):
    """The model as traced: plain tensors in and out, an additive mask and explicit positions."""

    def __init__(self, model: KhabarModel, max_tokens: int) -> None:
        super().__init__()
        self.model = model
        model.encoder.config._attn_implementation = "eager"
        model.encoder.set_input_embeddings(ByteEmbedding(model.encoder.get_input_embeddings().weight.detach()))
        places = getattr(getattr(model.encoder, "embeddings", None), "position_embeddings", None)
        if isinstance(places, nn.Embedding):
            model.encoder.embeddings.position_embeddings = ByteEmbedding(places.weight.detach()[:max_tokens])
        take_apart(model.encoder, max_tokens)
        self.outputs = ("words", *(n for n, h in OUTPUT_OF.items() if h in model.heads))
        self.inputs = INPUTS if model.mixer.memory else INPUTS[:-1]

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, word_mask: Tensor, codes: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """The outputs named by `self.outputs`; `self.inputs` are what it is called with."""
        positions = (mask.cumsum(1) - 1).clamp(min=0)
        additive = (1 - mask[:, None, None, :].float()) * FAR
        tokens = self.model.encoder(input_ids=ids, attention_mask=additive, position_ids=positions).last_hidden_state
        out = self.model.read(tokens, first, last, word_mask, codes)
        return tuple(out[name] for name in self.outputs)
