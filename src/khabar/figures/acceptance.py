"""Decide whether what reads like an amount is one, and whether it counts or says which one.

Number words are common words too: ثمن is an eighth and a price, لست "for six" and "I am not", ربع the quarter of
something and of a final.
"""

from khabar.figures import lexicon as lx
from khabar.figures.amounts import BESIDE_ZERO, Amount
from khabar.figures.currency_words import SIGNS
from khabar.figures.fractions import PART
from khabar.figures.lexicon import words
from khabar.figures.ordinals import SUFFIXES
from khabar.figures.tokens import DIGITS, MARK, WORD, Word

_NOT_NUMBERS = frozenset(
    words(
        "لست ولست فلست بعده لعده وعده ثمن ثمنها ثمنه ثمنا ثمنهم نص النص ونص عده والعده العده وحده متين ميته سبعا بست "
        "كتمان كميه وكميه"
    )
)
_SELF_COUNTING = frozenset(
    stem + ending
    for stem in words(
        "متر كيلومتر سنتيمتر مليمتر ميل بوصه يارده كيلوغرام كيلوجرام طن لتر هكتار دونم فدان برميل دولار دينار "
        "ريال درهم جنيه ليرت رطل غالون سنت قرش فلس"
    )
    for ending in ("ين", "ان")
) - {"ميلان"}
_GROUP = frozenset(words("مجموعه لمجموعه بمجموعه ومجموعه قمه لقمه"))
_SHARED = frozenset(words("اسره بلده عائله قبيله قريه مدينه"))
_RANKS = frozenset(words("الاول الثاني الثالث الرابع الاخير"))
_BRACKETS = ("(", "[", "«", '"')
_FINALS = ("نهائي", "النهائي", "نهائيات", "سنوي", "السنوي")


def is_amount(tokens: list[Word], i: int, amount: Amount) -> bool:
    """Whether the amount read at token `i` holds in running text."""
    word = tokens[i]
    touching = i > 0 and not tokens[i].gap
    if word.kind == DIGITS and touching:
        before = tokens[i - 1]
        if (before.raw.isascii() and before.raw.isalpha()) or before.raw == "#":
            return False
        if before.fold in ("-", ".", "/", "_", ":") and i > 1 and not tokens[i - 1].gap:
            return False
    after = tokens[amount.stop] if word.kind == DIGITS and amount.stop < len(tokens) else None
    if word.kind == DIGITS and len(word.raw) == 1 and i + 1 < len(tokens) and tokens[i + 1].raw == "G":
        return False
    if after is not None and not after.gap and after.raw.isascii() and after.raw.isalpha():
        return after.fold in SUFFIXES
    if word.fold in ("-", "+") and touching and tokens[i - 1].fold not in _BRACKETS:
        return False
    if word.raw in SIGNS and amount.value is None and amount.range is None:
        return False
    if word.kind != WORD or word.fold in ("من", "بين", "وبين", "ومن", "ما", "سالب", "ناقص"):
        return True
    if (word.fold in _NOT_NUMBERS or word.fold[len(word.prefix) :] in _NOT_NUMBERS) and not (
        (amount.stop > i + 1 and word.fold in ("نص", "ونص", "عده") and amount.value is None)
        or amount.unit
        or "\u064f" in word.raw
    ):
        return False
    if word.fold in PART and amount.value is not None and not isinstance(amount.value, int):
        return True
    atom = word.atom
    if i > 0 and word.fold == "الصفر" and tokens[i - 1].fold in BESIDE_ZERO:
        return False
    if i > 0 and tokens[i - 1].fold in _GROUP and word.fold in ("السبع", "العشرين", "الثماني", "السبعه", "الثمانيه"):
        return False
    if atom is None:
        return _measures_alone(tokens, i, amount)
    following = tokens[amount.stop].fold if amount.stop < len(tokens) else ""
    if amount.stop == i + 1 and word.fold[len(word.prefix) :] in ("اثني", "اثنا", "اثنتي", "اثنتا"):
        return False
    if atom.kind == lx.FRACTION and word.prefix.endswith("ال") and following in _RANKS:
        return False
    if atom.kind == lx.FRACTION and amount.stop == i + 1:
        return not following.startswith(_FINALS) and (
            atom.number != lx.DUAL or following[:2] in ("ال", "") or word.fold[len(word.prefix) :].startswith("ثلث")
        )
    if amount.value == 1 and amount.measure is None:
        return (
            word.fold.endswith(("واحد", "واحده"))
            and "أحد" not in word.raw
            and (following not in ("من", "منهم", "تلو", "منها") or _out_of(tokens, amount.stop))
            and (i == 0 or tokens[i - 1].fold not in ("كل", "لكل"))
            and not _the_same(tokens, i)
        )
    return True


def _out_of(tokens: list[Word], at: int) -> bool:
    """ "من كل خمسة" and "من أصل عشرة"."""
    if at + 2 >= len(tokens) or tokens[at + 1].fold not in ("كل", "اصل"):
        return False
    return tokens[at + 2].kind == DIGITS or tokens[at + 2].atom is not None


def _the_same(tokens: list[Word], at: int) -> bool:
    """ "من عائلة واحدة" says that it is the same one."""
    return at > 1 and tokens[at - 1].fold in _SHARED and tokens[at - 2].fold == "من"


def _measures_alone(tokens: list[Word], i: int, amount: Amount) -> bool:
    """Units that count themselves: two of a common or qualified one, one that is said to be one, all of a text."""
    word, measure = tokens[i], amount.measure
    if word.raw.isascii() or word.kind == MARK:
        return amount.value is not None and amount.stop > i + 1
    if amount.value is None or measure is None:
        return False
    whole = i == 0 and amount.stop == len(tokens) and word.fold[:2] != "ال" and (amount.unit or "")[:1] != "°"
    if amount.stop > measure[1] or (whole and word.fold != "كوبا"):
        return True
    of = amount.stop < len(tokens) and tokens[amount.stop].fold == "من" and word.fold[:2] != "ال"
    if amount.value == 2 and of and word.fold.endswith(("ان", "ين")):
        return True
    return amount.value == 2 and (measure[1] > i + 1 or any(rest in _SELF_COUNTING for _, rest in word.forms))
