"""Whole words for a vocabulary of pieces, so that frequent words are one token: fewer steps to read the same text.

A new piece starts from the mean of the pieces that it replaces, and further pretraining teaches it the rest.
"""

from collections import Counter
from dataclasses import dataclass

from tokenizers import Tokenizer

_ABOVE = 0.1


@dataclass(frozen=True)
class Whole:
    """A word as one piece: its name, its score, how often it was met, and the ids of the pieces it was cut into."""

    piece: str
    score: float
    count: int
    parts: tuple[int, ...]


def whole_words(tokenizer: Tokenizer, scores: list[float], words: Counter[str], size: int) -> list[Whole]:
    """The `size` words that save most pieces, best first; `scores` are those of the unigram model's pieces.

    A word scores a little above its best cutting, which it so displaces without displacing much else.
    """
    met: Counter[str] = Counter()
    for word, count in words.items():
        met[tokenizer.normalizer.normalize_str(word)] += count
    names = [word for word in met if word and " " not in word]
    cut = tokenizer.encode_batch([[w] for w in names], is_pretokenized=True, add_special_tokens=False)
    unknown = tokenizer.token_to_id("[UNK]")
    wholes = [
        Whole(f"▁{word}", sum(scores[i] for i in encoding.ids) + _ABOVE, met[word], tuple(encoding.ids))
        for word, encoding in zip(names, cut, strict=True)
        if len(encoding.ids) > 1 and unknown not in encoding.ids
    ]
    return sorted(wholes, key=lambda whole: ((1 - len(whole.parts)) * whole.count, whole.piece))[:size]
