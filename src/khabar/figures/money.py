"""Currencies: Arabic nouns and adjectives to ISO 4217 codes, and the coins that are their parts.

Which dinar is meant is said by the country's adjective (دينار كويتي → KWD) or name; a bare دينار, درهم, ريال,
جنيه or ليرة has no code, because half a dozen countries could be meant.
"""

from decimal import Decimal
from typing import NamedTuple

from khabar.figures.currency_words import CODES, COUNTRIES, ENGLISH, LETTERS, NOUNS, PREFIXED, SIGNS
from khabar.figures.lexicon import DUAL, PLURAL, SINGULAR
from khabar.figures.tokens import Word, lookup, lookup_bare

_ENDINGS = ("", "ه", "ا", "ين", "ان", "تين", "تان")


class Currency(NamedTuple):
    """A currency read from tokens: its code if it is known, how many of the named coin make one, and the rest."""

    code: str | None
    parts: Decimal
    number: int
    stop: int


_Noun = tuple[str, str, Decimal, int]


def _nouns() -> tuple[dict[str, _Noun], dict[str, dict[str, _Noun]]]:
    """Currency nouns, and those of two words under their first."""
    nouns: dict[str, _Noun] = {}
    pairs: dict[str, dict[str, _Noun]] = {}
    for line in NOUNS.strip().splitlines():
        key, code, singulars, plurals, parts = (column.strip() for column in line.split("|"))
        entry = (key, code, Decimal(parts))
        for noun in singulars.split():
            first, _, second = noun.partition("_")
            if second:
                pairs.setdefault(first, {})[second] = (*entry, SINGULAR)
                continue
            stems = {noun, noun[:-1] + "ت"} if noun.endswith("ه") else {noun}
            nouns |= {noun: (*entry, SINGULAR), noun + "ا": (*entry, SINGULAR)}
            nouns |= {stem + ending: (*entry, DUAL) for stem in stems for ending in ("ان", "ين")}
            if key not in _NO_CONSTRUCT:
                nouns |= {stem + "ي": (*entry, DUAL) for stem in stems}
        nouns |= dict.fromkeys(plurals.split(), (*entry, PLURAL))
    return nouns, pairs


_NO_CONSTRUCT = frozenset(("dram", "kuna", "lek", "som", "sol", "won", "mark", "baht", "birr", "lev", "leu"))
"""Currencies whose noun with ي is another word (درامي) or is never in the construct state."""


def _countries() -> dict[tuple[str, ...], dict[str, str]]:
    """Country words without their articles, in every gender and number, to the codes of their currencies by noun."""
    countries: dict[tuple[str, ...], dict[str, str]] = {}
    for entry in COUNTRIES.strip().replace("\n", "|").split("|"):
        names, _, codes = entry.partition(":")
        pairs = codes.split()
        mapping: dict[str, str] = dict(zip(pairs[::2], pairs[1::2], strict=True))
        for name in names.split():
            *first, last = (word.removeprefix("ال") for word in name.split("_"))
            countries |= {(*first, last + ending): mapping for ending in _ENDINGS}
    return countries


_BY_NOUN, _PAIRS = _nouns()
_BY_COUNTRY = _countries()
_LONGEST = max(map(len, _BY_COUNTRY))
_FIRST_WORDS = frozenset(words[0] for words in _BY_COUNTRY)


def read_currency(tokens: list[Word], at: int, stop: int, *, first: bool = False) -> Currency | None:
    """The currency that starts at token `at`: a noun with its country's adjective, a sign or an ISO code."""
    if at >= stop:
        return None
    word = tokens[at]
    sign = SIGNS.get(word.fold)
    if word.fold in CODES and (word.raw.isupper() or word.fold not in ENGLISH):
        sign = word.raw.upper()
    if sign is not None:
        return Currency(sign, Decimal(1), PLURAL, at + 1)
    if word.fold in PREFIXED and at + 1 < stop and tokens[at + 1].fold == "$":
        return Currency(PREFIXED[word.fold], Decimal(1), PLURAL, at + 2)
    letters = None if first else _read_letters(tokens, at, stop)
    if letters is not None:
        return letters
    pair = _PAIRS.get(word.fold, {}).get(tokens[at + 1].fold) if at + 1 < stop else None
    if pair is not None:
        return Currency(pair[1], pair[2], pair[3], at + 2)
    found = lookup(word, _BY_NOUN) if first else lookup_bare(word, _BY_NOUN)
    if found is None:
        return None
    key, default, parts, number = found[1]
    country = _read_country(tokens, at + 1, stop, key)
    if country is not None:
        return Currency(country[0], parts, number, country[1])
    return None if key in ("ouguiya", "mark") else Currency(default or None, parts, number, at + 1)


def may_be_currency(word: Word) -> bool:
    """Whether a currency may start at a word behind a number."""
    return word.raw.isascii() or word.fold in PREFIXED or word.fold in _PAIRS or lookup_bare(word, _BY_NOUN) is not None


def _read_country(tokens: list[Word], at: int, stop: int, noun: str) -> tuple[str, int] | None:
    """The code that the country behind a currency noun tells, and the token after it, with "جديد" on either side."""
    start = at + 1 if at < stop and tokens[at].fold in _NEW else at
    if start >= stop or tokens[start].fold.removeprefix("ال") not in _FIRST_WORDS:
        return None
    name = [token.fold.removeprefix("ال") for token in tokens[start : min(stop, start + _LONGEST)]]
    for length in range(len(name), 0, -1):
        code = _BY_COUNTRY.get(tuple(name[:length]), {}).get(noun)
        if code is not None:
            after = start + length
            return code, after + 1 if after < stop and tokens[after].fold in _NEW else after
    return None


_NEW = ("جديد", "جديده", "جديدا", "الجديد", "الجديده")


def _read_letters(tokens: list[Word], at: int, stop: int) -> Currency | None:
    """ "ر.س", "د.ك", "دج": the country's two letters, with or without their dot."""
    if tokens[at].fold in ("دج", "دك"):
        return Currency(LETTERS[tokens[at].fold], Decimal(1), PLURAL, at + 1)
    if at + 2 >= stop or tokens[at + 1].fold != "." or tokens[at + 1].gap:
        return None
    letter = tokens[at + 2]
    if letter.gap or len(letter.fold) != 1:
        return None
    code = "JOD" if tokens[at].fold == "د" and letter.raw == "أ" else LETTERS.get(tokens[at].fold + letter.fold)
    return None if code is None else Currency(code, Decimal(1), PLURAL, at + 3)
