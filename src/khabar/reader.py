"""`khabar.load()` and the Reader: a text in, a Document out.

The steps, in order: sentences, words, one encoder pass over windows of words in batches of like length, then
decoding of spans, cues, arguments and labels, and the rules that give figures their values, statements their
speakers and entities their names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from khabar import __version__
from khabar.annotate import SentenceScores, annotate, span_tags_of
from khabar.document import Document, Entity, Figure, Sentence, Statement
from khabar.graphs import Graphs, Stretch
from khabar.joint import labels_of
from khabar.names import name_entities
from khabar.records import Record
from khabar.speakers import resolve
from khabar.text import find_words, split, split_lines

SPLITTERS = {"news": split, "lines": split_lines}

_WORDS_A_STRETCH = 512
"""A sentence with more words is scored in stretches of this many, so that memory stays bounded."""

_STRETCHES_A_CHUNK = 96
"""Few enough that scoring one chunk and decoding the one before it overlap, also in a few hundred sentences."""

_WORDS_A_CHUNK = 8192


class Reader:
    """A loaded model. Reading is deterministic, and does not depend on what else is read with a text."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Open a model directory; see khabar.graphs.Graphs for errors."""
        self.folder = folder
        self.graphs = Graphs(folder, threads)

    def read(self, text: str, *, id: str = "") -> Document:
        """Read one text."""
        return self.read_many([Record(id, text, None)])[0]

    def read_many(
        self, items: Sequence[str | Record], *, split: str = "news", threshold: float | None = None
    ) -> list[Document]:
        """Read texts or records, in order; sentences of all of them share batches.

        `split` names the sentence splitter for those without sentences ("news" or "lines"); `threshold`
        replaces the model's own thresholds for sentence labels. Raises ValueError for an unknown splitter.
        """
        records = [Record(str(i), item, None) if isinstance(item, str) else item for i, item in enumerate(items)]
        spans = [self.sentence_spans(record, split) for record in records]
        pending = ((r.text, span) for r, of_record in zip(records, spans, strict=True) for span in of_record)
        scored = self._scored(pending)
        return [
            self.document(record, of_record, islice(scored, len(of_record)), threshold)
            for record, of_record in zip(records, spans, strict=True)
        ]

    def sentence_spans(self, record: Record, split: str = "news") -> list[tuple[int, int]]:
        """The sentences that came with a record, or those that the splitter finds. Raises ValueError for `split`."""
        if split not in SPLITTERS:
            raise ValueError(f"split: {split!r} is not one of {', '.join(SPLITTERS)}")
        return list(record.sentences if record.sentences is not None else SPLITTERS[split](record.text))

    def score(self, sentences: Sequence[tuple[str, tuple[int, int]]]) -> list[SentenceScores]:
        """What is found in sentences of any texts, given as text and span, in order.

        With `sentence_spans` before it and `document` after it this is `read_many` in steps, for those who join
        the sentences of many callers.
        """
        return list(self._scored(sentences))

    def document(
        self,
        record: Record,
        spans: Sequence[tuple[int, int]],
        scored: Iterable[SentenceScores],
        threshold: float | None = None,
    ) -> Document:
        """A record's document from its sentences' spans and scores; `threshold` as for `read_many`."""
        rules = self.graphs.manifest.sentences
        bounds: Mapping[str, float] = {n: rules[n].threshold if threshold is None else threshold for n in rules}
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        figures: list[Figure] = []
        statements: list[Statement] = []
        for (start, end), found in zip(spans, scored, strict=True):
            chances = found.chances(rules)
            labels = labels_of(chances, bounds, found.statements if threshold is None else ())
            sentences.append(Sentence(start, end, labels, chances or None))
            entities += found.entities
            figures += found.figures
            statements += found.statements
        layers = (tuple(sentences), tuple(entities), tuple(figures), tuple(statements))
        return resolve(name_entities(Document(record.id, record.text, *layers)))

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """IOB2 span tags for sentences given as words, as a CoNLL file holds them; a tag for every word."""
        texts = [" ".join(words) for words in sentences]
        scored = self.score([(text, (0, len(text))) for text in texts])
        return [span_tags_of(words, found.spans) for words, found in zip(sentences, scored, strict=True)]

    def info(self) -> dict[str, Any]:
        """Model, labels, scores and versions, as `khabar info` prints them."""
        from importlib.metadata import version

        manifest = self.graphs.manifest
        return {
            "model": manifest.name,
            "path": str(self.folder),
            "heads": list(manifest.heads),
            "span_labels": list(manifest.span_labels),
            "sentence_labels": list(manifest.sentences),
            "polarities": list(manifest.polarities),
            "scores": manifest.made.get("dev", {}),
            "versions": {"khabar": __version__, "onnxruntime": version("onnxruntime"), "numpy": np.__version__},
        }

    def _scored(self, sentences: Iterable[tuple[str, tuple[int, int]]]) -> Iterator[SentenceScores]:
        """What `score` returns, each as soon as all of its sentence has been read."""
        labels = len(self.graphs.manifest.sentences)
        unfinished: dict[int, SentenceScores] = {}
        for scored in self.graphs.score(_chunks(_stretches(sentences))):
            for stretch in scored.stretches:
                if stretch.sentence not in unfinished:
                    lowest = np.full(labels, -np.inf, np.float32)
                    unfinished[stretch.sentence] = SentenceScores([], [], [], [], lowest)
            annotate(self.graphs, scored, [unfinished[stretch.sentence] for stretch in scored.stretches])
            for number in [n for n in unfinished if n < scored.stretches[-1].sentence]:
                yield unfinished.pop(number)
        yield from unfinished.values()


def _stretches(sentences: Iterable[tuple[str, tuple[int, int]]]) -> Iterator[Stretch]:
    """Sentences as words, at least one stretch each."""
    for number, (text, span) in enumerate(sentences):
        words = find_words(text, *span)
        stretch = list(islice(words, _WORDS_A_STRETCH))
        yield Stretch(number, text, span, stretch)
        while stretch := list(islice(words, _WORDS_A_STRETCH)):
            yield Stretch(number, text, span, stretch)


def _chunks(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches that are scored together."""
    chunk: list[Stretch] = []
    words = 0
    for stretch in stretches:
        if chunk and (len(chunk) == _STRETCHES_A_CHUNK or words + len(stretch.words) > _WORDS_A_CHUNK):
            yield chunk
            chunk, words = [], 0
        chunk.append(stretch)
        words += len(stretch.words)
    if chunk:
        yield chunk


def load(path: str | Path | None = None, *, threads: int = 0) -> Reader:
    """Open a model directory, or the model that ships with Khabar when `path` is None.

    Raises khabar.manifest.ModelError when it is missing, damaged or of another format.
    """
    return Reader(Path(path) if path is not None else shipped_model(), threads)


def shipped_model() -> Path:
    """Folder of the shipped model: inside the installed package, or in a source checkout beside it."""
    package = Path(__file__).parent
    installed = package / "models" / "khabar-small"
    return installed if installed.is_dir() else package.parents[1] / "models" / "khabar-small"
