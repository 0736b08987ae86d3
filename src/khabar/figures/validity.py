"""Decide whether what reads like a date or a rank is one: the words are common ones too (مارس, ثانية, فجر)."""

from khabar.figures import calendar as cal
from khabar.figures import lexicon as lx
from khabar.figures.currency_words import SIGNS
from khabar.figures.lexicon import words
from khabar.figures.measures import read_measure
from khabar.figures.numeric_dates import NUMBER_OF
from khabar.figures.ordinals import ORDINALS
from khabar.figures.parts import When
from khabar.figures.tokens import DIGITS, WORD, Word, bare, lookup

_LEADS = frozenset(
    words(
        "قبل بعد منذ خلال نحو حوالي قرابه لمده مده طوال طيله كل من غضون حتي زهاء عن مرور مدار دون لنحو "
        "بنحو الي في اخر كامل مدي لكل بضع بضعه عده قبيل بعيد وقبل وبعد ومنذ وخلال"
    )
)
_MONTH_LEADS = frozenset(
    words("في شهر شهري من منذ حتي الي خلال بين اوائل اواخر منتصف مطلع نهايه بدايه قبل بعد / بشهر لشهر وفي وبين")
)
_DURING = frozenset(["في", "خلال", "منذ", "حلول", "طوال", "اثناء", "ساعات", "حتي"])
_AGE_LEADS = frozenset(words("دون تحت فوق في من بعد قبل حتي عند بلوغ بلغ بلغت يبلغ تبلغ تجاوز تجاوزت بين الي"))
_TERMS = frozenset(words("الفصل الثلاثي الثلاثيه"))
"""Parts of a year that are parts of other things too; what they are parts of must be said."""
_ADVERBS = frozenset(["صباحا", "مساء", "مساءا", "ليلا", "فجرا", "ظهرا", "نهارا"])


def is_date(tokens: list[Word], at: int, when: When) -> bool:
    """Whether the temporal reading of `tokens[at:when.stop]` holds in running text."""
    if at == 0 and when.stop == len(tokens) and (when.lasting or when.part):
        return True
    before = tokens[at - 1].fold if at else ""
    if tokens[at].kind == DIGITS and bare(before) in NUMBER_OF:
        return False
    if tokens[at].kind == DIGITS and at > 1 and before in ("-", "/", ".", ":"):
        joined = not tokens[at - 1].gap and not tokens[at].gap
        if joined:
            return False
    if when.age and not _is_age(tokens, when, before):
        return False
    if when.lasting:
        return _is_duration(tokens, at, when, before)
    if when.hour is not None or when.offset is not None or when.weekday is not None:
        return not (when.offset == 0 and when.stop == at + 1 and before in ("هذا", "ذلك", "في") and at == 0)
    if when.reference is not None:
        return when.stop > at + 1 or (at == 0 and when.stop == len(tokens))
    if when.month is not None:
        told = (when.nth, when.day, when.year, when.direction, when.period)
        said = any(part is not None for part in told)
        return said or not when.weak or (before in _MONTH_LEADS and not when.hijri) or _second_month(tokens, at, when)
    if when.year is not None:
        part = when.piece is not None and tokens[when.stop - 2].fold == "من"
        return not when.weak or part or _is_year(tokens, at, when, before)
    if when.day is not None or when.nth is not None or when.era is not None or when.period is not None:
        return True
    if when.part is not None:
        named = (
            tokens[at].fold in ("الصباح", "الليل", "المساء", "الفجر")
            and (before in _DURING or when.stop == len(tokens) == 1)
        ) or (tokens[at].fold in ("الظهر", "الفجر", "الظهيره", "المساء") and before == "عند")
        follows = tokens[when.stop].fold if when.stop < len(tokens) else ""
        return (
            when.every
            or (named and not follows.startswith("وال"))
            or tokens[at].fold in _ADVERBS
            or "\u064b" in tokens[at].raw
            or when.stop > at + 1
        )
    return when.piece is not None and when.piece[0] not in "HT" and bare(tokens[at].fold) not in _TERMS


def _second_month(tokens: list[Word], at: int, when: When) -> bool:
    """ "يوليو وأغسطس", "أيلول/سبتمبر وتشرين الأول": a month that و adds to another, or that a second name follows."""
    if not tokens[at].fold.startswith("و"):
        return False
    named = when.stop + 1 < len(tokens) and tokens[when.stop].fold == "/"
    if named and cal.month_at(tokens, when.stop + 1, len(tokens)) is not None:
        return True
    first = cal.month_at(tokens, at - 1, len(tokens)) if at else None
    led = at > 1 and tokens[at - 2].fold in _MONTH_LEADS
    return first is not None and first[1] == at and (led or not first[3])


def _is_age(tokens: list[Word], when: When, before: str) -> bool:
    """ "سن 18" behind the words that lead to an age, or with nothing behind it that is counted ("سن 3 قوانين")."""
    following = tokens[when.stop] if when.stop < len(tokens) else None
    if bare(before) in _AGE_LEADS or tokens[when.stop - 1].kind != DIGITS or following is None:
        return True
    if following.kind != WORD:
        return following.fold not in ("%", *SIGNS)
    return following.fold in _FUNCTION or following.fold.startswith(("ال", "و", "ف"))


