"""Units of measure: which words name them and which symbol stands for them.

The words are Arabic with their broken plurals and press abbreviations (كلم، كم، كغ), which neither pint nor
CLDR can read from running text; the symbols are pint's own, and pint converts them to base units. It is
imported on the first conversion only, being slower to load than a long article is to read.
"""

from functools import lru_cache
from typing import Any, NamedTuple, cast

from khabar.figures.lexicon import DUAL, PLURAL, SINGULAR
from khabar.figures.tokens import DIGITS, Token, lookup, lookup_bare
from khabar.figures.unit_words import TABLE

ABBREVIATION = 0
_SPLIT_PREFIXES = {"كيلو": "k", "سنتي": "c", "سانتي": "c", "ملي": "m", "مللي": "m", "ميلي": "m", "ميكرو": "µ"}
_LARGE_PREFIXES = {"ميغا": "M", "ميجا": "M", "غيغا": "G", "جيجا": "G", "تيرا": "T", "نانو": "n"}
_PREFIXABLE = {"m": "m", "g": "g", "L": "L", "W": "W", "byte": "B", "Hz": "Hz", "J": "J", "cal": "cal",
               "px": "px", "bit": "bit", "V": "V", "Pa": "Pa"}  # fmt: skip
_SQUARE = ("مربع", "مربعه", "مربعا", "مربعين", "مربعان", "²")
_CUBIC = ("مكعب", "مكعبه", "مكعبا", "مكعبين", "مكعبان", "³")
_TAILS: dict[str, dict[str, str]] = {
    "mi": dict.fromkeys(("بحري", "بحريا", "بحريه", "بحريين", "بحريان"), "nmi"),
    "degree": dict.fromkeys(
        (
            "مئويه",
            "مءويه",
            "مئويا",
            "مئويتان",
            "مئويتين",
            "سلسيوس",
            "سليزيوس",
            "سيليزيوس",
            "سيلسيوس",
            "سلسيه",
            "سلزيوس",
            "c",
        ),
        "°C",
    )
    | dict.fromkeys(("فهرنهايت", "فهرنهايتيه", "فارنهايت", "فهرنهايتا", "f"), "°F")
    | {"كلفن": "K", "كلفينيه": "K", "كالفن": "K"},
    "cal": {"حراريه": "kcal"},
    "kW": dict.fromkeys(("ساعه", "ساعي", "h"), "kWh"),
    "MW": dict.fromkeys(("ساعه", "ساعي"), "MWh"),
    "GW": dict.fromkeys(("ساعه", "ساعي"), "GWh"),
    "t": dict.fromkeys(("متري", "متريا", "متريه"), "t"),
    "acre": {"انجليزي": "acre"},
    "mm": dict.fromkeys(("زئبق", "زءبق", "زئبقي", "زئبقيا"), "mmHg"),
    "spoon": {
        "كبيره": "tbsp",
        "كبيرتان": "tbsp",
        "كبيرتين": "tbsp",
        "طعام": "tbsp",
        "اكل": "tbsp",
        "صغيره": "tsp",
        "صغيرتان": "tsp",
        "صغيرتين": "tsp",
        "شاي": "tsp",
    },
}
_PER = {"ساعه": "h", "س": "h", "سا": "h", "h": "h", "hr": "h", "ثانيه": "s", "ث": "s", "s": "s", "دقيقه": "min"}
_PINT = {
    "bbl": "oil_bbl",
    "quintal": "metric_quintal",
    "px": "pixel",
    "Mpx": "megapixel",
    "°": "degree",
    "hp": "metric_horsepower",
}


class Unit(NamedTuple):
    """A unit read from tokens: pint's symbol, the noun's grammatical number, the token after it."""

    symbol: str
    number: int
    stop: int


