"""Give stretches of the calendar their TIMEX3 values: periods counted from now, seasons, the nth weekday of a month."""

from datetime import date, timedelta

from khabar.figures.parts import When
from khabar.figures.shifts import nearest_year, shift, shift_months

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which each begins."""
_ENDS = {"SP": 6, "SU": 9, "FA": 12, "WI": 3}
_TURN = 21
"""The day of the month on which one season follows another, give or take a day."""


def period_value(letter: str, steps: int, now: date | None, piece: str | None) -> str | None:
    """The week, month, quarter, year, decade or century so many steps from now, or a `piece` of it."""
    if now is None:
        return None
    moved = shift(now, steps, letter) if letter != "Q" else now
    if letter.startswith("T") or moved is None:
        return None
    if letter == "W":
        return f"{moved.isocalendar().year}-W{moved.isocalendar().week:02d}" + (f"-{piece}" if piece else "")
    if letter == "Q":
        quarter = shift_months(now, 3 * steps)
        return None if quarter is None else f"{quarter.year}-Q{(quarter.month + 2) // 3}"
    if letter == "DE":
        return f"{moved.year // 10}"
    if letter == "CE":
        return f"{moved.year // 100}"
    value = moved.isoformat()[: {"Y": 4, "M": 7, "D": 10}[letter]]
    return value + ("-" + piece if piece else "")


def nth_weekday(when: When, now: date | None) -> str | None:
    """The date of "أول اثنين من مايو": the nth, or -1 for the last, such weekday of a month."""
    month = when.month or 1
    if when.hijri or when.weekday is None:
        return None
    if when.year is None and now is None:
        return f"XXXX-{month:02d}-WXX-{when.weekday}" if when.weekday else f"XXXX-{month:02d}"
    year = when.year or nearest_year(month, 15, when.direction, now or date.today())
    first = date(year, month, 1)
    days = [first + timedelta(days=k) for k in range(31)]
    named = [day for day in days if day.month == month and when.weekday in (0, day.isoweekday())]
    nth = when.nth or 1
    return named[-1 if nth < 0 else nth - 1].isoformat() if nth <= len(named) else None


def season_value(piece: str, direction: int, now: date | None) -> str | None:
    """The last season that is over, the one of this year or the next that begins; a winter bears its first year."""
    if now is None:
        return None
    year = now.year
    if direction > 0:
        year += (now.month, now.day) >= (SEASONS[piece], _TURN)
    elif direction < 0:
        year -= ((now.month, now.day) < (_ENDS[piece], _TURN)) + (piece == "WI")
    return f"{year}-{piece}"
