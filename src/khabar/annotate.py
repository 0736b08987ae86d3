"""From the scores of a sentence's words to entities, figures, statements and label probabilities."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from khabar.decode import ARGUMENT_REACH, Ints, TagSpans, best_arguments, tag_spans, viterbi
from khabar.document import Entity, Figure, Part, Statement
from khabar.figures import normalise
from khabar.graphs import Array, Graphs, Scored, Stretch
from khabar.labels import FIGURE_LABELS, bio
from khabar.manifest import LabelRule, Transitions
from khabar.posteriors import posteriors

Words = list[tuple[int, int]]

LEAST_CHANCE = 0.45
"""A span or source that is less likely is not given: F1 is highest at half of the F1 reached (Lipton et al. 2014).

Contents are given anyway, because one with a wrong edge still says what is meant.
"""

_STOPS = "،,؛;:.…"
_QUOTES = '«»"“”„'


@dataclass(slots=True)
class SentenceScores:
    """What was found in one sentence; offsets are into the document's text, logits are of the sentence labels."""

    spans: list[tuple[int, int, str]]
    entities: list[Entity]
    figures: list[Figure]
    statements: list[Statement]
    logits: Array

    def chances(self, rules: Mapping[str, LabelRule]) -> dict[str, float]:
        """Calibrated probability of each sentence label, 0 without words; none for a model without that head."""
        return {
            label: 0.0 if logit == -math.inf else round(1 / (1 + math.exp(min(50.0, -rule.of(logit)))), 4)
            for (label, rule), logit in zip(rules.items(), self.logits.tolist(), strict=True)
        }


def annotate(graphs: Graphs, scored: Scored, found: Sequence[SentenceScores]) -> None:
    """Decode a chunk and add what is in each of its stretches to that one's place in `found`."""
    manifest = graphs.manifest
    for scores, logits in zip(found, scored.sentences, strict=True):
        np.maximum(scores.logits, logits, out=scores.logits)
    if manifest.spans:
        _add_spans(scored, _decode(scored, "spans", manifest.spans, manifest.span_labels), manifest.span_labels, found)
    if manifest.cues:
        cues = _decode(scored, "cues", manifest.cues, manifest.polarities)
        _add_statements(graphs, scored, cues, found)


def span_tags_of(words: Sequence[str], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """IOB2 tags of blank-joined `words` for spans over the joined text."""
    ends = np.cumsum([len(word) + 1 for word in words])
    starts = ends - [len(word) + 1 for word in words]
    tags = ["O"] * len(words)
    for start, end, label in spans:
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(starts, end, side="left"))
        free = [word for word in range(first, last) if tags[word] == "O"]
        for place, word in enumerate(free):
            tags[word] = f"{'I' if place else 'B'}-{label}"
    return tags


def _decode(scored: Scored, name: str, rules: Transitions, labels: Sequence[str]) -> TagSpans:
    """The spans of one head, those of all stretches in order; only stretches with spans are asked for scores."""
    emissions = scored.words[name]
    start, step = np.array(rules.start, np.float32), np.array(rules.step, np.float32)
    path = viterbi(emissions, scored.lengths, start, step)
    ends = np.cumsum(scored.lengths)
    tagged = np.cumsum(np.append(0, path != 0))
    asked = tagged[ends] > tagged[ends - scored.lengths]
    rows, lengths = np.flatnonzero(np.repeat(asked, scored.lengths)), scored.lengths[asked]
    spans = tag_spans(path[rows], lengths, posteriors(emissions[rows], lengths, start, step), bio(tuple(labels)))
    return replace(spans, start=rows[spans.start], end=rows[spans.end - 1] + 1)


def _places(scored: Scored, spans: TagSpans) -> tuple[Ints, Ints]:
    """For each span the number of its stretch, and the row of that one's first word."""
    ends = np.cumsum(scored.lengths)
    stretch = np.searchsorted(ends, spans.start, side="right")
    return stretch, (ends - scored.lengths)[stretch]


