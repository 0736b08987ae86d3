"""The Arabic number words, each with what it contributes to a number.

Spelt as `tokens.fold` leaves them (no hamza on alef, ه for ة, ي for ى), without attached letters. Written
out by rule from stems, because gender, case, construct and spelling multiply: مئة مائة مية ميه, ثلاثمئة
ثلاثمائة تلتمية, ألفان ألفين ألفي ألفا. pyarabic reads part of these (no duals, no hamza-less or dialect forms,
no mixed digits and words), num2words writes some of them with errors and reads none, text2num has no Arabic.
"""

from decimal import Decimal
from typing import NamedTuple

ZERO, UNIT, TEN, TEEN, TENS, HUNDRED, HUNDREDS, SCALE, FRACTION, VAGUE = range(10)

SINGULAR, DUAL, PLURAL, OWNED = 1, 2, 3, 4


def words(spelt: str) -> tuple[str, ...]:
    """The words of a table that is written as running text."""
    return tuple(spelt.split())


class Atom(NamedTuple):
    """A number word: kind, value (of a dual: both) and grammatical number, OWNED as in "نصفهم"."""

    kind: int
    value: int | Decimal
    number: int = SINGULAR


def _units() -> dict[str, Atom]:
    words = {
        1: "واحد واحده احد احدي احدا",
        2: "اثنان اثنين اثنتان اثنتين ثنتان ثنتين اثنا اثني اثنتا اثنتي اتنين اتنان",
        3: "ثلاث ثلاثه ثلاثا تلات تلاته ثلث تلت",
        4: "اربع اربعه اربعا",
        5: "خمس خمسه خمسا",
        6: "ست سته ستا",
        7: "سبع سبعه سبعا",
        8: "ثمان ثماني ثمانيه ثمانيا ثمنيه تمن تمان تماني تمانيه تمنيه",
        9: "تسع تسعه تسعا",
    }
    atoms = {word: Atom(UNIT, value) for value, spelt in words.items() for word in spelt.split()}
    del atoms["ثلث"]
    return atoms | {word: Atom(TEN, 10) for word in ("عشر", "عشره", "عشرا")}


def _teens() -> dict[str, Atom]:
    words = {
        11: "احدعشر احداعشر حداشر احداشر",
        12: "اثناعشر اثنيعشر اثنتاعشره اتناشر اطناشر اثناشر",
        13: "ثلاثهعشر ثلاثهعشره تلتاشر تلاتاشر ثلثعشر تلطاشر",
        14: "اربعهعشر اربعتاشر اربعطاشر",
        15: "خمسهعشر خمستاشر خمسطاشر",
        16: "ستهعشر ستاشر سطاشر",
        17: "سبعهعشر سبعتاشر سبعطاشر",
        18: "ثمانيهعشر تمنتاشر تمانتاشر تمنطاشر ثمنتاشر",
        19: "تسعهعشر تسعتاشر تسعطاشر",
    }
    spoken = {"ثلاث": 13, "تلات": 13, "اربع": 14, "خمس": 15, "ست": 16, "سبع": 17, "ثمان": 18, "تمن": 18, "تسع": 19}
    atoms = {word: Atom(TEEN, value) for value, spelt in words.items() for word in spelt.split()}
    return atoms | {stem + "طعشر": Atom(TEEN, value) for stem, value in spoken.items()}


def _tens() -> dict[str, Atom]:
    stems = {20: "عشر", 30: "ثلاث تلات", 40: "اربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان تمان", 90: "تسع"}
    return {
        stem + ending: Atom(TENS, value)
        for value, spelt in stems.items()
        for stem in spelt.split()
        for ending in ("ون", "ين", "ونا", "ينا")
    }


def _hundreds() -> dict[str, Atom]:
    hundred = ("مئه", "مائه", "مايه", "ماءه", "ميه")
    atoms = {word: Atom(HUNDRED, 100) for word in hundred}
    for stem in ("مئت", "مائت", "مايت"):
        for ending in ("ان", "ين", "ي", "ا"):
            atoms[stem + ending] = Atom(HUNDREDS, 200, DUAL)
    atoms |= {word: Atom(HUNDREDS, 200, DUAL) for word in ("متين", "ميتين", "ميتان", "ميتي")}
    stems = {
        3: "ثلاث ثلاثه تلت ثلث تلات",
        4: "اربع ربع اربعه",
        5: "خمس خمسه",
        6: "ست سته",
        7: "سبع سبعه",
        8: "ثمان ثماني ثمانيه تمن ثمن تمان تماني",
        9: "تسع تسعه",
    }
    for value, spelt in stems.items():
        for stem in spelt.split():
            for word in hundred:
                atoms[stem + word] = Atom(HUNDREDS, value * 100)
    return atoms


