"""Read ages: "سن السادسة", "سن الـ18", "سن 18", "العشرين من عمره", "العقد الثالث من العمر"."""

from decimal import Decimal

from khabar.figures import calendar as cal
from khabar.figures.numbers import read_number
from khabar.figures.ordinals import read_ordinal
from khabar.figures.parts import When
from khabar.figures.tokens import DIGITS, Word, bare

OF_LIFE = ("العمر", "عمره", "عمرها", "عمرهم")
_OLDEST = 120


def names_age(word: Word) -> bool:
    """Whether a word is "سن" with a year of life behind it to come; with the article it stands alone."""
    return any(rest == "سن" and not prefix.endswith("ال") for prefix, rest in word.forms)


def read_age(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """An age or the decade of a life; "سن 15 إلى 17 عاما" is left to the reader of durations, from its number on."""
    decade = _decade_of_life(tokens, i, stop)
    if decade is not None:
        when.lasting, when.high = ((Decimal(10 * decade[0] - 10), "Y"),), Decimal(10 * decade[0] - 1)
        return decade[1]
    if names_age(tokens[i]):
        return _at_age(tokens, i + 1, stop, when)
    age = read_ordinal(tokens, i, stop) or _counted(tokens, i, stop)
    if age is not None and age[1] + 1 < stop and tokens[age[1]].fold == "من" and tokens[age[1] + 1].fold in OF_LIFE:
        when.lasting = ((Decimal(age[0]), "Y"),)
        return age[1] + 2
    return None


def _at_age(tokens: list[Word], i: int, stop: int, when: When) -> int | None:
    """The year of life behind "سن", and the upper one of "سن 18 و35"."""
    low = _year_of_life(tokens, i, stop)
    if low is None:
        return None
    age, after = low
    joined = after + 1 < stop and tokens[after].fold in ("و", "الي", "-", "حتي")
    high = _year_of_life(tokens, after + 1, stop) if joined and tokens[after + 1].fold != "سن" else None
    if high is not None and high[0] > age:
        when.high, after = Decimal(high[0]), high[1]
    if after < stop and cal.unit_of(tokens[after]) is not None:
        when.high = None
        return None
    when.lasting, when.age = ((Decimal(age), "Y"),), True
    told = after + 1 < stop and tokens[after].fold == "من" and tokens[after + 1].fold in OF_LIFE
    return after + 2 if told else after


def _year_of_life(tokens: list[Word], i: int, stop: int) -> tuple[int, int] | None:
    j = i + 1 if i + 1 < stop and tokens[i].fold == "ال" else i
    if j >= stop:
        return None
    rank = read_ordinal(tokens, j, stop)
    found = rank[:2] if rank is not None and rank[2] == "ال" else _counted(tokens, j, stop)
    return found if found is not None and 1 <= found[0] <= _OLDEST else None


def _counted(tokens: list[Word], i: int, stop: int) -> tuple[int, int] | None:
    word = tokens[i]
    number = read_number(tokens, i, stop) if word.kind == DIGITS or "ال" in word.prefix else None
    return (number.value, number.stop) if number is not None and isinstance(number.value, int) else None


def _decade_of_life(tokens: list[Word], i: int, stop: int) -> tuple[int, int] | None:
    """The number of a decade of someone's life ("العقد الثالث من عمره", "عقده الثالث") and the token after it."""
    folded = bare(tokens[i].fold)
    if folded not in ("العقد", "عقده", "عقدها") or i + 1 >= stop:
        return None
    rank = read_ordinal(tokens, i + 1, stop)
    if rank is None or rank[2] != "ال" or rank[0] > 12:
        return None
    if folded != "العقد":
        return rank[:2]
    told = rank[1] + 1 < stop and tokens[rank[1]].fold == "من" and tokens[rank[1] + 1].fold in OF_LIFE
    return (rank[0], rank[1] + 2) if told else None
