"""Read clock times: "الساعة 10:30", "الثالثة والربع مساء", "8 صباحا", "22,00 ت غ"."""

from typing import NamedTuple

from khabar.figures import lexicon as lx
from khabar.figures.calendar import unit_of
from khabar.figures.numbers import read_number
from khabar.figures.ordinals import read_ordinal
from khabar.figures.tokens import DIGITS, Word, bare

CLOCK_WORDS = frozenset(("الساعه", "بالساعه", "والساعه", "للساعه"))
_MORNING = ("صباحا", "الصباح", "صباح", "فجرا", "الفجر", "فجر", "ص", "am", "قبل", "ضحي", "الصبح")
_EVENING = ("مساء", "مساءا", "المساء", "ليلا", "الليل", "ليل", "م", "pm", "عصرا", "العصر", "عشيه", "بعد", "بليل")
_NOON = ("ظهرا", "الظهر", "ظهر", "نهارا")
_FRACTIONS = {"نصف": 30, "ربع": 15, "ثلث": 20, "نص": 30}
_ZONES = (
    (("ت", ".", "غ"), "Z"),
    (("ت", "غ"), "Z"),
    (("تغ",), "Z"),
    (("بتوقيت", "غرينتش"), "Z"),
    (("بتوقيت", "غرينيتش"), "Z"),
    (("بتوقيت", "جرينتش"), "Z"),
    (("توقيت", "غرينتش"), "Z"),
    (("غرينتش",), "Z"),
    (("جرينتش",), "Z"),
    (("gmt",), "Z"),
    (("utc",), "Z"),
    (("z",), "Z"),
)


_ZONES_BY_FIRST = {first: [zone for zone in _ZONES if zone[0][0] == first] for first in {zone[0][0] for zone in _ZONES}}
_BEHIND_HOUR = frozenset((*_MORNING, *_EVENING, *_NOON, "منتصف", "بالتوقيت", *_ZONES_BY_FIRST))


def follows_hour(folded: str) -> bool:
    """Whether a word behind a number can make it an hour: a half of the day or a time zone."""
    return folded in _BEHIND_HOUR


class Clock(NamedTuple):
    """An hour of the day in 0–24, its minutes, "Z" for Greenwich, and the token after it.

    `half` says that the half of the day was said, or that the hour needs none.
    """

    hour: int
    minute: int
    zone: str
    stop: int
    second: int = 0
    half: bool = False


def _minutes_in_raw(raw: str) -> tuple[int, int] | None:
    """Hour and minute of "16,05" or "7.30", typed in place of a colon."""
    for mark in ",.،":
        hour, found, minute = raw.partition(mark)
        shaped = found and hour.isdecimal() and minute.isdecimal() and len(hour) <= 2 and len(minute) == 2
        if shaped and int(hour) <= 24 and int(minute) < 60:
            return int(hour), int(minute)
    return None


def _minutes_after(tokens: list[Word], i: int, stop: int) -> tuple[int, int]:
    """Minutes that words add or take away: "والنصف", "إلا ربعا", "وعشر دقائق"."""
    if i >= stop:
        return 0, i
    word = tokens[i]
    sign, j = 1, i
    if word.fold in ("الا", "و"):
        sign, j = (-1 if word.fold == "الا" else 1), i + 1
    elif not word.prefix.startswith("و"):
        return 0, i
    if j >= stop:
        return 0, i
    for part, minutes in _FRACTIONS.items():
        if tokens[j].fold.removeprefix("و").removeprefix("ال") in (part, part + "ا"):
            return sign * minutes, j + 1
    number = read_number(tokens, j, stop) if tokens[j].atom is not None or tokens[j].kind == DIGITS else None
    if number is not None and isinstance(number.value, int) and 0 < number.value < 60 and number.stop < stop:
        unit = unit_of(tokens[number.stop])
        if unit is not None and unit[1].letter == "TM":
            return sign * number.value, number.stop + 1
    return 0, i


def _zone(tokens: list[Word], i: int, stop: int) -> tuple[str, int]:
    for words, zone in _ZONES_BY_FIRST.get(tokens[i].fold, ()) if i < stop else ():
        if i + len(words) <= stop and all(tokens[i + k].fold == word for k, word in enumerate(words)):
            return ("", i) if words == ("z",) and tokens[i].gap else (zone, i + len(words))
    return "", i


def _half_of_day(tokens: list[Word], i: int, stop: int) -> tuple[str, int]:
    j = i
    while j < stop and tokens[j].fold in ("من", "في") and j < i + 1:
        j += 1
    if j >= stop:
        return "", i
    word = tokens[j].fold
    if word == "منتصف" and j + 1 < stop and tokens[j + 1].fold in ("الليل", "ليل"):
        return "AM", j + 2
    if word in ("بعد", "قبل") and j + 1 < stop and tokens[j + 1].fold in ("الظهر", "ظهر", "الزوال", "منتصف"):
        after = j + 3 if tokens[j + 1].fold == "منتصف" and j + 2 < stop else j + 2
        return ("AM" if (word == "قبل") != (tokens[j + 1].fold == "منتصف") else "PM"), after
    if word in ("بعد", "قبل"):
        return "", i
    if word in ("a", "p") and j + 2 < stop and (tokens[j + 1].fold, tokens[j + 2].fold) == (".", "m"):
        closed = j + 3 < stop and tokens[j + 3].fold == "." and not tokens[j + 3].gap
        return ("AM" if word == "a" else "PM"), j + 3 + closed
    if word in _MORNING:
        return "AM", j + 1
    if word in _EVENING:
        more = tokens[j + 1] if word == "م" and j + 1 < stop else None
        if more is not None and not more.gap and more.fold in ("²", "³", "2", "3", "٢", "٣", "/"):
            return "", i
        return "PM", j + 1
    return ("MI", j + 1) if word in _NOON else ("", i)


