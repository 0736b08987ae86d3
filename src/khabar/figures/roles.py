"""Say what happened to the people a figure counts: killed, injured, missing, captured, displaced or none.

The counted noun can say it alone (12 قتيلا، 5 أسرى); otherwise the nearest word that governs the figure does,
a verb or verbal noun before it (مقتل، أسفر عن إصابة) or a verb behind it (38 شخصا لقوا حتفهم). Measured on
gold figures by `python -m eval figures`.
"""

from collections.abc import Sequence
from functools import lru_cache

from khabar.figures.amounts import Amount
from khabar.figures.context import Context
from khabar.figures.role_words import (
    BEHIND,
    CASES,
    CRIMES,
    DEEDS,
    EVENTS,
    NOUNS,
    PEOPLE,
    PREDICATES,
    THINGS,
    VERBS,
    VICTIMS,
    WHOLE,
    Fates,
)
from khabar.figures.spared import turns_away
from khabar.figures.tokens import DIGITS, MARK, WORD, Word, bare, lookup, read_word

_VICTIM = ("ضحايا", "ضحيه")
_CASE = ("حاله", "حالات", "حالتا", "حالتي", "حالتان", "حالتين")
_BLOCKS = frozenset(["؟", "!", "."])
_AMONG = frozenset(("بينهم", "منهم", "بينها", "هم", "وبينهم", "ومنهم", "بينهن", "منهن"))
_CLAUSES = frozenset(("اذ", "فيما", "بينما", "بعدما", "لكن", "خرج", "تجمع", "شارك"))
_ENDS = _BLOCKS | {"الذي", "الذين", "التي", "اللذين", "اللذان", "بينهم", "وبينهم"}
_OPEN = frozenset(("قد", "وقد", "فقد", "حيث", "كما", "اذ", "بينما", "فيما", "عندما", "عن", "الي", "في", "بعد"))
_ATTACHED = ("وال", "بال", "لل", "ال", "و", "ب", "ل")
_PREPOSITIONS = ("في", "علي", "من", "الي", "بين", "غرب", "شرق", "جنوب", "شمال", "وسط", "قرب")


def _spread(table: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in table.items() for word in words.split()}


_BY_NOUN, _BY_EVENT, _BY_BEHIND = _spread(NOUNS), _spread(EVENTS), _spread(BEHIND)
_BY_PREDICATE, _BY_CASE = _spread(PREDICATES), _spread(CASES)


@lru_cache(maxsize=1 << 14)
def _is_person(folded: str) -> bool | None:
    """True for people, False for things, None when the word alone does not tell."""
    for word in (folded, bare(folded, _ATTACHED)):
        if word.startswith(PEOPLE):
            return True
    if folded.startswith(THINGS) or bare(folded, _ATTACHED).startswith(THINGS):
        return False
    return True if folded.endswith(("يين", "ون", "يا", "يان")) else None


def counts_whole(noun: Word) -> bool:
    """Whether what is counted is people, the dead or hurt among them, or anything else that has no fractions."""
    things = bare(noun.fold, _ATTACHED).startswith(WHOLE)
    return things or bool(_is_person(noun.fold)) or lookup(noun, _BY_NOUN) is not None


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
        if folded in _BLOCKS or (folded in _CLAUSES and distance > 2) or turns_away(words, i, distance):
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
            both = _joined(words, i, (*DEEDS, *VICTIMS)) or (_joined(words, i, (VERBS,)) and _no_subject(words, i - 1))
            return (None if both else role, distance), True
    return None, False


def _joined(words: Sequence[Word], i: int, tables: tuple[Fates, ...]) -> bool:
    """Whether word `i` adds a second fate to the death told right before it, so that one count is of both."""
    if i == 0 or not words[i].fold.startswith("و"):
        return False
    return any(
        any(prefix.startswith("و") and rest in others for prefix, rest in words[i].forms)
        and any(rest in deaths for _, rest in words[i - 1].forms)
        for deaths, others in tables
    )


def _no_subject(words: Sequence[Word], verb: int) -> bool:
    """Whether nothing before a verb can be its subject, as شخصا is in "أن شخصا قتل وأصيب ستة"."""
    if verb == 0 or words[verb].fold.startswith("و"):
        return True
    return words[verb - 1].kind == MARK or words[verb - 1].fold in _OPEN


def _fates_behind(tokens: list[Word], stop: int) -> bool:
    """ "30 قتيلا وجريحا" and "15 جنديا بين قتيل وجريح"."""
    for i in range(stop, min(len(tokens) - 1, stop + 5)):
        if tokens[i].fold in _ENDS or tokens[i].kind == DIGITS:
            return False
        alike = not tokens[i].fold.startswith(("و", "ال"))
        if alike and (i < stop + 2 or tokens[i - 1].fold == "بين") and _joined(tokens, i + 1, VICTIMS):
            return True
    return False


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
        role = _BY_BEHIND.get(folded) or _BY_PREDICATE.get(folded + "_" + tokens[min(i + 1, len(tokens) - 1)].fold)
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


def _in_custody(tokens: list[Word], at: int, stop: int) -> bool:
    """ "إيداع ثلاثة متهمين السجن"."""
    put = any(rest == "ايداع" for token in tokens[max(0, at - 2) : at] for _, rest in token.forms)
    return put and any("سجن" in token.fold or "حبس" in token.fold for token in tokens[stop : stop + 6])


def _wronged(tokens: list[Word], at: int) -> bool:
    """Whether victims suffered a crime that does not kill: "احتال على 500 ضحية"."""
    return any(crime in token.fold for token in tokens[max(0, at - 4) : at] for crime in CRIMES)


def role_of(context: Context, amount: Amount | None, counted: tuple[int, int] | None) -> str | None:
    """What befell the people counted, None for things and for people nothing befell."""
    tokens, at, stop = context[:3]
    noun = None if counted is None else tokens[counted[0]]
    person = None if noun is None else _is_person(noun.fold)
    own = None if noun is None else lookup(noun, _BY_NOUN)
    before = tokens[at - 1].fold if at else ""
    if own is None and amount is not None and amount.value == 1 and counted is not None:
        person = person and not (counted[0] and tokens[counted[0] - 1].fold == "من")
        if not person:
            return None
    if noun is not None and noun.fold in _VICTIM and _wronged(tokens, at):
        return None
    if own is None and (
        person is False
        or before in ("قبل", "مقابل", "لكل", "كل")
        or (amount is None and person is None and before in _PREPOSITIONS)
    ):
        return None
    if _fates_behind(tokens, max(stop, amount.stop if amount else stop)):
        return None
    if noun is not None and counted is not None and noun.fold.endswith(_CASE) and counted[1] < len(tokens):
        case = _BY_CASE.get(tokens[counted[1]].fold)
        if case is not None:
            return case
    if _in_custody(tokens, at, stop):
        return "captured"
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
