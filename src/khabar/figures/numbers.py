"""Read one Arabic number, in digits, words or both, from a list of tokens.

The grammar is the one of counting: within a thousand hundreds, then units before tens, joined by و; then
scale words in falling order, each multiplying what stands before it ("3 آلاف و500", "مليونان وثلاثمئة ألف").
A number ends where the next word cannot continue it, so "بين مئة ومئتين" is two numbers and "مئة وعشرون" one.
Sums are exact (int and Decimal). Each token is looked at a bounded number of times.
"""

from decimal import Decimal
from typing import NamedTuple

from khabar.figures import lexicon as lx
from khabar.figures.digits import FRACTIONS
from khabar.figures.fractions import PART, is_fifth, over, parts_of
from khabar.figures.grouping import hides_and, read_digit_group, touch
from khabar.figures.sums import NO_LIMIT, Sum
from khabar.figures.tokens import DIGITS, WORD, Word

_POINTS = ("فاصله", "فاصل", "نقطه")
_LESS = {"ربع": 4, "ربعا": 4, "الربع": 4, "ثلث": 3, "ثلثا": 3, "الثلث": 3}
_ROUND = (lx.TENS, lx.HUNDRED, lx.HUNDREDS)
_MINUS = ("سالب", "ناقص")


class Number(NamedTuple):
    """A number that ends before token `stop`; `value` is None and the bounds are set when it is vague.

    `mantissa` is what the last scale word multiplied ("60 مليار": 60), `scale` that word's power, 1 if none.
    """

    value: int | Decimal | None
    stop: int
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    mantissa: int | Decimal | None = None
    scale: int = 1


def _read_vague(tokens: list[Word], at: int, stop: int) -> Number:
    """Counts such as "عشرات", "بضع مئات" or "مئات الآلاف": no value, but bounds."""
    low = high = 1
    i = at
    while i < stop and high < NO_LIMIT:
        word = tokens[i]
        atom = word.atom
        if atom is None or (i > at and word.prefix not in ("", "ال")):
            break
        if atom.kind == lx.VAGUE:
            bounds = lx.VAGUE_BOUNDS[next(r for p, r in word.forms if p == word.prefix and r in lx.VAGUE_BOUNDS)]
            low, high = low * bounds[0], high * bounds[1]
        elif atom.kind == lx.SCALE:
            many = i == at and atom.number == lx.PLURAL
            low, high = low * int(atom.value) * (2 if many else 1), high * int(atom.value) * (999 if many else 1)
        else:
            break
        i += 1
    more = tokens[i] if i == at + 1 and i < stop and high < 10 else None
    if more is not None and more.prefix == "و" and more.atom is not None and more.atom.kind in _ROUND:
        return Number(None, i + 1, low + int(more.atom.value), high + int(more.atom.value))
    return Number(None, i, low, high)


