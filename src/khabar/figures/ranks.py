"""Decide whether a number says which one and not how many: "العيد الـ15", "الدورة 62", "21st", "المئة والخامس"."""

from khabar.figures import lexicon as lx
from khabar.figures.amounts import Amount
from khabar.figures.lexicon import words
from khabar.figures.ordinals import SUFFIXES, read_ordinal
from khabar.figures.tokens import DIGITS, WORD, Word

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
