"""Names in the calendar: months of four traditions, weekdays, seasons, units of time, relative days.

dateparser knows a part of the Egyptian and Levantine month names, in one spelling, and takes a document's
words for dates one string at a time; here the words stand in running text, spelt as `tokens.fold` leaves them.
"""

from typing import NamedTuple

from khabar.figures.lexicon import DUAL, PLURAL, SINGULAR
from khabar.figures.tokens import Word, lookup

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january يناير جانفي كانونالثاني ينار",
            "february فبراير فيفري شباط فبرير",
            "march مارس اذار",
            "april ابريل افريل نيسان",
            "may مايو ماي ايار",
            "june يونيو يونيه جوان حزيران",
            "july يوليو يوليه جويليه يوليوز تموز",
            "august اغسطس اوت غشت اب",
            "september سبتمبر شتنبر ايلول",
            "october اكتوبر تشرينالاول تشريناول",
            "november نوفمبر نونبر تشرينالثاني تشرينثاني",
            "december ديسمبر دجنبر كانونالاول كانوناول",
        ),
        1,
    )
    for name in names.split()
}
HIJRI: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "محرم",
            "صفر",
            "ربيعالاول ربيعاول",
            "ربيعالثاني ربيعالاخر ربيعثاني",
            "جماديالاولي جماديالاول",
            "جماديالثانيه جماديالاخره جماديالاخر جماديالثاني",
            "رجب",
            "شعبان",
            "رمضان",
            "شوال",
            "ذوالقعده ذيالقعده ذاالقعده",
            "ذوالحجه ذيالحجه ذاالحجه",
        ),
        1,
    )
    for name in names.split()
}
WEAK_MONTHS = frozenset(
    ["مارس", "اب", "ماي", "اوت", "جوان", "محرم", "صفر", "رجب", "شعبان", "شوال", "ينار", "may", "march"]
)
"""Month names that are common words or names too; they need a date around them."""
_TWO_WORDS = frozenset(["كانون", "تشرين", "ربيع", "جمادي", "ذو", "ذي", "ذا"])
FIRST_MONTH_WORDS = frozenset(MONTHS) | frozenset(HIJRI) | _TWO_WORDS
_TWINS = frozenset(["كانون", "تشرين"])
WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("اثنين اتنين", "ثلاثاء ثلاثا تلات", "اربعاء اربعا", "خميس", "جمعه", "سبت", "احد"), 1
    )
    for name in names.split()
}
SEASONS: dict[str, str] = {"ربيع": "SP", "صيف": "SU", "خريف": "FA", "شتاء": "WI"}
PARTS: dict[str, str] = {
    word: part
    for part, words in (
        ("MO", "صباح صباحا صبح صباحيه فجر فجرا ضحي سحر"),
        ("MI", "ظهر ظهرا ظهيره"),
        ("AF", "عصر عصرا"),
        ("EV", "مساء مساءا مسائيه عشيه غروب"),
        ("NI", "ليل ليلا ليله"),
        ("DT", "نهار"),
    )
    for word in words.split()
}
PAST, PRESENT, FUTURE = -1, 0, 1
DIRECTIONS: dict[str, int] = {
    word: direction
    for direction, words in (
        (
            PAST,
            "ماضي ماضيه ماضيين ماضيان ماضيتين ماض سابق سابقه"
            " فائت فائته منصرم منصرمه منقضي منقضيه اخير اخيره اخيرين اخيرتين",
        ),
        (PRESENT, "جاري جار جاريه حالي حاليه"),
        (FUTURE, "مقبل مقبله قادم قادمه اتي اتيه تالي تاليه مقبلين قادمين مقبلتين مقبلان قدم"),
    )
    for word in words.split()
}
EDGES = frozenset(["بدايه", "بدايات", "نهايات", "مطلع", "اوائل", "مستهل", "نهايه", "اواخر", "ختام", "منتصف", "اواسط"])
"""Words for the start, middle or end of a period; annotators take them into the date."""


_EDGE = dict.fromkeys(EDGES, True)


def at_edge(word: Word) -> bool:
    """Whether a word, apart from attached letters, says the start, middle or end of a period."""
    return lookup(word, _EDGE) is not None


