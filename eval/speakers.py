"""Score who speaks: the canonical name that a whole article's statements carry.

Every gold statement with a speaker counts, so a missed cue is a missed speaker. Names are compared as
folded text; the lenient share also accepts one name whose words are all in the other (المرصد for its full
name), which tells linking that failed from linking to a shorter mention.
"""

from eval.facets import sentence_at, surface
from eval.scores import Tally
from eval.statements import statement_pairs
from khabar.document import ABSENT, Absent, Document, Statement


def score_speakers(gold: Document, guess: Document, tally: Tally) -> None:
    """Count the statements of one document whose gold names a speaker, or says that there is none."""
    for ours, theirs in statement_pairs(gold, guess):
        if ours is None or ours.speaker is ABSENT:
            continue
        found = theirs.speaker if theirs else ABSENT
        right = same_name(ours.speaker, found)
        tally.judge("speakers", "all", right)
        tally.judge("speakers", "all, shorter or longer name accepted", right or _within(ours.speaker, found))
        if theirs is not None:
            tally.judge("speakers", "on matched cues", right)
        tally.judge("speakers", f"speaker {_where(gold, ours)}", right)


def same_name(one: str | Absent | None, other: str | Absent | None) -> bool:
    """Equal names, or nobody on both sides; a side that does not say is never right."""
    if isinstance(one, str) and isinstance(other, str):
        return surface(one) == surface(other)
    return one is None and other is None


def _within(one: str | Absent | None, other: str | Absent | None) -> bool:
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    ours, theirs = set(surface(one).split()), set(surface(other).split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _where(document: Document, statement: Statement) -> str:
    """Where the reader of an article finds the name: what a linker has to do for it."""
    if statement.speaker is None:
        return "unknown"
    sentence = sentence_at(document, statement.cue.start)
    if sentence is None:
        return "in another sentence"
    span = document.sentences[sentence]
    here = surface(document.text[span.start : span.end])
    return "in the sentence" if surface(str(statement.speaker)) in here else "in another sentence"
