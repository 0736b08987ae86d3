"""Which figures exclude each other, and which claim a denial rejects.

Denials and claims are compared as sets of terms, weighted by inverse document frequency, with Tversky's ratio model
(Tversky 1977): what the claim says beyond the denial counts little against it, for denials are short.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from khabar.document import Figure
from khabar.figures.tokens import fold as key
from khabar.speaker_words import table, words

Bounds = tuple[float, float]

LEAST = 0.2
"""Score from which a denial counts as matched."""
_MATCHES = 3
_RARE, _POSTINGS = 16, 400
"""A denial is looked up by its rarest terms, each in so many claims at most, so that time stays linear."""
_BEYOND_DENIAL, _BEYOND_CLAIM = 0.6, 0.15
_WEIGHTS = {"name": 2.0, "role": 1.5, "counted": 1.0, "date": 0.5, "word": 1.0}
_ABOUT = 0.1
"""How far "about" reaches, as a share of the value."""
REJECTED = frozenset(("assert", "accuse", "doubt"))
"""Polarities of what a denial can reject."""
_STOP = table(
    "أن إن أنه إنه أنها إنها في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن كان كانت يكون تكون قد "
    "لقد بعد قبل خلال بين كما أو ثم حتى منذ أي كل غير هو هي هم به بها له لها فيه فيها عنه عنها عليه عليها صحة وجود "
    "أنباء تقارير مزاعم اتهامات الاتهامات هناك ليس ليست حول بشأن تماما"
)
_SUFFIXES = ("يات", "ات", "ون", "ين", "ان", "يه", "يا", "ها", "هم", "ه", "ا", "ي")


@dataclass(frozen=True, slots=True)
class Described:
    """A statement as it is matched; a term is its kind and text."""

    document: str
    speaker: str | None
    polarity: str
    start: int
    end: int
    cue: int
    terms: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial and a claim that it rejects, as indices of rows; score from 0 to 1, and the terms both share."""

    denial: int
    claim: int
    score: float
    shared: tuple[str, ...]


def terms_of(
    what: str, names: Iterable[str], figures: Iterable[Figure], dates: Iterable[str]
) -> frozenset[tuple[str, str]]:
    """The terms of a statement: its content words, names, roles, counted nouns and dates."""
    found = {("word", stem(w)) for w in re.findall(r"[^\W\d_]+", what) if key(w) not in _STOP and len(w) > 2}
    found |= {("name", word) for name in names for word in words(name) if len(word) > 2}
    for figure in figures:
        if isinstance(figure.role, str):
            found.add(("role", figure.role))
        if isinstance(figure.counted, str):
            found.add(("counted", stem(figure.counted)))
    return frozenset(found | {("date", date) for date in dates})


def stem(word: str) -> str:
    """A word without attached letters, article and regular endings: مقاتلين and مقاتلا are one."""
    bare = words(word)[:1]
    found = bare[0] if bare else key(word)
    if len(found) > 4 and found[0] in "وبل" and found[1:3] == "ال":
        found = found[3:]
    for suffix in _SUFFIXES:
        if found.endswith(suffix) and len(found) - len(suffix) >= 3:
            return found[: -len(suffix)]
    return found


def bounds_of(figure: Figure) -> Bounds | None:
    """The least and greatest number that a figure admits; None where it gives none."""
    if isinstance(figure.range, tuple):
        return figure.range
    value = figure.value
    if not isinstance(value, int | float):
        return None
    if figure.modifier in ("more_than", "at_least"):
        return value, math.inf
    if figure.modifier in ("less_than", "at_most"):
        return 0, value
    slack = abs(value) * _ABOUT if figure.modifier == "about" else 0
    return value - slack, value + slack


def disagree(claimed: Iterable[tuple[str, Bounds]]) -> bool:
    """Whether two speakers give numbers that cannot both be true."""
    highest: dict[str, float] = {}
    lowest: dict[str, float] = {}
    for speaker, (low, high) in claimed:
        highest[speaker] = max(low, highest.get(speaker, low))
        lowest[speaker] = min(high, lowest.get(speaker, high))
    top = sorted(highest.items(), key=lambda pair: -pair[1])[:2]
    bottom = sorted(lowest.items(), key=lambda pair: pair[1])[:2]
    return any(low > high for one, low in top for other, high in bottom if one != other)


def match_denials(rows: Sequence[Described]) -> list[Denial]:
    """For every denial the claims of others that it rejects, best first."""
    rows = _unattached(rows)
    frequency = Counter(term for row in rows for term in row.terms)
    weight = {t: _WEIGHTS[t[0]] * math.log(1 + len(rows) / n) for t, n in frequency.items()}
    postings: dict[tuple[str, str], list[int]] = {}
    for i, row in enumerate(rows):
        if row.polarity in REJECTED:
            for term in row.terms:
                postings.setdefault(term, []).append(i)
    totals = [math.fsum(weight[t] for t in row.terms) for row in rows]
    found: list[Denial] = []
    for i, row in enumerate(rows):
        if row.polarity == "deny":
            found += _matches(i, rows, weight, postings, totals)
    return found


def _unattached(rows: Sequence[Described]) -> list[Described]:
    """The rows, with بحرق read as حرق where that is a word of theirs too."""
    known = {text for row in rows for kind, text in row.terms if kind == "word"}
    rest = {word: word[1:] for word in known if word[0] in "وبل" and len(word) > 3 and word[1:] in known}
    return [
        replace(
            row, terms=frozenset((kind, rest.get(text, text) if kind == "word" else text) for kind, text in row.terms)
        )
        for row in rows
    ]


def _matches(
    i: int,
    rows: Sequence[Described],
    weight: dict[tuple[str, str], float],
    postings: dict[tuple[str, str], list[int]],
    totals: Sequence[float],
) -> list[Denial]:
    denial = rows[i]
    shared: dict[int, float] = {}
    for term in sorted(denial.terms, key=lambda t: (-weight[t], t))[:_RARE]:
        for j in _around(postings.get(term, []), i):
            shared[j] = shared.get(j, 0.0) + weight[term]
    scored: list[tuple[float, int, int]] = []
    for j, common in shared.items():
        beyond = _BEYOND_DENIAL * max(0.0, totals[i] - common) + _BEYOND_CLAIM * max(0.0, totals[j] - common)
        score = round(common / (common + beyond), 4)
        if score >= LEAST and _may_be_meant(rows[j], denial):
            scored.append((-score, abs(j - i), j))
    found: list[Denial] = []
    for negative, _, j in sorted(scored):
        terms = sorted(denial.terms & rows[j].terms, key=lambda t: (-weight[t], t))
        if len(terms) > 1:
            found.append(Denial(i, j, -negative, tuple(text for _, text in terms)))
        if len(found) == _MATCHES:
            break
    return found


def _around(claims: Sequence[int], i: int) -> Sequence[int]:
    """The claims of a posting list that stand nearest to row `i`."""
    if len(claims) <= _POSTINGS:
        return claims
    first = max(0, min(bisect_left(claims, i) - _POSTINGS // 2, len(claims) - _POSTINGS))
    return claims[first : first + _POSTINGS]


def _may_be_meant(claim: Described, denial: Described) -> bool:
    """Whether a claim is somebody else's, and does not just report the denial."""
    if claim.speaker is not None and claim.speaker == denial.speaker:
        return False
    reports = claim.document == denial.document and claim.start <= denial.cue < claim.end
    return not reports
