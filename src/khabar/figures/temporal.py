"""Find dates, times and intervals of them in running text, with the words that lead into them."""

from typing import NamedTuple

from khabar.figures import calendar as cal
from khabar.figures.clock import CLOCK_WORDS, read_bare_hour
from khabar.figures.lexicon import SINGULAR
from khabar.figures.numeric_dates import read_slashed_day, tells_a_day
from khabar.figures.ordinals import read_ordinal
from khabar.figures.parts import When
from khabar.figures.sets import EVERY
from khabar.figures.tokens import DIGITS, Word, bare, lookup
from khabar.figures.validity import is_date
from khabar.figures.when import read_when

_RANGE_WORDS = frozenset(("الي", "حتي", "و", "وحتي", "والي", "-", "لغايه", "ولغايه"))
_TO = frozenset(("الي", "حتي", "-", "لغايه"))
_MOMENTS: dict[str, int] = dict.fromkeys(("وقت", "ساعه", "ساعات"), 1)
_EARLY_LATE = frozenset(("متاخر", "متاخره", "مبكر", "مبكره", "الاولي"))


_SAME = frozenset(("ذاته", "نفسه", "ذاتها", "نفسها"))


class Found(NamedTuple):
    """A figure at `tokens[start:stop]`; `interval` says that it has two ends already."""

    start: int
    stop: int
    label: str
    interval: bool = False


def find_date(tokens: list[Word], i: int) -> Found | None:
    """The date or time that starts at token `i`."""
    same = _same_period(tokens, i)
    if same is not None:
        return same
    when = read_when(tokens, i, len(tokens))
    return _found(i, when) if when is not None and is_date(tokens, i, when) else None


def _same_period(tokens: list[Word], i: int) -> Found | None:
    """ "اليوم نفسه", "ذلك العام" and "لليوم الثاني", which only the text before them dates: no value."""
    j = i + (tokens[i].fold in ("ذلك", "تلك"))
    unit = cal.unit_of(tokens[j]) if j < len(tokens) else None
    if unit is None or not unit[0].endswith(("ال", "لل")) or unit[1].number != SINGULAR or unit[1].letter[0] == "T":
        return None
    if j > i:
        return Found(i, j + 1, "DATE")
    if j + 1 >= len(tokens):
        return None
    if tokens[j + 1].fold in _SAME:
        return Found(i, j + 2, "DATE")
    rank = read_ordinal(tokens, j + 1, len(tokens)) if tokens[j].fold == "لليوم" else None
    return Found(i, rank[1], "DATE") if rank is not None and rank[2] == "ال" else None


def _found(i: int, when: When) -> Found:
    short = bool(when.lasting) and all(letter.startswith("T") for _, letter in when.lasting)
    timed = short or when.hour is not None or when.part is not None
    interval = when.last_day is not None or when.last_year is not None or when.high is not None
    return Found(i, when.stop, "TIME" if timed else "DATE", interval)


_OPENERS = frozenset(("من", "بين", "ومن", "وبين", "مابين", "ما"))


def find_dates(tokens: list[Word], i: int) -> Found | None:
    """The date, the time or the interval of two that starts at token `i`; the word is read once for all."""
    opened = find_range(tokens, i) if tokens[i].fold in _OPENERS else None
    if opened is not None:
        return opened
    same = _same_period(tokens, i)
    if same is not None:
        return same
    if tokens[i].kind == DIGITS:
        figured = _in_figures(tokens, i)
        if figured is not None:
            return figured
    when = read_when(tokens, i, len(tokens))
    if when is None or not is_date(tokens, i, when):
        return None
    return _dashed(tokens, i, when) or _both_days(tokens, i, when) or _found(i, when)


def _both_days(tokens: list[Word], i: int, when: When) -> Found | None:
    """ "يومي السبت والأحد": the dual takes the second weekday along."""
    if bare(tokens[i].fold) not in ("يومي", "يوما") or when.weekday is None or when.stop >= len(tokens):
        return None
    j = when.stop + (tokens[when.stop].fold in ("و", "او"))
    joined = j < len(tokens) and (j > when.stop or tokens[j].fold.startswith("و"))
    if not joined or cal.weekday_at(tokens[j]) is None:
        return None
    after = j + 1
    return Found(i, after + (after < len(tokens) and cal.direction_of(tokens[after]) is not None), "DATE")


