"""Find what is wrong with annotated files before a model learns it.

The strict reader refuses what breaks the format. What is left are mistakes that are well-formed: a span that cuts
into a word, two spans on each other, a label that disagrees with the statements, a sentence that stands in two
splits.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from data.leakage import event_of, lines_of, shared_runs, shingles
from data.ledgers import check_ledger
from data.manifest import check_manifest
from khabar.document import Document, DocumentError, Part, Statement, read_documents
from khabar.ledger_links import links_path
from khabar.text import split_words

LEAK_WORDS = 8
"""Two splits that share a run of so many words hold the same text."""


def validate(files: Sequence[Path], manifest: Path | None = None) -> Iterator[str]:
    """Every problem in the files and the ledgers beside them, one line each: FILE:DOCUMENT: what is wrong."""
    read: dict[Path, list[Document]] = {}
    for path in files:
        try:
            read[path] = list(read_documents(path))
        except DocumentError as error:
            yield str(error)
    for path, documents in read.items():
        for document in documents:
            yield from (f"{path}:{document.id}: {what}" for what in check_document(document))
        if links_path(path).exists():
            yield from check_ledger(links_path(path), {document.id: document for document in documents})
    yield from check_duplicates(read)
    yield from check_leakage(read)
    if manifest is not None:
        yield from check_manifest(manifest, files)


def check_document(document: Document) -> Iterator[str]:
    """What is wrong inside one document."""
    words = split_words(document.text)
    starts, ends = {start for start, _ in words}, {end for _, end in words}
    yield from _check_sentences(document)
    parts = [part for statement in document.statements for part in _parts(statement)]
    for span in [*document.entities, *document.figures, *parts]:
        where = f"{span.start}-{span.end} {span.text!r}"
        if span.start not in starts or span.end not in ends:
            yield f"{where}: not whole words"
        if not any(s.start <= span.start and span.end <= s.end for s in document.sentences):
            yield f"{where}: not inside one sentence"
    for name, spans in (("entities", document.entities), ("figures", document.figures)):
        if [span.start for span in spans] != sorted(span.start for span in spans):
            yield f"{name}: not in the order of the text"
    spans = sorted([*document.entities, *document.figures], key=lambda span: span.start)
    for one, other in pairwise(spans):
        if other.start < one.end:
            yield f"{one.label} {one.text!r} and {other.label} {other.text!r} overlap"
    yield from _check_statements(document)


def _check_sentences(document: Document) -> Iterator[str]:
    end = 0
    for sentence in document.sentences:
        if sentence.start < end or document.text[end : sentence.start].strip():
            yield f"sentence at {sentence.start}: overlaps the one before or leaves text out"
        end = sentence.end
        if len(set(sentence.labels)) < len(sentence.labels):
            yield f"sentence at {sentence.start}: a label twice"
    if document.text[end:].strip():
        yield f"text after {end} is in no sentence"


def _check_statements(document: Document) -> Iterator[str]:
    for sentence in document.sentences:
        inside = [s for s in document.statements if sentence.start <= s.cue.start < sentence.end]
        if inside and "attribution" not in sentence.labels:
            yield f"sentence at {sentence.start}: statements, but not labelled attribution"
        if "attribution" in sentence.labels and not inside:
            yield f"sentence at {sentence.start}: attribution, but no statement"
        if any(s.polarity == "deny" for s in inside) and "denial" not in sentence.labels:
            yield f"sentence at {sentence.start}: a deny statement, but not labelled denial"
    keys = [(s.cue.start, s.cue.end, s.source, s.content) for s in document.statements]
    if len(set(keys)) < len(keys):
        yield "the same statement twice"


def _parts(statement: Statement) -> Iterator[Part]:
    for part in (statement.source, statement.cue, statement.content):
        if part is not None:
            yield part


def check_duplicates(read: dict[Path, list[Document]]) -> Iterator[str]:
    """Ids, texts and longer sentences that stand twice."""
    seen: dict[tuple[str, str], str] = {}
    for path, documents in read.items():
        for document in documents:
            here = f"{path}:{document.id}"
            sentences = {document.text[s.start : s.end] for s in document.sentences}
            longer = [("sentence", text) for text in sorted(sentences) if len(split_words(text)) > 5]
            for kind, what in [("id", document.id), ("text", document.text), *longer]:
                if (kind, what) in seen:
                    yield f"{here}: {kind} also in {seen[kind, what]}: {what[:60]!r}"
                seen.setdefault((kind, what), here)


def check_leakage(read: dict[Path, list[Document]]) -> Iterator[str]:
    """Runs of words, and articles on the same event, that stand in two of the files."""
    owner: dict[tuple[str, ...], tuple[Path, str]] = {}
    events: dict[str, Path] = {}
    for path, documents in read.items():
        for document in documents:
            event = event_of(document.id)
            if event and events.setdefault(event, path) != path:
                yield f"{path}:{document.id}: articles of {event} are also in {events[event]}"
            for run in shingles(document.text, LEAK_WORDS):
                first, at = owner.setdefault(run, (path, document.id))
                if first != path:
                    yield f"{path}:{document.id}: shares {' '.join(run)!r} with {first}:{at}"
                    break


def check_overlap(files: Iterable[Path], other: Path, words: int) -> Iterator[str]:
    """Runs of `words` words of the files that also stand in another text (plain or JSON lines)."""
    documents = {f"{path}:{d.id}": d.text for path in files for d in read_documents(path)}
    for here, run in shared_runs(documents, lines_of(other), words):
        yield f"{here}: {' '.join(run)!r} also stands in {other}"
