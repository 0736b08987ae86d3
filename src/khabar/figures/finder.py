"""Find figures in running text by rule: what works without a model, and a net for what a model misses.

At every token the readers are tried in the order in which they exclude one another: dates and times, phone
numbers, amounts, ranks, duals. Spans follow the annotation guide: whole words with attached letters, the
approximator or bound inside, the counted noun outside. Each reader looks a bounded number of tokens ahead, so
the whole is linear in the length of the text.
"""

from datetime import date

from khabar.document import Figure
from khabar.figures import calendar as cal
from khabar.figures.acceptance import is_amount
from khabar.figures.amounts import read_amount
from khabar.figures.counting import PAIR, counting_dual, describes, is_pair
from khabar.figures.currency_words import PREFIXED, SIGNS
from khabar.figures.lexicon import words
from khabar.figures.minutes import MINUTES, read_minutes
from khabar.figures.modifiers import adjacent_cue, cue_after, stays_outside, up_to
from khabar.figures.normaliser import normalise
from khabar.figures.ordinals import read_ordinal
from khabar.figures.phones import read_phone
from khabar.figures.ranks import is_rank, rank_in_figures
from khabar.figures.scores import GOALS, read_score
from khabar.figures.temporal import Found, find_dates, lead_in
from khabar.figures.tokens import DIGITS, MARK, WORD, Remembered, Word, offsets, read_word, scan
from khabar.figures.when import read_when

_CLITICS = ("و", "ب", "ل", "ال", "وال", "بال", "لل", "ف", "ك", "وب", "ول", "فال", "كال", "ولل", "وبال")


def find(text: str, now: date | None = None) -> list[Figure]:
    """All figures of `text` in order, with their fields; `now` resolves relative dates. Never raises."""
    tokens = scan(text)
    spans: list[tuple[int, int, str]] = []
    free = floor = 0
    for i in [i for i, token in enumerate(tokens) if _STARTS[token.raw]]:
        if i < free or not _may_go_on(tokens, i):
            continue
        found = _at(tokens, i, floor)
        if found is not None:
            spans.append(_edges(tokens, found, floor))
            free = floor = max(found.stop, spans[-1][1])
    return _figures(text, tokens, spans, now) if spans else []


def _figures(text: str, tokens: list[Word], spans: list[tuple[int, int, str]], now: date | None) -> list[Figure]:
    starts = list(offsets(tokens[: spans[-1][1]], text))
    return [
        _figure(text, starts[start], starts[stop - 1] + len(tokens[stop - 1].raw), label, now)
        for start, stop, label in spans
    ]


def _figure(text: str, start: int, end: int, label: str, now: date | None) -> Figure:
    fields = normalise(text, start, end, label, now=now)
    if label in ("DATE", "TIME", "ORDINAL"):
        return Figure(start, end, text[start:end], label, value=fields.value)
    kept = {name: getattr(fields, name) for name in ("value", "range", "modifier", "counted", "role", "unit")}
    return Figure(start, end, text[start:end], label, **kept)


def _may_start(raw: str) -> bool:
    """Whether any reader could start at this token; spares most words of a text the attempt."""
    word = read_word(raw)
    if word.kind == MARK:
        return raw in _MARKS_THAT_START
    if word.kind == DIGITS or word.atom is not None:
        return True
    token = [word]
    return (
        word.fold in _WORDS_THAT_START
        or word.fold in PREFIXED
        or word.fold in MINUTES
        or cal.weekday_at(word) is not None
        or any(rest in _STARTERS for _, rest in word.forms)
        or read_when(token, 0, 1) is not None
        or read_amount(token, 0, 1) is not None
        or read_ordinal(token, 0, 1) is not None
        or counting_dual(word)
        or word.fold in PAIR
    )


_MARKS_THAT_START = frozenset("+-−–%٪(") | frozenset(SIGNS)
_WORDS_THAT_START = frozenset(
    words(
        "بين وبين من ومن ما فيما مابين سالب ناقص هذا هذه بهذا لهذا الساعه بالساعه "
        "جزء وجزء الجزء "
        "كل لكل وكل بكل يوميا اسبوعيا شهريا سنويا ذلك تلك وحيده يتيمه اخر "
        "نقطه نقطتان نقطتين بنقطه بنقطتين ملعقه ملعقتان ملعقتين q عقده عقدها"
    )
)
_STARTERS = (
    frozenset(
        words(
            "كانون تشرين ربيع جمادي ذو ذي ذا يوم شهر عام سنه بعد قبل اول منتصف ليله الربع النصف الفتره الاونه "
            "قرن صيف شتاء خريف الفصل السداسي السداسيه الثلاثي الثلاثيه سن فاتح غره"
        )
    )
    | frozenset(words("ربع نصف فتره اونه مستقبل كيلو سنتي ملي ساعه وقت راس عيد مولد عاشوراء موسم"))
    | frozenset(cal.UNITS)
    | GOALS
)


