"""Tell the full stop of an abbreviation from the one that ends a sentence.

Arabic abbreviates with single letters (the titles د. and م., agencies such as أ.ف.ب) and spells Latin initials by
the names of their letters (سي .إن .إن). Stops are set with a space before, behind, on both sides or on none.
"""

import re

_BEFORE = re.compile(r"([^\W\d_]*)(\s{0,2})\Z")
_AFTER = re.compile(r"(\s?)([^\W\d_]{0,12})")
_NUMBER_BEFORE = re.compile(r"\d\s?\Z")

_TITLES = frozenset(("د", "أ", "ا", "م", "ود", "أد", "اد"))
"""Abbreviated titles, one with the conjunction; these are also written with spaces on both sides of the stop."""

_LETTER_NAME = re.compile(
    "[وفلبك]{0,2}(?:ال)?(?:إيه|ايه|بي|سي|دي|إي|اي|آي|أي|إف|اف|جي|إتش|اتش|جيه|كيه|كي|إل|ال|إم|ام|إن|ان|أو|او|كيو|آر|ار|إس|اس"
    "|تي|يو|في|دبليو|إكس|اكس|واي|زد)"
)
_LINK = re.compile(r"\.[^\W\d_و](?!\w)")
_DOMAINS = frozenset(("كوم", "نت", "أورج"))


def is_within_word(text: str, at: int, start: int, end: int) -> bool:
    """Whether the full stop at `at` of the line `text[start:end]` belongs to an abbreviation, initials or a title."""
    lead = text[max(start, at - 10) : at]
    before, after = _BEFORE.search(lead), _AFTER.match(text, at + 1, end)
    if before is None or after is None:
        return False
    word, following, is_glued = before[1].replace("ـ", ""), after[2], not after[1]
    if is_glued and (following in _DOMAINS or (_LINK.match(text, at, end) and len(word) <= 4)):
        return True
    if before[2] and after[1] and word not in _TITLES:
        return False
    if len(word) == 1:
        return not _NUMBER_BEFORE.search(lead[: before.start()])
    return word in _TITLES or bool(_LETTER_NAME.fullmatch(word) and _LETTER_NAME.fullmatch(following))
