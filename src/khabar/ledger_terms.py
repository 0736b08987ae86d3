"""The terms by which statements are compared: words, roots, names, roles, counted nouns, numbers and dates."""

import re
from collections.abc import Iterable
from functools import lru_cache

from khabar.document import Figure
from khabar.figures.tokens import fold as key
from khabar.speaker_words import table, words

Term = tuple[str, str]
"""Kind and text."""

_SHORT, _RELATIVE = 7, 4
"""A content of more words says by itself what is denied, as does a longer one that begins with ما."""
_STOP = table(
    "أن إن أنه إنه أنها إنها في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن كان كانت يكون تكون قد "
    "لقد بعد قبل خلال بين كما أو ثم حتى منذ أي كل غير هو هي هم به بها له لها فيه فيها عنه عنها عليه عليها صحة وجود "
    "حدوث وقوع سقوط حصول أنباء تقارير مزاعم اتهامات الاتهامات هناك ليس ليست حول بشأن تماما"
)
_HAPPENED = {
    role: table(words)
    for role, words in {
        "killed": "مقتل قتل قتلى قتيل وفاة وفيات ضحايا مصرع مات",
        "injured": "إصابة إصابات أصيب جرحى جريح جرح",
        "captured": "اعتقال اعتقالات توقيف إيقافات أسر احتجاز",
        "missing": "فقدان مفقودين",
        "displaced": "نزوح تهجير",
    }.items()
}
"""What happened to people, in words that stand without a figure."""
_ALL_HAPPENED = frozenset[str]().union(*_HAPPENED.values())
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_SUFFIXES = ("يين", "يون", "تها", "تهم", "ته", "يات", "ات", "ون", "ين", "ان", "يه", "يا", "ها", "هم", "ه", "ا", "ي")
_KEPT = 2**16


def terms_of(what: str, names: Iterable[str], figures: Iterable[Figure], dates: Iterable[str]) -> frozenset[Term]:
    """The terms of a statement: its content words, names, roles, counted nouns and dates."""
    what = _MARKS.sub("", what)
    said = [(w, _keys(w)) for w in re.findall(r"[^\W\d_]+", what)]
    stems = (stem(w) for w, keys in said if not keys & (_STOP | _ALL_HAPPENED) and len(w) > 2)
    found = {("word", word) for word in stems if word}
    found |= {("name", word) for name in names for word in words(name) if len(word) > 2}
    found |= {("root", root) for kind, word in tuple(found) if kind == "word" and len(root := skeleton(word)) > 2}
    found |= {("role", role) for _, keys in said for role, happened in _HAPPENED.items() if keys & happened}
    for figure in figures:
        if isinstance(figure.role, str):
            found.add(("role", figure.role))
        if isinstance(figure.value, int | float):
            found.add(("number", f"{figure.value:g}"))
        if isinstance(figure.counted, str):
            found.add(("counted", stem(figure.counted)))
    return frozenset(found | {("date", date) for date in dates})


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a phrase that say something."""
    said = re.findall(r"[^\W\d_]+", _MARKS.sub("", text))
    return frozenset(stem(word) for word in said if len(word) > 2 and not is_function_word(word)) - {""}


def points_back(what: str) -> str | None:
    """What a short content points back to: "accuse", "number", "any" for another report, None for nothing."""
    said = [stem(word) for word in re.findall(r"[^\W\d_]+", what)]
    if said[:1] == ["ما"] and len(said) <= _RELATIVE:
        return "any"
    pointing = next((word for word in said[:3] if word in _BACK), None)
    if pointing is None or len(said) > _SHORT:
        return None
    if _ACCUSED.intersection(said):
        return "accuse"
    return "number" if _NUMBER.intersection(said[:3]) else "any"


def deed_of(what: str) -> Term | None:
    """The root of the first word that says something: what is denied to have been done."""
    said = re.findall(r"[^\W\d_]+", _MARKS.sub("", what))
    first = next((word for word in said if len(word) > 2 and not _keys(word) & _STOP), None)
    root = skeleton(first) if first else ""
    return ("root", root) if root else None


def is_function_word(word: str) -> bool:
    """Whether a word says nothing of what a statement is about."""
    return bool(_keys(word) & _STOP)


@lru_cache(_KEPT)
def stem(word: str) -> str:
    """A word without attached letters, article and regular endings: مقاتلين and مقاتلا are one."""
    bare = words(word)[:1]
    found = bare[0] if bare else key(word)
    if len(found) > 4 and found[0] in "وبل" and found[1:3] == "ال":
        found = found[3:]
    for suffix in _SUFFIXES:
        if found.endswith(suffix) and len(found) - len(suffix) >= 3:
            return found[: -len(suffix)]
    return found


@lru_cache(_KEPT)
def skeleton(word: str) -> str:
    """The consonants of a word without those that derivation adds, which إحراق and أحرقوا, انهيار and انهارت share."""
    bare = re.sub("[اأإآويىءؤئة]|ه$", "", stem(word))
    for prefix in ("ست", "ت", "ن", "م"):
        if bare.startswith(prefix) and len(bare) - len(prefix) >= 3:
            bare = bare[len(prefix) :]
            break
    return bare[:-1] if len(bare) > 3 and bare[-1] in "تن" else bare


@lru_cache(_KEPT)
def _keys(word: str) -> frozenset[str]:
    """A word as tables hold it, with and without attached letters."""
    return frozenset(key(bare) for bare in (word, *words(word)))


def _stems(spelt: str) -> frozenset[str]:
    return frozenset(map(stem, spelt.split()))


_ACCUSED = _stems("اتهام اتهامات تهمة")
_NUMBER = _stems("رقم أرقام عدد نسبة حصيلة")
_BACK = _ACCUSED | _NUMBER | _stems("هذا هذه ذلك تلك خبر أنباء معلومات رواية كلام أقوال تصريحات تقرير")
"""Words by which a denial points to what was said, without their article and endings."""
