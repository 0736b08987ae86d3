"""The labels of a sentence, decided together with its statements, so that neither says what the other rules out."""

from collections.abc import Iterable, Mapping

from khabar.document import Statement
from khabar.labels import SENTENCE_LABELS


def labels_of(
    chances: Mapping[str, float], bounds: Mapping[str, float], statements: Iterable[Statement]
) -> tuple[str, ...]:
    """Labels whose chance reaches its bound, and what the statements of the sentence settle.

    A statement is attribution and a deny statement a denial, by the definition of both labels; a sentence whose
    statements all decline to answer is no denial. Labels that have no bound are never given.
    """
    polarities = {statement.polarity for statement in statements}
    settled = {"attribution": bool(polarities), "denial": "deny" in polarities}
    never = {"denial"} if polarities == {"decline"} else set[str]()
    reached = (n for n in SENTENCE_LABELS if n in bounds and (settled.get(n) or chances[n] >= bounds[n]))
    return tuple(name for name in reached if name not in never)
