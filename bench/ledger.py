"""How long a ledger of many statements takes on one core: `python -m bench ledger`.

The articles are made up by rule: each has a scene, a few speakers, figures that differ between articles, and one
denial in ten statements. Reading is not part of it.
"""

import argparse
import os
import random
from collections.abc import Iterator
from time import perf_counter, process_time

from khabar.document import Document, Entity, Figure, Part, Sentence, Statement
from khabar.ledger import ledger

STATEMENTS = 100_000
_A_DOCUMENT = 20
_DENIED = 0.1
_ACTS = ("قصف السوق", "إغلاق المعبر", "حرق المخازن", "اعتقال الصيادين", "انهيار الجسر", "قطع الطريق", "سحب الوحدات")


def main(argv: list[str]) -> int:
    """Make a ledger of so many statements and print the seconds it took."""
    parser = argparse.ArgumentParser(prog="python -m bench ledger", description=main.__doc__)
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    args = parser.parse_args(argv)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    documents = list(articles(args.statements))
    begun, worked = perf_counter(), process_time()
    made = ledger(documents)
    wall, cpu = perf_counter() - begun, process_time() - worked
    found = f"{len(made.disagreements):,} disagreements, {len(made.denials):,} denials matched"
    print(f"{len(made.rows):,} statements of {len(documents):,} articles: {found}")
    print(f"{wall:.1f} s, of which {cpu:.1f} s on the processor (one core)")
    return 0


def articles(statements: int) -> Iterator[Document]:
    """Annotated articles with so many statements together; the same ones every time."""
    draw = random.Random(2019)  # noqa: S311
    for number in range(-(-statements // _A_DOCUMENT)):
        yield _article(f"{number}", min(_A_DOCUMENT, statements - number * _A_DOCUMENT), draw)


def _article(name: str, statements: int, draw: random.Random) -> Document:
    place = f"بلدة{draw.randrange(500)}"
    text, sentences, entities, figures, said = "", [], [], [], []
    for _ in range(statements):
        start = len(text) + bool(text)
        source, number = f"ناطق{draw.randrange(300)}", draw.randrange(3, 90)
        deny = draw.random() < _DENIED
        content = f"{draw.choice(_ACTS)} في {place} ومقتل {number} شخصا"
        cue = "نفى" if deny else "أعلن"
        line = f"{source} {cue} {content}"
        text = f"{text}\n{line}" if text else line

        def part(words: str, line: str = line, start: int = start) -> Part:
            at = start + line.index(words)
            return Part(at, at + len(words), words)

        sentences.append(Sentence(start, start + len(line), ()))
        for words, label in ((source, "PER"), (place, "GPE")):
            at = part(words)
            entities.append(Entity(at.start, at.end, words, label))
        at = part(f"{number} شخصا")
        digits = str(number)
        end = at.start + len(digits)
        figures.append(Figure(at.start, end, digits, "CARDINAL", None, number, None, "exact", "شخصا", "killed"))
        said.append(Statement(part(source), part(cue), part(content), "deny" if deny else "assert", None, source))
    return Document(name, text, tuple(sentences), tuple(entities), tuple(figures), tuple(said))