def _load() -> dict[str, tuple[str, int]]:
    lexicon: dict[str, tuple[str, int]] = {}
    for line in TABLE.strip().splitlines():
        symbol, singulars, plurals, short = (column.split() for column in line.split("|"))
        for noun in singulars:
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            lexicon |= {noun: (symbol[0], SINGULAR), noun + "ا": (symbol[0], SINGULAR)}
            lexicon |= {stem + ending: (symbol[0], DUAL) for ending in ("ان", "ين", "ي")}
        lexicon |= {noun + ending: (symbol[0], PLURAL) for noun in plurals for ending in ("", "ا")}
        lexicon |= dict.fromkeys(short, (symbol[0], ABBREVIATION))
    return lexicon


UNITS = _load()


def _noun(tokens: list[Token], at: int, stop: int, first: bool) -> Unit | None:
    found = lookup(tokens[at].word, UNITS) if first else lookup_bare(tokens[at].word, UNITS)
    prefix = _SPLIT_PREFIXES.get(tokens[at].fold) or _LARGE_PREFIXES.get(tokens[at].fold)
    if prefix is not None and at + 1 < stop:
        base = lookup_bare(tokens[at + 1].word, UNITS)
        if base is not None and base[1][0] in _PREFIXABLE:
            return Unit(prefix + _PREFIXABLE[base[1][0]], base[1][1], at + 2)
    if found is None:
        return None
    return Unit(*found[1], at + 1)


def read_unit(tokens: list[Token], at: int, stop: int, *, first: bool = False) -> Unit | None:
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
        scale = {"c": "°C", "م": "°C", "مئويه": "°C", "f": "°F", "ف": "°F"}.get(letter)
        return Unit(scale, PLURAL, at + 2) if scale else Unit("°", PLURAL, at + 1)
    before_number = at + 1 < stop and tokens[at + 1].word.kind == DIGITS and tokens[at].end == tokens[at + 1].start
    if tokens[at].fold == "ل" and before_number:
        return None
    unit = _noun(tokens, at, stop, first)
    if unit is None:
        if at + 1 < stop and tokens[at].fold in ("سنه", "سنوات", "سنين") and tokens[at + 1].fold == "ضوئيه":
            return Unit("ly", SINGULAR if tokens[at].fold == "سنه" else PLURAL, at + 2)
        return None
    symbol, number, i = unit
    following = tokens[i].fold if i < stop else ""
    if following.startswith("ال") and tokens[at].fold.startswith("ال"):
        following = following[2:]
    touching = i < stop and tokens[i].start == tokens[i - 1].end
    if following in _SQUARE or (following in ("2", "٢") and touching):
        symbol, i = symbol + "²", i + 1
    elif following in _CUBIC or (following in ("3", "٣") and touching):
        symbol, i = symbol + "³", i + 1
    elif following in _TAILS.get(symbol, ()):
        symbol, i = _TAILS[symbol][following], i + 1
    elif symbol == "spoon":
        return None
    elif symbol == "degree":
        symbol = "°"
    return _per(tokens, Unit(symbol, number, i), stop)


def _per(tokens: list[Token], unit: Unit, stop: int) -> Unit:
    """Take "في الساعة", "بالثانية", "/س" along."""
    i = unit.stop
    if i >= stop:
        return unit
    word = tokens[i].fold
    time, after = "", i + 1
    if word in ("في", "/", "لكل", "كل") and i + 1 < stop:
        time, after = tokens[i + 1].fold, i + 2
        time = time[2:] if word == "في" and time.startswith("ال") else time if word != "في" else ""
    elif word.startswith("بال"):
        time = word[3:]
    per = _PER.get(time)
    if per == "h" and unit.symbol in ("kW", "MW", "GW"):
        return Unit(unit.symbol + "h", unit.number, after)
    squared = after < stop and tokens[after].fold in ("²", "2") and tokens[after].start == tokens[after - 1].end
    if per == "s" and squared:
        per, after = "s²", after + 1
    return Unit(f"{unit.symbol}/{per}", unit.number, after) if per else unit


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry = cast(Any, pint.UnitRegistry)(cache_folder=None)
    registry.define("dunam = 1000 * meter ** 2")
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
