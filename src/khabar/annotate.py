"""From the scores of a sentence's words to entities, figures, statements and label probabilities."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from khabar.decode import ARGUMENT_REACH, TagSpan, WordSpan, best_argument, marginals, tag_spans, viterbi
from khabar.document import Entity, Figure, Part, Sentence, Statement
from khabar.figures import normalise
from khabar.graphs import Array, CueQuestion, Graphs
from khabar.labels import FIGURE_LABELS, bio
from khabar.manifest import Transitions

Words = list[tuple[int, int]]

_STOPS = "،,؛;:.…"
_QUOTES = "«»\"“”„"


class ScoredPiece(Protocol):
    """Words of a sentence, as offsets into the text, and graph outputs for them."""

    words: Words
    scores: dict[str, Array]


@dataclass(slots=True)
class SentenceScores:
    """What was found in one sentence; offsets are into the document's text."""

    spans: list[tuple[int, int, str]]
    entities: list[Entity]
    figures: list[Figure]
    statements: list[Statement]
    chances: dict[str, float]

    def sentence(self, start: int, end: int, labels: Sequence[str]) -> Sentence:
        """The sentence with its labels and probabilities; a model without that head gives neither."""
        return Sentence(start, end, tuple(labels), dict(self.chances) if self.chances else None)


def annotate(
    graphs: Graphs, sentences: Sequence[Sequence[ScoredPiece]], origins: Sequence[tuple[str, tuple[int, int]]]
) -> list[SentenceScores]:
    """Decode a chunk of sentences, given as pieces; `origins` are their texts and spans."""
    manifest = graphs.manifest
    flat = [(i, piece) for i, pieces in enumerate(sentences) for piece in pieces]
    found = [SentenceScores([], [], [], [], _chances(graphs, pieces)) for pieces in sentences]
    if manifest.spans:
        for (i, piece), spans in zip(flat, _decode(flat, "spans", manifest.spans, manifest.span_labels), strict=True):
            _add_spans(found[i], spans, piece.words, *origins[i])
    if manifest.cues:
        cues = _decode(flat, "cues", manifest.cues, manifest.polarities)
        asked = [(i, piece, cue) for (i, piece), row in zip(flat, cues, strict=True) for cue in row]
        points = graphs.point([_question(piece, cue) for _, piece, cue in asked])
        for (i, piece, cue), point in zip(asked, points, strict=True):
            found[i].statements.append(_statement(piece, cue, point, origins[i][0]))
    return found


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


def _decode(
    flat: Sequence[tuple[int, ScoredPiece]], name: str, rules: Transitions, labels: Sequence[str]
) -> list[list[TagSpan]]:
    """Viterbi over pieces in groups of like length."""
    tags = bio(tuple(labels))
    start, step = np.array(rules.start, np.float32), np.array(rules.step, np.float32)
    decoded: list[list[TagSpan]] = [[] for _ in flat]
    order = sorted((i for i in range(len(flat)) if flat[i][1].words), key=lambda i: len(flat[i][1].words))
    for at in range(0, len(order), 64):
        rows = order[at : at + 64]
        lengths = np.array([len(flat[i][1].words) for i in rows])
        emissions = np.zeros((len(rows), int(lengths.max()), len(tags)), np.float32)
        for row, i in enumerate(rows):
            emissions[row, : lengths[row]] = flat[i][1].scores[name]
        path = viterbi(emissions, lengths, start, step)
        chances = marginals(emissions)
        for row, i in enumerate(rows):
            decoded[i] = tag_spans(path[row, : lengths[row]].tolist(), chances[row], tags)
    return decoded


def _add_spans(
    found: SentenceScores, spans: Sequence[TagSpan], words: Words, text: str, sentence: tuple[int, int]
) -> None:
    inside = text[sentence[0] : sentence[1]]
    for span in spans:
        start, end = words[span.start][0], words[span.end - 1][1]
        score = round(span.score, 4)
        found.spans.append((start, end, span.label))
        if span.label not in FIGURE_LABELS:
            found.entities.append(Entity(start, end, text[start:end], span.label, score))
            continue
        fields = normalise(inside, start - sentence[0], end - sentence[0], span.label)
        found.figures.append(
            Figure(
                start,
                end,
                text[start:end],
                span.label,
                score,
                value=fields.value,
                range=fields.range,
                modifier=fields.modifier,
                counted=fields.counted,
                role=fields.role,
                unit=fields.unit,
            )
        )


def _question(piece: ScoredPiece, cue: TagSpan) -> CueQuestion:
    low = max(0, cue.start - ARGUMENT_REACH)
    return CueQuestion(piece.scores["words"][low : cue.start + ARGUMENT_REACH], cue.start - low)


def _statement(piece: ScoredPiece, cue: TagSpan, point: npt.NDArray[np.float32], text: str) -> Statement:
    low = max(0, cue.start - ARGUMENT_REACH)
    around = (cue.start - low, cue.end - low)
    source = best_argument(point[0], point[1], around)
    content = best_argument(point[2], point[3], around)
    words = piece.words[low:]
    return Statement(
        source=argument_part(words, source, text),
        cue=_cut(text, piece.words[cue.start][0], piece.words[cue.end - 1][1]),
        content=argument_part(words, content, text),
        polarity=cue.label,
        score=round(cue.score, 4),
    )


def argument_part(words: Words, span: WordSpan | None, text: str) -> Part | None:
    """The text of an argument without stops and outer quotation marks; None when nothing is left.

    A mark at an edge stays where its partner is inside (تلفزيون «الحدث»), and goes where it is alone or where the
    two enclose the whole.
    """
    if span is None:
        return None
    marks = [text[start] for start, _ in words[span.start : span.end]]
    first, last = 0, len(marks) - 1
    while first <= last:
        quotes = sum(mark in _QUOTES for mark in marks[first : last + 1])
        alone = quotes % 2 == 1 or (marks[first] in _QUOTES and marks[last] in _QUOTES)
        if marks[first] in _STOPS or (alone and marks[first] in _QUOTES):
            first += 1
        elif marks[last] in _STOPS or (alone and marks[last] in _QUOTES):
            last -= 1
        else:
            return _cut(text, words[span.start + first][0], words[span.start + last][1])
    return None


def _cut(text: str, start: int, end: int) -> Part:
    return Part(start, end, text[start:end])


def _chances(graphs: Graphs, pieces: Sequence[ScoredPiece]) -> dict[str, float]:
    """Calibrated probability of each sentence label; the highest over a sentence's pieces."""
    rules = graphs.manifest.sentences
    if not rules:
        return {}
    logits = np.max([piece.scores["sentences"] for piece in pieces], axis=0)
    return {
        label: round(1 / (1 + math.exp(min(50.0, -(rule.scale * float(logits[i]) + rule.bias)))), 4)
        for i, (label, rule) in enumerate(rules.items())
    }
