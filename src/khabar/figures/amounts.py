"""Read an amount: a number or a range of them with the percent sign, currency or unit that belongs to it.

Both readers of figures stand on this one: the normaliser reads the amount inside a given span, the finder
tries to read one at every token. A scale or unit named once holds for both ends of a range ("بين 50 و60
مليار دولار", "من 2 إلى 3 كلم").
"""

from decimal import Decimal
from typing import NamedTuple

from khabar.figures import lexicon as lx
from khabar.figures.fractions import PART
from khabar.figures.measures import Measure, read_measure
from khabar.figures.money import read_currency
from khabar.figures.numbers import Number, read_number
from khabar.figures.percent import POINTS
from khabar.figures.tokens import DIGITS, MARK, WORD, Word
from khabar.figures.units import ABBREVIATION

Value = int | Decimal
_PARTS: dict[tuple[str | None, str | None], int] = {
    ("ft", "in"): 12,
    ("km", "m"): 1000,
    ("kg", "g"): 1000,
    ("m", "cm"): 100,
    ("lb", "oz"): 16,
    ("L", "mL"): 1000,
    ("t", "kg"): 1000,
}
_TOWARD = ("الي", "حتي", "لغايه")
"""What leads from the lower end to the upper: "من 5% إلى 2%" is a fall and no range."""
BESIDE_ZERO = ("تحت", "دون", "فوق")
"""Behind a number of degrees and before الصفر they say on which side of it."""
_DASHES = ("-", "~", "او")
"""What stands between the ends of a range in any order, as بين does before them."""


class Amount(NamedTuple):
    """An amount that ends before token `stop`. `measure` is the token span of the unit or currency words."""

    label: str
    value: Value | None
    range: tuple[Value, Value] | None
    bounds: tuple[Value, Value] | None
    unit: str | None
    measure: tuple[int, int] | None
    stop: int


def _half_after(tokens: list[Word], at: int, stop: int) -> tuple[Decimal, int] | None:
    """ "ونصف", "ونصف المتر" behind a unit."""
    if at >= stop:
        return None
    word = tokens[at]
    i = at + 1
    if word.fold == "و" and i < stop:
        word, i = tokens[i], i + 1
        if word.prefix:
            return None
    elif word.prefix != "و":
        return None
    if word.atom is None or word.atom.kind != lx.FRACTION or word.atom.number != lx.SINGULAR:
        return None
    if i < stop and tokens[i].fold.startswith("ال") and read_measure(tokens, i, stop) is not None:
        i += 1
    return Decimal(word.atom.value), i


def _read_single(tokens: list[Word], at: int, stop: int) -> tuple[Number, Measure | None] | None:
    """A number with its measure on either side, or a measure that counts itself (كيلومترين، دولار واحد)."""
    first = tokens[at]
    if first.fold == "-" and at + 2 < stop and not tokens[at + 2].gap:
        sign = read_currency(tokens, at + 1, stop)
        number = read_number(tokens, at + 2, stop) if sign and tokens[at + 2].kind == DIGITS else None
        if sign is not None and number is not None and number.value is not None:
            owed = number._replace(value=-number.value)
            return owed, Measure("MONEY", sign.code, 1, lx.SINGULAR, at + 1, at + 2)
    if first.fold == "%" and at + 1 < stop and tokens[at + 1].kind == DIGITS:
        number = read_number(tokens, at + 1, stop)
        if number is not None:
            return number, Measure("PERCENT", "%", 1, lx.SINGULAR, at, at + 1)
    if first.atom is None and first.kind != DIGITS and first.fold not in ("-", "+", "سالب", "ناقص", *PART):
        measure = read_measure(tokens, at, stop, first=True)
        if measure is None or (measure.label == "PERCENT" and tokens[at].fold not in POINTS):
            return None
        if measure.number == ABBREVIATION and measure.label == "QUANTITY":
            return None
        sign = first.kind == MARK or first.raw.isascii()
        if sign and measure.stop < stop and tokens[measure.stop].kind == DIGITS and measure.label == "MONEY":
            number = read_number(tokens, measure.stop, stop)
            return None if number is None else (number, measure)
        if measure.number == lx.DUAL:
            return Number(2, measure.stop, None, None, 2), measure
        if measure.number == lx.SINGULAR:
            one = measure.stop < stop and tokens[measure.stop].fold in ("واحد", "واحده", "الواحد", "الواحده")
            return Number(1, measure.stop + one, None, None, 1), measure
        return Number(None, measure.stop), measure
    number = read_number(tokens, at, stop)
    if number is None:
        return None
    i = number.stop
    if i < stop and tokens[i].fold == "من" and (number.value is None or number.scale > 1):
        i += 1
    joined = i + 1 < stop and tokens[i].fold == "-" and not tokens[i].gap and not tokens[i + 1].gap
    joined = joined and tokens[i + 1].kind == WORD
    measure = read_measure(tokens, i + joined, stop)
    if joined and measure is not None and measure.number == lx.DUAL:
        measure = None
    return (number, None) if measure is None else (number._replace(stop=measure.stop), measure)


