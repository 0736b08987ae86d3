"""Nouns whose dual counts two of something ("جنديان", "صاروخين"), for finding duals without a model.

Only forms that cannot be a sound plural are taken: the plurals of these nouns are broken or feminine, so that
"ين" can only be a dual; of nouns such as مدني the nominative dual alone is safe. "تان" and "تين" are duals of a
feminine noun, but end names and other words too (باكستان، بساتين، بوتين), so they are taken of known nouns and,
because hardly anything else ends so, of all in ية (شخصيتين); behind another dual such a word is its adjective.
"""

from khabar.figures.lexicon import words
from khabar.figures.tokens import DIGITS, Word

_BROKEN = words(
    "شخص جندي ضابط شرطي رجل طفل شاب فتي عنصر قتيل جريح شهيد صاروخ انفجار هجوم هدف منزل حارس لاجئ نازح اسير طبيب "
    "عضو قيادي مبني مسجد حزب فريق لقب يوم شهر مسؤول سائق صحافي رضيع سجين اخ ابن قائد زعيم مركز موقع مشروع قرار "
    "صندوق كتاب طرف جانب حل خيار فوز نجم مهاجم قسم فرع قطار زورق قارب مبعوث حادث تفجير لغم حزام بيت محل مقر فندق "
    "مصنع خبير وزير نائب قاضي رئيس بلد اجنبي شريك سبب عامل حي طابق قبر نهر جسر طريق شارع باب شباك كرسي مقعد سرير "
    "قلم دفتر حاسوب جهاز محرك مفتاح كلب قط حصان طائر جمل نمر خروف ديك مقال تقرير فيلم فصل بيان خطاب عرض نموذج "
    "حكم منتخب نادي ملعب شوط ركن قانون مرسوم اتفاق ميثاق ملف بند محور مسار ممر مطار ميناء مخيم معسكر حاجز لواء "
    "فوج جيش فصيل تنظيم تحالف جاسوس عميل عالم استاذ تلميذ مريض مرض فيروس دواء عقار اختبار صوت سهم بنك مصرف مطعم "
    "مقهي سوق معمل حقل بئر سد محصول موسم عرس حفل ملك امير شيخ كاهن راهب ولد حفيد توام شقيق قريب صديق زميل زوج "
    "قرص كوكب قمر مسلسل مشهد حرف رقم سطر مبلغ ضلع مثلث خط عمود لون شكل حجم راس قلب طلب سؤال جواب درس امتحان مبدا "
    "شرط عيب خطا فرق نزيل مسدس رشاش مدفع خنجر سلاح صقر حرب منفذ مدخل مخرج برج مستودع مخزن كمين صنف نوع هيكل"
)
_FEMININE = words(
    "امراه فتاه سيده طفله بنت اخت ابنه زوجه عمه خاله جده حفيده سياره قذيفه طائره سفينه دوله مدينه قريه بلده عبوه "
    "دوريه حافله شاحنه قاعده عمليه غاره مباراه دوره نقطه مره جثه رصاصه طلقه مرحله جلسه جوله ضربه صوره شركه قناه "
    "منطقه محافظه ولايه دراجه رهينه كتله مجموعه لجنه وحده فقره بطاقه فرصه نسخه دبابه مدرعه عربه مركبه مروحيه "
    "قنبله غواصه بارجه ناقله باخره عباره مدرسه جامعه كليه مكتبه كنيسه مستوطنه بلديه ناحيه جزيره بحيره قاره غابه "
    "مزرعه بيضه تفاحه برتقاله شجره زهره ورده نخله بقره دجاجه سمكه نعجه قطه حمامه غرفه شقه قاعه ساحه حديقه نافذه "
    "طاوله حقيبه سله علبه قطعه لوحه ورقه صفحه كلمه جمله قصه روايه قصيده مقاله رساله صحيفه جريده مجله نشره اذاعه "
    "محطه حلقه مسرحيه اغنيه جائزه شهاده دراسه تجربه مبادره محاضره ندوه ورشه امسيه خطوه جبهه دفعه طريقه شريحه "
    "دائره حقيقه لقمه وجبه جرعه حبه اكله فتره حاله شخصيه فكره مشكله ازمه قضيه مساله جريمه مهمه رحله زياره صفقه "
    "اتفاقيه معاهده هدنه معركه ثوره حكومه وزاره محكمه مؤسسه منظمه جمعيه هيئه وكاله سفاره قنصليه نقابه رابطه حركه "
    "جماعه فئه طبقه عائله اسره قبيله ممثله لاعبه طالبه معلمه ممرضه طبيبه عامله موظفه ناشطه صحفيه صحافيه سجينه "
    "اسيره شهيده ضحيه مصابه قتيله شقيقه صديقه زميله مواطنه مهاجره لاجئه نازحه نائبه وزيره رئيسه اميره ملكه "
    "ميداليه ركعه ركله بطوله نتيجه هزيمه كره تمريره ركنيه مخالفه عقوبه غرامه هديه دعوه رخصه شبكه كاميرا نظاره "
    "مئذنه قبه بوابه خيمه حفره فتحه ثغره رئه عضله خليه عينه اداه ماكينه لافته حاويه باقه حزمه كميه نسبه قيمه "
    "فاتوره ضريبه ماده وثيقه مذكره لائحه قائمه خطه خريطه دعامه ركيزه صيحه طعنه لكمه هزه موجه عاصفه قافله رتبه "
    "اصابه وفاه وظيفه مهنه لغه لهجه ديانه قوه جهه ضفه نوبه شعبه بعثه مسيره منشاه"
)
_NOMINATIVE = words(
    "مدني مسلح مقاتل متظاهر فلسطيني عسكري اسرائيلي عراقي سوري يمني مسافر ارهابي انتحاري مواطن مهاجر معتقل مصاب مسؤول"
)

