"""Read fractions that are said with their denominator: "ثلاثة على أربعة", "3 أجزاء من مئة", "جزء من الألف"."""

from decimal import Decimal

from khabar.figures.calendar import direction_of
from khabar.figures.tokens import WORD, Word

PART = ("جزء", "الجزء", "وجزء")
FIFTH = ("خمس", "وخمس", "بخمس", "لخمس", "فخمس")
_PARTS = ("جزء", "جزءا", "اجزاء", "جزءان", "جزءين")
_POWERS = {"عشره": 10, "العشره": 10, "مئه": 100, "مائه": 100, "المئه": 100, "المائه": 100, "الف": 1000, "الالف": 1000,
           "مليون": 10**6, "المليون": 10**6, "مليار": 10**9, "المليار": 10**9}  # fmt: skip


def is_fifth(tokens: list[Word], at: int) -> bool:
    """Whether خمس at token `at` is the fifth of the definite thing behind it: five would count an indefinite one."""
    if tokens[at].fold not in FIFTH or at + 1 >= len(tokens):
        return False
    whole = tokens[at + 1]
    named = whole.kind == WORD and whole.fold.startswith("ال") and len(whole.fold) > 4 and whole.atom is None
    return named and direction_of(whole) is None and whole.fold not in ("الاولي", "الاخري", "الباقيه")


def parts_of(tokens: list[Word], above: int, at: int, stop: int) -> tuple[Decimal, int] | None:
    """`above` divided by the power of ten that "أجزاء من" names from token `at` on, and the token behind it."""
    if at + 2 >= stop or tokens[at].fold.removeprefix("ال") not in _PARTS or tokens[at + 1].fold != "من":
        return None
    below = _POWERS.get(tokens[at + 2].fold) or tokens[at + 2].value
    if not isinstance(below, int) or below < 10 or str(below).strip("0") != "1":
        return None
    return Decimal(above) / below, at + 3


def over(above: int, below: int | Decimal | None, words: int) -> Decimal | None:
    """`above` divided by the number of so many words that stands behind "على"; only of proper fractions."""
    if not isinstance(below, int) or not above < below:
        return None
    return Decimal(above) / below if below <= 100 or below in (1000, 10**6) or (words > 1 and below < 1000) else None
