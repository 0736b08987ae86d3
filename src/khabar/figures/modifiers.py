"""Say how a number is meant: exact, about, more_than, at_least, less_than or at_most.

Cues stand before the number ("ما لا يقل عن 40") or behind it or its noun ("40 شخصا على الأقل"), inside the
span or next to it. They are word sequences in the folded spelling, found through their first word.
"""

from functools import lru_cache

from khabar.figures.tokens import DIGITS, WORD, Word

_BEFORE: dict[str, str] = {
    "about": (
        "نحو|حوالي|قرابه|زهاء|ما يقارب|ما يقارب من|ما يقرب من|ما يقرب|مايقارب|مايقارب من|يقارب|تقارب|تقريبا|"
        "يقارب من|بحدود|في حدود|حدود|يناهز|تناهز|ما يناهز|مايناهز|نحوا من|ما يقدر بنحو|قريبا من|"
        "ما يقدر ب|ما يعادل نحو|ما يقدر بحوالي|مايقرب من|قرب|يقرب من|تقرب من|يقدر عددهم ب|قدر عددهم ب|~|≈|"
        "بالتقريب|ما حول|بما يقارب|بما يقرب من|ما يناهز|ناهز|ناهزت|قاربت"
    ),
    "more_than": (
        "اكثر من|اكثر قليلا من|ازيد من|يزيد علي|يزيد عن|تزيد علي|تزيد عن|ما يزيد علي|ما يزيد عن|يفوق|تفوق|"
        "ما يفوق|مايفوق|يتجاوز|تتجاوز|تجاوز|تجاوزت|ما يتجاوز|يربو علي|يربو عن|ما يربو علي|ما يربو عن|تربو علي|"
        "فوق|ما فوق|يتعدي|تتعدي|تعدي|تعدت|يزيد عددهم علي|يزيد عددهم عن|عددهم يفوق|اعلي من|زيادة عن|"
        "مايزيد عن|مايزيد علي|بما يزيد علي|بما يزيد عن|اكبر من|زاد علي|زاد عن|زادت علي|زادت عن|يزيد عددها علي|"
        "يزيد عددها عن|اكثر بقليل من|>|تخطي|تخطت|يتخطي|تتخطي|فاق|فاقت|ينوف علي|ينوف عن|اطول من"
    ),
    "at_least": (
        "ما لا يقل عن|ما لايقل عن|مالا يقل عن|مالايقل عن|بما لا يقل عن|لا يقل عن|لا تقل عن|لايقل عن|لاتقل عن|"
        "علي الاقل|لا يقل عددهم عن|علي اقل تقدير|كحد ادني|ما لا يقل علي|بحد ادني|لا اقل من|ليس اقل من|"
        "ليست اقل من|ليس باقل من|بحد ادناه|ادناه|ادناها|حد ادني|"
        "اكبر من او يساوي|اكثر من او يساوي|اعلي من او يساوي|يساوي او اكبر من|يساوي او اكثر من|> =|≥|⩾"
    ),
    "less_than": (
        "اقل من|دون|ما دون|مادون|ادني من|يقل عن|تقل عن|ما يقل عن|تحت|اقل بقليل من|اقل قليلا من|اصغر من|اقصر من|<"
    ),
    "at_most": (
        "ما لا يزيد علي|ما لا يزيد عن|لا يزيد عن|لا يزيد علي|لا تزيد عن|لا تزيد علي|لايزيد عن|لايزيد علي|"
        "لا يتجاوز|لا تتجاوز|لايتجاوز|لاتتجاوز|لم يتجاوز|لم تتجاوز|ما لا يتجاوز|لا يتعدي|لا تتعدي|لم يتعد|"
        "لا تجاوز|لا يجاوز|علي الاكثر|ما يصل الي|مايصل الي|بحد اقصي|حد اقصي|كحد اقصي|حدها الاقصي|"
        "علي اقصي تقدير|اقصاه|اقصاها|حدا اقصي|لا يفوق|لا تفوق|ليس اكثر من|ليست اكثر من|ليس باكثر من|لا اكثر من|الي حد|"
        "اقل من او يساوي|اصغر من او يساوي|ادني من او يساوي|يساوي او اقل من|يساوي او اصغر من|< =|≤|⩽"
    ),
}
_AFTER: dict[str, str] = {
    "about": "تقريبا|علي وجه التقريب|علي التقريب",
    "more_than": "ونيف|ويزيد",
    "at_least": "علي الاقل|علي الاق|في الاقل|علي اقل تقدير|كحد ادني|او اكثر|بالاقل|بحد ادني|علي اقل|فاكثر|"
    "واكثر|فما فوق|وما فوق|+|او يزيد|او فوق|فصاعدا|فما اكثر",
    "at_most": "فما دون|او اقل|فاقل|واقل|فما اقل|وما دون|علي الاكثر|كحد اقصي|بحد اقصي|علي ابعد تقدير|"
    "علي اقصي تقدير|لا اكثر",
}

