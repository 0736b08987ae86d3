"""Which numbers exclude each other, and which claim a denial rejects.

Denials and claims are compared as sets of terms, weighted by inverse document frequency, with Tversky's ratio model
(Tversky 1977): what the claim says beyond the denial counts little against it, for denials are short.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.document import Figure
from khabar.ledger_terms import Term, skeleton

Bounds = tuple[float, float]

LEAST = 0.2
"""Score from which a denial counts as matched."""
_MATCHES = 3
_RARE, _POSTINGS = 12, 48
"""A denial is looked up by its rarest terms, each in so many claims at most, so that time stays linear."""
_BEYOND_DENIAL, _BEYOND_CLAIM = 0.6, 0.15
_WEIGHTS = {"name": 2.0, "number": 2.0, "role": 1.5, "counted": 1.0, "date": 0.5, "word": 0.7, "root": 0.7}
_ABOUT = 0.1
"""How far "about" reaches, as a share of the value."""
REJECTED = frozenset(("assert", "accuse", "doubt"))
"""Polarities of what a denial can reject."""
_NEAR = 8
"""How many rows away a claim can be pointed to."""
_POINTED = 0.6
_ALONE, _DEED = 0.6, 0.3
"""Score from which one thing in common is enough, and from which it is where that is what was done."""


@dataclass(frozen=True, slots=True)
class Described:
    """A statement as it is matched; a term is its kind and text.

    `own` are the names of who denies: an accusation that names him is likely meant. `back` says what the content points
    back to without repeating it: "accuse" (هذا الاتهام), "number" (هذا الرقم), "any" (ذلك), or nothing. `by` are words
    that name who speaks, `numbers` what the content counts, and `deed` is its first word that says something.
    """

    document: str
    speaker: str | None
    polarity: str
    start: int
    end: int
    cue: int
    terms: frozenset[Term]
    own: frozenset[Term] = frozenset()
    back: str | None = None
    by: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    deed: Term | None = None


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial and a claim that it rejects, as indices of rows; score from 0 to 1, and the terms both share."""

    denial: int
    claim: int
    score: float
    shared: tuple[str, ...]


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
    frequency = Counter(term for row in rows for term in row.terms | row.own)
    weight = {t: _WEIGHTS[t[0]] * math.log(1 + len(rows) / n) for t, n in frequency.items()}
    postings: dict[Term, list[int]] = {}
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
    loose = [{text for kind, text in row.terms if kind == "word" and text in rest} for row in rows]
    return [
        replace(row, terms=row.terms - _both(words) | _both(rest[w] for w in words)) if words else row
        for row, words in zip(rows, loose, strict=True)
    ]


def _both(words: Iterable[str]) -> set[Term]:
    """The terms that words make: themselves and their roots."""
    return {term for word in words for term in (("word", word), ("root", skeleton(word)))}


def _matches(
    i: int,
    rows: Sequence[Described],
    weight: dict[Term, float],
    postings: dict[Term, list[int]],
    totals: Sequence[float],
) -> list[Denial]:
    denial = rows[i]
    shared: dict[int, float] = {}
    for term in sorted(denial.terms | denial.own, key=lambda t: (-weight[t], t))[:_RARE]:
        for j in _around(postings.get(term, []), i):
            shared[j] = shared.get(j, 0.0) + weight[term]
    scored: list[tuple[float, int, int]] = []
    names = denial.own - denial.terms
    for j, weights in shared.items():
        asserted = names & rows[j].terms if rows[j].polarity == "assert" else ()
        common = weights - math.fsum(weight[t] for t in asserted)
        beyond = _BEYOND_DENIAL * max(0.0, totals[i] - common) + _BEYOND_CLAIM * max(0.0, totals[j] - common)
        if common >= LEAST * (common + beyond) and _may_be_meant(rows[j], denial):
            scored.append((-round(common / (common + beyond), 4), abs(j - i), j))
    found: list[Denial] = []
    for j, score in _pointed(i, rows):
        found.append(Denial(i, j, score, tuple(sorted(text for _, text in denial.terms & rows[j].terms))))
    for negative, _, j in sorted(scored) if not (denial.back and found) else ():
        if any(match.claim == j for match in found):
            continue
        terms = sorted((denial.terms | denial.own) & rows[j].terms, key=lambda t: (-weight[t], t))
        if _enough(terms, -negative, denial):
            found.append(Denial(i, j, -negative, tuple(text for _, text in terms)))
        if len(found) == _MATCHES:
            break
    return found


def _pointed(i: int, rows: Sequence[Described]) -> Iterator[tuple[int, float]]:
    """Claims that a denial points to.

    The report it holds (ما نشرته الصحيفة); else what the one it names says (رواية العامل); else the claim before it
    (هذا الاتهام).
    """
    denial = rows[i]
    near = [j for j in range(max(0, i - _NEAR), min(len(rows), i + _NEAR + 1)) if rows[j].document == denial.document]
    near = [j for j in near if rows[j].polarity in REJECTED and rows[j].speaker != denial.speaker]
    held = [j for j in near if denial.start <= rows[j].cue < denial.end]
    yield from ((j, 1.0) for j in held)
    before = [j for j in near if j < i and (denial.back != "accuse" or rows[j].polarity == "accuse")]
    if not denial.back or held or not before:
        return
    said = {text for kind, text in denial.terms if kind == "word"}
    if denial.back == "number":
        before = [j for j in before if rows[j].numbers] or before
    named = [j for j in before if rows[j].by & said] or _in_a_row(before, rows)
    alike = [j for j in before if rows[j].numbers & rows[named[-1]].numbers] if denial.back == "number" else []
    yield from ((j, _POINTED) for j in sorted({*named, *alike}))


def _in_a_row(before: Sequence[int], rows: Sequence[Described]) -> list[int]:
    """The last claim before a denial, and those before it that the same speaker makes without another between."""
    run = [before[-1]]
    for j in reversed(before[:-1]):
        if rows[j].speaker is None or rows[j].speaker != rows[run[-1]].speaker:
            break
        run.append(j)
    return run


def _enough(shared: Sequence[Term], score: float, denial: Described) -> bool:
    """Whether two things are shared, a name, its word and its root being one.

    One will do where nothing or little else is denied, and where it is the deed itself, which a denial names first.
    """
    things = {text if kind == "root" else skeleton(text) or text for kind, text in shared}
    if len(things) > 1 or score >= _ALONE or denial.terms.issubset(shared):
        return True
    return score >= _DEED and denial.deed in shared


def _around(claims: Sequence[int], i: int) -> Sequence[int]:
    """The claims of a posting list that stand nearest to row `i`."""
    if len(claims) <= _POSTINGS:
        return claims
    first = max(0, min(bisect_left(claims, i) - _POSTINGS // 2, len(claims) - _POSTINGS))
    return claims[first : first + _POSTINGS]


def _may_be_meant(claim: Described, denial: Described) -> bool:
    """Whether a claim is somebody else's, does not just report the denial, and gives a number that is denied."""
    if claim.speaker is not None and claim.speaker == denial.speaker:
        return False
    if denial.numbers and claim.numbers and not denial.numbers & claim.numbers:
        return False
    reports = claim.document == denial.document and claim.start <= denial.cue < claim.end
    return not reports
