"""The ONNX graphs of a model directory, run on batches of windows and of cues.

Only onnxruntime and tokenizers are needed here; torch is never imported at inference. Batches are small, so that
what passes between operators stays in a core's cache, and each runs on one thread: several batches at a time use
all cores without any of them waiting for another in the middle of a product.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]
from tokenizers import Tokenizer

from khabar.decode import distance_buckets
from khabar.encode import Ints, Window, batch_windows, token_windows
from khabar.manifest import FILE, Manifest, ModelError, check_files, read_manifest
from khabar.pieces import Pieces
from khabar.wordbook import FILE as WORDBOOK
from khabar.wordbook import read_wordbook

Array = npt.NDArray[np.float32]

SLOW_FUSIONS = ["SkipLayerNormFusion", "BiasGeluFusion"]
"""Optimisations of onnxruntime whose kernels are slower than the operators that they join."""

_TOKENS_A_BATCH = 512
_FEWEST_TOKENS = 128
"""A batch is not made smaller than this to keep every thread busy."""
_WORDS_A_QUESTION_BATCH = 2048


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or a part of one that is very long: its number, text and span there, and words in that text."""

    sentence: int
    text: str
    span: tuple[int, int]
    words: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Scored:
    """Stretches and what the main graph says of them.

    `words` holds for each name an array with a row a word, those of the first stretch first; `lengths` are the
    words of each stretch; `sentences` are label logits (stretches, labels), the highest of a stretch's windows, and
    -inf where it has no words.
    """

    stretches: Sequence[Stretch]
    lengths: Ints
    words: Mapping[str, Array]
    sentences: Array


Begun = tuple[Sequence[Stretch], list[tuple[list[Window], Future[dict[str, Array]]]]]


