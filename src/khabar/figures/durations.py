"""Read durations: "ثلاثة أسابيع", "ساعة ونصف", "ساعتين وعشر دقائق", "نصف ساعة", "24 ساعة"."""

from decimal import Decimal
from typing import NamedTuple

from khabar.figures import lexicon as lx
from khabar.figures.calendar import PARTS, unit_of
from khabar.figures.minutes import read_minutes
from khabar.figures.numbers import Number, read_number
from khabar.figures.tokens import DIGITS, Word

_QUALIFIERS = frozenset(
    ["واحد", "واحده", "متواصله", "متتاليه", "كامله", "كامل", "واحدا", "عده", "قليله", "معدوده", "طويله"]
)
_MILLI = frozenset(["ميلي", "مللي", "ملي"])
_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")


class Duration(NamedTuple):
    """Amounts with their units, falling (None: some), the token after them, and whether a number was said."""

    parts: tuple[tuple[Decimal | None, str], ...]
    stop: int
    counted: bool
    high: Decimal | None = None


def _is_number(token: Word) -> bool:
    return token.kind == DIGITS or token.atom is not None


def _half(tokens: list[Word], i: int, stop: int, letter: str) -> tuple[Decimal, int]:
    """ "ونصف", "ونصف الساعة" and "إلا ربعا" behind a unit of time."""
    sign, j = 1, i
    if j < stop and tokens[j].fold in ("و", "الا", "،", "،و"):
        while j < stop and tokens[j].fold in ("و", "الا", "،"):
            sign, j = (-1 if tokens[j].fold == "الا" else sign), j + 1
    elif j >= stop or tokens[j].prefix != "و":
        return Decimal(0), i
    if j >= stop:
        return Decimal(0), i
    atom = tokens[j].atom
    folded = tokens[j].fold.removeprefix("و")
    if folded in ("ربعا", "ثلثا") and sign < 0:
        return Decimal(-1) / (4 if folded == "ربعا" else 3), j + 1
    if atom is None or atom.kind != lx.FRACTION or atom.number in (lx.PLURAL, lx.OWNED):
        return Decimal(0), i
    j += 1
    if j < stop:
        unit = unit_of(tokens[j])
        if unit is not None and (unit[0] != "ال" or unit[1].letter != letter):
            return Decimal(0), i
        j += unit is not None
    return sign * Decimal(atom.value), j


def _piece(tokens: list[Word], i: int, stop: int) -> tuple[Number | None, str, int, int, str] | None:
    """A number and a unit of time: (number, unit letter, token after, grammatical number, attached letters)."""
    number = read_number(tokens, i, stop) if _is_number(tokens[i]) else None
    j = number.stop if number is not None else i
    while number is not None and j < stop and tokens[j].fold in ("من", "ال") and j < number.stop + 1:
        j += 1
    if j + 1 < stop and number is not None and number.value is not None and tokens[j].fold in _MILLI:
        unit = unit_of(tokens[j + 1])
        if unit is not None and unit[1].letter == "TS":
            return number._replace(value=Decimal(number.value) / 1000), "TS", j + 2, unit[1].number, ""
    if j >= stop:
        return None
    unit = unit_of(tokens[j])
    springs = tokens[j].fold in ("ربيع", "ربيعا") and tokens[j].raw[-1] in "ا\u064b"
    if springs and number is not None:
        return number, "Y", j + 1, lx.SINGULAR, ""
    if unit is None or (number is not None and unit[0] not in ("", "ال")):
        return None
    part = number is None or number.value is None or number.value < 1
    if unit[0] == "ال" and unit[1].number == lx.SINGULAR and not part:
        return None
    if number is None and j + 1 < stop and unit[1].letter == "TH" and _is_time_of_day(tokens[j + 1].fold):
        return None
    knots = unit[1].letter == "DE" and unit[1].number == lx.SINGULAR and number is not None
    if knots and number is not None and number.value is not None and 3 <= number.value <= 10:
        return None
    if j + 1 < stop and tokens[j + 1].fold.removeprefix("ال").startswith("ضوئي"):
        return None
    if number is None and unit[0].endswith("ال") and unit[1].number == lx.SINGULAR:
        return None
    if number is None and read_minutes(tokens, j, stop) is not None:
        return None
    return number, unit[1].letter, j + 1, unit[1].number, unit[0]


