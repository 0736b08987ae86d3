"""Read a whole date, time or duration from tokens, without yet saying which day it is.

A date is a chain of parts in any order ("مساء أمس الخميس 11 سبتمبر/أيلول الماضي"): each reader takes one part
from the tokens and returns where it ends. `khabar.figures.timex` turns the parts into a value.
"""

from collections.abc import Callable
from functools import lru_cache

from khabar.figures import calendar as cal
from khabar.figures.clock import CLOCK_WORDS, follows_hour, read_clock
from khabar.figures.dates import THIS, read_day_month, read_year, starts_month, starts_year
from khabar.figures.dayparts import (
    read_direction,
    read_feast_day,
    read_holiday,
    read_nth_weekday,
    read_part,
    read_reference,
    read_relative_day,
    read_weekday,
    starts_day,
)
from khabar.figures.digits import FRACTIONS
from khabar.figures.durations import read_duration
from khabar.figures.lexicon import words
from khabar.figures.numeric_dates import read_numeric
from khabar.figures.ordinals import ORDINALS
from khabar.figures.parts import When
from khabar.figures.periods import read_period, read_piece, starts_piece
from khabar.figures.sets import read_set
from khabar.figures.tokens import DIGITS, MARK, WORD, Word, bare, lookup, read_word

_GLUE = frozenset(["من", "في", "،", ",", "/", "ليوم", "الموافق", "يوم", "شهر", "لشهر", "عن", "ل", "-", "هذا", "بتاريخ"])
_LEADS = frozenset(["يوم", "يوما", "يومي", "شهر", "شهري", "تاريخ", "موعد"])
_STOPS = frozenset((".", "،", "؛", "؟", "!", ")", "]", "»"))
_REACH = 24
Reader = Callable[[list[Word], int, int, When], int | None]