def _rows(*columns: npt.NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    """Arrays of one length as rows of plain numbers and lists."""
    return zip(*(cast(list[Any], column.tolist()) for column in columns), strict=True)


def _add_spans(scored: Scored, spans: TagSpans, labels: Sequence[str], found: Sequence[SentenceScores]) -> None:
    stretches, offsets = _places(scored, spans)
    columns = (stretches, spans.start - offsets, spans.end - offsets, spans.label, spans.score)
    rows = cast(Iterator[tuple[int, int, int, int, float]], _rows(*columns))
    for place, first, stop, index, chance in rows:
        if chance < LEAST_CHANCE:
            continue
        stretch, scores, label = scored.stretches[place], found[place], labels[index]
        start, end, score = stretch.words[first][0], stretch.words[stop - 1][1], round(chance, 4)
        scores.spans.append((start, end, label))
        if label in FIGURE_LABELS:
            scores.figures.append(_figure(stretch, start, end, label, score))
        else:
            scores.entities.append(Entity(start, end, stretch.text[start:end], label, score))


def _figure(stretch: Stretch, start: int, end: int, label: str, score: float) -> Figure:
    low, high = stretch.span
    fields = normalise(stretch.text[low:high], start - low, end - low, label)
    return Figure(
        start,
        end,
        stretch.text[start:end],
        label,
        score,
        value=fields.value,
        range=fields.range,
        modifier=fields.modifier,
        counted=fields.counted,
        role=fields.role,
        unit=fields.unit,
    )


def _add_statements(graphs: Graphs, scored: Scored, cues: TagSpans, found: Sequence[SentenceScores]) -> None:
    stretches, offsets = _places(scored, cues)
    start, end = cues.start - offsets, cues.end - offsets
    low = np.maximum(0, start - ARGUMENT_REACH)
    counts = np.minimum(scored.lengths[stretches], start + ARGUMENT_REACH) - low
    arguments = np.full((len(start), 2, 2), -1)
    within = np.stack((start - low, end - low), 1)
    for asked, points in graphs.point(scored.words["words"], offsets + low, counts, start - low):
        for i, least in enumerate((LEAST_CHANCE, 0.0)):
            arguments[asked, i] = best_arguments(points[:, 2 * i], points[:, 2 * i + 1], within[asked], least)
    columns = (stretches, start, end, low, arguments, cues.label, cues.score)
    rows = cast(Iterator[tuple[int, int, int, int, list[list[int]], int, float]], _rows(*columns))
    for place, first, stop, shift, pair, index, chance in rows:
        words, text = scored.stretches[place].words, scored.stretches[place].text
        source, content = (argument_part(words[begin + shift : until + shift], text) for begin, until in pair)
        cue = _cut(text, words[first][0], words[stop - 1][1])
        polarity = graphs.manifest.polarities[index]
        found[place].statements.append(Statement(source, cue, content, polarity, round(chance, 4)))


def argument_part(words: Words, text: str) -> Part | None:
    """The text of an argument's words without stops and outer quotation marks; None when nothing is left.

    A mark at an edge stays where its partner is inside (تلفزيون «الحدث»), and goes where it is alone or where the
    two enclose the whole.
    """
    marks = [text[start] for start, _ in words]
    first, last = 0, len(marks) - 1
    quotes = sum(mark in _QUOTES for mark in marks)
    while first <= last:
        alone = quotes % 2 == 1 or (marks[first] in _QUOTES and marks[last] in _QUOTES)
        if marks[first] in _STOPS or (alone and marks[first] in _QUOTES):
            quotes -= marks[first] in _QUOTES
            first += 1
        elif marks[last] in _STOPS or (alone and marks[last] in _QUOTES):
            quotes -= marks[last] in _QUOTES
            last -= 1
        else:
            return _cut(text, words[first][0], words[last][1])
    return None


def _cut(text: str, start: int, end: int) -> Part:
    return Part(start, end, text[start:end])
