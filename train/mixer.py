"""From pieces to words: what the heads of a model see.

A word is the vectors of its first and last piece, and what a wordbook knows of it, mixed with its neighbours by dilated
convolutions (Strubell et al. 2017), which let a small encoder judge span edges.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from khabar.wordbook import LEVELS


@dataclass(frozen=True)
class HeadShape:
    """Width of word vectors, dilations of the word convolutions and dropout, as a recipe gives them.

    `cue_width` and `cue_dilations` are those with which words are read once more for each cue; see train.model.
    """

    width: int
    dilations: tuple[int, ...]
    cue_width: int
    cue_dilations: tuple[int, ...]
    dropout: float


class Neighbours(nn.Module):
    """Words (B, W, D) that look around: dilated convolutions, each added to what it saw."""

    def __init__(self, width: int, dilations: tuple[int, ...], dropout: float) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in dilations)
        self.convolutions = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in dilations)
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: Tensor, visible: Tensor) -> Tensor:
        """visible (B, W, 1) is 0 at padding, which is kept at zero, so that a sentence scores the same in any batch."""
        for norm, convolution in zip(self.norms, self.convolutions, strict=True):
            seen = (norm(words) * visible).transpose(1, 2)
            words = words + self.dropout(gelu(convolution(seen).transpose(1, 2))) * visible
        return words


class WordMemory(nn.Module):
    """Vectors of words from their codes: a small table for each part, started from the wordbook's centroids."""

    offsets: Tensor

    def __init__(self, centroids: Tensor) -> None:
        """centroids (parts, LEVELS, dimensions of a part)."""
        super().__init__()
        self.tables = nn.Embedding.from_pretrained(centroids.flatten(0, 1).float(), freeze=False)
        self.register_buffer("offsets", torch.arange(len(centroids)) * LEVELS, persistent=False)
        self.size = centroids.shape[0] * centroids.shape[2]

    def forward(self, codes: Tensor) -> Tensor:
        """codes (B, W, parts) to vectors (B, W, size)."""
        return self.tables(codes.long() + self.offsets).flatten(2)


class WordMixer(nn.Module):
    """Word vectors (B, W, D) from what the encoder and a wordbook, if there is one, say of words.

    Token vectors are (B, T, H); positions of first and last pieces, and the mask, (B, W); codes (B, W, parts).
    """

    def __init__(self, hidden: int, shape: HeadShape, centroids: Tensor | None) -> None:
        super().__init__()
        self.memory = None if centroids is None else WordMemory(centroids)
        self.join = nn.Linear(2 * hidden + (self.memory.size if self.memory else 0), shape.width)
        self.neighbours = Neighbours(shape.width, shape.dilations, shape.dropout)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, tokens: Tensor, first: Tensor, last: Tensor, mask: Tensor, codes: Tensor | None) -> Tensor:
        """Vectors of the words; zero at padding."""
        size = tokens.shape[-1]
        known = [torch.gather(tokens, 1, index.unsqueeze(-1).expand(-1, -1, size)) for index in (first, last)]
        if self.memory is not None and codes is not None:
            known.append(self.memory(codes).to(tokens.dtype))
        visible = mask.unsqueeze(-1).to(tokens.dtype)
        return self.neighbours(self.join(self.dropout(torch.cat(known, dim=-1))) * visible, visible)