def _to_day(hour: int, half: str, late: bool) -> int:
    if half == "AM" and hour == 12:
        return 0
    if half == "PM" and hour < 12:
        return hour if late and hour < 4 else hour + 12
    if half == "PM" and hour == 12 and late:
        return 0
    return hour + 12 if half == "MI" and hour < 6 else hour


def _figures(tokens: list[Word], i: int, stop: int) -> tuple[int, int, int, bool, int] | None:
    """Hour, minute, second of "10:30:05", "7.30", "18h30" or "1400 بتوقيت غرينتش"; whether shaped so; token after."""
    raw, value = tokens[i].raw, tokens[i].value
    pair = _minutes_in_raw(raw)
    if pair is not None:
        return *pair, 0, False, i + 1
    if not isinstance(value, int) or not raw.isdecimal():
        return None
    if len(raw) == 4 and _zone(tokens, i + 1, stop)[0]:
        return value // 100, value % 100, 0, True, i + 1
    if len(raw) > 2:
        return None
    following = tokens[i + 1].fold if i + 2 < stop else ""
    minute = tokens[i + 2] if i + 2 < stop else None
    if minute is None or not isinstance(minute.value, int):
        return value, 0, 0, False, i + 1
    if following == "h" and len(minute.raw) == 2 and not (tokens[i + 1].gap or tokens[i + 2].gap):
        return value, minute.value, 0, True, i + 3
    if following != ":":
        return value, 0, 0, False, i + 1
    if len(minute.raw) != 2:
        return None
    second = tokens[i + 4] if i + 4 < stop and tokens[i + 3].fold == ":" else None
    if second is None or len(second.raw) != 2:
        return value, minute.value, 0, True, i + 3
    tick = second.value
    return value, minute.value, tick if isinstance(tick, int) and tick < 60 else 0, True, i + 5


def read_bare_hour(tokens: list[Word], at: int, stop: int) -> tuple[int, int] | None:
    """An hour that another clock time beside it makes one ("الثامنة", "5"), and the token after it."""
    word = tokens[at]
    ordinal = read_ordinal(tokens, at, stop)
    if ordinal is not None:
        feminine = ordinal[2].endswith("ال") and word.fold.endswith("ه")
        return ordinal[:2] if feminine and ordinal[0] <= 12 else None
    if word.kind == DIGITS and isinstance(word.value, int) and word.raw.isdecimal() and word.value <= 24:
        return word.value, at + 1
    return None


def read_clock(tokens: list[Word], at: int, stop: int) -> Clock | None:
    """The clock time that starts at token `at`; without الساعة it takes a colon, a half of the day or a zone."""
    i, named = at, False
    if tokens[i].fold in CLOCK_WORDS:
        i, named = at + 1, True
        while i < stop and tokens[i].fold in ("ال", "تمام", "(", "نحو", "حوالي"):
            i += 1
        if i >= stop:
            return None
    minute, second, colon = 0, 0, False
    word = tokens[i]
    if word.kind == DIGITS:
        figures = _figures(tokens, i, stop)
        if figures is None:
            return None
        hour, minute, second, colon, i = figures
    else:
        ordinal = read_ordinal(tokens, i, stop)
        if ordinal is not None and at and bare(tokens[at - 1].fold) in ("ساعات", "الساعات"):
            return None
        if ordinal is not None and (ordinal[2].endswith("ال") or named) and word.fold.endswith(("ه", "ي")):
            hour, i = ordinal[0], ordinal[1]
        elif word.atom is not None and word.atom.kind in (lx.UNIT, lx.TEN, lx.TEEN):
            if not named and word.fold not in ("الواحده", "والواحده"):
                return None
            number = read_number(tokens, i, min(stop, i + (2 if i + 1 < stop and not tokens[i + 1].prefix else 1)))
            if number is None or not isinstance(number.value, int):
                return None
            hour, i = number.value, number.stop
        else:
            return None
    if not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    extra, i = _minutes_after(tokens, i, stop)
    if extra == 30 and i < stop and tokens[i].fold == "الا":
        less, i = _minutes_after(tokens, i, stop)
        extra += less
    half, after = _half_of_day(tokens, i, stop)
    late = i < stop and tokens[after - 1].fold in ("ليلا", "الليل", "ليل", "بليل")
    if half:
        zone, after = _zone(tokens, after, stop)
    else:
        zone, after = _zone(tokens, i, stop)
        late_half, further = _half_of_day(tokens, after, stop) if after > i else ("", after)
        half, after = (late_half, further) if late_half else (half, after)
    local = i + 1 < stop and tokens[i].fold in ("بتوقيت", "بالتوقيت")
    if local and not (named or colon or half or after > i):
        after = i + 2
    if not (named or colon or half or after > i or (extra and word.kind != DIGITS)):
        return None
    return Clock(*_finish(hour, minute, extra, half, late), zone, after, second, bool(half or zone) or hour > 12)


def _finish(hour: int, minute: int, extra: int, half: str, late: bool) -> tuple[int, int]:
    total = (_to_day(hour, half, late) * 60 + minute + extra) % (24 * 60)
    return divmod(total, 60)