_STARTS = Remembered(_may_start)
_OPENERS = frozenset(words("من ومن بين وبين مابين هذا هذه بهذا لهذا"))
_NEXT = {word: frozenset(words(following)) for word, following in (
    ("بعد", "غد الغد غدا بكره ظهر الظهر الزوال منتصف"), ("قبل", "امس ظهر الظهر الزوال منتصف"),
    ("الذي", "القعده الحجه"), ("والذي", "القعده الحجه"), ("ما", "بين"), ("وما", "بين"), ("فيما", "بين"), ("بما", "بين"),
)}  # fmt: skip


def _may_go_on(tokens: list[Word], i: int) -> bool:
    """Whether the word behind a common word that opens some figures lets it open one here."""
    word = tokens[i].fold
    if word in _OPENERS:
        return i + 1 < len(tokens) and (_STARTS[tokens[i + 1].raw] or tokens[i + 1].fold == "الموسم")
    if word == "(":
        return i + 1 < len(tokens) and tokens[i + 1].kind == DIGITS
    following = _NEXT.get(word)
    return following is None or (i + 1 < len(tokens) and tokens[i + 1].fold in following)


def _at(tokens: list[Word], i: int, floor: int) -> Found | None:
    minutes = read_minutes(tokens, i, len(tokens))
    if minutes is not None:
        return Found(i, minutes, "TIME")
    span = find_dates(tokens, i)
    if span is not None:
        return span
    phone = read_phone(tokens, i)
    if phone is not None:
        return Found(i, phone, "CARDINAL")
    score = read_score(tokens, i, len(tokens))
    if score is not None:
        return Found(i, score, "CARDINAL")
    amount = read_amount(tokens, i, len(tokens))
    if amount is not None and amount.stop > i and is_amount(tokens, i, amount):
        rank = rank_in_figures(tokens, i, amount, floor) if amount.label == "CARDINAL" else None
        return Found(i, amount.stop, amount.label) if rank is None else Found(i, rank, "ORDINAL")
    ordinal = read_ordinal(tokens, i, len(tokens))
    if ordinal is not None and is_rank(tokens, i, ordinal):
        return Found(i, ordinal[1], "ORDINAL")
    if not (counting_dual(tokens[i]) or is_pair(tokens, i)) or describes(tokens, i):
        once = i > 0 and tokens[i].fold in ("وحيده", "يتيمه") and tokens[i - 1].fold in ("مره", "لمره")
        return Found(i, i + 1, "CARDINAL") if once else None
    both = i + 1 < len(tokens) and tokens[i + 1].fold in ("اثنان", "اثنين", "اثنتان", "اثنتين")
    return Found(i, i + 2 if both else i + 1, "CARDINAL")


def _glued(tokens: list[Word], i: int) -> bool:
    """Whether token i is an Arabic word without a space in front of it ("17شخصا")."""
    word = tokens[i]
    return word.kind == WORD and len(word.fold) > 1 and not word.raw.isascii() and not tokens[i].gap


def _edges(tokens: list[Word], found: Found, floor: int) -> tuple[int, int, str]:
    """Word span and label: with attached letters, the approximator in front and the bound right behind."""
    start, stop = found.start, found.stop
    while start > floor and tokens[start - 1].fold in _CLITICS:
        if tokens[start].gap > (found.label in ("ORDINAL", "DATE") and tokens[start - 1].fold == "ال"):
            break
        start -= 1
    cue = adjacent_cue(tokens, start, floor) if found.label != "ORDINAL" else None
    if cue is not None and not stays_outside(tokens, cue[1], start, found.label):
        start = cue[1]
    label = found.label
    if label not in ("DATE", "TIME", "ORDINAL") and up_to(tokens, start, floor):
        start -= 1
    if label in ("DATE", "TIME"):
        start, label = lead_in(tokens, start, stop, floor, label)
    while tokens[stop - 1].fold == ")":
        stop -= 1
    behind = cue_after(tokens, stop, len(tokens))
    if behind is not None and found.label != "ORDINAL":
        stop = behind[1]
    elif stop < len(tokens) and tokens[stop - 1].kind == DIGITS and _glued(tokens, stop):
        stop += 1
    return start, stop, label