def _is_time_of_day(folded: str) -> bool:
    """ "ساعة متأخرة", "الساعات الأولى", "ساعات الليل" say when, not how long."""
    return folded in ("متاخره", "مبكره", "الاولي") or (folded.startswith("ال") and folded[2:] in PARTS)


def read_duration(tokens: list[Word], at: int, stop: int) -> Duration | None:
    """The duration that starts at token `at`; a bare unit counts one, a dual two, a plural some."""
    parts: list[tuple[Decimal | None, str]] = []
    i, counted, rank = at, False, -1
    high: Decimal | None = None
    while i < stop:
        j = i
        if parts:
            if tokens[j].fold in ("و", "،"):
                j += 1
            elif not tokens[j].fold.startswith("و"):
                break
            if j >= stop:
                break
        piece = _piece(tokens, j, stop)
        if piece is None:
            if not parts and _is_number(tokens[i]):
                return _ranged(tokens, i, stop)
            break
        number, letter, after, grammatical, prefix = piece
        if _ORDER.index(letter) <= rank or (parts and number is None and grammatical == lx.PLURAL):
            break
        if parts and number is None and prefix not in ("و", ""):
            break
        rank = _ORDER.index(letter)
        value: Decimal | None
        if number is not None:
            value = None if number.value is None else Decimal(number.value)
            counted = True
        else:
            value = None if grammatical == lx.PLURAL else Decimal(grammatical)
            counted = counted or grammatical == lx.DUAL
        i = after
        while i < stop and tokens[i].fold in _QUALIFIERS:
            counted = counted or tokens[i].fold in ("واحد", "واحده", "واحدا")
            i += 1
        if value is not None:
            more, i = _half(tokens, i, stop, letter)
            value, counted = value + more, counted or bool(more)
        parts.append((value, letter))
        if value is None:
            break
    if len(parts) == 1 and parts[0][0] is not None:
        high, i = _upper(tokens, i, stop, parts[0][0], parts[0][1])
        counted = counted or high is not None
    return Duration(tuple(parts), i, counted, high) if parts else None


def _upper(tokens: list[Word], i: int, stop: int, low: Decimal, letter: str) -> tuple[Decimal | None, int]:
    """The upper end of "ساعة أو ساعتين" and "يومين إلى ثلاثة أيام", and the token after it."""
    if i + 1 >= stop or tokens[i].fold not in ("او", "الي", "-"):
        return None, i
    piece = _piece(tokens, i + 1, stop)
    if piece is None or piece[1] != letter or piece[4]:
        return None, i
    number, _, after, grammatical, _ = piece
    said = grammatical if number is None else number.value
    if said is None or (number is None and grammatical == lx.PLURAL) or said <= low:
        return None, i
    return Decimal(said), after


def _ranged(tokens: list[Word], at: int, stop: int) -> Duration | None:
    """ "50 أو 60 دقيقة", "15 إلى 17 عاما": the unit stands behind the upper end."""
    low = read_number(tokens, at, stop)
    if low is None or low.value is None or low.stop + 1 >= stop:
        return None
    i = low.stop
    if tokens[i].fold in ("او", "الي", "-", "و", "حتي"):
        i += 1
    elif tokens[i].prefix != "و":
        return None
    piece = _piece(tokens, i, stop)
    if piece is None or piece[0] is None or piece[0].value is None or piece[0].value <= low.value:
        return None
    return Duration(((Decimal(low.value), piece[1]),), piece[2], True, Decimal(piece[0].value))
