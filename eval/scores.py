"""Counts and what is computed from them: precision, recall, F1, shares, and their averages over labels.

Every measure of this package is a count per document first. Sums of counts give the scores, resampled sums
their intervals (eval.bootstrap), so that a score and its interval can never be of different data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from khabar.labels import POLARITIES, ROLES, SENTENCE_LABELS, SPAN_LABELS

AVERAGED = (
    "entities",
    "figures",
    "spans",
    "sentences",
    "polarity of cues",
    "polarity on matched cues",
    "casualties",
)
"""Groups whose members are labels of one task, so that a micro and a macro average mean something."""

_ORDER = {name: i for i, name in enumerate((*SPAN_LABELS, *SENTENCE_LABELS, *POLARITIES, *ROLES))}


@dataclass(frozen=True, slots=True)
class Score:
    """True positives, false positives, false negatives; partial credit makes them fractions.

    A ratio of nothing to nothing is 0, as in seqeval with zero_division=0 and in spaCy's PRFScore.
    """

    tp: float = 0
    fp: float = 0
    fn: float = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a total are right."""

    hits: int = 0
    total: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.hits + other.hits, self.total + other.total)

    @property
    def value(self) -> float:
        """The share, between 0 and 1."""
        return _ratio(self.hits, self.total)


Key = tuple[str, str]
"""Group and name within the group, such as ("entities", "PER")."""


@dataclass(slots=True)
class Tally:
    """The counts of one document, or of many once summed."""

    scores: dict[Key, Score] = field(default_factory=dict[Key, Score])
    shares: dict[Key, Share] = field(default_factory=dict[Key, Share])

    def count(self, group: str, name: str, *, tp: float = 0, fp: float = 0, fn: float = 0) -> None:
        """Add to a score."""
        self.scores[group, name] = self.scores.get((group, name), Score()) + Score(tp, fp, fn)

    def judge(self, group: str, name: str, right: bool) -> None:
        """Add one decision to a share."""
        self.shares[group, name] = self.shares.get((group, name), Share()) + Share(int(right), 1)

    def group(self, group: str) -> dict[str, Score]:
        """The scores of a group by name: labels in the order of khabar.labels, others by the alphabet."""
        names = sorted(
            (n for g, n in self.scores if g == group), key=lambda n: (_ORDER.get(n, len(_ORDER)), n)
        )
        return {name: self.scores[group, name] for name in names}


def total(tallies: Iterable[Tally]) -> Tally:
    """Sum over documents."""
    result = Tally()
    for tally in tallies:
        for key, score in tally.scores.items():
            result.scores[key] = result.scores.get(key, Score()) + score
        for key, share in tally.shares.items():
            result.shares[key] = result.shares.get(key, Share()) + share
    return result


def micro(scores: Mapping[str, Score]) -> Score:
    """All labels pooled."""
    return sum(scores.values(), Score())


def macro(scores: Mapping[str, Score]) -> tuple[float, float, float]:
    """Unweighted means of precision, recall and F1 over labels in gold or prediction, as in seqeval."""
    occurring = [s for s in scores.values() if s.tp + s.fp + s.fn]
    if not occurring:
        return 0.0, 0.0, 0.0
    return (
        fmean(s.precision for s in occurring),
        fmean(s.recall for s in occurring),
        fmean(s.f1 for s in occurring),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
