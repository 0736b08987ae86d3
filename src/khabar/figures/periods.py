"""Read periods of the calendar: "الشهر الماضي", "الربع الأول", "ثمانينيات القرن الماضي", "العشرين من عمره"."""

from decimal import Decimal

from khabar.figures import calendar as cal
from khabar.figures import lexicon as lx
from khabar.figures.ages import OF_LIFE, names_age, read_age
from khabar.figures.dates import THIS, before_christ, is_year, starts_year
from khabar.figures.hijri import hijri_century
from khabar.figures.numbers import read_number
from khabar.figures.ordinals import read_ordinal
from khabar.figures.parts import When
from khabar.figures.tokens import DIGITS, Word, bare, lookup

_TENS = ("عشرين", "ثلاثين", "اربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")
_PARTS_OF_YEAR = {
    "الربع": ("Q", 4), "الفصل": ("Q", 4), "الثلاثي": ("Q", 4), "الثلاثيه": ("Q", 4),
    "النصف": ("H", 2), "السداسي": ("H", 2), "السداسيه": ("H", 2), "الثلث": ("T", 3),
}  # fmt: skip
"""Parts of a year in the press of the whole Arab world, with their letter and how many there are."""
_DECADES = {stem + ending: 10 * i for i, stem in enumerate(_TENS, 2) for ending in ("ات", "يات")}


