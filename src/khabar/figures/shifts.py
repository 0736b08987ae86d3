"""Days moved by units of the calendar, and the year that a day without one means."""

from datetime import date, timedelta


def shift_months(day: date, months: int) -> date | None:
    """The same day so many months later, clipped to the month's length; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    for length in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, length)
        except ValueError:
            continue
    return None


def shift(day: date, amount: int, letter: str) -> date | None:
    """`day` moved by an amount of days, weeks, months, years, decades or centuries; None outside the calendar."""
    months = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}.get(letter)
    if abs(amount) > 200_000:
        return None
    if months is not None:
        return shift_months(day, amount * months)
    try:
        return day + timedelta(days=amount * (7 if letter == "W" else 1))
    except OverflowError:
        return None


def nearest_year(month: int, day: int, direction: int | None, now: date) -> int:
    """The year in which a day without a year lies: the nearest one, or the one its adjective points to."""
    if direction == 0:
        return now.year
    here = (month, day) > (now.month, now.day)
    if direction == -1:
        return now.year - 1 if here or (month, day) == (now.month, now.day) else now.year
    if direction == 1:
        return now.year if here else now.year + 1
    gap = (month - now.month) * 30 + day - now.day
    return now.year - 1 if gap > 183 else now.year + 1 if gap < -183 else now.year
