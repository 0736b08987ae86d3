"""Say what happened to the people a figure counts: killed, injured, missing, captured, displaced or none.

The counted noun can say it alone (12 قتيلا، 5 أسرى); otherwise the nearest word that governs the figure does,
a verb or verbal noun before it (مقتل، أسفر عن إصابة) or a verb behind it (38 شخصا لقوا حتفهم). Measured on
gold figures by `python -m eval figures`.
"""

from collections.abc import Sequence
from functools import lru_cache

from khabar.figures.amounts import Amount
from khabar.figures.context import Context
from khabar.figures.lexicon import words
from khabar.figures.tokens import DIGITS, WORD, Word, lookup, read_word

_NOUNS: dict[str, str] = {
    "killed": (
        "قتيل قتيلا قتيله قتلي قتيلان قتيلين شهيد شهيدا شهداء شهيدان شهيدين شهيده جثه جثث جثتي جثتين "
        "جثتان جثمان جثامين جثمانين جثمانان وفاه وفيات ضحايا ميت ميتا قتل صريعا قتلاه"
    ),
    "injured": ("جريح جريحا جرحي جريحان جريحين مصاب مصابا مصابين مصابون مصابان اصابه اصابات جريحه"),
    "captured": (
        "اسير اسيرا اسيره اسري اسيرين معتقل معتقلا معتقلين معتقلون معتقله معتقلات سجين سجينا سجناء سجينه "
        "سجينات رهينه رهائن رهينتين مخطوف مخطوفا مخطوفين مخطوفون محتجز محتجزا محتجزين موقوف موقوفا "
        "موقوفين موقوفون محبوسا محبوسين محتجزون"
    ),
    "displaced": (
        "نازح نازحا نازحين نازحون لاجئ لاجئا لاجئين لاجئون مهجر مهجرا مهجرين مشرد مشردا مشردين مشردون نازحه لاجئه"
    ),
    "missing": ("مفقود مفقودا مفقودين مفقودون مفقودي"),
}
_EVENTS: dict[str, str] = {
    "killed": (
        "مقتل قتل قتلت قتلوا يقتل تقتل قتله قتلها قتلهم مقتلهم استشهاد استشهد استشهدت يستشهد وفاه توفي "
        "توفيت بحياه مصرع اودي اودت اغتال اغتالت اغتيال اعدام اعدم اعدمت اعدامات حصد حصدت ضحيته ضحيتها "
        "ضحيه تصفيه غرق قضوا قضي هلاك هلك ابادا اباده موت مات ماتوا القتلي الضحايا الشهداء الوفيات القضاء "
        "قتلي ضحايا بمقتل ازهاق اعدام حتفهم مصرعهم سقط لقي لقت سقوط ذبح جثث جثتي جثتين فقدنا تقتل فتقتل"
    ),
    "injured": (
        "اصابه اصيب اصيبت اصيبوا اصاب اصابت يصيب تصيب جرح جرحت جرحوا جروح لجروح الجرحي المصابين الاصابات "
        "اصابات جرحي مصابين باصابه اصابتهم المصابون لاصابات"
    ),
    "captured": (
        "اعتقال اعتقل اعتقلت يعتقل تعتقل اعتقالات توقيف ايقاف اوقف اوقفت توقف اوقفوا القبض احتجاز احتجز "
        "احتجزت تحتجز يحتجز خطف اختطاف اختطف اختطفت خطفت خطفوا اختطفوا اسر اسرت اسروا سجن سجنت حبس احتفظ "
        "الاحتفاظ سراح الافراج افرج افرجت المعتقلين الاسري المخطوفين الرهائن السجناء الموقوفين تعتقل يقبع "
        "اعيد ضبط اودع اودعت حبست المحتجزين الاسيرات المعتقلات تفرج يفرج يخطفون يعتقلون تخطف يخطف تاسر"
    ),
    "displaced": (
        "نزوح نزح نزحت تهجير هجر هجرت تشريد شرد شردت تشرد اجلاء اجلي اجلت فر فرت فرار لجوء لجا لجات اخلاء "
        "اخلي ترحيل رحل النازحين اللاجئين المهجرين المشردين نازحين لاجئين غادر يغادر غادروا هروب هرب "
        "ابعاد نازحون اللجوء نزحوا فروا هجروا لجئوا لجاوا"
    ),
    "missing": ("فقدان اختفاء اختفي اختفت المفقودين مفقودين فقدوا اختفوا"),
}
_BEHIND: dict[str, str] = {
    "killed": (
        "قتلوا قضوا استشهدوا ماتوا توفوا لقوا قتلا قتلتا استشهدا حتفهم مصرعهم حتفهما مصرعهما قتلن هلكوا "
        "اعدموا قتلي سقطوا غرقوا حتفه"
    ),
    "injured": ("اصيبوا جرحوا اصيبا جرحا اصيبتا اصبن بجروح لاصابات مصابين"),
    "captured": (
        "اعتقلوا اوقفوا خطفوا اختطفوا احتجزوا اسروا اعتقلا محتجزين معتقلين موقوفين اوقفو سجنوا معتقلون "
        "خطفا محتجزون الموقوفين رهائن اوقفا القبض"
    ),
    "displaced": (
        "نزحوا فروا هجروا شردوا لجئوا لجاوا نازحين نازحون غادروا سيغادرون يغادرون مشردين للنزوح نزحت النزوح الفرار هجرت"
    ),
    "missing": ("فقدوا اختفوا اختفين مفقودين"),
}
_PEOPLE = words(
    "شخص اشخاص مدني جندي جنود عسكري مسلح عنصر عناصر مقاتل ارهابي متظاهر محتج طفل اطفال امراه امرات "
    "نساء رجل رجال مواطن سائح سياح شرطي ضابط ضباط صحاف صحفي افراد فرد اخر مهاجر راكب ركاب عامل عمال "
    "طالب طلاب طلبه تلميذ تلاميذ موظف مدرس معلم متمرد حوثي متشدد فلسطيني عراقي سوري يمني مصري امريكي "
    "اميركي روس اسرائيلي لبناني ليبي تونسي افغان باكستان هندي تركي كردي ايران كندي مسلم مسيحي قياد "
    "قائد قاده زعيم اسر عائل ناشط نشطاء متهم مدان مجند بحار سيد شاب شبان شباب فتي فتاه فتيات رضيع "
    "مستوطن حارس حراس مسعف طبيب اطباء مهندس سجين اسير رهين لاجئ نازح مخطوف ميليشي قوات ناخب مصل زائر "
    "انسان بشر ابناء ابن ابنا مشجع لاعب سائق تاجر تجار مشتبه انتحاري نائب نواب دبلوماسي حاج حجاج حال "
    "حالات بالغ بالغين مراقب مفتش يهودي اجنبي اجانب اجنبيه زملا شقيق اشقاء اب ام سكان اهال قروي مزارع "
    "شيخ ممرض قاصر مراه كوري صيني الماني فرنسي بريطاني صبي مسؤول محام قاض حقوقي معارض تكفيري مارين "
    "حليف مترشح مرشح عراق مار متدرب الضعفاء شرطه"
)
_THINGS = words(
    "دول سيار صاروخ صواريخ منزل منازل مبن مباني طائر شاحن حافل دقيق ساع يوم سن شهر مدين قري بلد غار "
    "هجوم هجمات قذيف مرك موقع مواقع هدف اهداف مدرس مدارس مستشف شرك مليون الف صوت نقط درج مقعد مقاعد "
    "مباريات مبارا حقيب عبو لغم الغام دباب الي قطع كيل متر طن جائز قرار دور مرات مره مستوطنات وحد مقر "
    "ورق رصاص انفجار تفجير عملي سفين زورق قارب كنيس مسجد مساجد منشا برميل دولار حي احياء منطق مناطق "
    "محافظ ولاي عربه عربات جبهت مخالف جنسي اتفاق"
)
_BLOCKS = frozenset(["؟", "!", "."])
_AMONG = frozenset(("بينهم", "منهم", "بينها", "هم", "وبينهم", "ومنهم", "بينهن", "منهن"))
_CLAUSES = frozenset(("اذ", "فيما", "بينما", "بعدما", "لكن", "خرج", "تجمع", "شارك", "انقذ"))
_ENDS = _BLOCKS | {"الذي", "الذين", "التي", "اللذين", "اللذان", "بينهم", "وبينهم"}
_PREPOSITIONS = ("في", "علي", "من", "الي", "بين", "غرب", "شرق", "جنوب", "شمال", "وسط", "قرب")


