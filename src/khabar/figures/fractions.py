"""Read fractions that are said with their denominator: "ثلاثة على أربعة", "3 أجزاء من مئة", "جزء من الألف"."""

from decimal import Decimal

from khabar.figures.tokens import DIGITS, Word

PART = ("جزء", "الجزء", "وجزء")
_PARTS = ("جزء", "جزءا", "اجزاء", "جزءان", "جزءين")
_POWERS = {"عشره": 10, "العشره": 10, "مئه": 100, "مائه": 100, "المئه": 100, "المائه": 100, "الف": 1000, "الالف": 1000,
           "مليون": 10**6, "المليون": 10**6, "مليار": 10**9, "المليار": 10**9}  # fmt: skip


def parts_of(tokens: list[Word], above: int, at: int, stop: int) -> tuple[Decimal, int] | None:
    """`above` divided by the power of ten that "أجزاء من" names from token `at` on, and the token behind it."""
    if at + 2 >= stop or tokens[at].fold.removeprefix("ال") not in _PARTS or tokens[at + 1].fold != "من":
        return None
    below = _POWERS.get(tokens[at + 2].fold) or tokens[at + 2].value
    if not isinstance(below, int) or below < 10 or str(below).strip("0") != "1":
        return None
    return Decimal(above) / below, at + 3


def over(tokens: list[Word], above: int, at: int, stop: int) -> tuple[Decimal, int] | None:
    """`above` divided by the one number that stands behind "على" at token `at`; only of proper fractions."""
    if at + 1 >= stop or tokens[at].fold != "علي":
        return None
    word = tokens[at + 1]
    below = (
        word.value if word.kind == DIGITS else word.atom.value if word.atom is not None and not word.prefix else None
    )
    if not isinstance(below, int) or not above < below or (below > 100 and below not in (1000, 10**6)):
        return None
    return Decimal(above) / below, at + 2