def _connector(tokens: list[Word], at: int, stop: int, opened: str) -> int | None:
    """The token where the upper end of a range starts, if a range goes on at token `at`."""
    if at >= stop:
        return None
    word = tokens[at]
    follows = at + 1 < stop
    if follows and word.fold in (*_TOWARD, *_DASHES, "ل"):
        return at + 1
    if follows and opened == "من" and word.fold in ("والي", "وحتي", "ولغايه"):
        return at + 1
    if opened != "بين":
        return None
    if follows and word.fold in ("و", "وبين"):
        return at + 1
    return at if word.fold.startswith("و") or word.prefix == "وال" else None


def _opener(tokens: list[Word], at: int, stop: int) -> tuple[str, int]:
    word = tokens[at].fold
    if word in ("ما", "وما", "فيما", "بما") and at + 1 < stop and tokens[at + 1].fold == "بين":
        return "بين", at + 2
    if word in ("بين", "وبين", "مابين", "ومابين"):
        return "بين", at + 1
    return ("من", at + 1) if word in ("من", "ومن") else ("", at)


def read_amount(tokens: list[Word], at: int, stop: int) -> Amount | None:
    """The amount that starts at token `at`, with "بين" or "من" if it opens a range."""
    opened, i = _opener(tokens, at, stop)
    if i >= stop:
        return None
    single = _read_single(tokens, i, stop)
    if single is None:
        return None
    number, measure = single
    start = _connector(tokens, number.stop, stop, opened)
    low = number.value
    upper = _read_single(tokens, start, stop) if start is not None and low is not None else None
    connector = tokens[start - 1].fold if start is not None else ""
    if upper is not None and not _same_point(measure, upper[1], opened, connector):
        upper = None
    high = upper[0].value if upper is not None else None
    if start is not None and connector == "-" and tokens[start].kind == WORD and tokens[start].atom is None:
        upper = None
    toward = connector in _TOWARD
    in_place = not toward and (opened == "بين" or connector in _DASHES)
    if low is not None and high is not None and low >= high and not in_place:
        upper = None
    if upper is None or low is None or high is None:
        return None if opened else _finish(tokens, number, measure, stop)
    most = (upper[0].mantissa or 0) * (1 if toward else 10)
    if measure is None and upper[0].scale > 1 and number.scale == 1 and low < most:
        low *= upper[0].scale
    low, high = sorted((low, high))
    total = upper[1] or measure
    return Amount(
        total.label if total else "CARDINAL",
        None,
        (low, high),
        None,
        total.unit if total else None,
        (total.start, total.stop) if total else None,
        upper[0].stop,
    )


def _same_point(first: Measure | None, second: Measure | None, opened: str, connector: str) -> bool:
    """Both ends of a range must measure the same thing; one may leave it unsaid, the upper if بين or من opened.

    Where إلى alone stands between two that both say it, the first is by how much and the second how far something
    went: "صعد 12 دولارا إلى 1945 دولارا".
    """
    if first is None or second is None:
        return first is None or bool(opened)
    moved = not opened and connector in _TOWARD and first.label != "PERCENT"
    return not moved and (first.label, first.unit) == (second.label, second.unit)


def _finish(tokens: list[Word], number: Number, measure: Measure | None, stop: int) -> Amount:
    bounds = None if number.low is None or number.high is None else (number.low, number.high)
    if measure is not None and measure.label == "PERCENT" and number.value is not None:
        number = number._replace(value=number.value * measure.factor)
    if measure is None:
        return Amount("CARDINAL", number.value, None, bounds, None, None, number.stop)
    value, end = number.value, number.stop
    zero = end + 1 < stop and tokens[end].fold in BESIDE_ZERO and tokens[end + 1].fold == "الصفر"
    if zero and measure.unit in ("°", "°C", "°F"):
        measure = measure._replace(unit=measure.unit if measure.unit == "°F" else "°C")
        value, end = value if value is None or tokens[end].fold == "فوق" else -value, end + 2
    more = _half_after(tokens, end, stop) if value is not None and measure.label != "PERCENT" else None
    if more is not None and value is not None:
        value, end = value + more[0], more[1]
    elif value is not None and end < stop and tokens[end].fold.startswith("و"):
        part = _read_part(tokens, end, stop)
        if part is not None:
            rest, inner, after = part
            ratio = inner.factor if measure.label == inner.label == "MONEY" else _PARTS.get((measure.unit, inner.unit))
            if ratio is not None and ratio > measure.factor and rest < ratio:
                value, end = value + Decimal(rest) / ratio, after
                measure = measure._replace(unit=measure.unit or inner.whole)
    return Amount(measure.label, value, None, bounds, measure.unit, (measure.start, measure.stop), end)


def _read_part(tokens: list[Word], at: int, stop: int) -> tuple[Value, Measure, int] | None:
    """ "و50 سنتا" behind dollars."""
    start = at + 1 if tokens[at].fold == "و" else at
    if start >= stop or (start == at and tokens[at].prefix != "و"):
        return None
    number = read_number(tokens, start, stop)
    if number is None or number.value is None:
        return None
    measure = read_measure(tokens, number.stop, stop)
    return None if measure is None else (number.value, measure, measure.stop)
