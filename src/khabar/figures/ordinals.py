"""Read ranks: "الثالث", "الخامسة والثمانين", "الحادي والعشرون", "الـ15", "الخامس بعد المئة"."""

from khabar.figures import lexicon as lx
from khabar.figures.numbers import read_number
from khabar.figures.tokens import Word, lookup

_STEMS = {
    1: "اول اولي حادي حاديه",
    2: "ثاني ثان ثانيه تاني تانيه",
    3: "ثالث ثالثه تالت تالته",
    4: "رابع رابعه",
    5: "خامس خامسه",
    6: "سادس سادسه",
    7: "سابع سابعه",
    8: "ثامن ثامنه تامن تامنه",
    9: "تاسع تاسعه",
    10: "عاشر عاشره",
}
_HOMOGRAPHS = frozenset(("اوليا", "ثانا", "حاديا", "ثانيها"))


def _inflect() -> dict[str, int]:
    forms: dict[str, int] = {}
    for rank, stems in _STEMS.items():
        for stem in stems.split():
            owned = stem[:-1] + "ت" if stem.endswith("ه") else stem
            forms |= {stem: rank, stem.removesuffix("ه") + "ا": rank}
            forms |= {owned + suffix: rank for suffix in ("هم", "ها", "هما", "هن")}
    forms |= dict.fromkeys(("اولاها", "اولاهما", "اوليين", "اوليان", "اولاهن"), 1)
    return {form: rank for form, rank in forms.items() if form not in _HOMOGRAPHS}


ORDINALS = _inflect()
SUFFIXES = frozenset(("st", "nd", "rd", "th"))
"""Ordinal words to ranks, in every gender, with the pronouns that may hang on them."""


def read_ordinal(tokens: list[Word], at: int, stop: int) -> tuple[int, int, str] | None:
    """The rank that starts at token `at`, the token after it, and the letters attached in front."""
    found = lookup(tokens[at], ORDINALS)
    if found is None and tokens[at].fold in ("الواحد", "الواحده") and at + 1 < stop:
        apart = tokens[at + 1].fold == "و" and at + 2 < stop
        ten = tokens[at + 2] if apart else tokens[at + 1]
        joined = ten.prefix == ("ال" if apart else "وال") and ten.atom is not None and ten.atom.kind == lx.TENS
        found = ("ال", 1) if joined else None
    if found is None:
        return None
    prefix, rank = found
    i = at + 1
    if i + 1 < stop and tokens[i].fold == "و" and rank < 10 and prefix.endswith("ال"):
        apart = tokens[i + 1]
        if apart.atom is not None and apart.atom.kind == lx.TENS and apart.prefix in ("", "ال"):
            return rank + int(apart.atom.value), i + 2, prefix
    if i < stop and tokens[i].atom is not None:
        word = tokens[i]
        if word.atom is not None and word.atom.kind == lx.TEN and word.prefix in ("", "ال") and rank < 10:
            return rank + 10, i + 1, prefix
        if word.atom is not None and word.atom.kind == lx.TENS and word.prefix == "وال" and rank < 10:
            rank, i = rank + int(word.atom.value), i + 1
    if i + 1 < stop and tokens[i].fold == "بعد":
        base = tokens[i + 1].atom
        if base is not None and base.kind in (lx.HUNDRED, lx.HUNDREDS, lx.SCALE):
            rank, i = rank + int(base.value), i + 2
    return rank, i, prefix


def read_rank(tokens: list[Word]) -> int | None:
    """The rank that an ORDINAL span holds, in an ordinal word, a definite number or digits."""
    i = 0
    while i < len(tokens):
        found = read_ordinal(tokens, i, len(tokens))
        if found is not None:
            return found[0]
        number = read_number(tokens, i, len(tokens))
        i = max(i + 1, number.stop if number is not None and number.value is None else 0)
        if number is not None and number.value is not None:
            if number.stop < len(tokens) and tokens[number.stop].fold.startswith("و"):
                rest = read_ordinal(tokens, number.stop, len(tokens))
                return int(number.value) + rest[0] if rest is not None else int(number.value)
            return int(number.value)
    return None
