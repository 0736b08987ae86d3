"""Put digits together with what belongs to them: spaced thousands, "3/4", "1 ½", "100K", the scale word's comma."""

from decimal import Decimal

from khabar.figures import lexicon as lx
from khabar.figures.currency_words import SIGNS
from khabar.figures.digits import plain, read_digits
from khabar.figures.tokens import DIGITS, Word

_LETTER_SCALES = {"K": 3, "k": 3, "M": 6, "mn": 6, "B": 9, "bn": 9, "G": 9}
_SPACED_SCALES = {"K": 3, "k": 3, "mn": 6, "bn": 9, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_MONEY_SCALES = _LETTER_SCALES | {"m": 6, "b": 9, "t": 12}


def touch(tokens: list[Word], i: int) -> bool:
    """Whether token i follows token i - 1 without a space."""
    return not tokens[i].gap


def _read_slash(tokens: list[Word], at: int, stop: int) -> tuple[Decimal, int] | None:
    """A fraction written "3/4", which is not a part of a date."""
    if at + 2 >= stop or tokens[at + 1].fold != "/" or tokens[at + 1].gap != tokens[at + 2].gap:
        return None
    above, below = tokens[at], tokens[at + 2]
    if at + 3 < stop and tokens[at + 3].fold in ("/", "-") and touch(tokens, at + 3):
        return None
    if not (isinstance(above.value, int) and isinstance(below.value, int)) or below.raw.startswith(("0", "٠")):
        return None
    if 2 <= below.value <= 100 and (above.value < below.value or below.value in (2, 3, 4, 5, 8)):
        return Decimal(above.value) / below.value, at + 3
    return None


def read_digit_group(tokens: list[Word], at: int, stop: int) -> tuple[int | Decimal, int] | None:
    """Digits with what may belong to them: space-separated thousands, a fraction behind, a letter scale."""
    word = tokens[at]
    fraction = _read_slash(tokens, at, stop)
    if fraction is not None:
        return fraction
    value, i = word.value, at + 1
    following = tokens[i].atom if i < stop else None
    if following is not None and following.kind == lx.SCALE:
        value = read_digits(word.raw, scaled=True)
    if value is None:
        return None
    if len(word.raw) <= 3 and word.raw.isdecimal() and value:
        while i < stop and tokens[i].kind == DIGITS and tokens[i].gap == 1:
            raw = tokens[i].raw
            if value >= 10**15 or not raw[:3].isdecimal() or len(raw) < 3:
                break
            if len(raw) > 4 and raw[3] in ",.\u066b" and raw[4:].isdecimal():
                return value * 1000 + Decimal(plain(raw).replace(",", ".").replace("'", ".")), i + 1
            if len(raw) != 3:
                break
            value, i = value * 1000 + int(raw), i + 1
    if i < stop and tokens[i].kind == DIGITS and isinstance(value, int):
        part = _read_slash(tokens, i, stop)
        if part is not None and part[0] < 1:
            return value + part[0], part[1]
        inner = tokens[i].value
        if len(tokens[i].raw) == 1 and isinstance(inner, Decimal):
            return value + inner, i + 1
    if i + 1 < stop and tokens[i].fold == "^" and touch(tokens, i) and touch(tokens, i + 1):
        return _read_power(tokens, value, i + 1, stop)
    if i + 2 < stop and tokens[i].fold in ("×", "x", "*") and tokens[i + 2].fold == "^":
        power = read_digit_group(tokens, i + 1, stop)
        return (value, i) if power is None or value > 10**9 else (value * power[0], power[1])
    if i < stop and tokens[i].raw.isascii():
        signed = at > 0 and tokens[at - 1].raw in SIGNS
        joined = _MONEY_SCALES if signed else _LETTER_SCALES
        power = (joined if touch(tokens, i) else _SPACED_SCALES).get(tokens[i].raw)
        if power is not None and (tokens[i].raw != "G" or value >= 10):
            return value * 10**power, i + 1
    return value, i


def _read_power(tokens: list[Word], base: int | Decimal, at: int, stop: int) -> tuple[int | Decimal, int] | None:
    """ "10^5": an exponent of at most two figures, and a result that stays a number of at most thirty."""
    sign = -1 if tokens[at].fold == "-" else 1
    i = at + (tokens[at].fold in ("-", "+"))
    exponent = tokens[i].value if i < stop and touch(tokens, i) else None
    if not isinstance(exponent, int) or exponent > 99 or abs(base) > 10**9:
        return None
    power = Decimal(base) ** (sign * exponent) if base else Decimal(0)
    if power.adjusted() > 30:
        return None
    return int(power) if power == power.to_integral_value() else power, i + 1


def hides_and(tokens: list[Word], i: int, stop: int) -> bool:
    """ "ثلاثمئة واحد عشر", "مئة واحد وعشرون": without hamza "وأحد" looks like "واحد"."""
    if i + 1 >= stop or tokens[i].fold not in ("واحد", "واحدي"):
        return False
    j = i + 2 if tokens[i + 1].fold == "و" and i + 2 < stop else i + 1
    ten = tokens[j]
    if ten.atom is None:
        return False
    return (ten.atom.kind == lx.TEN and not ten.prefix) or (
        ten.atom.kind == lx.TENS and ten.prefix == ("" if j > i + 1 else "و")
    )