def _spread(table: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in table.items() for word in words.split()}


_BY_NOUN, _BY_EVENT, _BY_BEHIND = _spread(_NOUNS), _spread(_EVENTS), _spread(_BEHIND)


def _stem(folded: str) -> str:
    for prefix in ("وال", "بال", "لل", "ال", "و", "ب", "ل"):
        if folded.startswith(prefix) and len(folded) > len(prefix) + 2:
            return folded[len(prefix) :]
    return folded


@lru_cache(maxsize=1 << 14)
def _is_person(folded: str) -> bool | None:
    """True for people, False for things, None when the word alone does not tell."""
    for word in (folded, _stem(folded)):
        if word.startswith(_PEOPLE):
            return True
    if _stem(folded).startswith(_THINGS):
        return False
    return True if folded.endswith(("يين", "ون", "يا", "يان")) else None


@lru_cache(maxsize=1 << 15)
def _event(raw: str) -> tuple[str, str] | None:
    return lookup(read_word(raw), _BY_EVENT)


def _means(words: Sequence[Word], i: int) -> str | None:
    """The role an event word brings, None for its homographs (القضاء: judiciary, الأسر: families)."""
    found = _event(words[i].raw)
    if found is None:
        return None
    prefix, role = found
    rest = words[i].fold[len(prefix) :]
    if rest in ("اسر", "سجن", "اعدام") and "ال" in prefix:
        return None
    if rest == "القضاء" or (rest == "قضاء" and "ال" in prefix):
        return role if i + 1 < len(words) and words[i + 1].fold == "علي" else None
    if rest in ("توقيف", "اعتقال") and i > 0 and words[i - 1].fold.endswith(("مذكرات", "مذكره", "اوامر", "امر")):
        return None
    return role


