"""How far two figures are likely to answer one question, as a sum of reasons that each can be pointed at.

Only figures of one class are compared: people to whom the same happened, other counts, shares, amounts of one
currency, measures of one unit. The weights are those of a logistic regression on the annotated events, printed by
`python -m eval ledgerfit`, which also says how well it does on events that it was not fitted on.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.document import Figure
from khabar.ledger_match import Bounds
from khabar.ledger_terms import is_function_word, skeleton, stem
from khabar.speaker_words import table

WEIGHTS: Mapping[str, float] = {
    "alone": 0.63,
    "people": -0.19,
    "count": -1.33,
    "same noun": 1.97,
    "other noun": -0.33,
    "common context": 1.57,
    "no context": -2.82,
    "far apart": -2.4,
    "equal": 1.3,
    "one claim": -0.68,
    "few rivals": 1.55,
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


def kind_of(figure: Figure) -> Kind:
    """The class within which figures are compared: by role, unit or currency."""
    if figure.label == "CARDINAL":
        return ("people", figure.role) if isinstance(figure.role, str) else ("count", "")
    if figure.label == "PERCENT":
        return "PERCENT", ""
    unit = figure.counted if isinstance(figure.counted, str) else figure.unit
    first = unit.split()[:1] if isinstance(unit, str) else []
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


def reasons(one: Told, other: Told, rare: Mapping[str, float]) -> dict[str, float]:
    """What speaks for and against one thing, by the names of WEIGHTS; `rare` weighs words by document frequency."""
    ratio = _powers(one.bounds, other.bounds)
    shared = _likeness(one.context, other.context, rare)
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


def score(one: Told, other: Told, rare: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Log-odds that two figures of one class are on one thing."""
    return math.fsum(weights[name] * value for name, value in reasons(one, other, rare).items() if value)


def rarity(contexts: Sequence[Context]) -> dict[str, float]:
    """Inverse document frequency of the words around figures."""
    times: dict[str, int] = {}
    for context in contexts:
        for word in context:
            times[word] = times.get(word, 0) + 1
    return {word: math.log(1 + len(contexts) / n) for word, n in times.items()}


def _words(text: str) -> list[str]:
    said = re.findall(r"[^\W\d_]+", text)
    return [_root(stem(word)) for word in said if len(word) > 2 and not is_function_word(word)]


def _root(word: str) -> str:
    bare = skeleton(word)
    return bare if len(bare) > 2 else word


def _likeness(one: Context, other: Context, rare: Mapping[str, float]) -> float:
    """Cosine of the words around two figures."""
    both = one.keys() & other.keys()
    if not both:
        return 0.0
    common = math.fsum(one[word] * other[word] * rare[word] ** 2 for word in both)
    lengths = (math.sqrt(math.fsum((w * rare[word]) ** 2 for word, w in c.items())) for c in (one, other))
    return common / math.prod(lengths)


def _powers(one: Bounds, other: Bounds) -> float:
    """How many powers of ten lie between two numbers, by the finite end of their bounds; 0 where one has none."""
    values = [low if math.isinf(high) or low else high for low, high in (one, other)]
    return abs(math.log10(values[0] / values[1])) if min(values) > 0 else 0.0
