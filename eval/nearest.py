"""What learned links are worth: sources and contents of the model beside those that nearness alone would give.

Scored are the cues that model and gold share, so that finding cues is not part of it. Nearness takes as source the
nearest person, body, group or country of the model's own entities in the sentence, before the cue or behind it, and
as content what lies between the cue (or the source behind it) and the end of the clause.
"""

import re
from collections.abc import Sequence

from eval.distance import overlapping, table_row
from eval.facets import sentence_at
from eval.reading import complain, guesses, model_and_gold, read_gold
from eval.scores import Score
from eval.statements import PARTS, same, statement_pairs
from khabar.document import Document, Part, Statement
from khabar.manifest import ModelError

_SPEAKERS = ("PER", "ORG", "NORP", "GPE")
_END = re.compile(r"[.؟!؛]|،\s*(?=[وم]\w+)|$")
"""Where a clause ends: a stop, or a comma before what may be the next cue."""
_LEAD = re.compile(r'(?:[\s:،"«”]|(?:عن|إلى|على|من)(?=\s))*')


def main(argv: Sequence[str]) -> int:
    """F1 of learned and of nearest sources and contents, on cues that model and gold share."""
    parser = model_and_gold("nearest", main.__doc__)
    args = parser.parse_args(argv)
    try:
        gold = read_gold(args.gold)
        found = guesses(args.model, gold)
    except (ValueError, OSError, ModelError) as error:
        return complain(error)
    scores = compared(gold, found)
    columns = list(next(iter(scores.values())))
    print(f"| | {' | '.join(columns)} |\n|---|{'---:|' * len(columns)}")
    print("\n".join(table_row(name, row.values()) for name, row in scores.items()))
    return 0


def compared(gold: Sequence[Document], found: Sequence[Document]) -> dict[str, dict[str, Score]]:
    """Counts by way of linking, and by part."""
    columns = [f"{part}{how}" for part in PARTS for how in ("", ", overlap")]
    scores = {name: dict.fromkeys(columns, Score()) for name in ("learned links", "nearest")}
    for document, guess in zip(gold, found, strict=True):
        for ours, theirs in statement_pairs(document, guess):
            if ours is None or theirs is None or not same(ours.cue, theirs.cue):
                continue
            for name, parts in (
                ("learned links", (theirs.source, theirs.content)),
                ("nearest", nearest(guess, theirs)),
            ):
                for part, other in zip(PARTS, parts, strict=True):
                    one = getattr(ours, part)
                    for how, right in (("", same(one, other)), (", overlap", overlapping(one, other))):
                        missed = Score(fp=other is not None, fn=one is not None)
                        scores[name][f"{part}{how}"] += Score(tp=1) if right else missed
    return scores


def nearest(document: Document, statement: Statement) -> tuple[Part | None, Part | None]:
    """Source and content of a cue by nearness alone."""
    number = sentence_at(document, statement.cue.start)
    if number is None:
        return None, None
    sentence, cue = document.sentences[number], statement.cue
    inside = [e for e in document.entities if sentence.start <= e.start and e.end <= sentence.end]
    named = [e for e in inside if e.label in _SPEAKERS and not overlapping(Part(e.start, e.end, e.text), cue)]
    who = min(named, key=lambda e: max(e.start - cue.end, cue.start - e.end), default=None)
    source = Part(who.start, who.end, who.text) if who else None
    start = max(cue.end, source.end if source and source.start - cue.end in range(3) else 0)
    lead = _LEAD.match(document.text, start, sentence.end)
    start = lead.end() if lead else start
    stop = _END.search(document.text, start, sentence.end)
    end = stop.start() if stop else sentence.end
    return source, Part(start, end, document.text[start:end]) if end > start else None