def _left(context: Context, reach: bool) -> tuple[str | None, int] | None:
    """The nearest event word before the figure and how far it is, beyond the near words if `reach` says so.

    There is an event but no role when two events share the count.
    """
    at = context.at
    near = context.tokens[: at + 1]
    among = at > 0 and near[at - 1].fold in _AMONG
    found, ended = _scan_left(near, at, 0, among)
    if found is not None or ended or not reach:
        return found
    far = context.farther()
    return _scan_left(far, len(far), at, among)[0]


def _scan_left(words: Sequence[Word], at: int, gap: int, among: bool) -> tuple[tuple[str | None, int] | None, bool]:
    """The event nearest to word `at`, `gap` words of the figure's sentence lying between, and whether to stop."""
    for i in range(at - 1, max(-1, at - 22 + gap), -1):
        word = words[i]
        folded, distance = word.fold, gap + at - i
        if folded in _BLOCKS or (folded in _CLAUSES and distance > 2):
            return None, True
        if word.kind != WORD:
            continue
        if distance <= 3 and folded in ("وفقد", "وفقدت", "فقدت"):
            return ("missing", distance), True
        role = _means(words, i)
        if role is None and among:
            found = lookup(word, _BY_NOUN)
            role = found[1] if found is not None else None
        if role is not None:
            twin = _means(words, i - 1) if i > 0 and folded in ("واصابه", "وجرح") else None
            return (None if twin is not None and twin != role else role, distance), True
    return None, False


def _right(tokens: list[Word], stop: int) -> tuple[str, int] | None:
    """A verb whose subject the figure is, behind it and before the next clause or figure."""
    for i in range(stop, min(len(tokens), stop + 13)):
        word = tokens[i]
        folded = word.fold
        if folded in _ENDS:
            return None
        if word.kind == DIGITS:
            if i > stop and not tokens[i - 1].fold.startswith("و"):
                return None
            continue
        role = _BY_BEHIND.get(folded)
        if role is not None:
            return role, i - stop + 1
        if folded[0] == "و" and i > stop and _event(word.raw) is not None:
            return None
    return None


def _in_hospital(tokens: list[Word], at: int, stop: int) -> bool:
    moved = any(
        token.fold in ("نقل", "ونقل", "نقلوا", "بنقل")
        for token in [*tokens[max(0, at - 3) : at], *tokens[stop : stop + 4]]
    )
    return moved and any("مستشف" in token.fold for token in tokens[stop : stop + 8])


def role_of(context: Context, amount: Amount | None, counted: tuple[int, int] | None) -> str | None:
    """What befell the people counted, None for things and for people nothing befell."""
    tokens, at, stop = context[:3]
    noun = None if counted is None else tokens[counted[0]]
    person = None if noun is None else _is_person(noun.fold)
    own = None if noun is None else lookup(noun, _BY_NOUN)
    before = tokens[at - 1].fold if at else ""
    if own is None and (
        person is False or before in ("قبل", "مقابل") or (amount is None and person is None and before in _PREPOSITIONS)
    ):
        return None
    if own is not None and own[1] not in ("captured", "displaced"):
        return own[1]
    chained = before in _AMONG or (at < stop and tokens[at].fold.startswith("و"))
    left = _left(context, bool(person) or noun is None or chained)
    near = left is not None and left[1] <= 2
    told = near and left is not None and left[0] is not None
    right = None if told else _right(tokens, max(stop, amount.stop if amount else stop))
    if own is not None:
        if told and left is not None:
            return left[0]
        return right[0] if right is not None and right[1] <= 2 else own[1]
    if right is not None and right[1] <= 4 and not near:
        return right[0]
    if left is not None and (left[1] <= 3 or person or noun is None or chained):
        return left[0]
    if person and _in_hospital(tokens, at, stop):
        return "injured"
    return right[0] if right is not None and person else None
