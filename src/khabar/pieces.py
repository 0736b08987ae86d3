"""What a model reads of a word: the ids of its pieces and, where there is a wordbook, its codes.

Both are remembered, since most words of a text are words of any other.
"""

from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from khabar.text import fold
from khabar.wordbook import Codes, Wordbook

LONGEST_WORD = 64
"""Characters of a word that reach the tokenizer; longer ones are unknown to it anyway."""

_SEEN = LONGEST_WORD * 4
"""Characters of a word that are looked at; diacritics are most of the others."""

_KEPT = 1 << 15
"""Distinct words whose pieces are remembered."""


class Pieces:
    """A tokenizer, and a wordbook if there is one, that remember words: a word is cut alike wherever it stands."""

    def __init__(self, tokenizer: Tokenizer, wordbook: Wordbook | None = None) -> None:
        """Raises ValueError when the tokenizer has no [CLS] and [SEP]: it is not of the BERT family."""
        self.opening, self.closing = special_ids(tokenizer)
        self._tokenizer = tokenizer
        self._wordbook = wordbook
        self._known: dict[str, tuple[int, ...]] = {}
        self._codes: dict[str, bytes] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The ids of the pieces of each word; a word of invisible characters may have none."""
        known = self._known
        seen = [word[:_SEEN] for word in words]
        if unknown := [word for word in dict.fromkeys(seen) if word not in known]:
            folded = [[fold(word)[:LONGEST_WORD] or "\ufffd"] for word in unknown]
            found = self._tokenizer.encode_batch(folded, is_pretokenized=True, add_special_tokens=False)
            if len(known) + len(unknown) > _KEPT:
                known = self._known = {word: known[word] for word in seen if word in known}
            known.update((word, tuple(encoding.ids)) for word, encoding in zip(unknown, found, strict=True))
        return [known[word] for word in seen]

    def codes(self, words: Sequence[str]) -> Codes:
        """The wordbook's codes (words, parts) of each word; no parts without a wordbook."""
        if self._wordbook is None:
            return np.zeros((len(words), 0), np.uint8)
        known = self._codes
        seen = [word[:_SEEN] for word in words]
        if unknown := [word for word in dict.fromkeys(seen) if word not in known]:
            if len(known) + len(unknown) > _KEPT:
                known = self._codes = {word: known[word] for word in seen if word in known}
            found = self._wordbook.codes_of(unknown)
            known.update((word, row.tobytes()) for word, row in zip(unknown, found, strict=True))
        joined = b"".join([known[word] for word in seen])
        return np.frombuffer(joined, np.uint8).reshape(len(words), self._wordbook.parts)


def special_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """Ids of [CLS] and [SEP]. Raises ValueError when the tokenizer has none: it is not of the BERT family."""
    opening, closing = (tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
    if opening is None or closing is None:
        raise ValueError("the tokenizer has no [CLS] and [SEP] tokens")
    return opening, closing
