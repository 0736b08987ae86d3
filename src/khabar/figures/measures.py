"""Read what an amount is measured in: a percent sign or phrase, a currency or a unit of measure."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from khabar.figures import lexicon as lx
from khabar.figures.money import may_be_currency, read_currency
from khabar.figures.percent import POINTS, read_percent, read_permille
from khabar.figures.tokens import WORD, Word, read_word
from khabar.figures.units import may_be_unit, read_phrase, read_unit


class Measure(NamedTuple):
    """A measure at tokens `start` to `stop`: its unit, how much of one the noun is, and its grammatical number.

    `whole` is the currency that coins are part of.
    """

    label: str
    unit: str | None
    factor: Decimal | int
    number: int
    start: int
    stop: int
    whole: str | None = None


def read_measure(tokens: list[Word], at: int, stop: int, *, first: bool = False) -> Measure | None:
    """The measure that starts at token `at`; letters may be attached to it only where it is the `first` word."""
    if at >= stop or not (first or _may_measure(tokens[at].raw)):
        return None
    percent = read_percent(tokens, at, stop)
    if percent is not None:
        two = lx.DUAL if tokens[at].fold in POINTS[3:] else lx.SINGULAR
        return Measure("PERCENT", "%", 1, two, at, percent)
    if tokens[at].fold in POINTS and at + 1 < stop and tokens[at + 1].fold in ("اساس", "اساسيه"):
        return Measure("PERCENT", "%", Decimal("0.01"), lx.SINGULAR, at, at + 2)
    permille = None if first else read_permille(tokens, at, stop)
    if permille is not None:
        return Measure("PERCENT", "%", Decimal("0.1"), lx.SINGULAR, at, permille)
    phrase = read_phrase(tokens, at, stop)
    currency = read_currency(tokens, at, stop, first=first) if phrase is None else None
    if currency is not None:
        code = currency.code if currency.parts <= 1 else None
        return Measure("MONEY", code, currency.parts, currency.number, at, currency.stop, currency.code)
    unit = read_unit(tokens, at, stop, first=first)
    if unit is not None:
        return Measure("QUANTITY", unit.symbol, 1, unit.number, at, unit.stop)
    return None


@lru_cache(maxsize=1 << 15)
def _may_measure(raw: str) -> bool:
    """Whether a word behind a number may start a measure; spares most counted nouns the attempt."""
    word = read_word(raw)
    if word.kind != WORD or len(word.fold) < 3:
        return True
    return word.fold in POINTS or word.fold.startswith("بال") or may_be_currency(word) or may_be_unit(word)
