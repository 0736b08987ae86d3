"""`khabar.load()` and the Reader: a text in, a Document out.

The steps, in order: sentences, words, one encoder pass over windows of words in batches of like length, then
decoding of spans, cues, arguments and labels, and the rules that give figures their values, statements their
speakers and entities their names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from khabar import __version__
from khabar.annotate import SentenceScores, annotate, span_tags_of
from khabar.document import Document
from khabar.encode import token_windows
from khabar.graphs import Array, Graphs
from khabar.labels import SENTENCE_LABELS
from khabar.names import name_entities
from khabar.records import Record
from khabar.speakers import resolve
from khabar.text import split, split_lines, split_words

SPLITTERS = {"news": split, "lines": split_lines}

_WORDS_A_PIECE = 512
"""A sentence with more words is scored in pieces of this many, so that memory stays bounded."""

_PIECES_A_CHUNK = 256


@dataclass(slots=True)
class _Piece:
    """Words of (a part of) a sentence and the scores the graphs give them."""

    words: list[tuple[int, int]]
    scores: dict[str, Array] = field(default_factory=dict[str, Array])


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
        scored = self.score([(r.text, span) for r, of_record in zip(records, spans, strict=True) for span in of_record])
        documents: list[Document] = []
        taken = 0
        for record, of_record in zip(records, spans, strict=True):
            mine = scored[taken : taken + len(of_record)]
            taken += len(of_record)
            documents.append(self.document(record, of_record, mine, threshold))
        return documents

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
        scored: list[SentenceScores] = []
        for start in range(0, len(sentences), _PIECES_A_CHUNK):
            chunk = sentences[start : start + _PIECES_A_CHUNK]
            scored += annotate(self.graphs, self._score(chunk), chunk)
        return scored

    def document(
        self,
        record: Record,
        spans: Sequence[tuple[int, int]],
        scored: Sequence[SentenceScores],
        threshold: float | None = None,
    ) -> Document:
        """A record's document from its sentences' spans and scores; `threshold` as for `read_many`."""
        rules = self.graphs.manifest.sentences
        bounds: Mapping[str, float] = {n: rules[n].threshold if threshold is None else threshold for n in rules}
        sentences = tuple(
            found.sentence(start, end, [n for n in SENTENCE_LABELS if n in bounds and found.chances[n] >= bounds[n]])
            for (start, end), found in zip(spans, scored, strict=True)
        )
        document = Document(
            id=record.id,
            text=record.text,
            sentences=sentences,
            entities=tuple(e for found in scored for e in found.entities),
            figures=tuple(f for found in scored for f in found.figures),
            statements=tuple(s for found in scored for s in found.statements),
        )
        return resolve(name_entities(document))

    def tag_words(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """IOB2 span tags for sentences given as words, as a CoNLL file holds them; a tag for every word."""
        texts = [" ".join(words) for words in sentences]
        scored = self.score([(text, (0, len(text))) for text in texts])
        return [span_tags_of(words, found.spans) for words, found in zip(sentences, scored, strict=True)]

    def info(self) -> dict[str, Any]:
        """Model, labels, scores and versions, as `khabar info` prints them."""
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

    def _score(self, chunk: Sequence[tuple[str, tuple[int, int]]]) -> list[list[_Piece]]:
        """Graph outputs for every word of every sentence of a chunk."""
        manifest = self.graphs.manifest
        pieces: list[list[_Piece]] = []
        for text, (start, end) in chunk:
            words = split_words(text, start, end)
            cuts = range(0, max(1, len(words)), _WORDS_A_PIECE)
            pieces.append([_Piece(words[cut : cut + _WORDS_A_PIECE]) for cut in cuts])
        flat = [(piece, chunk[i][0]) for i, of_sentence in enumerate(pieces) for piece in of_sentence]
        texts = [[text[a:b] for a, b in piece.words] for piece, text in flat]
        windows = token_windows(self.graphs.tokenizer, texts, max_tokens=manifest.max_tokens, overlap=manifest.overlap)
        for window, output in self.graphs.read(windows):
            scores = flat[window.sentence][0].scores
            kept = slice(window.keep_start - window.start, window.keep_end - window.start)
            for name, values in output.items():
                if name == "sentences":
                    scores[name] = np.maximum(scores[name], values) if name in scores else values
                    continue
                if name not in scores:
                    scores[name] = np.empty((len(texts[window.sentence]), values.shape[1]), np.float32)
                scores[name][window.keep_start : window.keep_end] = values[kept]
        return pieces


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
