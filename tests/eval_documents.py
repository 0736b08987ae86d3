"""Annotated documents and worsened copies of them, for tests of scoring."""

import random
from dataclasses import replace

from khabar.document import ABSENT, Document, Entity, Figure, Part, Sentence, Statement
from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, POLARITIES, SENTENCE_LABELS
from khabar.text import split_words

LINES = (
    "قالت وزيرة المياه سعاد البكري إن السد الجديد سيروي 40 قرية في وادي الزيتون.",
    "ونفى حزب الأفق أن يكون 7 من أعضائه قد غادروا صفد أمس، مشيرا إلى شائعات قديمة.",
    "بحسب بلدية الرملة، جرح 12 عاملا في حريق المصنع مساء الاثنين.",
    "واتهم المزارعون شركة النهر بهدر نصف المياه، ورفضت الشركة التعليق.",
    "ربح نادي الميناء المباراة الأولى أمام ضيفه.",
)


def annotated(number: int, seed: int) -> Document:
    """Three lines with random but valid annotations in every layer; equal for equal arguments."""
    draw = random.Random(f"{seed}/{number}")
    chosen = draw.sample(LINES, 3)
    text = "\n".join(chosen)
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    figures: list[Figure] = []
    statements: list[Statement] = []
    start = 0
    for line in chosen:
        words = split_words(text, start, start + len(line))
        spans = _pieces(words, draw)
        sentences.append(Sentence(start, start + len(line), tuple(n for n in SENTENCE_LABELS if draw.random() < 0.5)))
        for a, b in spans[: draw.randint(0, 3)]:
            entities.append(Entity(a, b, text[a:b], draw.choice(ENTITY_LABELS)))
        for a, b in spans[3:5]:
            figures.append(_figure(text, a, b, draw))
        parts = [Part(a, b, text[a:b]) for a, b in draw.sample(spans, 3)]
        speaker = draw.choice([ABSENT, None, "سعاد البكري", "حزب الأفق"])
        source, content = (part if draw.random() < 0.8 else None for part in parts[1:])
        statements.append(Statement(source, parts[0], content, draw.choice(POLARITIES), speaker=speaker))
        start += len(line) + 1
    return Document(f"press-{number:03}", text, tuple(sentences), tuple(entities), tuple(figures), tuple(statements))


def worsened(gold: Document, seed: int) -> Document:
    """A prediction for a document: some spans of another annotation, some of its own, and probabilities."""
    draw = random.Random(f"worse/{seed}/{gold.id}")
    sentences = []
    for sentence in gold.sentences:
        scores = {
            n: round(min(1, max(0, draw.gauss(0.5 + 0.2 * (n in sentence.labels), 0.2))), 3) for n in SENTENCE_LABELS
        }
        labels = tuple(n for n in SENTENCE_LABELS if scores[n] >= 0.5)
        sentences.append(replace(sentence, labels=labels, scores=scores))
    entities = [replace(e, label=draw.choice((e.label, "MISC"))) for e in gold.entities if draw.random() < 0.8]
    figures = [replace(f, value=draw.choice((f.value, 99))) for f in gold.figures if f.value is not ABSENT]
    statements = [
        replace(s, source=draw.choice((s.source, s.content)), polarity=draw.choice((s.polarity, "doubt")))
        for s in gold.statements
        if draw.random() < 0.8
    ]
    return replace(
        gold,
        sentences=tuple(sentences),
        entities=tuple(entities),
        figures=tuple(figures),
        statements=tuple(statements),
    )


def corpus(size: int = 12, seed: int = 1) -> tuple[list[Document], list[Document]]:
    """Gold documents and predictions for them."""
    gold = [annotated(number, seed) for number in range(size)]
    return gold, [worsened(document, seed) for document in gold]


def _figure(text: str, start: int, end: int, draw: random.Random) -> Figure:
    label = draw.choice(FIGURE_LABELS)
    if label in ("DATE", "TIME", "ORDINAL"):
        return Figure(start, end, text[start:end], label)
    role = draw.choice((None, "killed", "injured"))
    value = draw.choice((7, 12, 40, 0.5))
    return Figure(start, end, text[start:end], label, None, value, None, "exact", None, role)


def _pieces(words: list[tuple[int, int]], draw: random.Random) -> list[tuple[int, int]]:
    """Spans of one or two words that do not overlap, in random order."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        size = min(draw.randint(1, 2), len(words) - at)
        spans.append((words[at][0], words[at + size - 1][1]))
        at += size
    draw.shuffle(spans)
    return spans
