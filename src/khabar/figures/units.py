"""Units of measure: which words name them and which symbol stands for them.

The words are Arabic with their broken plurals and press abbreviations (كلم، كم، كغ), which neither pint nor
CLDR can read from running text; the symbols are pint's own, and pint converts them to base units. It is
imported on the first conversion only, being slower to load than a long article is to read.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from khabar.figures.lexicon import DUAL, PLURAL, SINGULAR
from khabar.figures.tokens import DIGITS, Word, lookup, lookup_bare
from khabar.figures.unit_words import PHRASES, PREFIXABLE, PREFIXES, TABLE, TAILS

ABBREVIATION = 0
_SQUARE = ("مربع", "مربعه", "مربعا", "مربعين", "مربعان", "²")
_CUBIC = ("مكعب", "مكعبه", "مكعبا", "مكعبين", "مكعبان", "³")
_TIMES: dict[str, str] = {"دقيقه": "min"} | {
    word: symbol for symbol, spelt in (("h", "ساعه س سا h hr"), ("s", "ثانيه ث ثا s")) for word in spelt.split()
}
_PINT = {
    "bbl": "oil_bbl",
    "px": "pixel",
    "Mpx": "megapixel",
    "°": "degree",
    "hp": "metric_horsepower",
    "N·m": "N*m",
}


class Unit(NamedTuple):
    """A unit read from tokens: pint's symbol, the noun's grammatical number, the token after it."""

    symbol: str
    number: int
    stop: int


def _inflect(symbol: str, nouns: Sequence[str], plurals: Sequence[str]) -> dict[str, tuple[str, int]]:
    forms: dict[str, tuple[str, int]] = {}
    for noun in nouns:
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
        forms |= {noun: (symbol, SINGULAR), noun + "ا": (symbol, SINGULAR)}
        forms |= {stem + ending: (symbol, DUAL) for ending in ("ان", "ين", "ي")}
    return forms | {noun + ending: (symbol, PLURAL) for noun in plurals for ending in ("", "ا")}


def _load() -> dict[str, tuple[str, int]]:
    lexicon: dict[str, tuple[str, int]] = {}
    for line in TABLE.strip().splitlines():
        symbol, singulars, plurals, short = (column.split() for column in line.split("|"))
        for prefix in PREFIXABLE.get(symbol[0], ("", ""))[1].split():
            for spelt in PREFIXES[prefix].split():
                names = [[spelt + noun for noun in nouns] for nouns in (singulars, plurals)]
                lexicon |= _inflect(prefix + PREFIXABLE[symbol[0]][0], *names)
        lexicon |= _inflect(symbol[0], singulars, plurals)
        lexicon |= dict.fromkeys(short, (symbol[0], ABBREVIATION))
    return lexicon


def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}
    for line in PHRASES.strip().splitlines():
        symbol, number, spelt = (column.strip() for column in line.split("|"))
        first, *rest = spelt.split()
        phrases.setdefault(first, []).append((tuple(rest), symbol, int(number)))
    return phrases


UNITS = _load()
_PHRASES = _phrases()
_PREFIXES = {spelt: prefix for prefix, spellings in PREFIXES.items() for spelt in spellings.split()}


def read_phrase(tokens: list[Word], at: int, stop: int) -> Unit | None:
    """The unit of several words that starts at token `at` ("سنتان ضوئيتان")."""
    for rest, symbol, number in _PHRASES.get(tokens[at].fold, ()):
        end = at + 1 + len(rest)
        if end <= stop and all(tokens[at + 1 + k].fold == word for k, word in enumerate(rest)):
            return Unit(symbol, number, end)
    return None


def _noun(tokens: list[Word], at: int, stop: int, first: bool) -> Unit | None:
    phrase = read_phrase(tokens, at, stop)
    if phrase is not None:
        return phrase
    found = lookup(tokens[at], UNITS) if first else lookup_bare(tokens[at], UNITS)
    prefix = _PREFIXES.get(tokens[at].fold)
    if prefix is not None and at + 1 < stop:
        base = lookup_bare(tokens[at + 1], UNITS)
        written = PREFIXABLE.get(base[1][0]) if base is not None else None
        if base is not None and written is not None and prefix in written[1].split():
            return Unit(prefix + written[0], base[1][1], at + 2)
    return None if found is None else Unit(*found[1], at + 1)


def may_be_unit(word: Word) -> bool:
    """Whether a unit may start at a word behind a number."""
    return word.fold in _PHRASES or word.fold in _PREFIXES or lookup_bare(word, UNITS) is not None


def read_unit(tokens: list[Word], at: int, stop: int, *, first: bool = False) -> Unit | None:
    """The unit that starts at token `at`: "كيلومتر مربع" is km², "كلم في الساعة" km/h, "°م" °C.

    Letters may be attached to it only where it is the `first` word of its figure ("بكيلومترين").
    """
    if at >= stop:
        return None
    if tokens[at].fold in ("°", "º", "℃", "℉"):
        mark = tokens[at].fold
        if mark in "℃℉":
            return Unit("°C" if mark == "℃" else "°F", PLURAL, at + 1)
        letter = tokens[at + 1].fold if at + 1 < stop else ""
        scale = {"م": "°C", "ف": "°F"}.get(letter) or TAILS["degree"].get(letter)
        return Unit(scale, PLURAL, at + 2) if scale else Unit("°", PLURAL, at + 1)
    before_number = at + 1 < stop and tokens[at + 1].kind == DIGITS and not tokens[at + 1].gap
    if tokens[at].fold == "ل" and before_number:
        return None
    unit = _noun(tokens, at, stop, first)
    if unit is None:
        return None
    symbol, number, i = unit
    following = tokens[i].fold if i < stop else ""
    if following.startswith("ال") and tokens[at].fold.startswith("ال"):
        following = following[2:]
    power = _power(tokens, i, stop, following)
    if power:
        symbol, i = symbol + power, i + 1
    elif following in TAILS.get(symbol, ()):
        symbol, i = TAILS[symbol][following], i + 1
    elif symbol == "spoon":
        return None
    elif symbol == "degree":
        symbol = "°"
    return _per(tokens, Unit(symbol, number, i), stop)


def _power(tokens: list[Word], i: int, stop: int, following: str) -> str:
    """² or ³ for a word or figure behind a unit that squares or cubes it."""
    touching = i < stop and not tokens[i].gap
    if following in _SQUARE or (touching and following in ("2", "٢")):
        return "²"
    return "³" if following in _CUBIC or (touching and following in ("3", "٣")) else ""


def _per(tokens: list[Word], unit: Unit, stop: int) -> Unit:
    """Take "في الساعة", "بالثانية", "/س", "لكل لتر" along."""
    i = unit.stop
    if i >= stop:
        return unit
    word = tokens[i].fold
    below, after = "", i + 1
    if word in ("/", "لكل", "كل") and after < stop:
        below, after = _below(tokens, after, stop, word)
    elif word == "في" and after < stop and tokens[after].fold.startswith("ال"):
        below, after = _TIMES.get(tokens[after].fold[2:], ""), after + 1
    elif word.startswith("بال"):
        below = _TIMES.get(word[3:], "")
    if not below:
        return unit
    if below == "h" and unit.symbol in ("kW", "MW", "GW"):
        return Unit(unit.symbol + "h", unit.number, after)
    following = tokens[after].fold if after < stop else ""
    if below == "s" and _power(tokens, after, stop, following.removeprefix("ال")) == "²":
        below, after = "s²", after + 1
    return Unit(f"{unit.symbol}/{below}", unit.number, after)


def _below(tokens: list[Word], at: int, stop: int, sign: str) -> tuple[str, int]:
    """The unit of time, or behind "/" and "لكل" any unit, that something is measured per; "" if there is none."""
    time = _TIMES.get(tokens[at].fold)
    if time is not None:
        return time, at + 1
    noun = _noun(tokens, at, stop, False) if sign != "كل" else None
    if noun is None or noun.number == PLURAL or noun.symbol in ("spoon", "degree"):
        return "", at
    power = _power(tokens, noun.stop, stop, tokens[noun.stop].fold if noun.stop < stop else "")
    return noun.symbol + power, noun.stop + bool(power)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry = cast(Any, pint.UnitRegistry)(cache_folder=None)
    registry.define("dunam = 1000 * meter ** 2")
    registry.define("quintal = 100 * kilogram")
    registry.define("feddan = 4200.833 * meter ** 2")
    return registry


def base_value(value: float, unit: str) -> tuple[float, str]:
    """Convert to SI base units: (5, "km/h") gives (1.3888…, "meter / second").

    Takes the `unit` of a QUANTITY figure. Raises ValueError for a symbol that is no unit of measure, such as
    a currency code.
    """
    import pint

    if unit == "%":
        raise ValueError("'%' is no unit of measure")
    try:
        quantity = _registry().Quantity(value, _PINT.get(unit, unit)).to_base_units()
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, AttributeError) as error:
        raise ValueError(f"{unit!r} is no unit of measure") from error
    return float(quantity.magnitude), str(quantity.units)
