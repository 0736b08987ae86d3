"""Read calendar dates in words: "29 حزيران 2014", "الثاني من أكتوبر/تشرين الأول", "عام 1440 هـ".

dateparser reads one date string at a time and neither day ordinals in words nor double month names.
"""

from khabar.figures import calendar as cal
from khabar.figures.numbers import read_number
from khabar.figures.ordinals import read_ordinal
from khabar.figures.parts import When
from khabar.figures.tokens import DIGITS, MARK, Word, lookup

_OF_MONTH = ("من", "شهر", "لشهر")
_YEAR_WORDS: dict[str, bool] = dict.fromkeys(("عام", "سنه", "عامي", "سنتي", "اعوام", "سنوات"), True)
_FIRST_DAYS: dict[str, int] = dict.fromkeys(("فاتح", "غره"), 1)
_AND = ("-", "الي", "او", "و", "حتي")

_BEFORE_YEAR = ("،", "(", "ال", "المالي", "الماليه", "الدراسي", "الدراسيه", "الجامعي", "الجامعيه")
_AROUND = frozenset("،,؛.؟!:)]«»\"'-")
_ERAS = frozenset(("الميلاد", "الهجره", "للهجره"))
_COUNTED = ("ا", "ه", "من")
"""How nouns end that a number from 30 to 99 counts, and "من" in front of them."""
THIS = ("هذا", "هذه", "بهذا", "لهذا", "وهذا")


def starts_month(word: Word) -> bool:
    """Whether a month, or the first of the two words of one, may stand here."""
    return any(rest in cal.FIRST_MONTH_WORDS or rest in _FIRST_DAYS for _, rest in word.forms)


def starts_year(word: Word) -> bool:
    """Whether a year may start here: after a word for year, not in digits."""
    return lookup(word, _YEAR_WORDS) is not None


def is_year(token: Word) -> int | None:
    """A number in digits that can be a year."""
    value = token.value
    return value if isinstance(value, int) and len(token.raw) == 4 and 1000 <= value <= 2199 else None


