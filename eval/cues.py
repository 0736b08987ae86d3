"""Sort cues by their grammar, from their words alone, so that a gold and a predicted cue are sorted alike.

The kinds are those of the annotation guide: verb, participle in the accusative of circumstance (مشيرا),
noun with expressed content (اتهامات), preposition (بحسب), colon of headlines, bare quotation mark. Read off
the first word; a rule of thumb, meant for breaking scores down, not for analysis: what can be verb or noun
(طلب) is a verb unless an article or ending decides.
"""

import re

from khabar.text import fold

CUE_TYPES = ("verb", "participle", "noun", "preposition", "colon", "quotation mark")

_PREPOSITION = re.compile(
    r"[وف]?(?:ب?حسب|ب?حسبما|وفقا?|طبقا|نقلا|استنادا|عن|على|لدى|عند|من|في|ك?ما|[بل]?قول(?:ه|ها|هم|هما)?|[بل]?رأي(?:ه|ها|هم)?)"
)
_NOUN_STEMS = (
    "بيان|تصريح|مزاعم|اتهام|ادعاء|إدعاء|تقرير|تقارير|إعلان|اعلان|نفي|نبأ|أنباء|انباء|معلومات|دعوة|دعوات|دعوت|مطالب|تحذير|تهديد"
    "|تأكيد|تاكيد|اعتقاد|شائع|إشاع|اشاع|أخبار|اخبار|أقوال|اقوال|رسال|كلام|خطاب|تعليق|إشار|اشار|وعود|اعتراف|إنكار|انكار|تكذيب"
    "|شكوى|نداء|تغريد|حديث|شهاد|رواي|عنوان|قرار|توصي|اقتراح|انتقاد|إدان|ادان|استنكار|مناشد|احتجاج|هتاف|ترحيب|تنديد|توقعات"
)
_EITHER_STEMS = "زعم|قول|طلب|رفض|تعهد|وعد|وصف|رد"
_ENDINGS = "(?:ات|ة|ه|ها|هم|هما|اته|اتها|اتهم|ته|تها|تهم|ا|ي|ين|ون)?"
_NOUN = re.compile(
    f"[وف]?[بلك]?(?:ال|ل)?(?:{_NOUN_STEMS}){_ENDINGS}|[وف]?(?:[بك]?ال|لل)(?:{_EITHER_STEMS}){_ENDINGS}|طلبات"
)
_NOUN_BY_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)\w+")
_PARTICIPLE = re.compile(
    r"[وف]?(?:م\w+|قائل|نافي?|لافت|زاعم|ناقل|داعي|طالب|واصف|رافض|شاجب|كاشف|ذاكر)(?:ا|ة|ين|تين|ات)"
)


def cue_type(text: str) -> str:
    """One of CUE_TYPES."""
    words = re.findall(r"\w+", fold(text))
    if not words:
        return "colon" if ":" in text else "quotation mark"
    for name, pattern in (
        ("preposition", _PREPOSITION),
        ("noun", _NOUN),
        ("noun", _NOUN_BY_ARTICLE),
        ("participle", _PARTICIPLE),
    ):
        if pattern.fullmatch(words[0]):
            return name
    return "verb"
