"""Read what happens again and again: "كل اثنين", "كل صباح", "كل يناير", "يوميا", as the value of a TIMEX3 SET."""

from decimal import Decimal

from khabar.figures import calendar as cal
from khabar.figures.parts import When
from khabar.figures.tokens import Word, lookup

EVERY = ("كل", "لكل", "وكل", "بكل")
_ADVERBS = {"يوميا": "D", "اسبوعيا": "W", "شهريا": "M", "سنويا": "Y"}


def read_set(tokens: list[Word], at: int, stop: int) -> When | None:
    """The recurring time that starts at token `at`; an adverb such as "يوميا" only where it is the whole text."""
    if at == 0 and len(tokens) == 1 and tokens[0].fold in _ADVERBS:
        return When(stop=1, lasting=((Decimal(1), _ADVERBS[tokens[0].fold]),))
    if tokens[at].fold not in EVERY or at + 1 >= stop:
        return None
    i = at + 2 if tokens[at + 1].fold in ("يوم", "ايام") and at + 2 < stop else at + 1
    weekday = cal.WEEKDAYS.get(tokens[i].fold.removeprefix("ال"))
    another = _weekday_with(tokens, i + 1, stop)
    if weekday is not None and another:
        return When(stop=i + 2, weekday=weekday, every=True)
    alone = i + 1 >= stop or tokens[i + 1].fold != "من"
    if weekday is not None and alone and (tokens[i].fold not in ("احد", "اثنين") or i > at + 1 or i + 1 >= stop):
        return When(stop=i + 1, weekday=weekday, every=True)
    part = lookup(tokens[at + 1], cal.PARTS)
    if part is not None and part[0] in ("", "ال"):
        return When(stop=at + 2, part=part[1], every=True)
    month = cal.month_at(tokens, at + 1, stop)
    if month is not None and not month[2]:
        return When(stop=month[1], month=month[0], every=True)
    return None


def _weekday_with(tokens: list[Word], i: int, stop: int) -> bool:
    """Whether a second weekday is joined: "كل اثنين وخميس"."""
    return i < stop and tokens[i].fold[0] == "و" and tokens[i].fold[1:].removeprefix("ال") in cal.WEEKDAYS
