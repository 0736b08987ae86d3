"""What a model reads of a word: the ids of its pieces and, where there is a wordbook, its codes.

Both are remembered together, since most words of a text are words of any other.
"""

from collections.abc import Iterator, Sequence

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
        self._parts = 0 if wordbook is None else wordbook.parts
        self._known: dict[str, tuple[tuple[int, ...], bytes]] = {}

    def of(self, words: Sequence[str]) -> tuple[list[tuple[int, ...]], Codes]:
        """The ids of the pieces of each word, and the wordbook's codes of the words (words, parts).

        A word of invisible characters may have no pieces; without a wordbook there are no parts.
        """
        known = self._known
        seen = [word[:_SEEN] for word in words]
        if unknown := [word for word in dict.fromkeys(seen) if word not in known]:
            if len(known) + len(unknown) > _KEPT:
                known = self._known = {word: known[word] for word in seen if word in known}
            known.update(self._read(unknown))
        found = [known[word] for word in seen]
        codes = np.frombuffer(b"".join([codes for _, codes in found]), np.uint8)
        return [ids for ids, _ in found], codes.reshape(len(words), self._parts)

    def _read(self, words: Sequence[str]) -> Iterator[tuple[str, tuple[tuple[int, ...], bytes]]]:
        folded = [[fold(word)[:LONGEST_WORD] or "\ufffd"] for word in words]
        cut = self._tokenizer.encode_batch(folded, is_pretokenized=True, add_special_tokens=False)
        book = self._wordbook
        codes = np.zeros((len(words), 0), np.uint8) if book is None else book.codes_of(words)
        for word, encoding, row in zip(words, cut, codes, strict=True):
            yield word, (tuple(encoding.ids), row.tobytes())


def special_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """Ids of [CLS] and [SEP]. Raises ValueError when the tokenizer has none: it is not of the BERT family."""
    opening, closing = (tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
    if opening is None or closing is None:
        raise ValueError("the tokenizer has no [CLS] and [SEP] tokens")
    return opening, closing
