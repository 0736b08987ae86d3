"""Find the noun that a number counts, as the word stands in the sentence.

Arabic puts it behind the number (38 مقاتلا), behind من (عشرات من المدنيين), in front of a definite or a
postposed number (الضباط الثمانية، طفل واحد) or not at all (أصيب 18).
"""

from khabar.figures import lexicon as lx
from khabar.figures.amounts import Amount
from khabar.figures.context import Context
from khabar.figures.lexicon import words
from khabar.figures.tokens import DIGITS, MARK, WORD, Word

_NOT_NOUNS = frozenset(
    words(
        "في علي عن الي مع بين بينهم بينهما بينها بينهن منهم منها منهن منهما الذي التي الذين اللذين "
        "اللواتي اللاتي بعد قبل خلال منذ حتي عند لدي ضد نحو دون غير كان كانت كانوا كن ان انه انهم لم لن "
        "لا ما قد ثم او ام اي مقابل ازاء بحسب وفق فقط حسب جراء اثر بسبب هم هن هو هي هذا هذه ذلك تلك حيث "
        "اذ اذا كما مما فيما بينما عندما لكن ايضا كل بعض جميعهم معظمهم اغلبهم كلهم امس اليوم غدا الان "
        "السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه ليلا صباحا مساء يوميا سنويا شهريا اسبوعيا "
        "تقريبا قتلوا قضوا اصيبوا لقوا جرحوا سقطوا يذكر اضافه فضلا علما وذلك وفق وفقا عبر داخل خارج قرب "
        "امام وراء فوق تحت حول ضمن عام سنه مره علي ليس ليست تم يتم اكثر اقل الا سوي فاكثر فصاعدا لكل عما "
        "بانه بان بها به بهم لهم لها له فيه فيها عليهم حاليا ثانيه وعدد وعددها وعددهم بناء بناءا استنادا "
        "تشرين كانون رغم قيد رهن"
    )
)
_NOUNS_IN_PROCLITICS = tuple(
    words(
        "وزير وزراء وزار وسائل وسيل ولاي وكال وحد وثيق وثائق ورق وظيف وظائف وفد وفود وفيات وفاه ورش وجب "
        "وحش وعد وسام وسوم وقائع واقع والد ولد ولاد بلد بطاق برميل براميل بيت بيوت بنك بنوك باص بحار بريطاني "
        "بحريني بند بنود باحث بالغ بطول بطل بائع بقر بئر بلجيكي برلماني برنامج برامج بنغالي بنغلاديش "
        "باكستاني بولندي برازيلي بناي بنات بنت بوليفي بورتور برج بروفيسور بعث بقع بوصلة بناء باخر بارج "
        "بضائع بريد بدو بوسني بلغاري برتغالي لاعب لاجي لاجئ لغ لقب لوح لجن لبناني ليبي لقاء لقاءات لص "
        "لصوص لحظ لحوم لواء لافت لترات كتاب كتب كاتب كنيس كنائس كيان كلب كلاب كيس اكياس كوري كنديي كندي "
        "كويتي كوادر كيلو كلم كردي كوبي كولومب كرس كرات كامير كوكب كواكب كائن كتيب كتل كلي كل فلسطين "
        "فرنسي فرد فتي فتا فتيات فريق فرق فصل فصول فصيل فصائل فرص فيلم افلام فندق فنادق فنان فئ فيديو فوج "
        "فرع فروع فرقاط فائز فلبين فنزويل فنلند فيروس فقر فلاح فاز فرن كنا كاهن كهن كبار وجه وصل وديع ورد "
        "وقف وحده والي وقود وصف وجوه ولاه وسطاء ورم فعالي فوز فحص فحوص فتر فخ فكر فوائد فواتير فاتور فستان فساتين "
        "فنون بنادق بندقي بوصله بلاغ بيض براء بورص بركان براكين بواخر بواب بطاري بالون بدائل بديل بحوث بعث بيان "
        "لجان لايح لائح لوائح لقاح كشك كمين كمائن كؤوس كاس كوارث كارث كشوف كهف كهوف كنز كنوز كوبون كرتون"
    )
)
_OPENERS = ("(", "[", "«", '"', "”", "“", "'", ")", "]")
_TOTALS = ("اجمالي", "مجموع", "جمله", "بين", "كبار", "اصل", "اجل", "خيره", "ابرز", "اعلي", "اهم", "كل", "جميع")
_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال")
_IN_WAW = frozenset(words("جروا دلوا عدوا عضوا مدعوا"))
_IN_AL = tuple(words("الغام العاب القاب الوان الاف الوي الي الماني الباني"))
"""Beginnings of words whose first two letters, typed without hamza, are no article."""
_ROUNDS = frozenset(words("دور قمه مجموعه"))
_ORIGINS = frozenset(words("اسره بلده حي عائله قريه محافظه مخيم مدينه ولايه"))
_NUMBERED = frozenset(words("بند بندين بندان بنود فصل فصلين فصلان فصول ماده مادتين مادتان مواد"))
_TWO_WORDS = {"رجال": None, "وسائل": None}
Span = tuple[int, int]


def _is_noun(token: Word) -> bool:
    word = token
    if word.kind != WORD or word.fold in _NOT_NOUNS or word.raw[0].isascii():
        return False
    folded = word.fold
    if folded[0] in "وبلكف" and len(folded) > 2:
        return folded.startswith(_NOUNS_IN_PROCLITICS)
    if len(folded) < 3 and folded not in ("دم", "اب", "اخ", "ام"):
        return False
    if folded.endswith("وا") and folded not in _IN_WAW:
        return False
    return not ((folded.endswith("هم") and len(folded) > 4) or folded.startswith(("يت", "تت")))


