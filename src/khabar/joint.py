"""The labels of a sentence, decided together with its statements, so that neither says what the other rules out."""

from collections.abc import Collection, Iterable, Mapping

from khabar.document import Statement
from khabar.labels import SENTENCE_LABELS


def settled(polarities: Collection[str]) -> dict[str, bool]:
    """Which labels a sentence has, or has not, whatever their chances, given the polarities of its statements.

    A statement is attribution and a deny statement a denial, by the definition of both labels; a sentence whose
    statements all decline to answer is no denial.
    """
    known = {"attribution": True} if polarities else dict[str, bool]()
    if "deny" in polarities or set(polarities) == {"decline"}:
        known["denial"] = "deny" in polarities
    return known


def labels_of(
    chances: Mapping[str, float], bounds: Mapping[str, float], statements: Iterable[Statement]
) -> tuple[str, ...]:
    """Labels whose chance reaches its bound, where statements do not settle them. None without a bound is given."""
    known = settled({statement.polarity for statement in statements})
    return tuple(n for n in SENTENCE_LABELS if n in bounds and known.get(n, chances[n] >= bounds[n]))
