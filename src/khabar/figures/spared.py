"""Who has no part in an event that is told before them: the rescued, those aboard, those who did it."""

from collections.abc import Sequence
from functools import lru_cache

from khabar.figures.role_words import ASIDE, BODIES, RESCUED, SPARED
from khabar.figures.tokens import Word, read_word


@lru_cache(maxsize=1 << 15)
def _spares(raw: str, done: bool) -> bool:
    """Whether a word begins another fate: one that is `done` or has "and" in front, as in ميدان التحرير it does not."""
    forms = read_word(raw).forms
    return any(rest in RESCUED or (rest in SPARED and (done or prefix[:1] in ("و", "ف"))) for prefix, rest in forms)


def turns_away(words: Sequence[Word], i: int, distance: int) -> bool:
    """Whether what is counted `distance` words behind word `i` has no part in an event before that word."""
    if distance == 1 and words[i].fold in ASIDE:
        return True
    if distance == 2 and words[i].fold in ("شارك", "شاركت", "يشارك") and words[i + 1].fold in ("فيه", "فيها"):
        return True
    done = i > 0 and words[i - 1].fold in ("تم", "وتم")
    return _spares(words[i].raw, done) and (i + 1 == len(words) or words[i + 1].fold not in BODIES)
