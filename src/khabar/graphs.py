"""The ONNX graphs of a model directory, run on batches of windows and of cues.

Only onnxruntime and tokenizers are needed here; torch is never imported at inference.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]
from tokenizers import Tokenizer

from khabar.decode import distance_buckets
from khabar.encode import Window, batch_windows
from khabar.manifest import Manifest, ModelError, check_files, read_manifest

Array = npt.NDArray[np.float32]

_TOKENS_A_BATCH = 4096
_ROWS_A_BATCH = 64


@dataclass(frozen=True, slots=True)
class CueQuestion:
    """A cue whose source and content are wanted: word vectors (W, D) around it and its first word's index there."""

    words: Array
    cue: int


class Graphs:
    """Tokenizer, manifest and ONNX sessions of one model directory. Safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Open `folder`; `threads` = 0 leaves their number to onnxruntime. Raises ModelError on bad files."""
        self.manifest: Manifest = read_manifest(folder)
        for name in ("model.onnx", "tokenizer.json"):
            if name not in self.manifest.files:
                raise ModelError(f"{folder}: {name} is not among the model's files: run `python -m train export`")
        check_files(folder, self.manifest)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._pad = self.tokenizer.token_to_id("[PAD]") or 0
        self._main = _Graph(folder / "model.onnx", threads)
        has_arguments = "arguments.onnx" in self.manifest.files
        self._arguments = _Graph(folder / "arguments.onnx", threads) if has_arguments else None

    def read(self, windows: Sequence[Window]) -> Iterator[tuple[Window, dict[str, Array]]]:
        """Outputs of every window, cut to its words, in batches of like length; order is not kept."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        for rows in _by_size(order, [len(w.ids) for w in windows]):
            group = [windows[i] for i in rows]
            batch = batch_windows(group, self._pad)
            feed = {name: getattr(batch, name) for name in ("ids", "mask", "first", "last", "word_mask")}
            results = self._main.run(feed)
            for row, window in enumerate(group):
                count = window.end - window.start
                yield window, {k: v[row] if k == "sentences" else v[row, :count] for k, v in results.items()}

    def point(self, questions: Sequence[CueQuestion]) -> list[Array]:
        """For each cue, logits (4, W + 1) of source start and end, content start and end; the last column is none."""
        answers: list[Array] = [np.zeros((4, 1), np.float32)] * len(questions)
        if self._arguments is None:
            return answers
        order = sorted(range(len(questions)), key=lambda i: len(questions[i].words))
        for rows in _by_size(order, [len(q.words) for q in questions]):
            size = max(len(questions[i].words) for i in rows)
            words = np.zeros((len(rows), size, questions[rows[0]].words.shape[1]), np.float32)
            mask = np.zeros((len(rows), size), np.int64)
            for row, i in enumerate(rows):
                words[row, : len(questions[i].words)] = questions[i].words
                mask[row, : len(questions[i].words)] = 1
            cue = np.array([questions[i].cue for i in rows], np.int64)
            distance = np.stack([distance_buckets(size, int(c)) for c in cue])
            feed = {"words": words, "cue": cue, "distance": distance, "mask": mask}
            points = self._arguments.run(feed)["points"]
            for row, i in enumerate(rows):
                kept = [*range(len(questions[i].words)), size]
                answers[i] = points[row][:, kept]
        return answers


def _by_size(order: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Cut indices sorted by size into batches that stay under the token and row limits after padding."""
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) == _ROWS_A_BATCH or sizes[index] * (len(batch) + 1) > _TOKENS_A_BATCH):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


class _Graph:
    """One ONNX graph; onnxruntime has no types, so what goes in and out is named here."""

    def __init__(self, path: Path, threads: int) -> None:
        runtime = cast(Any, onnxruntime)
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self._session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(f"{path}: not a graph that can be run: {error}") from None
        self._outputs: list[str] = [output.name for output in self._session.get_outputs()]

    def run(self, feed: Mapping[str, npt.NDArray[Any]]) -> dict[str, Array]:
        """Outputs by name."""
        return dict(zip(self._outputs, self._session.run(self._outputs, feed), strict=True))
