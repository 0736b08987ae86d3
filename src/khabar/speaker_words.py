"""Words by which sources are told apart: offices, groups around a person, bodies, documents that speak.

All are compared without attached letters and article, in the spelling of `key`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from khabar.figures.tokens import fold as key
from khabar.names import bare_name

_WORD = re.compile(r"[^\W_]+")


def table(spelt: str) -> frozenset[str]:
    """The words of a table that is written as running text."""
    return frozenset(key(word) for word in spelt.split())


OFFICES = table(
    "رئيس رئيسة وزير وزيرة متحدث متحدثة ناطق ناطقة سفير سفيرة قنصل مدير مديرة نائب نائبة مستشار مستشارة محامي محام "
    "محامية أمين أمينة قائد قيادي قيادية زعيم زعيمة عضو عضوة مبعوث مبعوثة مندوب مندوبة مفوض مفوضة محافظ والي عمدة ملك "
    "ملكة أمير أميرة شيخ مفتي بابا بطريرك قاضي مدعي نقيب خبير خبيرة محلل باحث باحثة كاتب كاتبة مؤلف مدرب لاعب لاعبة "
    "حارس مخرج ممثل ممثلة فنان فنانة مؤسس مؤسسة مسؤول مسؤولة منسق منسقة مراسل مراسلة صحفي صحفية صحافي صحافية طبيب "
    "طبيبة وكيل وكيلة ناشط ناشطة مرشح مرشحة سيناتور شاهد"
)
"""Heads of phrases that stand for one person."""

SPOKESPEOPLE = table("متحدث متحدثة ناطق ناطقة سفير سفيرة محامي محامية مراسل مراسلة")
"""Offices whose holder is often named without what the office is of."""

POSSESSED = frozenset(office + ending for office in OFFICES for ending in ("ه", "ها", "هم")) - OFFICES
"""Offices of somebody whom a pronoun stands for: محاميه."""

CIRCLES = table(
    "إدارة مكتب أسرة عائلة حملة حكومة فريق نظام مستشار مستشارة زوجة زوج نجل ابن ابنة شقيق شقيقة والد والدة محامي محامو "
    "مقربون مقربين أنصار قوات ميليشيا ميليشيات كتلة تيار حزب أقارب مساعد مساعدو مدير وكيل باسم عن جماعة حركة مؤسسة "
    "حلفاء خصوم منتقدو"
)
"""Words behind which a name says whose, not who."""

RANKS = table("عقيد عميد لواء فريق رائد مقدم نقيب ركن دكتور د سيد سيدة شيخ أمير مهندس أستاذ جنرال سابق حالي منتخب مكلف")
"""Words of a title that do not tell one holder from another."""

FORMER = table("سابق سابقة أسبق أسبقين سابقين راحل مساعد مساعدة مستقيل مقال معزول مخلوع")
"""Words by which a holder of an office is not the one who holds it now, or not the first."""

DOCUMENTS = table(
    "بيان تقرير دعوى قرار تصريح تصريحات رسالة مشروع دراسة أرقام إحصاءات إحصائية استطلاع وثيقة وثائق مذكرة بلاغ "
    "تقديرات معطيات بيانات حصيلة مؤشر"
)
"""What speaks for the body that issued it."""

NOBODY = table("معلومات تحقيقات أخبار أنباء إحصائيات توقعات تكهنات مزاعم شائعات")
"""Sources behind which nobody is meant."""

GENERIC = table(
    "صحيفة شركة شبكة موقع قناة مجلة دار منصة جماعة مؤسسة تلفزيون إذاعة وكالة راديو مركز مجموعة فضائية يومية أسبوعية "
    "منظمة جمعية"
)
"""Heads that stay outside the name of a body."""

MEDIA = table("صحيفة شبكة موقع قناة مجلة تلفزيون إذاعة وكالة راديو فضائية منصة")
"""Whom something was said to, behind لـ."""

LOCAL = table("وزارة سفارة قنصلية مديرية دائرة محكمة نيابة شرطة بلدية")
"""Bodies that a place behind the name tells from others of that name."""

HEADED = table("وزارة حركة حزب تنظيم وكالة جماعة منظمة قوات شركة صحيفة هيئة مجلس نادي كتائب")
"""Words that a short form of a name leaves out: الخارجية for وزارة الخارجية."""

BREAKS = table("إن أن الذي التي الذين مع بعد قبل منذ عن ضد قال قالت يقول تقول وقال وقالت حين عندما")
"""Words over which no description of a person reaches."""

_CAPITALS = {
    "موسكو": "روسيا",
    "الكرملين": "روسيا",
    "واشنطن": "الولايات المتحدة",
    "لندن": "بريطانيا",
    "باريس": "فرنسا",
    "برلين": "ألمانيا",
    "روما": "إيطاليا",
    "مدريد": "إسبانيا",
    "بكين": "الصين",
    "طوكيو": "اليابان",
    "سيول": "كوريا الجنوبية",
    "بيونغ يانغ": "كوريا الشمالية",
    "بيونغيانغ": "كوريا الشمالية",
    "نيودلهي": "الهند",
    "إسلام آباد": "باكستان",
    "كابول": "أفغانستان",
    "طهران": "إيران",
    "أنقرة": "تركيا",
    "بغداد": "العراق",
    "دمشق": "سوريا",
    "بيروت": "لبنان",
    "عمان": "الأردن",
    "القاهرة": "مصر",
    "الخرطوم": "السودان",
    "طرابلس": "ليبيا",
    "الرباط": "المغرب",
    "نواكشوط": "موريتانيا",
    "مقديشو": "الصومال",
    "صنعاء": "اليمن",
    "الرياض": "السعودية",
    "الدوحة": "قطر",
    "أبوظبي": "الإمارات",
    "المنامة": "البحرين",
    "مسقط": "سلطنة عمان",
    "أديس أبابا": "إثيوبيا",
    "كييف": "أوكرانيا",
    "أثينا": "اليونان",
    "أوتاوا": "كندا",
    "كانبيرا": "أستراليا",
    "تل أبيب": "إسرائيل",
}
"""Capitals that stand for a government, and the country."""

_NATION = re.compile("(?<=...)(?:يا|يه|ي|ا)$")
_MASCULINE = frozenset(("لفت", "بات", "ثبت"))
_SHE = table("تقول تضيف تؤكد تشير توضح ترى تختم تشرح تروي تحكي تلفت تذكر تعتبر تعتقد تحذر")
"""Presents that no masculine past is spelt like, as تابع and توقع are."""
_AGREES = dict.fromkeys(_SHE, "f") | {"قولها": "f", "قولهم": "p", "قوله": "m"}
_FEMININE_WITH_OBJECT = re.compile("(?<=..)ت(?:ه|ها|هم|هما|نا|ني)$")
"""وطالبته is feminine as وطالبت is."""
_WHAT = (" ما ", " لما ", " مما ", " بما ", " عما ")
_TOLD = table("نشر كتب ذكر ورد نقل أذيع بث يكتب ينشر يذكر نسب")
"""Verbs that are passive behind "what" where nobody is named: ما نشر عن."""
_UNSOURCED = re.compile(
    r"[وفبل]?(?:ال)?(?:مزاعم|ادعاءات|اتهامات|اتهام|تهم|تهمه|انباء|شائعات|اشاعات|شائعه|اشاعه|تقارير|معلومات|تكهنات"
    r"|توقعات|حديث|كلام|خبر|متداول|متداوله)"
    r"|[وفبل]?(?:اتهام|اتهامات|ادعاءات|مزاعم)(?:ه|ها|هم|نا|ي|ك|كم)"
    r"|[وف]?لم يصدر|[وف]?خلافا لما|(?:جري|يجري|تم) تداوله"
    r"|[وف]?(?:افيد|ذكر ان|ذكرت? تقارير|يعتقد|يزعم|يقال|قيل|تردد|يتردد|اشيع|يشاع|يذكر|نقل عنه|يتوقع|يفترض|زعم ان|يتداول"
    r"|راج|يروج)"
)
_ASIDE = re.compile("[وف]?(?:ب?حسب|وفق|طبقا|نقلا)")
_CONTINUED = re.compile("[وف]?(?:اضاف|تابع|زاد|اردف|استطرد)ت?$")
_PASSIVE = re.compile("[وف]?(?:ذُ|أُ|يُ|تُ|نُ|زُ|قِ|اتُّ|اتُ)")


@lru_cache(maxsize=1 << 14)
def bare(word: str) -> str:
    """A word as it is compared: no attached letters, no article."""
    if key(word) in OFFICES:
        return key(word)
    found = key(bare_name(word))
    if found.startswith("ال") and len(found) > 4:
        return found[2:]
    if len(found) > 4 and found[0] in "ولب" and found[1:] in _ALL:
        return found[1:]
    if found not in OFFICES:
        for ending in ("ه", "ها", "هم"):
            if found.removesuffix(ending) in OFFICES:
                return found.removesuffix(ending)
    return found


def words(text: str) -> list[str]:
    """The words of a phrase as they are compared; hashtags fall apart."""
    return [bare(word) for word in _WORD.findall(text)]


def office_words(said: Iterable[str]) -> frozenset[str]:
    """The words of an office as they are compared.

    They stand without the endings by which a country and its adjective differ (ألمانيا, ألماني), and who heads the
    ministers heads the government.
    """
    bare_words = (_NATION.sub("", word.removeprefix("ال")) for word in said)
    return frozenset("حكومه" if word == "وزراء" else word for word in bare_words)


def is_unsourced(cue: str, before: str = "") -> bool:
    """Whether a cue without a source has none at all: passives, rumours, accusations by nobody named.

    `before` is the text in front of it: ما نشر is what was published by nobody named.
    """
    if before.endswith(_WHAT) and key(cue) in _TOLD:
        return True
    return bool(_PASSIVE.match(cue) or _UNSOURCED.fullmatch(key(cue).strip()))


def is_aside(cue: str) -> bool:
    """Whether a cue names a source by the way (بحسب، وفقا), after which the former speaker goes on."""
    return bool(_ASIDE.match(key(cue)))


def is_continued(cue: str) -> bool:
    """Whether a cue goes on with what the same speaker said: وأضاف, وتابع."""
    return bool(_CONTINUED.match(key(cue)))


def gender(cue: str) -> str:
    """What a cue agrees with: "f", "m", "p" for masculine plural, or nothing where its form does not tell."""
    first = _WORD.search(cue)
    word = key(first[0]) if first else ""
    if word.startswith(("و", "ف")) and (len(word) > 4 or word[1:] in _MASCULINE):
        word = word[1:]
    if word in _AGREES:
        return _AGREES[word]
    if word.endswith(("وا", "ون", "ين")):
        return "p"
    if word in _MASCULINE:
        return "m"
    if _FEMININE_WITH_OBJECT.search(word) or word.endswith("ت") or (word.startswith("م") and word.endswith("ه")):
        return "f"
    return "" if len(word) < 3 or (word[0] in "تنم" and not word.endswith("ا")) else "m"


_ALL = OFFICES | DOCUMENTS | NOBODY | GENERIC | LOCAL | HEADED | table("مصادر مصدر شهود")
CAPITALS = {tuple(words(capital)): tuple(words(country)) for capital, country in _CAPITALS.items()}