DUALS: frozenset[str] = frozenset(
    [noun + ending for noun in _BROKEN for ending in ("ان", "ين")]
    + [noun[:-1] + "ت" + ending for noun in _FEMININE for ending in ("ان", "ين")]
    + [noun + "ان" for noun in _NOMINATIVE]
) - frozenset(
    words(
        "يومان يومين شهران شهرين مسؤولين عاملين مهاجمين مبعوثين قياديين صحافيين سجان حلين حلان اخين لغمان فرقان قرصان"
    )
)
PAIR = ("زوج", "وزوج", "بزوج", "زوجا", "وزوجا", "زوجان", "زوجين", "وزوجان", "وزوجين")
_CASES = ("حالتا", "حالتي")
_BEFALLEN = frozenset(words("اختناق اصابه تسمم غرق وفاه"))
_OF_IYYA = ("يتان", "يتين")
_OF_WOMEN = ("تان", "تين")
_OF_NISBA = (*_OF_IYYA, "يان", "يين")


def counting_dual(word: Word) -> bool:
    """Whether a word is an indefinite dual that counts by itself."""
    return any(
        rest in DUALS or rest in _CASES or (rest.endswith(_OF_IYYA) and len(rest) > 6 and not rest.startswith("ال"))
        for prefix, rest in word.forms
        if not prefix.endswith("ال") and not (prefix.endswith("ل") and rest[0] == "ل")
    )


def describes(tokens: list[Word], at: int) -> bool:
    """Whether what looks like a dual is the adjective of one ("سيارتان مدنيتان") or a plural that is counted."""
    word = tokens[at]
    if word.fold.endswith(_CASES):
        return at + 1 == len(tokens) or tokens[at + 1].fold not in _BEFALLEN
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.kind == DIGITS or (before.atom is not None and word.fold.endswith("ين")):
        return True
    noun = tokens[at - 2] if at > 1 and before.fold.endswith(_OF_NISBA) and not counting_dual(before) else before
    if word.fold in DUALS and _agrees(noun.fold, word.fold) and counting_dual(noun):
        return True
    if not word.fold.endswith(_OF_NISBA):
        return False
    if counting_dual(before):
        return True
    known = any(rest in DUALS for _, rest in word.forms)
    return not known and any(token.fold.endswith(("تان", "تين", "تا", "تي")) for token in tokens[max(0, at - 3) : at])


def _agrees(noun: str, word: str) -> bool:
    """Whether two duals have the same case and gender, as a noun and what stands in apposition to it."""
    return noun[-2:] == word[-2:] and noun.endswith(_OF_WOMEN) == word.endswith(_OF_WOMEN)


def is_pair(tokens: list[Word], at: int) -> bool:
    """Whether زوج at token `at` is a pair of the things behind "من", not a husband from somewhere."""
    if tokens[at].fold not in PAIR or at + 2 >= len(tokens) or tokens[at + 1].fold != "من":
        return False
    things = tokens[at + 2].fold
    return things.startswith("ال") and len(things) > 4
