"""Span scores: equal to seqeval's strict mode, with partial credit, breakdowns and fields of figures."""

import warnings
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2

from eval.facets import surface
from eval.scores import Score, Share, Tally, macro, micro, total
from eval.spans import NONE, confusion, score_spans
from eval_documents import annotated, corpus
from khabar.document import ABSENT, Document, Entity, Figure, Sentence
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, SPAN_LABELS

Tags = list[str]


@st.composite
def tag_pairs(draw: st.DrawFn) -> tuple[Tags, Tags]:
    """Valid IOB2 tags of a sentence, and the same with some spans changed or from elsewhere."""
    size = draw(st.integers(1, 12))
    labels = st.sampled_from(("PER", "GPE", "ORG", "CARDINAL", "DATE"))

    def tags() -> Tags:
        found: Tags = []
        while len(found) < size:
            label = draw(st.none() | labels)
            length = draw(st.integers(1, 3))
            found += ["O"] * length if label is None else [f"B-{label}", *[f"I-{label}"] * (length - 1)]
        return found[:size]

    gold = tags()
    return gold, draw(st.sampled_from((gold, tags(), tags())))


def document(tags: Tags) -> Document:
    """Words of one letter, marked as the tags say."""
    text = " ".join("س" * len(tags))
    entities: list[Entity] = []
    figures: list[Figure] = []
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at] != "O":
            label = tags[at][2:]
            while end < len(tags) and tags[end] == f"I-{label}":
                end += 1
            span = (2 * at, 2 * end - 1, text[2 * at : 2 * end - 1], label)
            if label in ENTITY_LABELS:
                entities.append(Entity(*span))
            else:
                figures.append(Figure(*span))
        at = end
    return Document("d", text, (Sentence(0, len(text), ()),), tuple(entities), tuple(figures))


@settings(max_examples=150, deadline=None)
@given(st.lists(tag_pairs(), min_size=1, max_size=5))
def test_strict_scores_equal_seqeval(pairs: list[tuple[Tags, Tags]]) -> None:
    gold, guess = [g for g, _ in pairs], [p for _, p in pairs]
    tallies = []
    for ours, theirs in pairs:
        tallies.append(Tally())
        score_spans(document(ours), document(theirs), tallies[-1])
    scores = total(tallies).group("spans")
    if not scores:
        return
    seqeval = {"scheme": IOB2, "zero_division": 0}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = precision_recall_fscore_support(gold, guess, average="micro", **seqeval)
        mean = precision_recall_fscore_support(gold, guess, average="macro", **seqeval)
        labels: Any = precision_recall_fscore_support(gold, guess, average=None, **seqeval)
    pooled = micro(scores)
    assert (pooled.precision, pooled.recall, pooled.f1) == pytest.approx(whole[:3])
    assert macro(scores) == pytest.approx(mean[:3])
    for name, *row in zip(sorted(scores), *labels, strict=True):
        score = scores[name]
        assert (score.precision, score.recall, score.f1, score.tp + score.fn) == pytest.approx(tuple(row))


def counted(gold: Document, guess: Document, **options: frozenset[str]) -> Tally:
    tally = Tally()
    score_spans(gold, guess, tally, **options)
    return tally


def entities(*spans: tuple[int, int, str]) -> Document:
    text = " ".join("س" * 9)
    marked = tuple(Entity(a, b, text[a:b], label) for a, b, label in spans)
    return Document("d", text, (Sentence(0, len(text), ()),), marked)


def test_partial_credit_of_semeval_2013() -> None:
    gold = entities((0, 1, "PER"), (2, 5, "ORG"), (6, 7, "GPE"), (8, 9, "GPE"))
    guess = entities((0, 1, "PER"), (2, 3, "ORG"), (6, 7, "LOC"), (12, 13, "GPE"))
    found = counted(gold, guess).group("entities by matching")
    assert found == {
        "strict": Score(1, 3, 3),
        "exact": Score(2, 2, 2),
        "type": Score(2, 2, 2),
        "partial": Score(2.5, 1.5, 1.5),
    }


def test_seen_and_unseen_mentions_are_told_apart_by_folded_text() -> None:
    text = "عَمّان وإربد وعمان"
    marked = (Entity(0, 6, text[:6], "GPE"), Entity(7, 12, text[7:12], "GPE"))
    gold = Document("d", text, (Sentence(0, len(text), ()),), marked)
    guess = replace(gold, entities=gold.entities[1:])
    known = frozenset({surface("عمان")})
    found = counted(gold, guess, seen=known).group("entities by training")
    assert surface(text[:6]) == "عمان"
    assert found == {"seen": Score(0, 0, 1), "unseen": Score(1, 0, 0)}
    assert not counted(gold, guess).group("entities by training")


def test_breakdowns_add_up_to_the_whole() -> None:
    for gold, guess in zip(*corpus(), strict=True):
        tally = counted(gold, guess)
        whole = micro(tally.group("spans"))
        assert micro(tally.group("spans by sentence length")) == whole
        assert micro(tally.group("spans by register")) == whole
        assert set(tally.group("spans by register")) <= {"press"}


def figure(**fields: object) -> Document:
    text = "جرح 12 شخصا"
    found = Figure(4, 6, "12", "CARDINAL", **fields)  # pyright: ignore[reportArgumentType]
    return Document("d", text, (Sentence(0, len(text), ()),), figures=(found,))


def test_fields_count_where_annotated_on_matched_figures() -> None:
    gold = figure(value=12, range=None, modifier="exact", role="injured")
    guess = figure(value=12.0, range=None, modifier="about", counted="شخصا", role="killed")
    shares = counted(gold, guess).shares
    assert shares["figure fields", "value"] == Share(1, 1)
    assert shares["figure fields", "modifier"] == Share(0, 1)
    assert ("figure fields", "counted") not in shares
    assert counted(gold, figure()).shares["figure fields", "value"] == Share(0, 1)
    assert not counted(gold, replace(guess, figures=())).shares


def test_people_are_counted_from_bounds_to_role() -> None:
    gold = figure(value=12, range=None, role="injured")
    assert counted(gold, gold).group("casualties") == {"injured": Score(1, 0, 0)}
    wrong_value = counted(gold, figure(value=2, range=None, role="injured"))
    assert wrong_value.group("casualties") == {"injured": Score(0, 1, 1)}
    wrong_role = counted(gold, figure(value=12, range=None, role="killed"))
    assert wrong_role.group("casualties") == {"killed": Score(0, 1, 0), "injured": Score(0, 0, 1)}
    assert not counted(figure(value=12, role=None), figure(role=ABSENT)).group("casualties")


def test_confusion_matrix_counts_every_span_once() -> None:
    gold = entities((0, 1, "PER"), (2, 5, "ORG"))
    guess = entities((0, 1, "GPE"), (8, 9, "LOC"))
    table = confusion([gold], [guess])
    assert (table["PER"]["GPE"], table["ORG"][NONE], table[NONE]["LOC"]) == (1, 1, 1)
    assert sum(sum(row.values()) for row in table.values()) == 3
    assert set(table) == {*SPAN_LABELS, NONE}


def test_random_documents_mark_figures_and_entities() -> None:
    documents = [annotated(n, 3) for n in range(20)]
    assert {e.label for d in documents for e in d.entities} == set(ENTITY_LABELS)
    assert {f.label for d in documents for f in d.figures} == set(FIGURE_LABELS)
