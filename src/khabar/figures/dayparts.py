"""Read the day words of a date: "أول من أمس", "يوم الأحد", "عيد الفطر", "بعد ظهر", "الماضي", "الفترة المقبلة"."""

from khabar.figures import calendar as cal
from khabar.figures import lexicon as lx
from khabar.figures.dates import THIS, read_day_month
from khabar.figures.ordinals import ORDINALS, read_ordinal
from khabar.figures.parts import When
from khabar.figures.tokens import DIGITS, Word, bare, lookup

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
_LONGEST_DAYS = sorted(_DAYS.items(), key=lambda entry: -len(entry[0]))
_FIRST_DAY_WORDS = frozenset(words[0] for words in _DAYS)
_FEASTS: dict[str, list[tuple[str, ...]]] = {}
for _name in cal.HOLIDAYS:
    _FEASTS.setdefault(_name[0], []).append(_name)
_DAY_NAMES = frozenset(("يوم", "يوما", "ايام", "يومي"))
_MIDDLES = {"الليل": 0, "ليل": 0, "ليله": 0, "النهار": 12, "نهار": 12}
_HALVES = frozenset(("بعد", "قبل", "بعيد", "قبيل", "منتصف", "منتصفا", "الليله"))
_SPELLS = frozenset(("الفتره", "الوقت", "المرحله", "المده", "الموسم", "المواسم"))


