"""A small ModernBERT (Warner et al. 2024) that starts out knowing where its neighbours are.

Two initialisations take a masked language model off the unigram plateau without training: token embeddings
from skip-gram vectors, and attention biases that make heads look at fixed offsets. With rotary positions
(Su et al. 2021) a constant query q and a constant key k rotated by an offset d score highest exactly d tokens
away, so such a bias is a positional kernel; it stays trainable like every other parameter.
"""

from dataclasses import dataclass

import numpy as np
import torch
from transformers import ModernBertConfig, ModernBertForMaskedLM

OFFSETS = (-1, 1, -2, 2, -3, 3, -4, 4)
_SHARPNESS = 4.5
_PAIRS = 12


@dataclass(frozen=True)
class EncoderShape:
    """Layers, widths and heads of an encoder, as a recipe gives them."""

    layers: int
    hidden: int
    heads: int
    intermediate: int


def build_encoder(shape: EncoderShape, vocab_size: int) -> ModernBertForMaskedLM:
    """A randomly initialised encoder with a masked-LM head; special tokens are ids 0 to 4 of our tokenizer."""
    config = ModernBertConfig(
        vocab_size=vocab_size,
        hidden_size=shape.hidden,
        intermediate_size=shape.intermediate,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        max_position_embeddings=1024,
        attention_bias=True,
        layer_types=["full_attention"] * shape.layers,
        rope_parameters={"full_attention": {"rope_type": "default", "rope_theta": 10_000.0}},
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
        cls_token_id=2,
        sep_token_id=3,
    )
    return ModernBertForMaskedLM(config)


@torch.no_grad()
def start_from_statistics(model: ModernBertForMaskedLM, vectors: np.ndarray, counts: np.ndarray) -> None:
    """Embeddings from skip-gram `vectors` (vocab, hidden), output bias from unigram `counts`, offset heads.

    Vectors are centred and scaled to a root mean square of 0.04, where tied logits neither vanish nor saturate.
    """
    known = np.abs(vectors).sum(1) > 0
    centred = np.where(known[:, None], vectors - vectors[known].mean(0), 0)
    scale = 0.04 / np.sqrt((centred[known] ** 2).mean())
    embedding = model.get_input_embeddings().weight
    rows = torch.from_numpy((centred * scale).astype(np.float32))
    embedding[torch.from_numpy(known)] = rows[torch.from_numpy(known)]
    model.decoder.bias.copy_(torch.from_numpy(np.log((counts + 1) / (counts + 1).sum())).float())
    model.head.dense.weight.add_(torch.eye(model.config.hidden_size))
    for layer in model.model.layers[: (len(model.model.layers) + 1) // 2]:
        _look_at_neighbours(layer.attn.Wqkv.bias, model.config.num_attention_heads)


def _look_at_neighbours(bias: torch.Tensor, heads: int) -> None:
    """Set query and key biases (packed as 3 x heads x width) so that head h attends to OFFSETS[h]."""
    packed = bias.view(3, heads, -1)
    half = packed.shape[-1] // 2
    pairs = min(_PAIRS, half)
    frequencies = 10_000.0 ** (-torch.arange(half) / half)
    for head in range(heads):
        angle = frequencies[:pairs] * OFFSETS[head % len(OFFSETS)]
        packed[0, head, :pairs] = _SHARPNESS
        packed[1, head, :pairs] = _SHARPNESS * torch.cos(angle)
        packed[1, head, half : half + pairs] = -_SHARPNESS * torch.sin(angle)