def _is_told(word: Word) -> bool:
    """Whether a word has the article, so that digits in front of it do not count it: "القناة 12 الإخبارية"."""
    return word.raw.startswith("ال") and not word.fold.startswith(_IN_AL)


def _with_owner(tokens: list[Word], i: int) -> Span:
    """ "رجال الشرطة" is one thing counted; most nouns stand alone."""
    if tokens[i].fold in _TWO_WORDS and i + 1 < len(tokens) and tokens[i + 1].fold.startswith("ال"):
        return i, i + 2
    return (i, i + 1)


def _after(tokens: list[Word], at: int, *, need_of: bool = False) -> Span | None:
    """The noun at or behind token `at`: directly, or behind من."""
    i = at
    while i < len(tokens) and i < at + 2 and tokens[i].kind == MARK and tokens[i].fold in _OPENERS:
        i += 1
    if i >= len(tokens):
        return None
    if tokens[i].fold in ("من", "ممن"):
        i += 1
        while i < len(tokens) and (tokens[i].fold in _TOTALS or tokens[i].fold in _OPENERS):
            i += 1
        if not need_of and i < len(tokens) and tokens[i].fold in _ORIGINS:
            return None
        if i < len(tokens) and tokens[i].kind == WORD and len(tokens[i].fold) > 2 and tokens[i].atom is None:
            return _with_owner(tokens, i)
        return None
    if need_of or not _is_noun(tokens[i]) or (tokens[i - 1].kind == DIGITS and _is_told(tokens[i])):
        return None
    return _with_owner(tokens, i)


def _before(tokens: list[Word], at: int) -> Span | None:
    """The definite noun that a definite number follows: الضباط الأتراك الثمانية → الضباط."""
    i = at - 1
    if i >= 0 and tokens[i].fold in _ARTICLES:
        i -= 1
    if i < 0 or tokens[i].kind != WORD or not _definite(tokens[i].fold):
        return None
    if (
        i > 0
        and tokens[i - 1].kind == WORD
        and _definite(tokens[i - 1].fold)
        and tokens[i].fold.endswith(("ين", "ون", "يه", "ه", "ي", "ك", "ان", "س", "ب"))
    ):
        i -= 1
    return (i, i + 1)


def _definite(folded: str) -> bool:
    return folded.startswith(_ARTICLES)


def _counted_before(tokens: list[Word], at: int) -> Span | None:
    """ "بلغ عدد القتلى 12"."""
    for i in range(at - 1, max(-1, at - 9), -1):
        folded = tokens[i].fold
        if tokens[i].kind == MARK or tokens[i].value is not None:
            return None
        if folded in ("عدد", "حصيله", "وعدد", "تعداد", "اعداد", "عديد") and i + 1 < at and tokens[i + 1].kind == WORD:
            return i + 1, i + 2
    return None


def _numbered(tokens: list[Word], at: int, end: int) -> Span | None:
    """What the number is the name of: "المادة 42 من القانون", "المادتين 5 و6 من القانون"."""
    i = at - 1
    if end < len(tokens) and tokens[end].fold == "من":
        while i > 0 and (tokens[i].kind == DIGITS or tokens[i].fold in ("و", "،")):
            i -= 1
    for prefix, rest in tokens[i].forms if i >= 0 else ():
        dismissed = rest == "فصل" and end < len(tokens) and _is_noun(tokens[end])
        if prefix.endswith("ال") and rest in _NUMBERED and not dismissed:
            return i, i + 1
    return None


def counted_noun(context: Context, amount: Amount, first: int, label: str) -> Span | None:
    """The tokens of the counted noun, unit or currency words; None when nothing is named."""
    tokens, at, stop = context[:3]
    end = max(amount.stop, stop)
    if label == "PERCENT":
        return _after(tokens, end, need_of=True)
    if amount.measure is not None and label != "CARDINAL":
        return amount.measure
    if label != "CARDINAL":
        rest = [i for i in range(amount.stop, stop) if tokens[i].kind == WORD]
        return (rest[0], rest[-1] + 1) if rest else None
    if amount.stop < stop and tokens[amount.stop].kind == WORD and _is_noun(tokens[amount.stop]):
        return amount.stop, amount.stop + 1
    atom = tokens[first].atom
    if atom is not None and atom.kind == lx.FRACTION and atom.number == lx.OWNED:
        return None
    article = "ال" in tokens[first].prefix or (first > 0 and tokens[first - 1].fold in _ARTICLES)
    if article and amount.value is not None:
        named = tokens[at - 2 if at > 1 and tokens[at - 1].fold in _ARTICLES else at - 1] if at else None
        if named is not None and any(rest in _ROUNDS for _, rest in named.forms):
            return None
        return _before(tokens, at) or _after(tokens, end)
    if atom is not None and amount.stop == first + 1 and amount.value in (1, 2) and atom.kind == lx.UNIT:
        follows = _after(tokens, end)
        others = follows is not None and tokens[follows[0]].raw.startswith(("آخر", "اخر", "أخر"))
        if others or (amount.value == 2 and end < len(tokens) and tokens[end].fold == "من"):
            return follows
        before = tokens[at - 1] if at else None
        noun = before is not None and before.kind == WORD and before.fold not in _NOT_NOUNS
        if before is not None and noun and (amount.value == 1 or before.fold.endswith(("ين", "ان"))):
            return at - 1, at
    if at > 0 and tokens[at - 1].fold in ("رقم", "برقم"):
        return None
    return _numbered(tokens, at, end) or _after(tokens, end) or _counted_before(tokens, at)