Cue = tuple[tuple[str, ...], str]


def _index(table: dict[str, str], *, by_last: bool) -> dict[str, list[Cue]]:
    """Cues under their last (before a number) or first word, longest first."""
    index: dict[str, list[Cue]] = {}
    for modifier, cues in table.items():
        for cue in cues.split("|"):
            words = tuple(cue.split())
            index.setdefault(words[-1 if by_last else 0], []).append((words, modifier))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_BY_LAST = _index(_BEFORE, by_last=True)
_BY_FIRST = _index(_AFTER, by_last=False)
_LAST_OF_MANY = frozenset(last for last, cues in _BY_LAST.items() if len(cues[0][0]) > 1)
_GLUE = ("ال", "ب", "وال", "بال", "و", "ل", "(")
_BREAKS = ("،", ",", "؛", "(", ")", ":", "و", "واصابه", "وجرح", "ومقتل", "وفي")
_EXCEEDING = frozenset(
    [
        "يتجاوز",
        "تتجاوز",
        "تجاوز",
        "تجاوزت",
        "يفوق",
        "تفوق",
        "فاق",
        "يتخطي",
        "تتخطي",
        "تخطي",
        "يزيد",
        "تزيد",
        "زاد",
        "زادت",
        "يربو",
        "تربو",
        "تعدي",
        "تعدت",
        "يتعدي",
        "تتعدي",
        "يتعد",
        "تتعد",
    ]
)
_NEARING = frozenset(["ناهز", "ناهزت", "يناهز", "تناهز", "قاربت", "يقارب", "تقارب"])
_INCREASING = frozenset(["يزيد", "تزيد", "زاد", "زادت", "يربو", "تربو"])
_MOVING = (
    *("صعود", "ارتفاع", "انخفاض", "تراجع", "هبوط", "زياد", "وصول", "ارتفع", "يرتفع", "انخفض", "ينخفض", "هبط", "يهبط"),
    *("صعد", "يصعد", "وصل", "يصل", "زاد", "يزيد", "بلغ", "يبلغ", "نما", "نمو", "قفز", "يقفز", "هوي", "امتد", "يمتد"),
)
_CLITICS = ("و", "ف", "ب", "ل", "ك", "ول", "وب", "فب")


def _matches(word: str, cue_word: str, first: bool) -> bool:
    return word == cue_word or (first and word.endswith(cue_word) and word[: -len(cue_word)] in _CLITICS)


def cue_before(tokens: list[Word], at: int, floor: int = 0, inside: int | None = None) -> tuple[str, int] | None:
    """The modifier of a cue in front of token `at`, and the token where the cue starts.

    "يصل إلى" and "حتى" are a limit only for an annotator who took them into the figure, which starts at
    `inside`: "ليصل إلى 880 ألفا" tells where a count arrived.
    """
    while at > floor and tokens[at - 1].fold in _GLUE:
        at -= 1
    cue = adjacent_cue(tokens, at, floor)
    if cue is not None:
        return cue
    if inside is not None and at - 1 >= inside and tokens[at - 1].fold in ("الي", "حتي"):
        return "at_most", inside
    return _distant(tokens, at, floor)


def adjacent_cue(tokens: list[Word], at: int, floor: int) -> tuple[str, int] | None:
    """The modifier whose cue ends right before token `at`, and the token where the cue starts."""
    if at <= floor:
        return None
    last = tokens[at - 1].fold
    if at - 1 == floor:
        cues = _cues_ending_in("", last)
    else:
        cues = _cues_ending_in(tokens[at - 2].fold if last in _LAST_OF_MANY else "", last)
    for words, modifier in cues:
        start = at - len(words)
        if start >= floor and all(_matches(tokens[start + k].fold, cue, k == 0) for k, cue in enumerate(words[:-2])):
            return modifier, start
    return None


