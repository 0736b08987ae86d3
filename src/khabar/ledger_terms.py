"""The terms by which statements are compared: words, roots, names, roles, counted nouns, numbers and dates."""

import re
from collections.abc import Iterable
from functools import lru_cache

from khabar.document import Figure
from khabar.figures.tokens import fold as key
from khabar.speaker_words import table, words

Term = tuple[str, str]
"""Kind and text."""

_BACK = table("هذا هذه ذلك تلك الرقم الأرقام الاتهام الاتهامات الخبر الأنباء المعلومات رواية كلام أقوال تصريحات")
_ACCUSED = table("الاتهام الاتهامات التهمة التهم")
_SHORT = 7
"""A content of more words says by itself what is denied."""
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
_SUFFIXES = ("يات", "ات", "ون", "ين", "ان", "يه", "يا", "ها", "هم", "ه", "ا", "ي")
_KEPT = 2**16


def terms_of(what: str, names: Iterable[str], figures: Iterable[Figure], dates: Iterable[str]) -> frozenset[Term]:
    """The terms of a statement: its content words, names, roles, counted nouns and dates."""
    what = _MARKS.sub("", what)
    said = [(w, _keys(w)) for w in re.findall(r"[^\W\d_]+", what)]
    found = {("word", stem(w)) for w, keys in said if not keys & (_STOP | _ALL_HAPPENED) and len(w) > 2}
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


def points_back(what: str) -> str | None:
    """What a short content points back to: "accuse" for an accusation, "any" for a report, None for nothing."""
    said = [key(word) for word in re.findall(r"[^\W\d_]+", what)]
    if len(said) > _SHORT or not _BACK.intersection(said[:3]):
        return None
    return "accuse" if _ACCUSED.intersection(said) else "any"


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
