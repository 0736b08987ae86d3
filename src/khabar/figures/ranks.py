"""Decide whether a number says which one and not how many: "العيد الـ15", "الدورة 62", "21st", "المئة والخامس".

And whether a word that reads like a rank is one: the second is a unit of time, too, and kings are numbered.
"""

from khabar.figures import lexicon as lx
from khabar.figures.amounts import Amount
from khabar.figures.lexicon import words
from khabar.figures.ordinals import SUFFIXES, read_ordinal
from khabar.figures.tokens import DIGITS, WORD, Word, bare

_NUMBERED = frozenset(
    words("المرحله الدوره للدوره بالدوره المره للمره الذكري النسخه الجوله الطبعه المرتبه المركز الحلقه بالمركز")
)
_COUNTED_OFF = tuple(words("عيد عام ذكرا دورت نسخت يوم جلست حلقت موسم مهرجان مؤتمر مءتمر طبعت"))
_MANY = frozenset(
    words(
        "دول بلدان ركاب جنود ضباط اشخاص اعضاء رجال نساء اطفال طلاب عمال قتلي جرحي ضحايا اسري رهائن افراد عناصر انديه "
        "فرق منتخبات لاعبي مدن قري ايام اشهر اعوام سنين مقاعد احزاب مراكز مواقع كتب افلام نقاط بنود شهداء نواب وزراء"
    )
)
"""Broken plurals, of which a number behind them tells how many: "الركاب الـ18"."""
_OWNERS = ("ه", "ها", "هم", "نا")


def rank_in_figures(tokens: list[Word], at: int, amount: Amount, floor: int) -> int | None:
    """The token after the rank that the number at token `at` stands for, None if it counts."""
    after = amount.stop
    if after < len(tokens) and tokens[after].fold in SUFFIXES and not tokens[after].gap:
        return after + 1 if tokens[at].kind == DIGITS else None
    if not isinstance(amount.value, int) or amount.value < 1:
        return None
    if "ال" in tokens[at].prefix and after < len(tokens) and tokens[after].prefix != "و":
        rest = read_ordinal(tokens, after, len(tokens)) if amount.value >= 100 else None
        if rest is not None and rest[2] == "وال":
            return rest[1]
    return after if _ranks(tokens, at, amount, floor) else None


def _ranks(tokens: list[Word], i: int, amount: Amount, floor: int) -> bool:
    word = tokens[i]
    noun = i - 1
    article = noun > floor - 1 and noun >= 0 and tokens[noun].fold in ("ال", "وال", "بال")
    one = amount.stop == i + 2 and word.fold in ("الواحد", "الواحده", "والواحد", "والواحده")
    if i == 0 and amount.stop == len(tokens) > 1 and all("ال" in token.prefix or token.fold == "و" for token in tokens):
        return True
    if amount.stop != i + 1 and not one:
        return False
    definite = article or "ال" in word.prefix
    if definite and noun - article < 0 and amount.stop == len(tokens):
        return True
    if noun - article < floor:
        return False
    folded = tokens[noun - article].fold
    if word.kind == DIGITS and not article:
        return folded in _NUMBERED
    tens = one or (word.atom is not None and word.atom.kind == lx.TENS and "ال" in word.prefix)
    if not (article or tens) or tokens[noun - article].kind != WORD:
        return False
    owned = folded.endswith(_OWNERS) and any(stem in folded for stem in _COUNTED_OFF)
    ranked = folded.startswith(("ال", "بال", "لل", "وال")) or owned or (tens and folded.endswith(("ها", "ته", "يده")))
    if any(rest in _MANY for _, rest in tokens[noun - article].forms):
        return False
    return ranked and not folded.endswith(("ين", "ون", "ات")) and folded not in ("مجموعه", "المجموعه")


_NOT_RANKS = frozenset(["ثانيه", "ثان", "حادي", "حاديه", "اولاد"])
_NAMED = frozenset(
    words(
        "العالميه السيده للسيده اللواء الحسن محمد ال الرقيب التعديل الساعات السنوات للوهله لويس سيده الدقيقه رمسيس "
        "تواضروس شنوده اليزابيث تشارلز فؤاد فريق الفريق ملازم الملازم رقيب عميد مساعد مشير السكرتير فيليبي"
    )
)
"""Words whose ordinal is a part of their name or says no rank."""
_PER = frozenset(words("في ب خلال لكل كل بالدقيقه الدقيقه / من"))
_LISTED = frozenset(words("اولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا"))
_PLACED = frozenset(words("حل حلت جاء جاءت اتي لياتي لتاتي تاتي ياتي وصل وصلت انهي انهت"))
_THRONES = frozenset(
    words("الملك ملك للملك والملك البابا بابا السلطان القيصر الامبراطور الملكه الانبا العاهل الخديوي الامير")
)


def _reigns(tokens: list[Word], at: int) -> bool:
    """ "الملك محمد السادس" and "البابا تواضروس الثاني": the number of a ruler belongs to his name."""
    if "ال" not in tokens[at].fold[:3] or tokens[at - 1].kind != WORD or tokens[at - 1].fold in _THRONES:
        return False
    return any(tokens[i].fold in _THRONES for i in range(max(0, at - 3), at - 1))


def is_rank(tokens: list[Word], at: int, ordinal: tuple[int, int, str]) -> bool:
    """Whether an ordinal word ranks: definite, or in front of an indefinite noun ("ثالث هجوم")."""
    rank, stop, prefix = ordinal
    folded = tokens[at].fold
    if stop > at + 1:
        return True
    before = tokens[at - 1] if at else None
    if before is not None and (before.fold in _NAMED or bare(before.fold) in _NAMED or _reigns(tokens, at)):
        return False
    if folded.removeprefix("و") in _LISTED and not (at == 0 and stop == len(tokens)):
        return any(bare(token.fold) in _PLACED for token in tokens[max(0, at - 2) : at])
    if folded.endswith("ولي") and tokens[at].raw.endswith("ي"):
        return False
    if folded == "رابعه" and stop < len(tokens) and tokens[stop].fold == "العدويه":
        return False
    if folded in ("الثانيه", "والثانيه"):
        return before is None or before.fold not in _PER
    if folded == "ثانيه":
        return (
            before is not None
            and before.atom is None
            and before.fold.endswith("ه")
            and before.fold[:2] != "ال"
            and before.fold not in ("ناحيه", "جهه")
        )
    if folded.removeprefix("و") in _NOT_RANKS:
        return False
    if prefix.endswith("ال"):
        return at == 0 or tokens[at - 1].fold not in ("كانون", "تشرين", "ربيع", "جمادي")
    following = tokens[stop] if stop < len(tokens) else None
    if following is None:
        return rank > 1 or at == 0
    return following.kind == WORD and following.fold not in ("امس", "البارحه") and following.atom is None