def up_to(tokens: list[Word], at: int, floor: int) -> bool:
    """Whether "حتى" in front of token `at` is a limit; behind a verb of motion it tells where something arrived."""
    if at <= floor or tokens[at - 1].fold not in ("حتي", "وحتي"):
        return False
    near = tokens[max(0, at - 7) : at - 1]
    return not any(rest in ("من", "بين") or rest.startswith(_MOVING) for token in near for _, rest in token.forms)


@lru_cache(maxsize=1 << 14)
def _cues_ending_in(before: str, last: str) -> tuple[Cue, ...]:
    """Cues whose last two words these may be; the first word of a cue may have letters attached."""
    found = [
        cue
        for cue in _BY_LAST.get(last, ())
        if len(cue[0]) == 1 or (before and _matches(before, cue[0][-2], len(cue[0]) == 2))
    ]
    for prefix in _CLITICS:
        if last.startswith(prefix):
            found += [cue for cue in _BY_LAST.get(last[len(prefix) :], ()) if len(cue[0]) == 1]
    return tuple(found)


def stays_outside(tokens: list[Word], start: int, stop: int, label: str) -> bool:
    """Whether annotators leave the cue `tokens[start:stop]` outside the figure behind it.

    They do with a verb ("تجاوز 40"), unless "ما" makes a noun of it ("ما يفوق 40"), with the words for the side of an
    age ("دون سن السادسة") and with the borders of a year ("على حدود 1967").
    """
    last = tokens[stop - 1].fold
    if label in ("DATE", "TIME"):
        border = stop - start == 1 and last.endswith("حدود") and not last.endswith("بحدود")
        if border or tokens[stop].fold == "سن":
            return True
    verb = last.removeprefix("و").removeprefix("ل")
    return (verb in _EXCEEDING or verb in _NEARING) and tokens[start].fold not in ("ما", "وما", "بما", "لما", "فيما")


def _distant(tokens: list[Word], at: int, floor: int) -> tuple[str, int] | None:
    """A verb of exceeding or nearing with its subject in between: "يتجاوز عدد القتلى 30", "يناهز عددهم 50"."""
    for i in range(at - 1, max(floor, at - 6) - 1, -1):
        word = tokens[i].fold
        if tokens[i].kind != WORD or tokens[i].atom is not None:
            return None
        word = word[1:] if word[0] in "ول" and (word[1:] in _EXCEEDING or word[1:] in _NEARING) else word
        if word in _NEARING and word != "تقارب" and tokens[at - 1].fold not in ("علي", "عن", "من", "الي"):
            return "about", i
        if word in _EXCEEDING and (tokens[at - 1].fold in ("علي", "عن")) == (word in _INCREASING):
            negated = i > floor and tokens[i - 1].fold in ("لا", "لم", "ولا", "ولم", "لن")
            return ("at_most" if negated else "more_than"), i
    return None


def cue_behind(tokens: list[Word], at: int, stop: int) -> str | None:
    """The modifier of a cue that follows the number from token `at` on, perhaps behind what is counted."""
    reach = max(at, stop)
    for i in range(at, min(len(tokens), reach + 7)):
        after = cue_after(tokens, i, len(tokens)) if tokens[i].fold in _BY_FIRST else None
        if after is not None and (i <= reach + 1 or tokens[i].fold == "علي"):
            return after[0]
        if i >= stop and (tokens[i].kind == DIGITS or tokens[i].atom is not None or tokens[i].fold in _BREAKS):
            return None
    return None


def _plus_sign(tokens: list[Word], at: int) -> bool:
    """Whether "+" hangs on the digits before it and nothing follows at once: "30+", not "30 + 5"."""
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    hangs = at > 0 and tokens[at - 1].kind == DIGITS and not tokens[at].gap
    return hangs and (follows is None or (follows.gap > 0 and follows.kind != DIGITS))


def cue_after(tokens: list[Word], at: int, stop: int) -> tuple[str, int] | None:
    """The modifier whose cue starts at token `at`, and the token after it."""
    if at >= stop:
        return None
    for words, modifier in _BY_FIRST.get(tokens[at].fold, ()):
        end = at + len(words)
        if words == ("+",) and not _plus_sign(tokens, at):
            continue
        compared = end < stop and tokens[end].fold == "من" and words[0] in ("واكثر", "واقل")
        if end <= stop and not compared and all(tokens[at + k].fold == cue for k, cue in enumerate(words)):
            return modifier, end
    return None
