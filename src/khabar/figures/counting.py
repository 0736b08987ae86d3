"""Nouns whose dual counts two of something ("جنديان", "صاروخين"), for finding duals without a model.

Only forms that cannot be a sound plural are taken: the plurals of these nouns are broken or feminine, so that
"ين" can only be a dual; of nouns such as مدني the nominative dual alone is safe.
"""

from khabar.figures.lexicon import words
from khabar.figures.tokens import Word

_BROKEN = words(
    "شخص جندي ضابط شرطي رجل طفل شاب فتي عنصر قتيل جريح شهيد صاروخ انفجار هجوم هدف منزل حارس لاجئ نازح "
    "اسير طبيب عضو قيادي مبني مسجد حزب فريق لقب يوم شهر مسؤول سائق صحافي رضيع سجين اخ ابن "
    "قائد زعيم مركز موقع مشروع قرار صندوق كتاب طرف جانب حل خيار فوز نجم مهاجم قسم فرع قطار زورق قارب "
    "مبعوث هدف حادث تفجير لغم حزام بيت محل مقر فندق مصنع خبير وزير نائب قاض رئيس بلد اجنبي شريك سبب "
    "عامل"
)
_FEMININE = words(
    "امراه فتاه سيده طفله سياره قذيفه طائره سفينه دوله مدينه قريه بلده عبوه دوريه حافله شاحنه قاعده "
    "عمليه غاره مباراه دوره نقطه مره جثه رصاصه طلقه مرحله جلسه جوله ضربه صوره شركه قناه منطقه محافظه "
    "ولايه دراجه رهينه كتله مجموعه لجنه وحده فقره بطاقه فرصه نسخه"
)
_NOMINATIVE = words(
    "مدني مسلح مقاتل متظاهر فلسطيني عسكري اسرائيلي عراقي سوري يمني مسافر ارهابي انتحاري مواطن مهاجر معتقل مصاب مسؤول"
)

DUALS: frozenset[str] = frozenset(
    [noun + ending for noun in _BROKEN for ending in ("ان", "ين")]
    + [noun[:-1] + "ت" + ending for noun in _FEMININE for ending in ("ان", "ين")]
    + [noun + "ان" for noun in _NOMINATIVE]
) - frozenset(words("يومان يومين شهران شهرين مسؤولين عاملين مهاجمين مبعوثين قياديين صحافيين سجان حلين حلان اخين لغمان"))


def counting_dual(word: Word) -> bool:
    """Whether a word is an indefinite dual that counts by itself."""
    return any(rest in DUALS and not prefix.endswith("ال") for prefix, rest in word.forms)
