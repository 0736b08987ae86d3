"""How far two figures are likely to answer one question, as a sum of reasons that each can be pointed at.

Only figures of one class are compared: people to whom the same happened, other counts, shares, amounts of one
currency, measures of one unit. The weights are those of a logistic regression on the annotated events, printed by
`python -m eval ledgerfit`, which also says how well it does on events that it was not fitted on.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from khabar.document import Figure
from khabar.ledger_match import Bounds
from khabar.ledger_terms import is_function_word, skeleton, stem
from khabar.speaker_words import table

WEIGHTS: Mapping[str, float] = {
    "alone": 0.51,
    "people": -0.16,
    "count": -1.31,
    "same noun": 1.1,
    "other noun": -0.76,
    "common context": 2.38,
    "no context": -2.64,
    "far apart": -1.72,
    "equal": 1.9,
    "one claim": -0.01,
    "few rivals": 1.79,
}
"""Log-odds of each reason; above a sum of 0 two figures are on one thing."""

_VAGUE = frozenset(
    stem(noun)
    for noun in table(
        "شخص أشخاص حالة حالات آخر آخرون آخرين فرد أفراد إنسان نسمة مواطن ضحية ضحايا قتيل قتلى وفاة وفيات متوفى جريح "
        "جرحى مصاب إصابة إصابات مفقود نازح جثة جثث منهم منها منهن عدد"
    )
)
"""Nouns that say no more than the role does, so that they speak neither for nor against."""
_NEEDS_CONTEXT = frozenset(("PERCENT", "MONEY"))
"""Figures without a noun: what they are of stands around them."""
_FADES = 4
"""A word so many words away counts half."""
_APART = 0.5
"""Powers of ten by which tolls of one thing often differ."""

Kind = tuple[str, str]
Context = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it is compared: its class, noun and bounds, the words around it, and where it is claimed."""

    kind: Kind
    noun: str
    bounds: Bounds
    context: Context
    claim: int
    rivals: int = 1
    """How many numbers its document gives of that class."""
    power: float | None = None
    """Its power of ten, from the finite end of its bounds; None where it has none."""


def kind_of(figure: Figure) -> Kind:
    """The class within which figures are compared: by role, unit or currency."""
    if figure.label == "CARDINAL":
        return ("people", figure.role) if isinstance(figure.role, str) else ("count", "")
    if figure.label == "PERCENT":
        return "PERCENT", ""
    if isinstance(figure.unit, str):
        return figure.label, figure.unit
    first = figure.counted.split()[:1] if isinstance(figure.counted, str) else []
    return figure.label, _root(stem(first[0])) if first else ""


def noun_of(figure: Figure) -> str:
    """The counted noun as it is compared; empty where it says nothing of its own."""
    if figure.label != "CARDINAL" or not isinstance(figure.counted, str):
        return ""
    noun = stem(figure.counted)
    return "" if noun in _VAGUE else _root(noun)


def context_of(before: str, behind: str) -> dict[str, float]:
    """The words of a claim around a figure, up to the next figures, with weights that fade with distance."""
    found: dict[str, float] = {}
    for side in (reversed(_words(before)), _words(behind)):
        for i, word in enumerate(side):
            found[word] = max(found.get(word, 0.0), 1 / (1 + i / _FADES))
    return found


def power_of(bounds: Bounds) -> float | None:
    """The decimal logarithm of a number, from the end of its bounds that is finite and not 0."""
    low, high = bounds
    end = low if low or math.isinf(high) else high
    return math.log10(end) if end > 0 else None


def reasons(one: Told, other: Told) -> dict[str, float]:
    """What speaks for and against one thing, by the names of WEIGHTS; contexts are those that `weighed` makes."""
    ratio = abs(one.power - other.power) if one.power is not None and other.power is not None else 0.0
    both = one.context.keys() & other.context.keys()
    shared = math.fsum(one.context[word] * other.context[word] for word in both)
    return {
        "alone": 1.0,
        "people": float(one.kind[0] == "people"),
        "count": float(one.kind[0] == "count"),
        "same noun": float(bool(one.noun) and one.noun == other.noun),
        "other noun": float(bool(one.noun and other.noun) and one.noun != other.noun),
        "common context": shared,
        "no context": float(not shared and one.kind[0] in _NEEDS_CONTEXT),
        "far apart": max(0.0, ratio - _APART),
        "equal": float(one.bounds == other.bounds),
        "one claim": float(one.claim == other.claim),
        "few rivals": 1 / max(1, one.rivals + other.rivals - 1),
    }


def score(one: Told, other: Told, weights: Mapping[str, float] = WEIGHTS) -> float:
    """Log-odds that two figures of one class are on one thing."""
    return sum(weights[name] * value for name, value in reasons(one, other).items() if value)


def weighed(figures: Sequence[Told]) -> list[Told]:
    """The figures with contexts of unit length, in which a word counts by its inverse document frequency."""
    times: dict[str, int] = {}
    for figure in figures:
        for word in figure.context:
            times[word] = times.get(word, 0) + 1
    rare = {word: math.log(1 + len(figures) / n) for word, n in times.items()}
    return [replace(figure, context=_unit({w: c * rare[w] for w, c in figure.context.items()})) for figure in figures]


def _words(text: str) -> list[str]:
    said = re.findall(r"[^\W\d_]+", text)
    return [_root(stem(word)) for word in said if len(word) > 2 and not is_function_word(word)]


def _root(word: str) -> str:
    bare = skeleton(word)
    return bare if len(bare) > 2 else word


def _unit(vector: Context) -> Context:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()}
