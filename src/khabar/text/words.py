"""Cut text into the words that labels stand on.

A word is a run of letters, digits and the marks that ride on them, or one other visible character. So
"والباغوز»،" is three words, "20ألف" one, "حزيران/يونيو" three and "5.3" three: every span of the annotation
guide starts and ends at a word edge, and the tagger never has to look inside a word.
"""

import re
from collections.abc import Iterator

# Possessive, or a word of ten million letters would keep a way back for each of them.
_WORD = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c])++|[^\s]"
)


def find_words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the words of `text[start:end]` one after another, in code points of `text`; linear in its length."""
    return (match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end))


def split_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """What `find_words` finds, as a list."""
    return list(find_words(text, start, end))
