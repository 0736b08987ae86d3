"""How far two annotations of the same texts agree.

Spans and statements have no agreed set of negatives, so chance-corrected measures do not apply to them; F1 of one
annotation against the other is their agreement (Hripcsak and Rothschild 2005). Sentence labels do have negatives:
Cohen's kappa (Cohen 1960) for each label.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from khabar.document import ABSENT, Document, Figure, Part, Statement
from khabar.labels import SENTENCE_LABELS, SPAN_LABELS
from khabar.plain import given
from khabar.text import split_words

Pair = tuple[Document, Document]


def agreement(first: Sequence[Document], second: Sequence[Document]) -> dict[str, Any]:
    """Agreement on the documents that both hold. Raises ValueError when there are none or the texts differ."""
    by_id = {document.id: document for document in second}
    pairs = [(document, by_id[document.id]) for document in first if document.id in by_id]
    if not pairs:
        raise ValueError("the two files have no document in common")
    for one, other in pairs:
        if one.text != other.text:
            raise ValueError(f"{one.id}: the two texts differ")
        if [(s.start, s.end) for s in one.sentences] != [(s.start, s.end) for s in other.sentences]:
            raise ValueError(f"{one.id}: the two are cut into different sentences")
    return {
        "documents": len(pairs),
        "sentences": sum(len(one.sentences) for one, _ in pairs),
        "spans": _spans(pairs),
        "labels": {label: _kappa(pairs, label) for label in SENTENCE_LABELS},
        "statements": _statements(pairs),
    }


def _overlap(first: Iterable[Any], second: Iterable[Any]) -> dict[str, Any]:
    one, other = Counter(first), Counter(second)
    both = sum((one & other).values())
    return _row(sum(one.values()), sum(other.values()), both)


def _row(first: int, second: int, both: float) -> dict[str, Any]:
    f1 = 2 * both / (first + second) if first + second else None
    return {"first": first, "second": second, "both": both, "f1": f1}


def _spans(pairs: Sequence[Pair]) -> dict[str, Any]:
    def keys(side: int, label: str | None) -> list[Any]:
        return [
            (d.id, x.start, x.end, x.label)
            for d in (pair[side] for pair in pairs)
            for x in [*d.entities, *d.figures]
            if label in (None, x.label)
        ]

    rows = {"all": _overlap(keys(0, None), keys(1, None))}
    rows |= {label: _overlap(keys(0, label), keys(1, label)) for label in SPAN_LABELS}
    said = [{(d.id, f.start, f.end): f for d in (p[side] for p in pairs) for f in d.figures} for side in (0, 1)]
    shared = [(said[0][key], said[1][key]) for key in said[0].keys() & said[1].keys()]
    shared = [(a, b) for a, b in shared if a.value is not ABSENT and b.value is not ABSENT]
    for field in ("value", "modifier", "counted", "role"):
        same = sum(_said(a, field) == _said(b, field) for a, b in shared)
        rows[f"{field} of shared figures"] = _row(len(shared), len(shared), same)
    return rows


def _said(figure: Figure, field: str) -> object:
    return (figure.value, given(figure.range)) if field == "value" else getattr(figure, field)


def _kappa(pairs: Sequence[Pair], label: str) -> dict[str, Any]:
    marks = [
        (label in a.labels, label in b.labels)
        for one, other in pairs
        for a, b in zip(one.sentences, other.sentences, strict=True)
    ]
    total = len(marks)
    first, second = sum(a for a, _ in marks), sum(b for _, b in marks)
    agree = sum(a == b for a, b in marks) / total
    chance = (first * second + (total - first) * (total - second)) / total**2
    return {
        "first": first,
        "second": second,
        "agree": agree,
        "kappa": (agree - chance) / (1 - chance) if chance < 1 else None,
    }


def _statements(pairs: Sequence[Pair]) -> dict[str, Any]:
    first = [(d.id, s) for d, _ in pairs for s in d.statements]
    second = [(d.id, s) for _, d in pairs for s in d.statements]

    def row(key: Callable[[Statement], Any]) -> dict[str, Any]:
        return _overlap(((i, key(s)) for i, s in first), ((i, key(s)) for i, s in second))

    rows = {
        "cue": row(lambda s: s.cue),
        "source": row(lambda s: (s.cue, s.source)),
        "content": row(lambda s: (s.cue, s.content)),
        "whole statement": row(lambda s: (s.cue, s.source, s.content, s.polarity)),
    }
    matched = _matched(first, second)
    rows["content, words in common"] = _content_words(matched, pairs)
    for field in ("polarity", "speaker"):
        asked = [(a, b) for _, a, b in matched if ABSENT not in (getattr(a, field), getattr(b, field))]
        same = sum(getattr(a, field) == getattr(b, field) for a, b in asked)
        rows[f"{field} of shared cues"] = _row(len(asked), len(asked), same)
    return rows


def _matched(
    first: Sequence[tuple[str, Statement]], second: Sequence[tuple[str, Statement]]
) -> list[tuple[str, Statement, Statement]]:
    left: dict[tuple[str, Part], list[Statement]] = {}
    for ident, statement in second:
        left.setdefault((ident, statement.cue), []).append(statement)
    return [(i, s, left[i, s.cue].pop(0)) for i, s in first if left.get((i, s.cue))]


def _content_words(matched: Sequence[tuple[str, Statement, Statement]], pairs: Sequence[Pair]) -> dict[str, Any]:
    text = {document.id: document.text for document, _ in pairs}
    first = second = both = 0
    for ident, one, other in matched:
        left, right = _words(text[ident], one.content), _words(text[ident], other.content)
        first, second, both = first + len(left), second + len(right), both + len(left & right)
    return _row(first, second, both)


def _words(text: str, part: Part | None) -> set[tuple[int, int]]:
    return set(split_words(text, part.start, part.end)) if part else set()