def _is_duration(tokens: list[Word], at: int, when: When, before: str) -> bool:
    first = tokens[at]
    if first.atom is None and first.kind == WORD and first.fold.endswith("ي") and when.stop == at + 1:
        return False
    if not when.weak or when.direction is not None:
        return True
    if first.atom is not None or first.kind == DIGITS:
        return True
    unit = cal.unit_of(first)
    if unit is None:
        return False
    prefix, span = unit
    if span.number == lx.DUAL and first.fold.endswith("ي"):
        return False
    follows = tokens[when.stop] if when.stop < len(tokens) else None
    if span.letter == "DE" and span.number == lx.PLURAL and before not in _LEADS and "ل" not in prefix:
        return False
    if span.number == lx.PLURAL:
        if (before == "اخر" or (at and lookup(tokens[at - 1], ORDINALS))) and follows is not None:
            return False
        owned = follows is not None and follows.fold.startswith("ال") and cal.direction_of(follows) is None
        return "ال" not in prefix and not (owned and before not in ("قبل", "بعد"))
    if span.letter == "DE" and when.stop + 1 < len(tokens) and tokens[when.stop + 1].fold in ("الزمن", "الزمان"):
        return "ال" not in prefix
    if span.letter == "DE" and follows is not None and follows.kind == WORD and follows.fold not in _FUNCTION:
        return False
    return "ال" not in prefix and (before in _LEADS or (prefix in ("ب", "ل") and span.letter in ("W", "M", "Y")))


def _is_year(tokens: list[Word], at: int, when: When, before: str) -> bool:
    """A bare number as a year: in a plausible century and not counting the noun behind it."""
    year = when.year or 0
    if when.hijri and when.stop > at + 1:
        return True
    if when.last_year is not None:
        return before in ("عامي", "سنتي", "العامين", "الاعوام") or not _counts(tokens, when.stop)
    if not 1850 <= year <= 2099 or _is_about(tokens, at):
        return False
    if before in ("في", "الي", "قبل", "بعد", "بين") and _counts(tokens, when.stop):
        return False
    if before in (
        "في",
        "منذ",
        "حتي",
        "سنه",
        "الي",
        "عامي",
        "لسنه",
        "قبل",
        "بعد",
        "بين",
        "اواخر",
        "اوائل",
        "نهايه",
        "بدايه",
        "مطلع",
        "صيف",
    ):
        return True
    if any(rest in _DATED_EVENTS for _, rest in tokens[at - 1].forms) or cal.direction_of(tokens[at - 1]) is not None:
        return True
    if when.stop >= len(tokens):
        return True
    following = tokens[when.stop]
    if (
        following.fold in ("%", "$", "€", "£", "°")
        or following.atom is not None
        or (not following.gap and following.kind == WORD)
    ):
        return False
    return not _may_be_counted(following)


def _is_about(tokens: list[Word], at: int) -> bool:
    """Whether a number is given with reserve, as no bare year is: "نحو 2000", "أكثر من 2000", "ما لا يقل عن 2000"."""
    near = [token.fold for token in tokens[max(0, at - 2) : at]]
    return near[-1:] in (["نحو"], ["حوالي"], ["زهاء"], ["قرابه"]) or near in (
        ["اكثر", "من"],
        ["اقل", "من"],
        ["يقل", "عن"],
    )


_HEADS = frozenset(
    words(
        "شخص شخصا قتيل قتيلا جريح جريحا مصاب مصابا شهيد شهيدا جندي جنديا مدني مدنيا طفل طفلا عامل عاملا مسلح مسلحا "
        "طالب طالبا لاجئ لاجئا نازح نازحا عنصر عنصرا معتقل معتقلا اسير اسيرا مقاتل مقاتلا موظف موظفا راكب راكبا منزل "
        "منزلا مبني نقطه سهم موقع موقعا طلعه وحده"
    )
)


def _counts(tokens: list[Word], at: int) -> bool:
    """Whether two numbers like years count what stands behind them: "بين 1200 و1500 دولار"."""
    return at < len(tokens) and (tokens[at].fold in _HEADS or read_measure(tokens, at, len(tokens)) is not None)


def _may_be_counted(following: Word) -> bool:
    """Whether the word behind a bare number may be what it counts."""
    return following.kind == WORD and following.fold not in _FUNCTION and not following.fold.startswith("ال")


_DATED_EVENTS = frozenset(words("انتخابات مونديال اولمبياد بطوله دوره موسم ميزانيه اتفاق دستور ثوره حرب ازمه"))
_FUNCTION = frozenset(
    words(
        "في من الي علي عن مع بعد قبل و ثم او ان التي الذي حيث كما لكن بين حتي الماضي المقبل بحسب وفق اذ لم قد كان كانت"
    )
)
