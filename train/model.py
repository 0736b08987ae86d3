"""One encoder and its heads: spans, cues, sentence labels, and the arguments of a cue.

Shapes: B sentences, T tokens, W words, D = width of a word vector. Heads see words, not pieces; see train.mixer. A
statement's source and content are read off as two pointers each, start and end, given the cue: extractive reading
(Devlin et al. 2019) in place of a nearest-neighbour rule, so nested statements need no layers.
"""

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from khabar.decode import RELATIVE_BUCKETS
from khabar.labels import POLARITIES, SENTENCE_LABELS, bio
from train.crf import PartialCRF
from train.mixer import HeadShape, Neighbours, WordMixer

FAR = -1e4


class SentenceHead(nn.Module):
    """Logits (B, labels) from the mean and the maximum of a sentence's word vectors."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.classify = nn.Sequential(nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, labels))

    def forward(self, words: Tensor, mask: Tensor) -> Tensor:
        """words (B, W, D), mask (B, W)."""
        visible = mask.unsqueeze(-1).to(words.dtype)
        mean = (words * visible).sum(1) / visible.sum(1).clamp(min=1)
        top = (words + (visible - 1) * -FAR).amax(1).clamp(min=FAR / 2)
        return self.classify(torch.cat((mean, top), dim=-1))


class ArgumentHead(nn.Module):
    """For N cues, logits (N, 4, W + 1): source start and end, content start and end; the last place says none.

    The words are read once more for each cue, knowing where it stands: a content may end far from its cue, and where
    depends on the cue and on what follows.
    """

    def __init__(self, shape: HeadShape) -> None:
        super().__init__()
        width = shape.cue_width
        self.word = nn.Linear(shape.width, width)
        self.cue = nn.Linear(shape.width, width)
        self.distance = nn.Embedding(RELATIVE_BUCKETS, width)
        self.neighbours = Neighbours(width, shape.cue_dilations, shape.dropout)
        self.point = nn.Linear(width, 4)
        self.absent = nn.Linear(width, 4)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, words: Tensor, cue: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """words (N, W, D), cue (N,) word index, distance (N, W) bucket of each word's place from the cue."""
        visible = mask.unsqueeze(-1).to(words.dtype)
        at_cue = self.cue(torch.gather(words, 1, cue.view(-1, 1, 1).expand(-1, 1, words.shape[-1])))
        seen = gelu(self.word(words) + at_cue + self.distance(distance)) * visible
        pointers = self.point(self.dropout(self.neighbours(seen, visible))) + (visible - 1) * -FAR
        none = self.absent(self.dropout(gelu(at_cue)))
        return torch.cat((pointers, none), dim=1).transpose(1, 2)


class KhabarModel(nn.Module):
    """The encoder with the heads a recipe names: "spans", "statements", "sentences".

    `centroids` are those of the wordbook whose codes it reads, None for a model without one.
    """

    def __init__(
        self,
        encoder: nn.Module,
        shape: HeadShape,
        heads: tuple[str, ...],
        span_labels: tuple[str, ...],
        centroids: Tensor | None = None,
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = heads
        self.mixer = WordMixer(encoder.config.hidden_size, shape, centroids)
        self.dropout = nn.Dropout(shape.dropout)
        if "spans" in heads:
            self.span_tags = nn.Linear(shape.width, len(bio(span_labels)))
            self.span_crf = PartialCRF(bio(span_labels))
        if "statements" in heads:
            self.cue_tags = nn.Linear(shape.width, len(bio(POLARITIES)))
            self.cue_crf = PartialCRF(bio(POLARITIES))
            self.arguments = ArgumentHead(shape)
        if "sentences" in heads:
            self.sentences = SentenceHead(shape.width, len(SENTENCE_LABELS))

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, word_mask: Tensor, codes: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Word vectors ("words") and the emissions or logits of every head this model has."""
        tokens = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.read(tokens, first, last, word_mask, codes)

    def read(
        self, tokens: Tensor, first: Tensor, last: Tensor, word_mask: Tensor, codes: Tensor | None
    ) -> dict[str, Tensor]:
        """What `forward` returns, from token vectors (B, T, H) already at hand."""
        words = self.mixer(tokens, first, last, word_mask, codes)
        seen = self.dropout(words)
        out = {"words": words}
        if "spans" in self.heads:
            out["spans"] = self.span_tags(seen)
        if "statements" in self.heads:
            out["cues"] = self.cue_tags(seen)
        if "sentences" in self.heads:
            out["sentences"] = self.sentences(seen, word_mask)
        return out