def read_period(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """ "الشهر الماضي", "هذا الأسبوع", "العام قبل الماضي", "السنوات الأخيرة", "الأيام الثلاثة المقبلة"."""
    if tokens[i].fold in THIS and i + 1 < stop:
        unit = cal.unit_of(tokens[i + 1])
        if unit is not None and unit[0] == "ال" and unit[1].number == lx.SINGULAR and when.period is None:
            when.period, when.steps = unit[1].letter, 0
            if unit[1].letter == "W" and i > 0 and bare(tokens[i - 1].fold) == "نهايه":
                when.piece = "WE"
            return i + 2
        if tokens[i + 1].fold == "الربع" and when.period is None:
            when.period, when.steps = "Q", 0
            return i + 2
        season = cal.SEASONS.get(tokens[i + 1].fold.removeprefix("ال"))
        if season is not None or tokens[i + 1].fold == "الموسم":
            when.piece, when.period, when.steps = season, "Y", 0
            return i + 2
        return None
    unit = cal.unit_of(tokens[i])
    if unit is None or when.period is not None:
        return None
    prefix, span = unit
    j, amount = i + 1, None
    if span.number == lx.PLURAL and j < stop:
        amount, j = _how_many(tokens, j, stop)
        if amount is not None and j < stop and tokens[j].fold in ("الاولي", "الاول"):
            when.lasting = ((amount, span.letter),)
            return j + 1
    while (
        j < stop
        and tokens[j].fold in ("القليله", "القليلين", "العشر", "المالي", "الدراسي", "الدراسيه", "الماليه")
        and amount is None
    ):
        j += 1
    twice = j + 1 < stop and tokens[j].fold in ("قبل", "بعد") and cal.direction_of(tokens[j + 1]) is not None
    direction = cal.direction_of(tokens[j + twice]) if j + twice < stop else None
    week = j + 2 < stop and tokens[j + 1].fold == "من" and "ال" in prefix and span.letter in ("D", "W")
    rank = read_ordinal(tokens, j, j + 1) if week and span.number == lx.SINGULAR else None
    if rank is not None and rank[2] == "ال" and _numbered_in(tokens, j + 2, stop, span.letter, rank[0], when):
        return j + 1
    if direction is None and when.piece is not None and prefix == "ال" and span.letter == "Y":
        when.period, when.steps = "Y", 0
        return i + 1
    if direction is None:
        if i > 0 and prefix == "ال" and span.number == lx.SINGULAR and cal.at_edge(tokens[i - 1]):
            when.period, when.steps = span.letter, 0
            if span.letter == "W" and bare(tokens[i - 1].fold) == "نهايه":
                when.piece = "WE"
            return i + 1
        return None
    after = j + 1 + twice
    if span.letter == "W" and span.number == lx.SINGULAR and i > 0 and bare(tokens[i - 1].fold) == "نهايه":
        when.piece = "WE"
    if span.number == lx.SINGULAR:
        when.period, when.steps = span.letter, direction * (2 if twice else 1)
    else:
        count = Decimal(2) if span.number == lx.DUAL else amount
        when.lasting, when.direction = ((count, span.letter),), direction
    return after


def _how_many(tokens: list[Word], j: int, stop: int) -> tuple[Decimal | None, int]:
    """The definite number behind a plural ("الأيام الثلاثة", "الساعات الـ48") and the token after it."""
    figures = tokens[j].fold == "ال" and j + 1 < stop and tokens[j + 1].kind == DIGITS
    if not figures and (tokens[j].atom is None or "ال" not in tokens[j].prefix):
        return None, j
    number = read_number(tokens, j + figures, stop)
    return (None, j) if number is None or number.value is None else (Decimal(number.value), number.stop)


def _numbered_in(tokens: list[Word], i: int, stop: int, letter: str, rank: int, when: When) -> bool:
    """Note the "الأسبوع الثالث" of the month or year at token `i`; whether there is one."""
    if cal.month_at(tokens, i, stop) is not None:
        if letter == "D" and rank <= 31:
            when.day = rank
        elif letter == "W" and rank <= 4:
            when.day, when.last_day = 7 * rank - 6, 7 * rank
        return True
    year = starts_year(tokens[i]) or is_year(tokens[i]) is not None
    if year and letter == "W" and rank <= 53:
        when.piece = f"W{rank:02d}"
    return year and letter == "W"


def read_piece(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """Quarters, halves, seasons, decades and centuries."""
    folded = bare(tokens[i].fold)
    part = _PARTS_OF_YEAR.get(folded)
    if part is not None and i + 1 < stop:
        letter, count = part
        rank = read_ordinal(tokens, i + 1, stop)
        last = tokens[i + 1].fold in ("الاخير", "الاخيره")
        if (rank is not None and rank[0] <= count) or last:
            when.piece = letter + str(count if last else rank[0] if rank else 0)
            return i + 2 if rank is None else rank[1]
        direction = cal.direction_of(tokens[i + 1]) if folded == "الربع" else None
        if direction is not None and when.period is None:
            when.period, when.steps = "Q", direction
            return i + 2
    if tokens[i].raw == "Q" and i + 1 < stop and tokens[i + 1].raw in "1234" and not tokens[i + 1].gap:
        when.piece = "Q" + tokens[i + 1].raw
        return i + 2
    age = read_age(tokens, i, stop, when)
    if age is not None:
        return age
    decade = lookup(tokens[i], _DECADES)
    if decade is not None and when.era is None:
        after = i + 1
        if after + 1 < stop and tokens[after].fold == "من" and tokens[after + 1].fold in ("القرن", *OF_LIFE):
            after += 1
            if tokens[after].fold != "القرن":
                when.lasting, when.high = ((Decimal(decade[1]), "Y"),), Decimal(decade[1] + 9)
                return after + 1
        century = 19
        if after + 1 < stop and tokens[after].fold == "القرن":
            century, after = _century(tokens, after, stop) or (19, after)
        when.era = f"{century}{decade[1] // 10}"
        return after
    if folded in ("القرن", "قرن") and i + 1 < stop and when.era is None:
        century = _century(tokens, i, stop)
        if century is not None:
            return _era(tokens, *century, stop, when)
    season = cal.SEASONS.get(folded.removeprefix("ال"))
    if season is not None and when.piece is None and i + 1 < stop:
        following = tokens[i + 1]
        if (
            cal.direction_of(following) is not None
            or (isinstance(following.value, int) and following.value > 1900)
            or following.fold in ("عام", "العام", "هذا")
        ):
            when.piece, when.weak = season, False
            return i + 1
    return None


def _era(tokens: list[Word], century: int, after: int, stop: int, when: When) -> int:
    """Take "قبل الميلاد" or "الهجري" behind a century along."""
    when.era = f"{century:02d}"
    bc = before_christ(tokens, after, stop)
    if bc > after:
        when.era = "BC" + when.era
        return bc
    following = tokens[after].fold if after < stop else ""
    if following in ("الهجري", "هجري", "للهجره"):
        when.era = hijri_century(century)
    return after + (following in ("الهجري", "هجري", "للهجره", "الميلادي"))


def _century(tokens: list[Word], i: int, stop: int) -> tuple[int, int] | None:
    direction = cal.direction_of(tokens[i + 1])
    if direction is not None:
        return 20 + direction, i + 2
    j = i + 2 if tokens[i + 1].fold == "ال" and i + 2 < stop else i + 1
    rank = read_ordinal(tokens, j, stop)
    if rank is not None:
        return rank[0] - 1, rank[1]
    word = tokens[j]
    tens = read_number(tokens, j, stop) if word.kind == DIGITS or "ال" in word.prefix else None
    if tens is None or not isinstance(tens.value, int) or not 1 <= tens.value <= 30:
        return None
    return tens.value - 1, tens.stop


def starts_piece(word: Word) -> bool:
    """Whether `read_piece` may start at a word that is no number; must hold wherever it succeeds."""
    first = bare(word.fold)
    return (
        first in _PARTS_OF_YEAR
        or first in ("القرن", "قرن", "العقد", "عقده", "عقدها")
        or names_age(word)
        or word.raw == "Q"
        or first.removeprefix("ال") in cal.SEASONS
        or lookup(word, _DECADES) is not None
    )
