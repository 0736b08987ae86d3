"""Read calendar dates in figures: "1/1/2018", "2018-03-21", "3/2018", and "15/2" where the words around it tell."""

from khabar.figures import calendar as cal
from khabar.figures.dates import era_mark
from khabar.figures.lexicon import words
from khabar.figures.parts import When
from khabar.figures.tokens import DIGITS, WORD, Word

_TELL_A_DAY = frozenset(words("يوم بيوم ليوم تاريخ بتاريخ الموافق المصادف صباح مساء فجر ظهر ليل ليله"))
NUMBER_OF = frozenset(words("رقم الرقم رقمه رقمها"))
"""Words that make a number the name of a law, an order or a number plate."""
_MAY_TELL = frozenset(words("في منذ حتي قبل بعد من الي"))


def read_numeric(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """1/1/2018, 2018-03-21, 21.3.2018, 3/2018, 2016/2017."""
    raw = tokens[i].raw
    dotted = raw.split(".")
    if len(dotted) == 3 and all(part.isdecimal() and len(part) in (1, 2, 4) for part in dotted):
        numbers, after = [int(part) for part in dotted], i + 1
    else:
        numbers, after = [tokens[i].value], i + 1
        while len(numbers) < 3 and after + 1 < stop and tokens[after].fold in ("/", "-", "\\"):
            word = tokens[after + 1]
            if word.kind != DIGITS or (len(numbers) > 1 and tokens[after].fold != tokens[i + 1].fold):
                break
            numbers.append(word.value)
            after += 2
    values = [n for n in numbers if isinstance(n, int)]
    if len(values) != len(numbers) or len(values) < 2:
        return None
    if len(values) == 2:
        return _month_year(values, after, when)
    first, second, third = values
    if first > 999:
        first, third = third, first
    if second > 12 and first <= 12:
        first, second = second, first
    if not (1 <= first <= 31 and 1 <= second <= 12) or not (third > 999 or 0 <= third <= 99):
        return None
    year = third if third > 999 else third + (1900 if third >= 70 else 2000)
    hijri, after = era_mark(tokens, after, stop)
    when.day, when.month, when.year, when.hijri = first, second, year, hijri or 1300 <= year <= 1500
    return after


def _month_year(values: list[int], after: int, when: When) -> int | None:
    low, high = sorted(values)
    if 1 <= low <= 12 and 1900 <= high <= 2100:
        when.month, when.year = low, high
        return after
    if 1900 <= low <= high <= 2100 and high - low <= 60:
        when.year, when.last_year = low, high
        return after
    return None


def read_slashed_day(tokens: list[Word], i: int, stop: int) -> When | None:
    """ "15/2" as the fifteenth of February, with "الماضي" behind it; whether it is one, the reader must know."""
    if i + 2 >= stop or tokens[i + 1].fold != "/" or (i + 3 < stop and tokens[i + 3].fold in ("/", "-", "\\")):
        return None
    day, month = tokens[i].value, tokens[i + 2].value
    if not (isinstance(day, int) and isinstance(month, int) and 1 <= day <= 31 and 1 <= month <= 12):
        return None
    direction = cal.direction_of(tokens[i + 3]) if i + 3 < stop else None
    return When(stop=i + 3 + (direction is not None), day=day, month=month, direction=direction)


def tells_a_day(tokens: list[Word], i: int, when: When) -> bool:
    """Whether the words around "15/2" make it a day and not a fraction."""
    if when.direction is not None:
        return True
    before = tokens[i - 1].fold if i else ""
    if before in _TELL_A_DAY:
        return True
    behind = tokens[when.stop] if when.stop < len(tokens) else None
    return before in _MAY_TELL and (behind is None or behind.kind != WORD or behind.fold in _MAY_TELL)
