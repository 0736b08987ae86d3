"""Tell match scores (2-1) from ranges (10-15): a score counts nothing, so it has neither value nor range."""

from khabar.figures.amounts import Amount
from khabar.figures.context import Context
from khabar.figures.lexicon import ZERO

_SPORT = ("فوز", "فاز", "مبارا", "هدف", "اهداف", "تعادل", "خسر", "خسار", "منتخب", "دوري", "كاس", "ملعب", "فريق", "شباك",
          "نتيج", "لقاء", "نهائي", "جول", "مجموع", "نادي", "هزيم", "تغلب", "ركلات", "شوط", "سجل", "مرمي")  # fmt: skip
_AGAINST = ("مقابل", "لصفر", "رد", "نظيف", "نظيفه", "نظيفين", "بلا", "للاشيء", "لهدف", "لواحد", "لهدفين", "دون", "صفر")


def is_score(context: Context, amount: Amount | None) -> bool:
    """Whether the span is the result of a match: falling or equal pairs, or rising ones in talk of sport."""
    tokens, at, stop = context[:3]
    if stop - at == 1:
        return False
    marks = [i for i in range(at, stop) if tokens[i].fold in ("-", "/", ":") and tokens[i - 1].fold != "^"]
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