def read_day_month(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """Day and month, or a month alone: "29 حزيران", "الثاني من أكتوبر/تشرين الأول", "بين 5 و10 مايو"."""
    day = last = None
    j = i
    number = read_number(tokens, i, stop) if tokens[i].kind == DIGITS or tokens[i].atom else None
    ordinal = read_ordinal(tokens, i, stop) if number is None else None
    if number is not None and isinstance(number.value, int) and 1 <= number.value <= 31 and number.scale == 1:
        day, j = number.value, number.stop
        while j + 1 < stop and (tokens[j].fold in _AND or tokens[j].prefix == "و"):
            k = j + 1 if tokens[j].atom is None else j
            upper = read_number(tokens, k, stop)
            if upper is None or not isinstance(upper.value, int) or not (last or day) < upper.value <= 31:
                break
            last, j = upper.value, upper.stop
    elif ordinal is not None and ordinal[0] <= 31:
        day, j = ordinal[0], ordinal[1]
        k = j + (j < stop and tokens[j].fold in ("الي", "حتي", "و", "او"))
        upper = read_ordinal(tokens, k, stop) if k < stop and (k > j or tokens[j].fold.startswith("وال")) else None
        if upper is not None and day < upper[0] <= 31:
            last, j = upper[0], upper[1]
    elif (first := lookup(tokens[i], _FIRST_DAYS)) is not None:
        day, j = first[1], i + 1
    elif number is not None:
        return None
    written = tokens[i].kind == DIGITS
    while day is not None and j < stop and (tokens[j].fold in _OF_MONTH or (written and tokens[j].fold == "في")):
        j += 1
    dashed = written and j + 1 < stop and tokens[j].fold in ("/", "-") and not (tokens[j].gap or tokens[j + 1].gap)
    if dashed and tokens[j + 1].fold != "صفر":
        j += 1
    if j >= stop:
        return None
    month = cal.month_at(tokens, j, stop)
    if month is None:
        if day is not None and tokens[j].fold in THIS and j + 1 < stop and tokens[j + 1].fold == "الشهر":
            when.day, when.last_day, when.period, when.steps = day, last, "M", 0
            return j + 2
        if day is not None and cal.starts_twin(tokens[j]):
            when.day, when.last_day, when.twin_month = day, last, True
            return j + 1
        direction = cal.direction_of(tokens[j])
        if day is not None and (tokens[j].fold == "الشهر" or (direction is not None and _of_month(tokens, i, j))):
            when.day, when.last_day = day, last
            if tokens[j].fold == "الشهر":
                pointed = j + 1 < stop and cal.direction_of(tokens[j + 1]) is not None
                when.period, when.steps = (None, None) if pointed else ("M", 0)
                return j if pointed else j + 1
            when.period, when.steps = "M", direction
            return j + 1
        return None
    when.month, when.hijri = month[0], month[2]
    when.day, when.last_day = (day, last) if day is not None else (when.day, when.last_day)
    when.weak = when.weak or (day is None and month[3])
    after = _other_name(tokens, month[1], stop, month[0])
    behind = tokens[after].value if day is None and after < stop else None
    if isinstance(behind, int) and 1 <= behind <= 31 and after + 1 == len(tokens) and i == 0:
        when.day, when.weak = behind, False
        return after + 1
    if (
        isinstance(behind, int)
        and 1 <= behind <= 31
        and after + 2 < stop
        and is_year(tokens[after + 2 if tokens[after + 1].fold in (",", "،") else after + 1])
    ):
        when.day, when.weak = behind, False
        return after + (2 if tokens[after + 1].fold in (",", "،") else 1)
    return after


def _of_month(tokens: list[Word], i: int, j: int) -> bool:
    """ "20 الجاري" is a day of this month; "24 الأخيرة" counts what was named before."""
    return tokens[i].kind == DIGITS and not tokens[j].fold.endswith(("ه", "اخير", "ين"))


def _other_name(tokens: list[Word], j: int, stop: int, month: int) -> int:
    """Skip the second name of "أيلول/سبتمبر", "مايو (أيار)" or "يناير كانون الثاني"."""
    k = j
    while k < stop and k < j + 2 and tokens[k].fold in ("/", "(", "-", "\\", "،", "او"):
        k += 1
    if k < stop:
        twin = cal.month_at(tokens, k, stop)
        if twin is not None and not twin[2] and twin[0] == month:
            k = twin[1]
            return k + 1 if k < stop and tokens[k].fold == ")" else k
    return j


def before_christ(tokens: list[Word], j: int, stop: int) -> int:
    """The token after "قبل الميلاد" or "ق.م" at token `j`, else `j` itself."""
    if j + 1 < stop and tokens[j].fold == "قبل" and tokens[j + 1].fold in ("الميلاد", "المسيح"):
        return j + 2
    if j < stop and tokens[j].fold == "ق":
        dotted = j + 1 < stop and tokens[j + 1].fold == "."
        if j + 1 + dotted < stop and tokens[j + 1 + dotted].fold == "م":
            return j + 2 + dotted
    return j


def era_mark(tokens: list[Word], j: int, stop: int) -> tuple[bool, int]:
    """Whether "هـ" or "م" at token `j` says that a year is a Hijri one, and the token after it, `j` without one."""
    word = tokens[j].fold if j < stop else ""
    if word in ("ه", "هجري", "هجريه", "للهجره", "الهجري"):
        return True, j + 1
    return False, j + (word in ("م", "ميلادي", "ميلاديه", "الميلادي") and not _metres(tokens, j + 1, stop))


def _metres(tokens: list[Word], j: int, stop: int) -> bool:
    """Whether token `j` makes metres of the "م" in front of it: "1850 م/ث", "1950 م²"."""
    if j >= stop or tokens[j].gap:
        return False
    return tokens[j].raw in "²³" or (tokens[j].fold == "/" and j + 1 < stop and tokens[j + 1].kind != DIGITS)


def _is_short(tokens: list[Word], j: int, stop: int) -> bool:
    """Whether token `j` is a year of the last century without the century ("عام 67"), and counts nothing behind it."""
    value = tokens[j].value
    if not isinstance(value, int) or len(tokens[j].raw) != 2 or value < 30:
        return False
    following = tokens[j + 1] if j + 1 < stop else None
    if any(token.fold in _ERAS for token in tokens[j + 1 : min(stop, j + 5)]):
        return False
    if following is None or following.kind == MARK:
        return following is None or following.fold in _AROUND
    if following.kind == DIGITS or following.atom is not None or cal.unit_of(following) is not None:
        return False
    return following.fold.startswith(("ال", "وال")) or not following.fold.endswith(_COUNTED)


def _is_next(tokens: list[Word], j: int, year: int) -> bool:
    """Whether the dash or stroke at token `j` leads to the year after `year`, in two digits ("2023/24")."""
    short = tokens[j + 1].raw
    return (
        tokens[j].fold in ("-", "/")
        and not tokens[j + 1].gap
        and len(short) == 2
        and tokens[j + 1].value == (year + 1) % 100
    )


def _is_larger(tokens: list[Word], j: int, year: int) -> bool:
    """Whether the dash at token `j` leads to a number above `year` that is no year, so that neither is one."""
    above = tokens[j + 1].value if j + 1 < len(tokens) and tokens[j].fold == "-" else None
    return isinstance(above, int) and above > year and not tokens[j + 1].gap and is_year(tokens[j + 1]) is None


def read_year(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """A year after عام or سنة or alone; two of them make an interval."""
    j, named, short = i, False, False
    word = lookup(tokens[i], _YEAR_WORDS)
    if word is not None:
        j, named = i + 1, True
        while j < stop and tokens[j].fold in _BEFORE_YEAR:
            j += 1
    if j >= stop:
        return None
    year = is_year(tokens[j])
    counted = tokens[j].value
    if year is None and isinstance(counted, int) and before_christ(tokens, j + 1, stop) > j + 1:
        year = counted
    if word is not None and year is None and tokens[i].fold.endswith("سنوات"):
        return None
    if year is None and named:
        number = read_number(tokens, j, stop) if tokens[j].atom is not None or tokens[j].kind == DIGITS else None
        if number is None or not isinstance(number.value, int):
            return None
        short = word is not None and not word[0].endswith("ال") and _is_short(tokens, j, stop)
        spoken = short or (tokens[j].atom is not None and 30 <= number.value < 100)
        early = 1 <= number.value < 100 and era_mark(tokens, number.stop, stop)[1] > number.stop
        if not (early or spoken or 100 <= number.value <= 2199):
            return None
        year, j = number.value + (1900 if spoken and not early else 0), number.stop - 1
    if year is None or (when.year is not None and not named):
        return None
    when.year, j = year, j + 1
    while j + 1 < stop and tokens[j].fold in ("-", "الي", "/", "و", "حتي"):
        upper = is_year(tokens[j + 1])
        if short and upper is None and _is_short(tokens, j + 1, stop):
            upper = 1900 + int(tokens[j + 1].raw)
        if _is_next(tokens, j, year):
            upper = year + 1
        if upper is None or upper <= (when.last_year or year):
            break
        when.last_year, j = upper, j + 2
    if not named and when.last_year is None and _is_larger(tokens, j, year):
        when.year = None
        return None
    bc = before_christ(tokens, j, stop)
    if word is not None and tokens[i].fold.endswith("سنوات") and when.last_year is None:
        when.year = None
        return None
    if bc > j:
        when.era, when.year, j = f"BC{when.year:04d}", None, bc
    else:
        hijri, j = era_mark(tokens, j, stop)
        when.hijri = when.hijri or hijri
    when.weak = when.weak or not named
    return j
