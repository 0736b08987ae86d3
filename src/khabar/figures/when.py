"""Read a whole date, time or duration from tokens, without yet saying which day it is.

A date is a chain of parts in any order ("مساء أمس الخميس 11 سبتمبر/أيلول الماضي"): each reader takes one part
from the tokens and returns where it ends. `khabar.figures.timex` turns the parts into a value.
"""

from khabar.figures import calendar as cal
from khabar.figures.clock import read_clock
from khabar.figures.dates import read_day_month, read_numeric, read_year
from khabar.figures.durations import read_duration
from khabar.figures.parts import When
from khabar.figures.periods import bare, read_period, read_piece
from khabar.figures.tokens import DIGITS, Token, lookup

_DAYS: dict[tuple[str, ...], int] = {
    tuple(words.split()): offset
    for offset, spelt in (
        (-2, "اول من امس|اول امس|امس الاول|قبل امس|اول البارحه"),
        (-1, "امس|يوم امس|الامس|بالامس|البارحه|امبارح"),
        (0, "اليوم|هذا اليوم|النهارده"),
        (1, "غدا|غد|الغد|بكره|بكرا|اليوم التالي"),
        (2, "بعد غد|بعد الغد|بعد غدا|بعد بكره"),
    )
    for words in spelt.split("|")
}
_REFERENCES = {
    "الان": "PRESENT_REF", "حاليا": "PRESENT_REF", "مؤخرا": "PAST_REF", "قريبا": "FUTURE_REF", "مستقبلا": "FUTURE_REF",
    "الاونه": "PAST_REF", "المستقبل": "FUTURE_REF", "الماضي": "PAST_REF", "سابقا": "PAST_REF", "لاحقا": "FUTURE_REF",
}  # fmt: skip
_GLUE = frozenset(
    ["من", "في", "،", ",", "(", ")", "/", "ليوم", "الموافق", "يوم", "شهر", "لشهر", "عن", "ل", "-", "هذا", "بتاريخ"]
)
_LONGEST_DAYS = sorted(_DAYS.items(), key=lambda entry: -len(entry[0]))
_FIRST_DAY_WORDS = frozenset(words[0] for words in _DAYS)
_LEADS = frozenset(["يوم", "يوما", "يومي", "شهر", "شهري", "تاريخ", "موعد"])
_REACH = 24


