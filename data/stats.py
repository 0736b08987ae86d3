"""Count what annotated documents hold, by everything that can make a score mislead: label, rarity, register."""

from collections import Counter
from collections.abc import Iterator, Sequence

from data.leakage import register_of
from khabar.document import Document
from khabar.labels import MODIFIERS, POLARITIES, ROLES, SENTENCE_LABELS, SPAN_LABELS
from khabar.text import split_words

Counts = dict[str, dict[str, int]]


def stats(documents: Sequence[Document]) -> Counts:
    """Counts by group ("text", "sentence labels", "spans", …) and name."""
    lengths = sorted(len(split_words(d.text, s.start, s.end)) for d in documents for s in d.sentences)
    return {
        "text": {
            "documents": len(documents),
            "sentences": len(lengths),
            "words": sum(lengths),
            "median words a sentence": lengths[len(lengths) // 2] if lengths else 0,
            "sentences of 40 words and more": sum(n >= 40 for n in lengths),
            "statements": sum(len(d.statements) for d in documents),
        },
        "sentence labels": _named((x for d in documents for s in d.sentences for x in s.labels), SENTENCE_LABELS),
        "spans": _named((x.label for d in documents for x in [*d.entities, *d.figures]), SPAN_LABELS),
        "polarities": _named((s.polarity for d in documents for s in d.statements), POLARITIES),
        "statement parts": _named(_parts(documents), ("source", "content", "source in an earlier sentence")),
        "modifiers": _named((f.modifier for d in documents for f in d.figures), MODIFIERS),
        "roles": _named((f.role for d in documents for f in d.figures), ROLES),
        "registers (documents)": dict(sorted(Counter(register_of(d.id) for d in documents).items())),
    }


def _named(found: Iterator[object], names: Sequence[str]) -> dict[str, int]:
    counts = Counter(found)
    return {name: counts[name] for name in names}


def _parts(documents: Sequence[Document]) -> Iterator[str]:
    for statement in (s for d in documents for s in d.statements):
        if statement.source is not None:
            yield "source"
        elif isinstance(statement.speaker, str):
            yield "source in an earlier sentence"
        if statement.content is not None:
            yield "content"