def _clock(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    if when.hour is not None:
        return None
    clock = read_clock(tokens, i, stop)
    if clock is None:
        return None
    when.hour, when.minute, when.second, when.zone = clock.hour, clock.minute, clock.second, clock.zone
    when.half = clock.half
    return clock.stop


def _duration(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    if when.lasting:
        return None
    duration = read_duration(tokens, i, stop)
    if duration is None:
        return None
    when.lasting, when.weak, when.high = duration.parts, not duration.counted, duration.high
    after = duration.stop
    if after < stop:
        direction = cal.direction_of(tokens[after])
        if direction is not None:
            when.direction = direction
            return after + 1
    return after


def _day_month(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    return read_day_month(tokens, i, stop, when) if when.month is None else None


def _year(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    return read_year(tokens, i, stop, when) if when.year is None else None


def _numeric(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    return read_numeric(tokens, i, stop, when) if when.year is None and when.day is None else None


_DIGIT_READERS: tuple[Reader, ...] = (_numeric, _day_month, _clock, _year, read_piece)
_ALONE: tuple[Reader, ...] = (_numeric, _year)
_DAY_READERS: tuple[Reader, ...] = (read_relative_day, read_weekday, read_holiday)


@lru_cache(maxsize=1 << 15)
def _readers(raw: str) -> tuple[tuple[Reader, ...], tuple[Reader, ...]]:
    """The readers that can succeed on a word, in order: when it starts the expression, when it goes on."""
    word = read_word(raw)
    if word.kind == DIGITS:
        return (*_DIGIT_READERS, _duration), _DIGIT_READERS
    if word.kind == MARK:
        return (), ()
    found: list[Reader] = []
    day = starts_day(word)
    counts = word.atom is not None or lookup(word, ORDINALS) is not None
    if day:
        found += _DAY_READERS
    if word.fold == "اخر" or lookup(word, ORDINALS) is not None:
        found.append(read_nth_weekday)
    if counts or starts_month(word):
        found.append(_day_month)
    if starts_year(word):
        found.append(_year)
    if counts or word.fold in CLOCK_WORDS:
        found.append(_clock)
    if day:
        found.append(read_part)
    if counts or starts_piece(word):
        found.append(read_piece)
    unit = cal.unit_of(word) is not None
    if unit or word.fold in THIS:
        found.append(read_period)
    going = (*found, read_direction) if day else tuple(found)
    if unit or word.atom is not None:
        found.append(_duration)
    if day:
        found.append(read_reference)
    if lookup(word, ORDINALS) is not None:
        found.append(read_feast_day)
    return tuple(found), going


_BEHIND_DIGITS = frozenset(
    words(
        "من في شهر لشهر الشهر او الي حتي لغايه ل ال الا عن يوم ليوم الموافق هذا بتاريخ ملي مللي ميلي ق قبل بعد ه هجري "
        "هجريه للهجره الهجري م ميلادي ميلاديه الميلادي ص صباحا مساء h t z"
    )
)


_IDLE_MARKS = frozenset("%‰$€£¥₪°^×+=~<>«»\"'*#@&|!?؟…؛")


@lru_cache(maxsize=1 << 15)
def _idle(raw: str) -> bool:
    """Whether a word behind digits leaves them no date or time but a year alone; spares counts the attempt."""
    word = read_word(raw)
    if word.kind == MARK:
        return word.fold in _IDLE_MARKS
    if word.kind != WORD or word.atom is not None or word.raw.isascii() or word.fold.startswith("و"):
        return False
    return not (
        word.fold in _BEHIND_DIGITS
        or follows_hour(word.fold)
        or starts_month(word)
        or starts_day(word)
        or cal.unit_of(word) is not None
        or lookup(word, cal.DIRECTIONS) is not None
    )


def _listed(tokens: list[Word], i: int, stop: int) -> bool:
    """Whether the digits behind digits are another number, neither a group of thousands nor a fraction."""
    behind = tokens[i + 1]
    if behind.kind != DIGITS or len(behind.raw) == 3 or behind.raw in FRACTIONS:
        return False
    return i + 2 >= stop or tokens[i + 2].fold != "/"


def _next(tokens: list[Word], i: int, stop: int, when: When, started: bool) -> int | None:
    if tokens[i].kind == DIGITS and (i + 1 >= stop or _idle(tokens[i + 1].raw) or _listed(tokens, i, stop)):
        readers = _ALONE
    else:
        readers = _readers(tokens[i].raw)[started]
    for read in readers:
        after = read(tokens, i, stop, when)
        if after is not None:
            return after
    return None


def read_when(tokens: list[Word], at: int, stop: int) -> When | None:
    """The temporal expression that starts at token `at`, or None."""
    limit = min(stop, at + _REACH)
    again = read_set(tokens, at, limit)
    if again is not None:
        return again
    days = bare(tokens[at].fold) == "ايام" and at + 1 < stop and tokens[at + 1].kind == DIGITS
    if (days or bare(tokens[at].fold) in _LEADS) and at + 1 < stop:
        led = _chain(tokens, at + 1, limit)
        if led is not None and (not days or led.last_day) and (led.month or led.weekday or led.offset is not None):
            led.weak = False
            return led
        numbered = _numbered_day(tokens, at)
        if numbered is not None:
            return numbered
    return _chain(tokens, at, limit)


def _this_unit(tokens: list[Word], j: int, limit: int) -> bool:
    """Whether "هذا" leads to the week or month of the expression, as in "الاثنين من هذا الأسبوع"."""
    return tokens[j].fold in THIS and j + 1 < limit and cal.unit_of(tokens[j + 1]) is not None


def _numbered_day(tokens: list[Word], at: int) -> When | None:
    """ "يوم 15": the day of a month that is not named, where no other reading is left for the figure."""
    day = tokens[at + 1].value
    if bare(tokens[at].fold) != "يوم" or not isinstance(day, int) or not (1 <= day <= 31):
        return None
    free = at + 2 >= len(tokens) or tokens[at + 2].fold in _STOPS
    return When(stop=at + 2, day=day) if free else None


def _chain(tokens: list[Word], at: int, limit: int) -> When | None:
    when = When()
    i = at
    while i < limit:
        j, started = i, i > at
        while started and j < limit and tokens[j].fold in _GLUE and not _this_unit(tokens, j, limit):
            j += 1
        if started and j + 1 < limit and tokens[j].fold == "t" and not tokens[j + 1].gap:
            j += 1
        if j >= limit:
            break
        after = _next(tokens, j, limit, when, started)
        if after is None:
            break
        i = after
        if when.lasting or when.reference:
            break
    if i == at:
        return None
    when.stop = i
    return when