HOLIDAYS: dict[tuple[str, ...], tuple[int, int, bool]] = {
    tuple(name.split()): day
    for name, day in (
        ("راس السنه الهجريه", (1, 1, True)),
        ("راس السنه الميلاديه", (1, 1, False)),
        ("راس السنه", (1, 1, False)),
        ("عيد الميلاد", (12, 25, False)),
        ("عيد العمال", (5, 1, False)),
        ("عيد الام", (3, 21, False)),
        ("عيد المراه", (3, 8, False)),
        ("يوم المراه العالمي", (3, 8, False)),
        ("اليوم العالمي للمراه", (3, 8, False)),
        ("يوم عرفه", (12, 9, True)),
        ("ليله القدر", (9, 27, True)),
        ("ليله راس السنه", (12, 31, False)),
        ("ليله عيد الميلاد", (12, 24, False)),
        ("عيد الحب", (2, 14, False)),
        ("عيد الفطر", (10, 1, True)),
        ("عيد الاضحي", (12, 10, True)),
        ("المولد النبوي", (3, 12, True)),
        ("عاشوراء", (1, 10, True)),
        ("الكريسماس", (12, 25, False)),
        ("عيد الكريسماس", (12, 25, False)),
        ("الهالوين", (10, 31, False)),
        ("عيد الهالوين", (10, 31, False)),
        ("عيد الاب", (6, 21, False)),
    )
}
"""Fixed feasts: month, day, Hijri or not; the longer name of two comes first."""


class Span(NamedTuple):
    """A unit of time: its TIMEX3 letter (with T before it when shorter than a day), how many, of which number."""

    letter: str
    number: int


def _units() -> dict[str, Span]:
    table = (
        ("TS", "ثانيه", "ثواني ثوان"),
        ("TM", "دقيقه", "دقائق دقايق"),
        ("TH", "ساعه", "ساعات"),
        ("D", "يوم", "ايام اياما"),
        ("D", "ليله", "ليالي ليال"),
        ("W", "اسبوع", "اسابيع"),
        ("M", "شهر", "اشهر شهور اشهرا شهورا"),
        ("Y", "سنه", "سنوات سنين سنون"),
        ("Y", "عام", "اعوام عوام اعواما"),
        ("DE", "عقد", "عقود"),
        ("CE", "قرن", "قرون"),
    )
    units: dict[str, Span] = {}
    for letter, singular, plurals in table:
        stem = singular[:-1] + "ت" if singular.endswith("ه") else singular
        units |= {singular: Span(letter, SINGULAR), singular + "ا": Span(letter, SINGULAR)}
        units |= {stem + ending: Span(letter, DUAL) for ending in ("ان", "ين", "ي")}
        units |= {plural: Span(letter, PLURAL) for plural in plurals.split()}
    return units


UNITS = _units()


def unit_of(word: Word) -> tuple[str, Span] | None:
    """The unit of time a word names, with its attached letters."""
    return lookup(word, UNITS)


def month_at(tokens: list[Word], at: int, stop: int) -> tuple[int, int, bool, bool] | None:
    """The month named at token `at`: (number, token after it, Hijri?, needs a date around it?)."""
    word = tokens[at]
    for prefix, rest in word.forms:
        if prefix.endswith("ال"):
            continue
        if rest in _TWO_WORDS and at + 1 < stop:
            name = rest + tokens[at + 1].fold
            if name in MONTHS:
                return MONTHS[name], at + 2, False, False
            if name in HIJRI:
                return HIJRI[name], at + 2, True, False
        if rest == "اب" and "آ" not in word.raw:
            continue
        weak = rest in WEAK_MONTHS or bool(prefix)
        if rest in MONTHS:
            return MONTHS[rest], at + 1, False, weak
        if rest in HIJRI:
            return HIJRI[rest], at + 1, True, weak
    return None


def starts_twin(word: Word) -> bool:
    """Whether a word is the first of two that name a month; alone it leaves open which of two months it is."""
    return word.fold in _TWINS


def weekday_at(word: Word) -> int | None:
    """The ISO weekday of a word such as الثلاثاء or والأحد; the article tells it from the number."""
    for prefix, rest in word.forms:
        if prefix.endswith("ال") and rest in WEEKDAYS:
            return WEEKDAYS[rest]
    return None


def direction_of(word: Word) -> int | None:
    """-1, 0 or 1 for الماضي, الجاري, المقبل and their like."""
    found = lookup(word, DIRECTIONS)
    return found[1] if found is not None and found[0].endswith("ال") else None