class Graphs:
    """Tokenizer, manifest and ONNX sessions of one model directory. Safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Open `folder`; `threads` = 0 takes as many as there are processors. Raises ModelError on bad files."""
        self.manifest: Manifest = read_manifest(folder)
        arguments = "statements" in self.manifest.heads
        for name in ("model.onnx", "tokenizer.json", *(["arguments.onnx"] if arguments else [])):
            if name not in self.manifest.files:
                raise ModelError(f"{folder}: {name} is not among the model's files: run `python -m train export`")
        self.threads = threads or _processors()
        tokenizer = _checked_tokenizer(folder, self.manifest)
        wordbook = read_wordbook(folder / WORDBOOK) if WORDBOOK in self.manifest.files else None
        self._pieces = Pieces(tokenizer, wordbook)
        self._pad = tokenizer.token_to_id("[PAD]") or 0
        self._main = _Graph(folder / "model.onnx")
        self._arguments = _Graph(folder / "arguments.onnx") if arguments else None
        if ("codes" in self._main.inputs) != (wordbook is not None):
            raise ModelError(f"{folder / FILE}: files: {WORDBOOK} goes with a graph that reads codes, and only with it")

    def score(self, chunks: Iterable[Sequence[Stretch]]) -> Iterator[Scored]:
        """Score chunks of stretches, in order; while the caller works on one, the next one is being scored."""
        with ThreadPoolExecutor(self.threads, "khabar") as pool:
            ahead: Begun | None = None
            for chunk in chunks:
                begun = self._begin(chunk, pool)
                if ahead:
                    yield self._gather(*ahead)
                ahead = begun
            if ahead:
                yield self._gather(*ahead)

    def _begin(self, chunk: Sequence[Stretch], pool: ThreadPoolExecutor) -> Begun:
        """Hand the windows of a chunk to the threads, in batches of like length."""
        manifest = self.manifest
        texts = [[stretch.text[a:b] for a, b in stretch.words] for stretch in chunk]
        windows = token_windows(self._pieces, texts, max_tokens=manifest.max_tokens, overlap=manifest.overlap)
        windows.sort(key=lambda window: len(window.ids))
        sizes = [len(window.ids) for window in windows]
        budget = min(_TOKENS_A_BATCH, max(_FEWEST_TOKENS, -(-sum(sizes) // self.threads)))
        batches = [windows[rows] for rows in _by_size(sizes, budget)]
        return chunk, [(batch, pool.submit(self._read, batch)) for batch in batches]

    def _read(self, windows: Sequence[Window]) -> dict[str, Array]:
        batch = batch_windows(windows, self._pad)
        return self._main.run({name: getattr(batch, name) for name in self._main.inputs})

    def _gather(
        self, stretches: Sequence[Stretch], batches: list[tuple[list[Window], Future[dict[str, Array]]]]
    ) -> Scored:
        """Bring the outputs of all windows into the order of the words."""
        lengths = np.array([len(stretch.words) for stretch in stretches], np.int64)
        offsets = (np.cumsum(lengths) - lengths).tolist()
        words: dict[str, Array] = {}
        logits = np.full((len(stretches), len(self.manifest.sentences)), -np.inf, np.float32)
        for windows, future in batches:
            results = future.result()
            for name, values in results.items():
                if name == "sentences":
                    np.maximum.at(logits, [window.sentence for window in windows], values)
                    continue
                if name not in words:
                    words[name] = np.empty((int(lengths.sum()), values.shape[2]), np.float32)
                rows = words[name]
                for row, window in enumerate(windows):
                    at, kept = offsets[window.sentence], values[row, window.keep_start - window.start :]
                    rows[at + window.keep_start : at + window.keep_end] = kept[: window.keep_end - window.keep_start]
        logits[lengths == 0] = -np.inf
        return Scored(stretches, lengths, words, logits)

    def point(self, words: Array, first: Ints, counts: Ints, cues: Ints) -> Iterator[tuple[Ints, Array]]:
        """Ask for the arguments of cues: which ones, and their logits (cues, 4, words + 1), in batches of like size.

        A cue is the row `cues` of the `counts` rows of word vectors that begin at row `first`. The logits are of
        source start and end, content start and end; the last column is none.
        """
        if self._arguments is None:
            return
        order = np.argsort(counts, kind="stable")
        for rows in _by_size(counts[order].tolist(), _WORDS_A_QUESTION_BATCH):
            asked = order[rows]
            place = np.arange(max(2, int(counts[asked].max())))
            mask = place < counts[asked, None]
            vectors = np.zeros((max(2, len(asked)), len(place), words.shape[1]), np.float32)
            vectors[: len(asked)][mask] = words[(first[asked, None] + place)[mask]]
            filled = [np.zeros((len(vectors), *a.shape[1:]), np.int64) for a in (cues[asked], mask)]
            filled[0][: len(asked)], filled[1][: len(asked)] = cues[asked], mask
            distance = distance_buckets(len(place), filled[0])
            feed = {"words": vectors, "cue": filled[0], "distance": distance, "mask": filled[1]}
            yield asked, self._arguments.run(feed)["points"][: len(asked)]


def _checked_tokenizer(folder: Path, manifest: Manifest) -> Tokenizer:
    """The tokenizer, read while another thread compares all files with their checksums. Raises ModelError."""
    with ThreadPoolExecutor(1) as pool:
        checked = pool.submit(check_files, folder, manifest)
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            checked.result()
            raise ModelError(f"{folder / 'tokenizer.json'}: not a tokenizer: {error}") from None
        checked.result()
        return tokenizer


def _by_size(sizes: Sequence[int], budget: int) -> Iterator[slice]:
    """Cut sizes in rising order into slices that stay under a budget after padding."""
    start = 0
    for end, size in enumerate(sizes):
        if end > start and size * (end - start + 1) > budget:
            yield slice(start, end)
            start = end
    if start < len(sizes):
        yield slice(start, len(sizes))


def _processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Graph:
    """One ONNX graph; onnxruntime has no types, so what goes in and out is named here."""

    def __init__(self, path: Path) -> None:
        runtime = cast(Any, onnxruntime)
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = runtime.InferenceSession(
                str(path),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOW_FUSIONS,
            )
        except Exception as error:
            raise ModelError(f"{path}: not a graph that can be run: {error}") from None
        self.inputs: list[str] = [given.name for given in self._session.get_inputs()]
        self._outputs: list[str] = [output.name for output in self._session.get_outputs()]

    def run(self, feed: Mapping[str, npt.NDArray[Any]]) -> dict[str, Array]:
        """Outputs by name."""
        return dict(zip(self._outputs, self._session.run(self._outputs, feed), strict=True))
