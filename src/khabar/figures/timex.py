"""Turn the parts of a date or time into a TIMEX3 value (Pustejovsky et al. 2010, ISO 24617-1).

Values: 2014-06-29, 2014-06, 2014, 199 (a decade), 19 (a century), 2018-Q1, 2018-SU, XXXX-06-29 (no year), XXXX-XX-17
("17 تشرين" of October or November), XXXX-WXX-2 (a Tuesday), 2019-W12, P3W, PT24H, PXD (some days), T10:30, T10:30:05Z,
2019-03-21TEV (that evening), BC0300, PAST_REF; P1W and XXXX-WXX-2 also for what is repeated (weekly, every Tuesday); an
interval is two values with a slash (ISO 8601). Hijri dates are converted with the Umm al-Qura calendar of hijridate.
Whatever needs a reference day has no value without one.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from khabar.figures.clock import read_bare_hour
from khabar.figures.hijri import hijri_value
from khabar.figures.numeric_dates import read_slashed_day
from khabar.figures.parts import When
from khabar.figures.shifts import nearest_year, shift, shift_months
from khabar.figures.stretches import SEASONS, nth_weekday, period_value, season_value
from khabar.figures.tokens import Word, bare, fold, scan
from khabar.figures.when import read_when

_AGO = ("قبل", "منذ", "قبيل")
_OPENERS = ("من", "بين", "ومن", "وبين", "مابين", "ما")
_AHEAD = ("بعد", "خلال", "غضون")
_HERE = ("الان", "اليوم", "امس", "هذا", "هذه", "الحين")


def _number(value: Decimal | None) -> str:
    if value is None:
        return "X"
    return str(int(value)) if value == value.to_integral_value() else str(float(round(value, 4)))


def duration_value(parts: tuple[tuple[Decimal | None, str], ...]) -> str:
    """P1Y6M, PT4H30M, P10Y for a decade: halves of years, days, hours and minutes become the smaller unit."""
    smaller = {"Y": (12, "M"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS")}
    amounts: dict[str, Decimal | None] = {}
    for value, unit in parts:
        amount, letter = value, unit
        if letter in ("DE", "CE"):
            amount, letter = None if amount is None else amount * (10 if letter == "DE" else 100), "Y"
        if amount is not None and letter in smaller and amount != amount.to_integral_value():
            factor, below = smaller[letter]
            rest = (amount - int(amount)) * factor
            if abs(rest - round(rest)) < Decimal("1e-9"):
                amounts[below] = Decimal(round(rest))
                amount = Decimal(int(amount))
        if amount != 0 or value == 0:
            amounts[letter] = (
                amount if amounts.get(letter) is None or amount is None else amount + (amounts[letter] or 0)
            )
    days = "".join(_number(amounts[u]) + u for u in ("Y", "M", "W", "D") if u in amounts)
    times = "".join(_number(amounts[u]) + u[1] for u in ("TH", "TM", "TS") if u in amounts)
    return "P" + days + ("T" + times if times else "")


def _calendar(when: When, now: date | None) -> str | None:
    if when.hijri:
        return hijri_value(when, now)
    year, month, day = when.year, when.month, when.day
    if when.twin_month:
        open_month = f"{'XXXX' if year is None else f'{year:04d}'}-XX"
        return f"{open_month}-{day:02d}" + (f"/{open_month}-{when.last_day:02d}" if when.last_day else "")
    if month is None and day is not None:
        steps = when.steps if when.period == "M" and when.steps else 0
        base = None if now is None else shift_months(now.replace(day=1), steps)
        if base is None:
            return None
        last = "" if when.last_day is None else f"/{base:%Y-%m}-{when.last_day:02d}"
        return f"{base:%Y-%m}-{day:02d}{last}"
    if year is None and month is not None and now is not None:
        if when.period == "Y" and when.steps is not None:
            year = now.year + when.steps
        else:
            year = nearest_year(month, day or now.day, when.direction, now)
    head = "XXXX" if year is None else f"{year:04d}"
    if month is None:
        value = head + ("-" + when.piece if when.piece else "")
        return f"{value}/{when.last_year:04d}" if when.last_year else value
    value = f"{head}-{month:02d}" + ("" if day is None else f"-{day:02d}")
    return f"{value}/{head}-{month:02d}-{when.last_day:02d}" if when.last_day else value


def _weekday(when: When, now: date | None) -> str:
    weekday = when.weekday or 1
    if now is None:
        return f"XXXX-WXX-{weekday}"
    back = (now.isoweekday() - weekday) % 7
    if when.period == "W" and when.steps is not None:
        moved = shift(now, weekday - now.isoweekday() + 7 * when.steps, "D")
    elif when.direction == 1:
        moved = shift(now, 7 - back, "D")
    else:
        moved = shift(now, -(back or (7 if when.direction == -1 else 0)), "D")
    return f"XXXX-WXX-{weekday}" if moved is None else moved.isoformat()


def _day(when: When, now: date | None) -> str | None:
    if when.nth is not None:
        return nth_weekday(when, now)
    if when.month is not None or when.year is not None or when.day is not None:
        return _calendar(when, now)
    if when.offset is not None:
        moved = None if now is None else shift(now, when.offset, "D")
        return None if moved is None else moved.isoformat()
    if when.weekday is not None:
        return _weekday(when, now)
    if when.era is not None:
        return when.era
    if when.period is not None and when.steps is not None:
        return period_value(when.period, when.steps, now, when.piece)
    if when.piece in SEASONS:
        return season_value(when.piece, when.direction or 0, now)
    if when.piece is not None:
        return period_value("Y", when.direction or 0, now, when.piece)
    return when.reference


_SINCE = ("منذ", "ومنذ")


def value_of(when: When, now: date | None, before: str = "") -> str | None:
    """The TIMEX3 value; `before` is the folded word in front, which makes "قبل ثلاثة أيام" a day."""
    if when.lasting:
        value, letter = when.lasting[0]
        whole = value is not None and len(when.lasting) == 1 and value == value.to_integral_value() and letter[0] != "T"
        away = not when.age and (before in _AGO or before in _AHEAD[:1])
        if now is not None and whole and value is not None and away:
            moved = shift(now, int(value) * (-1 if before in _AGO else 1), letter)
            if moved is not None:
                return moved.isoformat()
        spoken = duration_value(when.lasting)
        return spoken if when.high is None else f"{spoken}/{duration_value(((when.high, letter),))}"
    day = _day(when, None if when.every else now)
    if now and day and before in _SINCE and when.direction is None and day > now.isoformat()[: len(day)]:
        when.direction = -1
        day = _day(when, None if when.every else now)
    if when.hour is not None:
        if when.part in ("EV", "AF", "NI") and not when.half and (5 if when.part == "NI" else 0) < when.hour < 12:
            when.hour, when.half = when.hour + 12, True
        tick = f":{when.second:02d}" if when.second else ""
        clock = f"T{when.hour:02d}:{when.minute:02d}{tick}{when.zone}"
        return (day or "") + clock if day is None or "/" not in day else day
    if when.part:
        return f"{day or 'XXXX-XX-XX'}T{when.part}"
    return day


def _later(first: str, second: str) -> str:
    """The end of an interval of weekdays lies behind its start: between Monday and Thursday is one week."""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(second)
    except ValueError:
        return second
    return (end + timedelta(days=7)).isoformat() if timedelta(0) < start - end < timedelta(days=7) else second


def told_from(text: str, end: int) -> bool:
    """Whether a span that ends at character `end` is counted from an event: "بعد عامين من الحرب"."""
    behind = [fold(word) for word in text[end : end + 24].split()[:2]]
    return len(behind) == 2 and behind[0] in ("من", "علي") and behind[1].rstrip(".،؛") not in _HERE


def opens_interval(text: str, start: int) -> bool:
    """Whether بين or من stands right in front of character `start`."""
    before = text[max(0, start - 8) : start].split()
    return bool(before) and fold(before[-1]) in _OPENERS


def _opened(tokens: list[Word], at: int, stop: int) -> bool:
    """Whether بين or من stands at the head of the span, or a dash or إلى between its ends."""
    between = any(token.fold in ("الي", "حتي", "-", "لغايه") for token in tokens[at + 1 : stop])
    return between or bare(tokens[at].fold) in ("يومي", "يوما") or tokens[at].fold in _OPENERS


def _share(low: When, high: When) -> None:
    """Give the first end of an interval the year and the half of the day that stand behind the second."""
    if low.year is None and low.month is not None and high.month is not None and high.year is not None:
        low.year = high.year - (low.month > high.month)
    if low.hour is not None and high.hour is not None and not low.half and high.half:
        low.zone = low.zone or high.zone
        low.hour += 12 if low.hour + 12 < high.hour else 0


def _bare_hour(tokens: list[Word], at: int, stop: int) -> When | None:
    """The clock time of "الثامنة" in "بين الثامنة والعاشرة مساء", of 5 in "بين الساعة 3 و5"."""
    found = read_bare_hour(tokens, at, stop)
    return None if found is None else When(stop=found[1], hour=found[0], half=found[0] > 12)


def _suits(value: str, label: str) -> bool:
    """Whether a value may be that of a figure so labelled: a TIME tells a time of day or an hour's length."""
    return label == "DATE" or "T" in value or value.endswith("REF")


