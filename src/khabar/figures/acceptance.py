"""Decide whether what reads like an amount is one, and whether it counts or says which one.

Number words are common words too: ثمن is an eighth and a price, لست "for six" and "I am not", ربع the quarter of
something and of a final.
"""

from khabar.figures import lexicon as lx
from khabar.figures.amounts import Amount
from khabar.figures.lexicon import words
from khabar.figures.tokens import DIGITS, MARK, WORD, Token, Word

_NOT_NUMBERS = frozenset(
    words("لست ولست فلست بعده لعده وعده ثمن ثمنها ثمنه ثمنا ثمنهم نص النص ونص عده والعده العده وحده متين ميته سبعا بست")
)
_SELF_COUNTING = frozenset(
    stem + ending
    for stem in words(
        "متر كيلومتر سنتيمتر ميل كيلوغرام كيلوجرام طن لتر هكتار دونم فدان برميل دولار دينار ريال درهم جنيه ليرت"
    )
    for ending in ("ين", "ان")
) - {"ميلان"}
_NUMBERED = frozenset(
    words("المرحله الدوره الدوره المره للمره الذكري النسخه الجوله الطبعه المرتبه المركز الحلقه بالمركز")
)
_FINALS = ("نهائي", "النهائي", "نهائيات")


def is_amount(tokens: list[Token], i: int, amount: Amount) -> bool:
    """Whether the amount read at token `i` holds in running text."""
    word = tokens[i].word
    touching = i > 0 and tokens[i - 1].end == tokens[i].start
    if word.kind == DIGITS and touching:
        before = tokens[i - 1].word
        if (before.raw.isascii() and before.raw.isalpha()) or before.raw == "#":
            return False
        if before.fold in ("-", ".", "/", "_", ":") and i > 1 and tokens[i - 2].end == tokens[i - 1].start:
            return False
    if word.fold in ("-", "+") and touching:
        return False
    if word.kind != WORD or word.fold in ("من", "بين", "وبين", "ومن", "ما", "سالب", "ناقص"):
        return True
    if (word.fold in _NOT_NUMBERS or word.fold[len(word.prefix) :] in _NOT_NUMBERS) and not (
        (amount.stop > i + 1 and word.fold in ("نص", "ونص", "عده") and amount.value is None) or amount.unit
    ):
        return False
    atom = word.atom
    if atom is None:
        return _measures_alone(word, amount, i)
    following = tokens[amount.stop].fold if amount.stop < len(tokens) else ""
    if atom.kind == lx.FRACTION and amount.stop == i + 1:
        return not following.startswith(_FINALS) and (atom.number != lx.DUAL or following[:2] in ("ال", ""))
    if amount.value == 1 and amount.measure is None:
        return (
            word.fold.endswith(("واحد", "واحده"))
            and following not in ("من", "منهم", "تلو", "منها")
            and (i == 0 or tokens[i - 1].fold not in ("كل", "لكل"))
        )
    return True


def _measures_alone(word: Word, amount: Amount, i: int) -> bool:
    """Units that count themselves: a dual of a common one (كيلومترين), or a single one said to be one."""
    if word.raw.isascii() or word.kind == MARK:
        return amount.value is not None and amount.stop > i + 1
    if amount.value == 1:
        return amount.measure is not None and amount.stop > amount.measure[1]
    return amount.value is not None and any(rest in _SELF_COUNTING for _, rest in word.forms)


def ranks(tokens: list[Token], i: int, amount: Amount, floor: int) -> bool:
    """Numbers that say which one: "العيد الـ15", "الدورة 62", "الذكرى السبعين"."""
    word = tokens[i].word
    noun = i - 1
    article = noun > floor and tokens[noun].fold in ("ال", "وال", "بال") and tokens[noun].end == tokens[i].start
    if amount.value is None or amount.stop != i + 1 or noun - article < floor:
        return False
    folded = tokens[noun - article].fold if noun - article >= 0 else ""
    if word.kind == DIGITS and not article:
        return folded in _NUMBERED
    tens = word.atom is not None and word.atom.kind == lx.TENS and "ال" in word.prefix
    if not (article or tens) or tokens[noun - article].word.kind != WORD:
        return False
    definite = folded.startswith(("ال", "بال", "لل")) or (tens and folded.endswith(("ها", "ته", "يده")))
    return definite and not folded.endswith(("ين", "ون", "ات")) and folded not in ("مجموعه", "المجموعه")
