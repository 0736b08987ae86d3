"""Convert Hijri dates to Gregorian ones with the Umm al-Qura calendar of hijridate."""

from datetime import date, timedelta

from khabar.figures.parts import When


def _gregorian(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri

    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def hijri_value(when: When, now: date | None) -> str | None:
    """The day, or the days of the month or year, that a Hijri date names; of the current Hijri year if none is said."""
    year = when.year
    if year is not None and year > 1600:
        return _feast_in(year, when.month or 1, when.day or 1)
    if year is None and now is not None:
        from hijridate import Gregorian

        try:
            year = Gregorian(now.year, now.month, now.day).to_hijri().year
        except (ValueError, OverflowError):
            return None
    if year is None:
        return None
    month, day = when.month or 1, when.day or 1
    start = _gregorian(year, month, day)
    if start is None or when.day is not None:
        return None if start is None else start.isoformat()
    after = (year + 1, 1) if when.month in (None, 12) else (year, month + 1)
    following = _gregorian(after[0], after[1], 1)
    return None if following is None else f"{start}/{following - timedelta(days=1)}"


def _feast_in(year: int, month: int, day: int) -> str | None:
    """The first day in a Gregorian year that bears this Hijri day and month ("عيد الأضحى 2018")."""
    lunar = int((year - 622) * 33 / 32)
    days = [_gregorian(lunar + step, month, day) for step in (-1, 0, 1, 2)]
    return next((found.isoformat() for found in days if found is not None and found.year == year), None)
