"""Tell match scores (2-1) from ranges (10-15): a score counts nothing, so it has neither value nor range.

Nor has the number of a law ("رقم 05-20").
"""

from khabar.figures.amounts import Amount
from khabar.figures.context import Context
from khabar.figures.lexicon import ZERO, words
from khabar.figures.numbers import read_number
from khabar.figures.numeric_dates import NUMBER_OF
from khabar.figures.tokens import DIGITS, Word, bare

_SPORT = ("فوز", "فاز", "مبارا", "هدف", "اهداف", "تعادل", "خسر", "خسار", "منتخب", "دوري", "كاس", "ملعب", "فريق", "شباك",
          "نتيج", "لقاء", "نهائي", "جول", "مجموع", "نادي", "هزيم", "تغلب", "ركلات", "شوط", "سجل", "مرمي")  # fmt: skip
_AGAINST = ("مقابل", "لصفر", "رد", "نظيف", "نظيفه", "نظيفين", "بلا", "للاشيء", "لهدف", "لواحد", "لهدفين", "لمثله",
            "لمثلها", "لمثلهما", "لمثلهم", "لشوط", "لمجموعه", "لواحده", "دون", "صفر")  # fmt: skip
_GOALS = (
    ("هدف هدفا", "هدفين هدفان", "اهداف"),
    ("شوط شوطا", "شوطين شوطان", "اشواط"),
    ("مجموعه", "مجموعتين مجموعتان", "مجموعات"),
)
_ONE_OR_TWO = frozenset(words(" ".join(f"{one} {two}" for one, two, _ in _GOALS)))
_SEVERAL = frozenset(words(" ".join(many for *_, many in _GOALS)))
GOALS = frozenset(words("هدف هدفا شوط مجموعه"))
"""What a side scores or wins, alone: a score may start with one of it."""
_ALONE = frozenset(words("وحيد وحيده واحد واحده يتيم يتيمه"))
_NOTHING = frozenset(words("رد مقابل"))
_TO = frozenset(words("لمثله لمثلها لمثلهما لمثلهم لصفر للاشيء لواحد لواحده"))


def read_score(tokens: list[Word], at: int, stop: int) -> int | None:
    """The token after a score in words: "بهدفين دون رد", "ثلاثة أهداف مقابل هدف", "بهدف لمثله"."""
    i = _side(tokens, at, stop, ("", "و", "ب", "وب"))
    if i is None or i >= stop:
        return None
    word = tokens[i].fold
    if word in ("دون", "بدون", "بلا") or (word == "من" and i + 1 < stop and tokens[i + 1].fold == "دون"):
        i += 2 if word == "من" else 1
        return i + 1 if i < stop and tokens[i].fold in _NOTHING else None
    if word in _TO:
        return i + 1
    if word != "مقابل":
        return _side(tokens, i, stop, ("ل",))
    if i + 2 < stop and (tokens[i + 1].fold, tokens[i + 2].fold) == ("لا", "شيء"):
        return i + 3
    side = _side(tokens, i + 1, stop, ("",)) if i + 1 < stop else None
    if side is not None or i + 1 >= stop:
        return side
    number = read_number(tokens, i + 1, stop)
    small = number is not None and isinstance(number.value, int) and number.value < 20
    return number.stop if number is not None and small else None


def _side(tokens: list[Word], at: int, stop: int, attached: tuple[str, ...]) -> int | None:
    """The token after the goals of one side, with one of `attached` in front: "هدف وحيد", "هدفين", "ثلاثة أهداف"."""
    for prefix, rest in tokens[at].forms:
        if prefix in attached and rest in _ONE_OR_TWO:
            return at + 1 + (at + 1 < stop and tokens[at + 1].fold in _ALONE)
    if tokens[at].kind != DIGITS and (tokens[at].atom is None or tokens[at].prefix not in attached):
        return None
    number = read_number(tokens, at, stop)
    if number is None or number.stop >= stop or tokens[number.stop].fold not in _SEVERAL | _ONE_OR_TWO:
        return None
    return number.stop + 1


def is_score(context: Context, amount: Amount | None) -> bool:
    """Whether the span is the result of a match: falling or equal pairs, or rising ones in talk of sport."""
    tokens, at, stop = context[:3]
    if stop - at == 1:
        return False
    marks = [i for i in range(at, stop) if tokens[i].fold in ("-", "/", ":") and tokens[i - 1].fold != "^"]
    if at and any(i > at for i in marks) and bare(tokens[at - 1].fold) in NUMBER_OF:
        return True
    if amount is not None and amount.range is not None and amount.range[0] < 0:
        return False
    if not marks:
        return stop - at > 1 and any(tokens[i].fold in _AGAINST[:-2] for i in range(at + 1, stop))
    if any(tokens[i].fold == "/" for i in marks):
        return amount is None or amount.value is None or amount.stop <= marks[-1]
    if len(marks) == 1 and marks[0] == at and amount is not None and amount.value is not None:
        return False
    numbers = [tokens[i].value for i in range(at, stop) if tokens[i].value is not None]
    zero = any(t.atom is not None and t.atom.kind == ZERO for t in tokens[at:stop])
    if zero or len(numbers) != 2 or len(marks) != 1 or tokens[marks[0]].fold == ":":
        return True
    low, high = numbers
    if low is None or high is None or low >= high:
        return True
    folds = [token.fold for token in tokens]
    sport = any(stem in fold for fold in folds[:at] + folds[stop:] for stem in _SPORT)
    counts = stop < len(tokens) and tokens[stop].kind == 0 and tokens[stop].fold not in ("في", "علي", "امام", "و", "من")
    return (high < 20 and sport) or (high < 10 and not counts)
