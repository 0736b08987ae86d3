"""Read the minutes of a match: "الدقيقة 67", "الدقيقة 90+3", "الدقيقتين 12 و34", "الدقيقتين الخامسة والعشرين"."""

from khabar.figures.lexicon import words
from khabar.figures.ordinals import read_ordinal
from khabar.figures.tokens import DIGITS, Word

_ONE = frozenset(words("الدقيقه للدقيقه بالدقيقه"))
MINUTES = _ONE | frozenset(words("الدقيقتين الدقيقتان للدقيقتين بالدقيقتين والدقيقتين الدقائق بالدقائق"))
"""Definite minutes, which a number behind them tells from the other minutes and does not count."""


def read_minutes(tokens: list[Word], at: int, stop: int) -> int | None:
    """The token after the minutes that start at token `at`; their number is their name, so they have no value."""
    if tokens[at].fold not in MINUTES or at + 1 >= stop:
        return None
    after = _minute(tokens, at + 1, stop)
    many = tokens[at].fold not in _ONE
    if many and tokens[at + 1].fold == "الاولي" and not (after is not None and after < stop and _joins(tokens[after])):
        return None
    while many and after is not None and after < stop and _joins(tokens[after]):
        following = _minute(tokens, after + (tokens[after].fold in ("و", "،")), stop)
        if following is None:
            break
        after = following
    return after


def _joins(word: Word) -> bool:
    return word.fold.startswith(("و", "،"))


def _minute(tokens: list[Word], at: int, stop: int) -> int | None:
    """The token after one minute, in figures or as a rank."""
    i = at + 1 if at + 1 < stop and tokens[at].fold == "ال" else at
    if i >= stop:
        return None
    if tokens[i].kind == DIGITS:
        added = i + 2 < stop and tokens[i + 1].fold == "+" and tokens[i + 2].kind == DIGITS
        return i + (3 if added else 1)
    rank = read_ordinal(tokens, i, stop)
    dual = tokens[i].fold.endswith(("ين", "ان"))
    return rank[1] if rank is not None and rank[2] in ("ال", "وال") and not dual else None
