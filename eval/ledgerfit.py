"""Fit the weights by which a ledger takes two figures for one thing, and say how they do on events unseen.

A logistic regression on all pairs of figures of one class in an event: whether the annotators put them into one
thing. Each event is then matched with weights fitted on the others (leave one event out); test takes no part.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from eval.ledger import FIGURES, counted, gold_links, pairs_of
from eval.reading import complain, read_gold
from eval.scores import Score, total
from khabar.document import Document
from khabar.ledger import Claims, Ledger, claims_of
from khabar.ledger_figures import disagreements
from khabar.ledger_links import Event, links_path, read_links
from khabar.ledger_pairs import WEIGHTS, reasons, weighed

STRENGTH = 2.0
"""Inverse of the penalty on weights."""
Example = tuple[list[float], bool]


def main(argv: Sequence[str]) -> int:
    """Weights of figure matching, and F1 of conflicting figures on events that they were not fitted on."""
    parser = argparse.ArgumentParser(prog="python -m eval ledgerfit", description=main.__doc__)
    parser.add_argument("--gold", type=Path, required=True, nargs="+", metavar="FILE", help="never the test split")
    args = parser.parse_args(argv)
    try:
        events = [found for path in args.gold for found in read_events(path)]
    except (ValueError, OSError, KeyError) as error:
        return complain(error)
    claims = [claims_of(gold[name] for name in event.documents) for event, gold in events]
    examples = [list(pairs(event, made)) for (event, _), made in zip(events, claims, strict=True)]
    for name, weight in fitted([example for some in examples for example in some]).items():
        print(f"{name:16}{weight:6.2f}   used {WEIGHTS[name]:5.2f}")
    unseen, used = Score(), Score()
    for i, ((event, gold), made) in enumerate(zip(events, claims, strict=True)):
        others = fitted([example for j, some in enumerate(examples) if j != i for example in some])
        unseen += conflicting_score(event, gold, made, others)
        used += conflicting_score(event, gold, made, WEIGHTS)
    for name, score in (("event left out", unseen), ("weights in use", used)):
        print(f"{name:16} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")
    return 0


def read_events(path: Path) -> Iterator[tuple[Event, Mapping[str, Document]]]:
    """The events of a file with the documents they point into."""
    gold = {document.id: document for document in read_gold(path)}
    yield from ((event, gold) for _, event in read_links(links_path(path)))


def pairs(event: Event, claims: Claims) -> Iterator[Example]:
    """Reasons for every two figures of one class, and whether they are on one thing."""
    things = {mark.place: thing.thing for thing in event.things for mark in thing.figures}
    places = [(claims.rows[g.count.row].document, g.figure.start, g.figure.end) for g in claims.figures]
    told = weighed([given.told for given in claims.figures])
    for (place, one), (place_2, other) in combinations(zip(places, told, strict=True), 2):
        if one.kind == other.kind:
            thing = things.get(place)
            yield list(reasons(one, other).values()), thing is not None and thing == things.get(place_2)


def fitted(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by reason."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=1000)
    model.fit(np.array([x for x, _ in examples]), np.array([y for _, y in examples]))
    return dict(zip(WEIGHTS, (float(w) for w in model.coef_[0]), strict=True))


def conflicting_score(
    event: Event, gold: Mapping[str, Document], claims: Claims, weights: Mapping[str, float]
) -> Score:
    """Counts of conflicting figures of one event that is matched with these weights."""
    made = Ledger(claims.rows, tuple(disagreements(claims.figures, weights)), ())
    wanted = {FIGURES: gold_links(event, gold)[FIGURES]}
    return total([counted(wanted, {FIGURES: pairs_of(made, gold)})]).group("ledger").get(FIGURES, Score())