@lru_cache(maxsize=1 << 14)
def timeless_value(said: str, label: str, opened: bool) -> str | None:
    """`timex` of a span without a reference day, which depends on what it says alone; news say most dates again."""
    tokens = scan(said)
    return timex(tokens, 0, len(tokens), label, None, opened)


def timex(
    tokens: list[Word], at: int, stop: int, label: str, now: date | None, opened: bool, told: bool = False
) -> str | None:
    """The TIMEX3 value of the DATE or TIME `tokens[at:stop]`: of its most telling part, None if nothing is.

    Spans are counted from `now`, unless they are `told` from an event.

    Two values that "من … إلى …", "بين … و…" or a dash joins are an interval; `opened` says that the first word
    stands in front of the span.
    """
    slashed = read_slashed_day(tokens, at, stop) if label == "DATE" else None
    if slashed is not None and slashed.stop == stop:
        return value_of(slashed, now)
    whens: list[tuple[When, str]] = []
    i = at
    while i < stop:
        when = read_when(tokens, i, stop)
        if when is not None:
            whens.append((when, tokens[i - 1].fold if i else ""))
        i = i + 1 if when is None else max(when.stop, i + 1)
    paired = len(whens) == 2 or (len(whens) == 1 and whens[0][0].hour is not None)
    opened = paired and (opened or _opened(tokens, at, stop))
    if opened and len(whens) == 1:
        last = whens[0][0].stop == stop
        bare = _bare_hour(tokens, at + (tokens[at].fold in _OPENERS) if last else stop - 1, stop)
        if bare is not None:
            whens.insert(0 if last else 1, (bare, ""))
    if opened and len(whens) == 2:
        _share(whens[0][0], whens[1][0])
    found = [value_of(when, now, "" if told and when.lasting else before) for when, before in whens]
    values = [v for v in found if v is not None and _suits(v, label)]
    if opened and len(values) == 2 and "/" not in "".join(values):
        return "/".join((values[0], _later(values[0], values[1])))
    return values[0] if values else None