def read_relative_day(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "أول من أمس", "اليوم", "بعد غد"."""
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
            if words == ("اليوم",) and after < stop and _another_day(tokens, after, stop):
                return None
            when.offset = offset
            return after
    return None


def _another_day(tokens: list[Word], i: int, stop: int) -> bool:
    """Whether token `i` makes "اليوم" in front of it another day than today: "اليوم نفسه", "اليوم السابع من الحرب"."""
    if tokens[i].fold in ("ذاته", "نفسه", "العالمي", "الوطني", "السابق"):
        return True
    if tokens[i].fold == "ال" and i + 1 < stop and tokens[i + 1].kind == DIGITS:
        return True
    rank = read_ordinal(tokens, i, stop)
    if rank is not None:
        numbered = rank[2] == "ال" and not tokens[i].fold.endswith(("ه", "اولي"))
    else:
        atom = tokens[i].atom
        numbered = atom is not None and tokens[i].prefix == "ال" and atom.kind in (lx.TENS, lx.HUNDRED)
    return numbered and read_day_month(tokens, i, stop, When()) is None


def read_weekday(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "الثلاثاء", "يوم الجمعة"."""
    this = tokens[i].fold in THIS
    j = i + 1 if (this or bare(tokens[i].fold) in _DAY_NAMES) and i + 1 < stop else i
    weekday = cal.weekday_at(tokens[j])
    if weekday is None:
        return None
    if when.weekday is not None:
        return j + 1 if when.part == "NI" else None
    when.weekday = weekday
    if this:
        when.period, when.steps = "W", 0
    return j + 1


def read_nth_weekday(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "أول اثنين من مايو", "آخر يوم أحد من أكتوبر", "أول يوم من مايو" (weekday 0); the month is read apart."""
    rank = lookup(tokens[i], ORDINALS)
    nth = -1 if tokens[i].fold == "اخر" else rank[1] if rank is not None and "ال" not in rank[0] else 0
    day = i + 2 < stop and tokens[i + 1].fold == "يوم"
    whole = day and tokens[i + 2].fold in ("من", "في")
    j = i + 2 if day and not whole else i + 1
    if not nth or nth > 5 or j + 2 >= stop or tokens[j + 1].fold not in ("من", "في") or when.weekday is not None:
        return None
    weekday = 0 if whole else cal.WEEKDAYS.get(tokens[j].fold.removeprefix("ال"))
    month = cal.month_at(tokens, j + 2 + (tokens[j + 2].fold == "شهر" and j + 3 < stop), stop)
    if weekday is None or month is None:
        return None
    when.weekday, when.nth = weekday, nth
    return j + 1


def read_holiday(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "عيد الأضحى المبارك", "رأس السنة"."""
    first = tokens[i].fold if tokens[i].fold in _FEASTS else bare(tokens[i].fold)
    if when.month is not None or first not in _FEASTS:
        return None
    if i + 1 < stop and (first, tokens[i + 1].fold) == ("عيد", "الشكر"):
        when.month, when.weekday, when.nth = 11, 4, 4
        return i + 2
    for words in _FEASTS[first]:
        after = i + len(words)
        if after <= stop and all(tokens[i + k].fold == words[k] for k in range(1, len(words))):
            when.month, when.day, when.hijri = cal.HOLIDAYS[words]
            return after + 1 if after < stop and tokens[after].fold in ("المبارك", "المجيد", "الشريف") else after
    return None


def read_feast_day(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "ثاني أيام عيد الفطر", "أول أيام رمضان" and "أول أيام العيد", of which only the text says which feast it is."""
    rank = lookup(tokens[i], ORDINALS)
    if rank is None or "ال" in rank[0] or i + 2 >= stop or tokens[i + 1].fold not in ("ايام", "يوم"):
        return None
    j = i + 2
    if tokens[j].fold == "العيد":
        when.nth = rank[1]
        return j + 1
    feast = read_holiday(tokens, j, stop, when)
    if feast is not None and when.day is not None:
        when.day += rank[1] - 1
        return feast
    j += tokens[j].fold == "شهر" and j + 1 < stop
    month = cal.month_at(tokens, j, stop) if tokens[i + 1].fold == "ايام" else None
    if month is None:
        return None
    when.day, when.month, when.hijri = rank[1], month[0], month[2]
    return month[1]


def read_direction(tokens: list[Word], i: int, _stop: int, when: When) -> int | None:
    """ "الماضي" or "المقبل" behind a weekday, month, season or part of a day."""
    direction = cal.direction_of(tokens[i])
    if direction is None or when.direction is not None:
        return None
    if when.weekday is None and when.month is None and when.piece is None and when.day is None and when.part is None:
        return None
    when.direction = direction
    return i + 1


def read_part(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """A part of the day: "مساء", "بعد ظهر", "منتصف الليل", "الليلة الماضية"."""
    if when.part is not None:
        return None
    folded = bare(tokens[i].fold)
    if folded in ("بعد", "قبل", "بعيد", "قبيل") and i + 1 < stop and tokens[i + 1].fold in ("ظهر", "الظهر", "الزوال"):
        when.part = "AF" if folded in ("بعد", "بعيد") else "MO"
        return i + 2
    if folded in ("منتصف", "منتصفا") and i + 1 < stop and tokens[i + 1].fold in _MIDDLES:
        when.hour, when.minute, when.part = _MIDDLES[tokens[i + 1].fold], 0, ""
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
    if tokens[i].fold in THIS and i + 1 < stop:
        part = tokens[i + 1].fold
        found = cal.PARTS.get(part.removeprefix("ال"))
        if found is None or when.offset is not None or not part.startswith("ال") or part == "العصر":
            return None
        when.part, when.offset = found, 0
        return i + 2
    found = lookup(tokens[i], cal.PARTS)
    if found is None:
        return None
    when.part = found[1]
    return i + 2 if i + 1 < stop and tokens[i + 1].fold in ("الباكر", "باكرا") else i + 1


def read_reference(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "الآونة الأخيرة", "الفترة المقبلة", "الآن"."""
    folded = tokens[i].fold
    if folded in _SPELLS and i + 1 < stop:
        direction = cal.direction_of(tokens[i + 1])
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


def starts_day(word: Word) -> bool:
    """Whether a reader of this module may start at the word; must hold wherever one of them succeeds."""
    first = bare(word.fold)
    return (
        first in _FIRST_DAY_WORDS
        or word.fold in _FIRST_DAY_WORDS
        or first in _DAY_NAMES
        or first in _FEASTS
        or first in _HALVES
        or word.fold in _SPELLS
        or word.fold in _REFERENCES
        or word.fold in THIS
        or cal.weekday_at(word) is not None
        or lookup(word, cal.PARTS) is not None
        or lookup(word, cal.DIRECTIONS) is not None
    )