def _in_figures(tokens: list[Word], i: int) -> Found | None:
    """ "15/2" where it is a day, and "3-5 مساء", whose second end makes hours of both."""
    day = read_slashed_day(tokens, i, len(tokens))
    if day is not None:
        return Found(i, day.stop, "DATE") if tells_a_day(tokens, i, day) else None
    if i + 2 >= len(tokens) or tokens[i + 1].fold not in _TO or read_bare_hour(tokens, i, i + 1) is None:
        return None
    high = read_when(tokens, i + 2, len(tokens))
    bare = high is not None and high.hour is not None and high.half and tokens[i + 2].kind == DIGITS
    return Found(i, high.stop, "TIME") if high is not None and bare else None


def find_range(tokens: list[Word], i: int) -> Found | None:
    """ "من 5 مايو إلى 10 يونيو", "بين 2011 و2015", "10:00-12:00": one span over two dates of a kind."""
    opener = tokens[i].fold
    if i + 2 >= len(tokens):
        return None
    first = i + 2 if opener == "ما" else i + 1
    if opener == "ما" and tokens[i + 1].fold != "بين":
        return None
    low = find_date(tokens, first)
    named = low is not None
    low = low or _bare_hour(tokens, first)
    if low is None:
        return None
    if low.interval:
        return low._replace(start=first)
    if low.stop >= len(tokens):
        return None
    word = tokens[low.stop].fold
    j = low.stop + 1 if word in _RANGE_WORDS else low.stop
    joined = word == "و" or (j == low.stop and word.startswith("و"))
    if joined != (opener not in ("من", "ومن")) or (j == low.stop and not joined):
        return None
    high = find_date(tokens, j) if j < len(tokens) else None
    if high is None and j < len(tokens) and tokens[first].fold in CLOCK_WORDS:
        high = _bare_hour(tokens, j)
    if high is None or high.label != low.label or not (named or _has_hour(tokens, j)):
        return None
    return Found(first, high.stop, low.label)


def _has_hour(tokens: list[Word], i: int) -> bool:
    when = read_when(tokens, i, len(tokens))
    return when is not None and when.hour is not None


def _bare_hour(tokens: list[Word], i: int) -> Found | None:
    """ "بين الثامنة والعاشرة صباحا": the hour that leaves the half of the day to the other end."""
    hour = read_bare_hour(tokens, i, len(tokens))
    return None if hour is None else Found(i, hour[1], "TIME")


def _dashed(tokens: list[Word], i: int, low: When) -> Found | None:
    """Two dates or clock times of one shape with a dash or "إلى" between them, without "من"."""
    if low.stop + 1 >= len(tokens) or tokens[low.stop].fold not in _TO:
        return None
    high = read_when(tokens, low.stop + 1, len(tokens))
    if high is None or _shape(low) != _shape(high) or not any(_shape(low)):
        return None
    return Found(i, high.stop, _found(i, high).label)


def _shape(when: When) -> tuple[bool, bool, bool]:
    """Which parts pin it down, if nothing else is said: a full date, a day and month, or a clock time."""
    plain = when.offset is None and when.last_day is None and when.last_year is None and when.weekday is None
    dated = plain and when.day is not None and when.month is not None
    return dated and when.year is not None, dated, plain and when.hour is not None


def _lasts(tokens: list[Word], start: int, stop: int) -> bool:
    """Whether `tokens[start:stop]` is a length of time, which "كل" makes a recurring one."""
    unit = cal.unit_of(tokens[start])
    if unit is not None:
        return not unit[0]
    counted = tokens[start].kind == DIGITS or (tokens[start].atom is not None and not tokens[start].prefix)
    return counted and cal.unit_of(tokens[stop - 1]) is not None


def lead_in(tokens: list[Word], start: int, stop: int, floor: int, label: str) -> tuple[int, str]:
    """Take "مطلع", "كل" and "وقت متأخر من" in front of token `start` along; the last makes it a time."""
    if start > floor and cal.at_edge(tokens[start - 1]):
        start -= 1
    if start > floor and tokens[start - 1].fold in EVERY and _lasts(tokens, start, stop):
        start -= 1
    if start - 2 < floor:
        return start, label
    at = start - 2 if tokens[start - 1].fold in ("من", "ل", "في") else start - 1
    if at - 1 < floor or not (moment := lookup(tokens[at - 1], _MOMENTS)):
        return start, label
    if tokens[at].fold in ("سابق", "لاحق"):
        return at - 1, label
    hours = tokens[at].fold in _EARLY_LATE and (moment[0].endswith("ال") == (tokens[at].fold == "الاولي"))
    return (at - 1, "TIME") if hours else (start, label)
