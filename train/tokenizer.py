"""A WordPiece tokenizer for normalised Arabic news (Schuster and Nakajima 2012).

Digits stand alone, so that no number is a rare token, and the hamza on alif is folded: newswire writes it or
leaves it out at will, and a small encoder should not learn every such word twice.
"""

from collections.abc import Iterable

import numpy as np
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

SPECIAL_TOKENS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def train_tokenizer(lines: Iterable[str], vocab_size: int) -> Tokenizer:
    """Learn a vocabulary of `vocab_size` pieces from lines of blank-separated, folded words."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=64))  # noqa: S106
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), *(normalizers.Replace(hamza, "ا") for hamza in "أإآٱ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=True)]
    )
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocab_size,
        min_frequency=5,
        special_tokens=SPECIAL_TOKENS,
        limit_alphabet=300,
        show_progress=False,
    )
    tokenizer.train_from_iterator(lines, trainer)
    tokenizer.decoder = decoders.WordPiece()
    enclose(tokenizer)
    return tokenizer


def enclose(tokenizer: Tokenizer) -> None:
    """Let a tokenizer put [CLS] in front of a text and [SEP] behind it, as BERT does."""
    ids = {name: tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")}
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=list(ids.items())
    )


def inside_words(tokenizer: Tokenizer) -> np.ndarray:
    """Which pieces go on with a word: those that WordPiece marks by ##, or that a unigram model does not mark by ▁."""
    pieces = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]
    if "▁" in pieces:
        return np.array([not piece.startswith("▁") and piece not in SPECIAL_TOKENS for piece in pieces])
    return np.array([piece.startswith("##") for piece in pieces])