def _read_sum(tokens: list[Word], at: int, stop: int) -> Number | None:
    if tokens[at].kind == DIGITS:
        alone = read_digit_group(tokens, at, stop)
        if alone is None:
            return None
        value, i = alone
        if i >= stop or (tokens[i].atom is None and tokens[i].fold != "و"):
            return Number(value, i, None, None, value)
    number = Sum()
    saved: Number | None = None
    i = at
    while i < stop:
        j, conjoined = i, False
        if i > at and tokens[i].fold == "و" and i + 1 < stop:
            j, conjoined = i + 1, True
            if tokens[j].fold in ("،", ",") and j + 1 < stop and touch(tokens, j + 1):
                j += 1
        word = tokens[j]
        if word.kind == DIGITS:
            group = read_digit_group(tokens, j, stop) if i == at or conjoined else None
            if group is None:
                break
            before = _result(number, i) if i > at else None
            if conjoined and group[0] < 1 and isinstance(number.group, int) and _is_fraction(tokens, j, group[1]):
                number.group, number.level = number.group + group[0], lx.FRACTION
            elif not number.add_digits(group[0], conjoined):
                break
            saved, i = before, group[1]
            continue
        atom, prefix = word.atom, word.prefix
        if atom is None or atom.kind == lx.VAGUE:
            break
        dual = (atom.kind, atom.number) == (lx.SCALE, lx.DUAL) and word.fold.endswith("ا")
        if dual and _goes_on(tokens, j + 1, stop, int(atom.value) // 2):
            atom = lx.Atom(lx.SCALE, atom.value // 2)
        if i > at and not conjoined:
            if prefix in ("و", "وال") or hides_and(tokens, j, stop):
                conjoined = True
            elif prefix not in ("", "ال"):
                break
        elif conjoined and prefix not in ("", "ال"):
            break
        part = _mixed_part(tokens, j, stop) if conjoined and isinstance(number.group, int) else None
        if part is not None and number.group is not None:
            number.group, number.level, i = number.group + part, lx.FRACTION, j + 2
            continue
        before = _result(number, i) if i > at and number.group is None else saved
        if not number.add(atom, conjoined):
            if atom.kind == lx.SCALE and not conjoined and saved is not None:
                return saved
            break
        saved, i = before, j + 1
        if number.closed and i < stop:
            again = tokens[i]
            if again.prefix in ("", "ال") and again.atom is not None and again.atom.value == number.scale:
                i += 1
    return _result(number, i) if i > at else None


def _goes_on(tokens: list[Word], at: int, stop: int, scale: int) -> bool:
    """Whether "and" and a number stand there: "ألفا و200" is 1,200, for a dual loses its ن before its noun alone."""
    apart = at < stop and tokens[at].fold == "و"
    at += apart
    if at >= stop:
        return False
    word = tokens[at]
    part = word.atom is not None and word.atom.kind == lx.FRACTION
    if not part and at + 1 < stop and _as_large(tokens[at + 1], scale):
        return False
    if apart:
        return word.kind == DIGITS or word.atom is not None
    return word.prefix == "و" and word.atom is not None and not word.fold.endswith("تا")


def _as_large(word: Word, scale: int) -> bool:
    return word.atom is not None and word.atom.kind == lx.SCALE and word.atom.value >= scale


def _is_fraction(tokens: list[Word], at: int, stop: int) -> bool:
    """Whether `tokens[at:stop]` is a fraction in signs: "½", "1/2"."""
    return tokens[at].raw in FRACTIONS or (stop == at + 3 and tokens[at + 1].fold == "/")


def _mixed_part(tokens: list[Word], at: int, stop: int) -> Decimal | None:
    """ "وثلاثة أرباع" behind a whole number."""
    first, second = tokens[at].atom, tokens[at + 1].atom if at + 1 < stop else None
    if first is None or second is None or first.kind != lx.UNIT or second.kind != lx.FRACTION:
        return None
    return Decimal(first.value * second.value) if second.number == lx.PLURAL else None


def _result(number: Sum, stop: int) -> Number:
    scale = number.scale if number.term is not None and number.group is None else 1
    return Number(number.value(), stop, None, None, number.mantissa if scale > 1 else number.value(), scale)


def read_number(tokens: list[Word], at: int, stop: int) -> Number | None:
    """The number that starts at token `at` and ends before `stop`, or None."""
    word = tokens[at]
    atom = word.atom
    if word.fold in ("-", "+") or word.fold in _MINUS:
        if at + 1 >= stop or (word.fold == "+" and not touch(tokens, at + 1)):
            return None
        if word.fold not in _MINUS and tokens[at + 1].kind != DIGITS:
            return None
        inner = read_number(tokens, at + 1, stop) if tokens[at + 1].fold not in ("-", "+", *_MINUS) else None
        if inner is None or inner.value is None:
            return None
        sign = 1 if word.fold == "+" else -1
        return inner._replace(value=sign * inner.value, mantissa=sign * (inner.mantissa or 0))
    if atom is not None and (atom.kind == lx.VAGUE or (atom.kind == lx.SCALE and atom.number == lx.PLURAL)):
        return _read_vague(tokens, at, stop)
    if is_fifth(tokens, at):
        return Number(Decimal("0.2"), at + 1, None, None, Decimal("0.2"))
    if word.fold in PART:
        part = parts_of(tokens, 1, at, stop)
        return None if part is None else Number(part[0], part[1], None, None, part[0])
    number = _read_sum(tokens, at, stop)
    if number is None or number.value is None:
        return number
    i = number.stop
    if i + 1 >= stop:
        return number
    if tokens[i].fold in _POINTS and isinstance(number.value, int):
        return _read_decimals(tokens, number.value, i + 1, stop) or number
    if tokens[i].fold == "الا" and tokens[i + 1].fold in _LESS:
        less = Decimal(number.scale) / _LESS[tokens[i + 1].fold]
        return Number(number.value - less, i + 2, None, None, number.value - less)
    if isinstance(number.value, int) and number.scale == 1:
        part = _read_over(tokens, number.value, i, stop) or parts_of(tokens, number.value, i, stop)
        return number if part is None else Number(part[0], part[1], None, None, part[0])
    return number


def _read_over(tokens: list[Word], above: int, at: int, stop: int) -> tuple[Decimal, int] | None:
    """ "ثلاثة على أربعة", "واحد على واحد وعشرين"."""
    if tokens[at].fold != "علي" or tokens[at + 1].prefix:
        return None
    below = _read_sum(tokens, at + 1, stop)
    if below is None:
        return None
    counts = below.stop < stop and tokens[below.stop].kind == WORD and below.stop > at + 2
    part = over(above, below.value, 1 if counts else below.stop - at - 1)
    return None if part is None else (part, below.stop)


def _read_decimals(tokens: list[Word], whole: int, at: int, stop: int) -> Number | None:
    """What follows the spoken decimal point: "خمسة وسبعون" (.75), figure by figure "صفر خمسة" (.05), "خمسة مليون"."""
    said, i, scale = "", at, 1
    while i < stop and len(said) < 12 and scale == 1:
        word = tokens[i]
        if i > at and (word.prefix or word.atom is None or word.atom.kind not in (lx.UNIT, lx.ZERO)):
            break
        part = _read_sum(tokens, i, stop) if word.atom is not None or word.kind == DIGITS else None
        mantissa = None if part is None else part.mantissa
        if part is None or not isinstance(mantissa, int) or mantissa >= 10**12:
            break
        leading = word.raw[: len(word.raw) - len(word.raw.lstrip("0٠۰"))] if word.kind == DIGITS and mantissa else ""
        said, i, scale = said + "0" * len(leading) + str(mantissa), part.stop, part.scale
    if not said:
        return None
    mantissa = whole + Decimal(int(said)).scaleb(-len(said))
    return Number(mantissa * scale, i, None, None, mantissa, scale)
