"""Convert Hijri dates to Gregorian ones: with the Umm al-Qura calendar of hijridate where that is tabled, 1343 to 1500.

Other years, back to the first, are reckoned by the arithmetic calendar (30 years of 10,631 days), which may be a
day or two off what was seen in the sky; history is dated no more exactly.
"""

from datetime import date, timedelta

from khabar.figures.parts import When

_EPOCH = 227_015
"""The ordinal of the first of Muharram of year 1, the 19th of July 622 in the Gregorian calendar."""


def _gregorian(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri

    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        pass
    if not (1 <= year < 1343 and 1 <= day <= 30):
        return None
    days = day - 1 + 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30
    return date.fromordinal(_EPOCH + days)


def hijri_value(when: When, now: date | None) -> str | None:
    """The day, or the days of the month or year, that a Hijri date names.

    Without a year it is the nearest to `now`, or the one that "الماضي" or "المقبل" points to.
    """
    year = when.year
    if year is not None and year > 1600:
        return _feast_in(year, when.month or 1, when.day or 1)
    if year is not None:
        return _value(year, when)
    if now is None:
        return None
    lunar = int((now.year - 622) * 33 / 32)
    days = [(step, _gregorian(step, when.month or 1, when.day or 1)) for step in range(lunar - 1, lunar + 4)]
    reached = [(day, step) for step, day in days if day is not None]
    if when.direction == -1:
        reached = [(day, step) for day, step in reached if day < now][-1:]
    elif when.direction == 1:
        reached = [(day, step) for day, step in reached if day > now][:1]
    half = timedelta(days=0 if when.day else 15)
    nearest = min(reached, key=lambda entry: abs(entry[0] + half - now), default=None)
    return None if nearest is None else _value(nearest[1], when)


def _value(year: int, when: When) -> str | None:
    start = _gregorian(year, when.month or 1, when.day or 1)
    if start is None or when.day is not None:
        return None if start is None else start.isoformat()
    after = (year + 1, 1) if when.month in (None, 12) else (year, (when.month or 0) + 1)
    following = _gregorian(after[0], after[1], 1)
    return None if following is None else f"{start}/{following - timedelta(days=1)}"


def hijri_century(century: int) -> str | None:
    """The Gregorian years of the Hijri century that begins with year 100 * `century` + 1."""
    first, after = _gregorian(100 * century + 1, 1, 1), _gregorian(100 * century + 101, 1, 1)
    return None if first is None or after is None else f"{first.year:04d}/{(after - timedelta(days=1)).year:04d}"


def _feast_in(year: int, month: int, day: int) -> str | None:
    """The first day in a Gregorian year that bears this Hijri day and month ("عيد الأضحى 2018")."""
    lunar = int((year - 622) * 33 / 32)
    days = [_gregorian(lunar + step, month, day) for step in (-1, 0, 1, 2)]
    return next((found.isoformat() for found in days if found is not None and found.year == year), None)