def _relative_day(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    first = tokens[i].fold if tokens[i].fold in _FIRST_DAY_WORDS else bare(tokens[i].fold)
    if first not in _FIRST_DAY_WORDS or when.offset is not None:
        return None
    for words, offset in _LONGEST_DAYS:
        if (
            words[0] == first
            and i + len(words) <= stop
            and all(tokens[i + k].fold == words[k] for k in range(1, len(words)))
        ):
            after = i + len(words)
            if (
                words == ("اليوم",)
                and after < stop
                and tokens[after].fold in ("ذاته", "نفسه", "العالمي", "الوطني", "السابق", "الاول", "الثاني")
            ):
                return None
            when.offset = offset
            return after
    return None


def _weekday(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    j = i + 1 if bare(tokens[i].fold) in ("يوم", "يوما", "ايام", "يومي") and i + 1 < stop else i
    weekday = cal.weekday_at(tokens[j].word)
    if weekday is None or when.weekday is not None:
        return None
    when.weekday = weekday
    return j + 1


def _holiday(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    first = bare(tokens[i].fold)
    if when.month is not None or first not in ("راس", "عيد", "المولد", "عاشوراء"):
        return None
    for words, (month, day, hijri) in cal.HOLIDAYS.items():
        after = i + len(words)
        if words[0] == first and after <= stop and all(tokens[i + k].fold == words[k] for k in range(1, len(words))):
            when.month, when.day, when.hijri = month, day, hijri
            return after + 1 if after < stop and tokens[after].fold in ("المبارك", "المجيد", "الشريف") else after
    return None


def _direction(tokens: list[Token], i: int, when: When) -> int | None:
    direction = cal.direction_of(tokens[i].word)
    if direction is None or when.direction is not None:
        return None
    if when.weekday is None and when.month is None and when.piece is None and when.day is None and when.part is None:
        return None
    when.direction = direction
    return i + 1


def _part(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    """A part of the day: "مساء", "بعد ظهر", "منتصف الليل", "الليلة الماضية"."""
    if when.part is not None:
        return None
    folded = bare(tokens[i].fold)
    if folded in ("بعد", "قبل", "بعيد", "قبيل") and i + 1 < stop and tokens[i + 1].fold in ("ظهر", "الظهر", "الزوال"):
        when.part = "AF" if folded in ("بعد", "بعيد") else "MO"
        return i + 2
    if folded in ("منتصف", "منتصفا") and i + 1 < stop and tokens[i + 1].fold in ("الليل", "ليل", "ليله", "النهار"):
        when.hour, when.minute, when.part = (12 if tokens[i + 1].fold == "النهار" else 0), 0, ""
        return i + 2
    if folded == "الليله":
        when.part = "NI"
        if i + 1 < stop and tokens[i + 1].fold in ("الماضيه", "الفائته"):
            when.offset = -1
            return i + 2
        if i + 2 < stop and tokens[i + 1].fold == "قبل" and tokens[i + 2].fold == "الماضيه":
            when.offset = -2
            return i + 3
        when.offset = 0 if when.offset is None else when.offset
        return i + 1
    found = lookup(tokens[i].word, cal.PARTS)
    if found is None:
        return None
    when.part = found[1]
    return i + 1


def _clock(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    if when.hour is not None:
        return None
    clock = read_clock(tokens, i, stop)
    if clock is None:
        return None
    when.hour, when.minute, when.zone = clock.hour, clock.minute, clock.zone
    return clock.stop


def _duration(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    if when.lasting:
        return None
    duration = read_duration(tokens, i, stop)
    if duration is None:
        return None
    when.lasting, when.weak, when.high = duration.parts, not duration.counted, duration.high
    after = duration.stop
    if after < stop:
        direction = cal.direction_of(tokens[after].word)
        if direction is not None:
            when.direction = direction
            return after + 1
    return after


def _reference(tokens: list[Token], i: int, stop: int, when: When) -> int | None:
    folded = tokens[i].fold
    if folded in ("الفتره", "الوقت", "المرحله", "المده", "الموسم", "المواسم") and i + 1 < stop:
        direction = cal.direction_of(tokens[i + 1].word)
        if direction is not None:
            when.reference = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[direction + 1]
            return i + 2
        return None
    if folded in _REFERENCES and when.reference is None:
        when.reference = _REFERENCES[folded]
        return (
            i + 2
            if folded in ("الاونه", "المستقبل")
            and i + 1 < stop
            and tokens[i + 1].fold in ("الاخيره", "القريب", "البعيد")
            else i + 1
        )
    return None


def _next(tokens: list[Token], i: int, stop: int, when: When, started: bool) -> int | None:
    token = tokens[i]
    if token.word.kind == DIGITS and when.year is None and when.day is None:
        after = read_numeric(tokens, i, stop, when)
        if after is not None:
            return after
    after = _relative_day(tokens, i, stop, when) or _weekday(tokens, i, stop, when) or _holiday(tokens, i, stop, when)
    if after is None and when.month is None:
        after = read_day_month(tokens, i, stop, when)
    if after is None and when.year is None:
        after = read_year(tokens, i, stop, when)
    if after is None:
        after = _clock(tokens, i, stop, when) or _part(tokens, i, stop, when) or read_piece(tokens, i, stop, when)
    if after is None:
        after = read_period(tokens, i, stop, when) or (_direction(tokens, i, when) if started else None)
    if after is None and not started:
        after = _duration(tokens, i, stop, when) or _reference(tokens, i, stop, when)
    return after


def read_when(tokens: list[Token], at: int, stop: int) -> When | None:
    """The temporal expression that starts at token `at`, or None."""
    limit = min(stop, at + _REACH)
    if bare(tokens[at].fold) in _LEADS and at + 1 < stop:
        led = _chain(tokens, at + 1, limit)
        if led is not None and (led.month or led.weekday or led.offset is not None):
            led.weak = False
            return led
    return _chain(tokens, at, limit)


def _chain(tokens: list[Token], at: int, limit: int) -> When | None:
    when = When()
    i = at
    while i < limit:
        j, started = i, i > at
        while started and j < limit and tokens[j].fold in _GLUE:
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
