"""Score the ledger of the articles of one event: figures by which speakers contradict each other, matched denials.

With gold documents alone the matching is scored, given perfect reading; with a model, reading and matching
together. A link is a pair of places: two figures, or a denial and a claim. What a model reads stands for the
gold figure or cue that it overlaps. Every pair counts; intervals resample events.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from eval.bootstrap import interval, samples, weights
from eval.reading import complain, guesses, read_gold
from eval.scores import Tally, total
from khabar.document import Document
from khabar.ledger import Ledger, ledger
from khabar.ledger_figures import reach
from khabar.ledger_links import Event, Place, conflicts, links_path, read_links
from khabar.render.wording import Span

GROUP = "ledger"
FIGURES, DENIALS = "conflicting figures", "denials matched"
Link = tuple[Place, Place]


def main(argv: Sequence[str]) -> int:
    """Precision, recall and F1 of conflicting figures and of matched denials."""
    parser = argparse.ArgumentParser(prog="python -m eval ledger", description=main.__doc__)
    parser.add_argument(
        "--gold", type=Path, required=True, nargs="+", metavar="FILE", help="documents with links beside them"
    )
    parser.add_argument("--model", type=Path, help="model directory or file of documents; default: the gold itself")
    parser.add_argument("--errors", action="store_true", help="list links that are missed (-) or wrong (+)")
    args = parser.parse_args(argv)
    tallies: list[Tally] = []
    try:
        for path in args.gold:
            gold = {document.id: document for document in read_gold(path)}
            events = [event for _, event in read_links(links_path(path))]
            read = {event: [gold[name] for name in event.documents] for event in events}
            needed = [document for documents in read.values() for document in documents]
            found = {d.id: d for d in guesses(args.model, needed)} if args.model else gold
            for event in events:
                wanted = gold_links(event, gold)
                given = found_links(event, gold, found)
                tallies.append(counted(wanted, given))
                if args.errors:
                    print("\n".join(errors(wanted, given, gold)))
    except (ValueError, OSError, KeyError) as error:
        return complain(error)
    if not args.errors:
        print("\n".join(table(tallies)))
    return 0


def gold_links(event: Event, gold: Mapping[str, Document]) -> dict[str, set[Link]]:
    """The annotated links of an event, by kind."""
    pairs = (pair for thing in event.things for pair in conflicts(thing, gold))
    claims = ((r.denial.place, claim.place) for r in event.denials for claim in r.claims)
    return {FIGURES: set(pairs), DENIALS: set(claims)}


def found_links(event: Event, gold: Mapping[str, Document], found: Mapping[str, Document]) -> dict[str, set[Link]]:
    """The links that the ledger of the documents found makes, by kind, in places of the gold."""
    documents = [found[name] for name in event.documents]
    made = ledger(documents)
    cues = [(d.id, s.cue) for d in documents for s in d.statements]
    denials = {
        (_place(gold, *cues[match.denial], cue=True), _place(gold, *cues[match.claim], cue=True))
        for match in made.denials
    }
    return {FIGURES: pairs_of(made, gold), DENIALS: denials}


def pairs_of(made: Ledger, gold: Mapping[str, Document]) -> set[Link]:
    """Conflicting figures of a ledger, in places of the gold."""
    found: set[Link] = set()
    for pair in conflicting(made):
        one, other = sorted(_place(gold, made.rows[i].document, made.rows[i].figures[j]) for i, j in pair)
        found.add((one, other))
    return found


def conflicting(made: Ledger) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of figures, as row and figure in the row, that a ledger sets against each other."""
    for disagreement in made.disagreements:
        for one, other in combinations(disagreement.counts, 2):
            row, row_2 = made.rows[one.row], made.rows[other.row]
            low, high = reach(row.figures[one.figure], one.part)
            low_2, high_2 = reach(row_2.figures[other.figure], other.part)
            if row.speaker != row_2.speaker and (low > high_2 or low_2 > high):
                yield (one.row, one.figure), (other.row, other.figure)


def counted(wanted: Mapping[str, set[Link]], given: Mapping[str, set[Link]]) -> Tally:
    """True and false positives and misses of one event."""
    tally = Tally()
    for kind, links in wanted.items():
        right = len(links & given[kind])
        tally.count(GROUP, kind, tp=right, fp=len(given[kind]) - right, fn=len(links) - right)
    return tally


def errors(
    wanted: Mapping[str, set[Link]], given: Mapping[str, set[Link]], gold: Mapping[str, Document]
) -> Iterator[str]:
    """A line for every link that is missed or wrong."""
    for kind, links in wanted.items():
        for one, other in sorted(links ^ given[kind]):
            sign = "-" if (one, other) in links else "+"
            yield "\t".join([sign, kind, *(f"{p[0]}: {gold[p[0]].text[p[1] : p[2]]}" for p in (one, other))])


def table(tallies: Sequence[Tally]) -> Iterator[str]:
    """The scores as lines."""
    sampled = samples(tallies, weights(len(tallies)))
    yield f"{len(tallies)} events"
    yield f"{'':22}{'P':>7}{'R':>7}{'F1':>7}{'links':>7}   95% of F1"
    for kind, score in total(tallies).group(GROUP).items():
        ends = interval(sampled[GROUP, kind])
        shown = f"   {ends[0]:.3f}–{ends[1]:.3f}" if ends else ""
        wanted = int(score.tp + score.fn)
        yield f"{kind:22}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{wanted:7}{shown}"


def _place(gold: Mapping[str, Document], name: str, span: Span, *, cue: bool = False) -> Place:
    """The place of the gold figure or cue that a span overlaps; its own where there is none."""
    document = gold[name]
    spans: Sequence[Span] = [s.cue for s in document.statements] if cue else list(document.figures)
    over = [s for s in spans if s.start < span.end and span.start < s.end]
    best = max(over, key=lambda s: min(s.end, span.end) - max(s.start, span.start), default=span)
    return name, best.start, best.end