def _scales() -> dict[str, Atom]:
    atoms: dict[str, Atom] = {}
    bases = {
        3: (("الف",), ("الاف", "الوف", "تلاف", "ءالاف")),
        6: (("مليون",), ("ملايين", "ملاين")),
        9: (("مليار", "بليون", "ملياره"), ("مليارات", "ملايير", "بلايين", "بليونات")),
        12: (("تريليون", "ترليون", "تريلليون"), ("تريليونات", "ترليونات")),
        15: (("كوادريليون", "كدريليون", "كوادرليون"), ("كوادريليونات",)),
        18: (("كوينتليون", "كوينتيليون"), ("كوينتليونات",)),
    }
    for power, (singulars, plurals) in bases.items():
        for singular in singulars:
            atoms[singular] = Atom(SCALE, 10**power)
            atoms |= {singular + ending: Atom(SCALE, 2 * 10**power, DUAL) for ending in ("ان", "ين", "ي", "ا")}
        atoms |= {plural: Atom(SCALE, 10**power, PLURAL) for plural in plurals}
    return atoms


def _fractions() -> dict[str, Atom]:
    atoms = {"نصف": Atom(FRACTION, Decimal("0.5")), "نص": Atom(FRACTION, Decimal("0.5"))}
    atoms |= {word: Atom(FRACTION, Decimal("0.5"), PLURAL) for word in ("انصاف",)}
    stems = {
        3: ("ثلث", "اثلاث"),
        4: ("ربع", "ارباع"),
        5: ("خمس", "اخماس"),
        6: ("سدس", "اسداس"),
        7: ("سبع", "اسباع"),
        8: ("ثمن", "اثمان"),
        9: ("تسع", "اتساع"),
        10: ("عشر", "اعشار"),
    }
    for part, (singular, plural) in stems.items():
        value = Decimal(1) / part
        atoms[plural] = Atom(FRACTION, value, PLURAL)
        if singular not in ("خمس", "سبع", "تسع", "عشر"):
            atoms[singular] = Atom(FRACTION, value)
        if part == 3:
            atoms |= {singular + ending: Atom(FRACTION, 2 * value, DUAL) for ending in ("ان", "ين", "ي", "ا")}
    for part, stem in ((4, "ربع"), (5, "خمس"), (6, "سدس"), (7, "سبع"), (8, "ثمن"), (9, "تسع")):
        atoms |= {stem + "ان": Atom(FRACTION, Decimal(2) / part, DUAL)}
    atoms["نصفا"] = Atom(FRACTION, Decimal("0.5"))
    atoms["خمسي"] = Atom(FRACTION, Decimal("0.4"), DUAL)
    atoms["عشران"] = Atom(FRACTION, Decimal("0.2"), DUAL)
    for word, atom in list(atoms.items()):
        if atom.number != PLURAL and word not in ("نص", "ثمن"):
            owned = Atom(FRACTION, atom.value, OWNED)
            atoms |= {word + suffix: owned for suffix in ("هم", "ها", "هن", "هما", "ه", "نا", "كم")}
    return atoms


VOCALISED: dict[str, Atom] = {
    word: Atom(FRACTION, Decimal(1) / part)
    for word, part in (("خمس", 5), ("سبع", 7), ("ثمن", 8), ("تسع", 9), ("عشر", 10))
}
"""Fractions that only a damma on the first letter tells from the count or the price: خُمس, عُشر, ثُمن."""


VAGUE_BOUNDS: dict[str, tuple[int, int]] = {
    "عشرات": (20, 99),
    "مئات": (200, 999),
    "مائات": (200, 999),
    "بضع": (3, 9),
    "بضعه": (3, 9),
    "بضعا": (3, 9),
    "عده": (3, 9),
    "نيف": (1, 9),
}
"""What vague counts promise: plurals at least two of a power and less than the next, بضع three to nine."""

_DOZENS: dict[str, Atom] = (
    {word: Atom(SCALE, 12) for word in words("دزينه درزن دسته")}
    | {word: Atom(SCALE, 24, DUAL) for word in words("دزينتان دزينتين درزنان درزنين دستتان دستتين")}
    | {word: Atom(SCALE, 12, PLURAL) for word in words("دزينات دستات درازن دراز")}
)
NUMBERS: dict[str, Atom] = (
    _fractions()
    | {word: Atom(VAGUE, 0, PLURAL) for word in VAGUE_BOUNDS}
    | {"صفر": Atom(ZERO, 0), "صفرا": Atom(ZERO, 0)}
    | _units()
    | _teens()
    | _tens()
    | _hundreds()
    | _scales()
    | _DOZENS
)
