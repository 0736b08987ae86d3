"""Score how speakers are found when sources are given: `khabar.speakers.resolve` alone, without a model.

Gold statements keep their sources and lose their speakers; what `resolve` puts there is compared with the gold,
by exact name (eval.speakers), and again without attached letters and hashtag signs, which is how Khabar compares
names. Intervals resample documents.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eval.bootstrap import interval, samples, share_key, weights
from eval.reading import complain, read_gold
from eval.scores import Tally, total
from eval.speakers import same_name
from khabar.document import ABSENT, Absent, Document, Statement
from khabar.names import bare_name
from khabar.speakers import resolve

GROUP = "linking"
EXACT, BARE = "exact name", "without attached letters"


def main(argv: Sequence[str]) -> int:
    """Accuracy of speakers on gold statements that were stripped of them."""
    parser = argparse.ArgumentParser(prog="python -m eval linking", description=main.__doc__)
    parser.add_argument("--gold", type=Path, required=True, metavar="FILE", help="annotated documents, JSON lines")
    parser.add_argument("--errors", action="store_true", help="list the statements whose speaker is wrong")
    args = parser.parse_args(argv)
    try:
        documents = [d for d in read_gold(args.gold) if any(s.speaker is not ABSENT for s in d.statements)]
    except (ValueError, OSError) as error:
        return complain(error)
    if not documents:
        return complain(ValueError(f"{args.gold}: speaker: no statement has one"))
    if args.errors:
        print("\n".join(line for document in documents for line in errors(document)))
        return 0
    tallies = [judged(document) for document in documents]
    sampled = samples(tallies, weights(len(tallies)))
    print(f"{len(documents)} documents\n{'':32}{'share':>7}{'right':>7}{'of':>6}   95%")
    for key, share in total(tallies).shares.items():
        ends = interval(sampled[share_key(key)])
        print(
            f"{key[1]:<32}{share.value:7.3f}{share.hits:7}{share.total:6}",
            f"  {ends[0]:.3f}–{ends[1]:.3f}" if ends else "",
        )
    return 0


def judged(gold: Document) -> Tally:
    """The decisions on the statements of a document that carry a speaker."""
    tally = Tally()
    for ours, theirs in pairs(gold):
        for name, right in ((EXACT, same_name(ours.speaker, theirs.speaker)), (BARE, same_bare(ours, theirs))):
            tally.judge(GROUP, name, right)
        where = "source given" if ours.source else "no source" if ours.speaker else "nobody speaks"
        tally.judge(GROUP, where, same_bare(ours, theirs))
    return tally


def pairs(gold: Document) -> list[tuple[Statement, Statement]]:
    """Gold statements with a speaker, or with the note that there is none, and what `resolve` makes of them."""
    stripped = replace(gold, statements=tuple(replace(s, speaker=ABSENT, inherited=ABSENT) for s in gold.statements))
    both = zip(gold.statements, resolve(stripped).statements, strict=True)
    return [(ours, theirs) for ours, theirs in both if ours.speaker is not ABSENT]


def same_bare(ours: Statement, theirs: Statement) -> bool:
    """Whether names are equal as Khabar compares them."""
    return same_name(_bare(ours.speaker), _bare(theirs.speaker))


def errors(gold: Document) -> list[str]:
    """A line for every wrong speaker: document, source, cue, gold, found."""
    return [
        f"{gold.id}\t{ours.source.text if ours.source else None}\t{ours.cue.text}\t{ours.speaker}\t{theirs.speaker}"
        for ours, theirs in pairs(gold)
        if not same_bare(ours, theirs)
    ]


def _bare(name: str | Absent | None) -> str | Absent | None:
    return bare_name(name.replace("#", "").replace("_", " ").strip('"«»')) if isinstance(name, str) else name
