"""Score entities and figures: strict, with partial credit, by surroundings, and the fields of figures.

Strict equals seqeval's strict mode: a span counts when start, end and label are all right. The partial
modes are those of SemEval-2013 task 9: exact (bounds alone), type (label with any overlap), partial
(bounds, an overlap counting half).
"""

from collections.abc import Callable, Mapping, Sequence, Set

from eval.align import Span, kind, pair
from eval.facets import lengths, register_of, sentence_at, surface
from eval.figures import judge
from eval.scores import Tally
from khabar.document import Document, Entity, Figure
from khabar.figures import FigureFields
from khabar.labels import SPAN_LABELS
from khabar.plain import given

MATCHING: Mapping[str, Mapping[str, float]] = {
    "strict": {"right": 1},
    "exact": {"right": 1, "type": 1},
    "type": {"right": 1, "boundary": 1},
    "partial": {"right": 1, "type": 1, "boundary": 0.5, "boundary+type": 0.5},
}
"""Credit of a pair by its kind, for each way of matching."""

NONE = "none"
"""The other side of a missed or spurious span in the confusion matrix."""


def score_spans(gold: Document, guess: Document, tally: Tally, seen: Set[str] | None = None) -> None:
    """Count the spans of one document; `seen` holds the mentions of a training file (eval.facets.surface)."""
    strict(
        gold.entities, guess.entities, tally, lambda span: [("entities", span.label), ("spans", span.label)]
    )
    strict(gold.figures, guess.figures, tally, lambda span: [("figures", span.label), ("spans", span.label)])
    bins, register = lengths(gold), register_of(gold)

    def around(span: Span) -> list[tuple[str, str]]:
        sentence = sentence_at(gold, span.start)
        by_length = [("spans by sentence length", bins[sentence])] if sentence is not None else []
        return [*by_length, ("spans by register", register)]

    everything = ((*gold.entities, *gold.figures), (*guess.entities, *guess.figures))
    strict(*everything, tally, around)
    if seen is not None:
        strict(gold.entities, guess.entities, tally, lambda e: [("entities by training", _known(e, seen))])
    for name, ours, theirs in (
        ("entities", gold.entities, guess.entities),
        ("figures", gold.figures, guess.figures),
        ("spans", *everything),
    ):
        _partial(f"{name} by matching", [kind(g, p) for g, p in pair(ours, theirs)], tally)
    _fields(gold.figures, guess.figures, tally)


def strict(
    gold: Sequence[Span], guess: Sequence[Span], tally: Tally, keys: Callable[[Span], list[tuple[str, str]]]
) -> None:
    """Count equality of (start, end, label); `keys` says under which group and name a span counts."""
    ours = {(s.start, s.end, s.label): s for s in gold}
    theirs = {(s.start, s.end, s.label): s for s in guess}
    for place, span in (ours | theirs).items():
        for group, name in keys(span):
            tally.count(
                group,
                name,
                tp=place in ours and place in theirs,
                fp=place not in ours,
                fn=place not in theirs,
            )


def confusion(golds: Sequence[Document], guesses: Sequence[Document]) -> dict[str, dict[str, int]]:
    """Spans by gold label and predicted label, "none" for missed and spurious; any overlap makes a pair."""
    names = (*SPAN_LABELS, NONE)
    table = {row: dict.fromkeys(names, 0) for row in names}
    for gold, guess in zip(golds, guesses, strict=True):
        for g, p in pair((*gold.entities, *gold.figures), (*guess.entities, *guess.figures)):
            table[g.label if g else NONE][p.label if p else NONE] += 1
    return table


def _known(span: Span, seen: Set[str]) -> str:
    assert isinstance(span, Entity)
    return "seen" if surface(span.text) in seen else "unseen"


def _partial(group: str, kinds: Sequence[str], tally: Tally) -> None:
    for mode, credits in MATCHING.items():
        for found in kinds:
            credit = credits.get(found, 0)
            tally.count(
                group, mode, tp=credit, fp=(found != "missed") - credit, fn=(found != "spurious") - credit
            )


def _fields(gold: Sequence[Figure], guess: Sequence[Figure], tally: Tally) -> None:
    """Share of right fields on exactly matched figures, and people counts from span to role as one fact."""
    theirs = {(f.start, f.end, f.label): f for f in guess}
    for figure in gold:
        found = theirs.get((figure.start, figure.end, figure.label))
        if found is None:
            continue
        verdict = judge(figure, fields_of(found))
        for field, right in verdict.items():
            tally.judge("figure fields", field, right)
        if "value" in verdict:
            tally.judge("figure values", figure.label, verdict["value"])
    facts, found_facts = _casualties(gold), _casualties(guess)
    for fact in facts | found_facts:
        both = fact in facts and fact in found_facts
        tally.count("casualties", fact[-1], tp=both, fp=fact not in facts, fn=fact not in found_facts)


def fields_of(figure: Figure) -> FigureFields:
    """The fields of a figure for eval.figures.judge; what is absent was not found."""
    names = ("value", "range", "modifier", "counted", "role", "unit")
    values = {name: getattr(figure, name) for name in names}
    return FigureFields(**{name: given(value) for name, value in values.items()})


def _casualties(figures: Sequence[Figure]) -> set[tuple[int, int, object, object, str]]:
    return {(f.start, f.end, given(f.value), given(f.range), f.role) for f in figures if isinstance(f.role, str)}
