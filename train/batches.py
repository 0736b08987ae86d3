"""Examples into padded tensors, in batches of like length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor

from khabar.decode import distance_buckets
from khabar.encode import Window, WindowBatch, batch_windows, token_windows
from khabar.pieces import Pieces
from train.examples import Example


@dataclass(frozen=True)
class Inputs:
    """What the model reads: see khabar.encode.WindowBatch for shapes."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    codes: Tensor


@dataclass(frozen=True)
class Arguments:
    """N cues of a batch: row (N,), cue word (N,), distances (N, W) and four pointer targets (N, 4)."""

    row: Tensor
    cue: Tensor
    distance: Tensor
    target: Tensor


@dataclass(frozen=True)
class Batch:
    """Inputs, and targets for the rows that have them: `full` marks rows annotated in all layers."""

    inputs: Inputs
    allowed: Tensor
    full: Tensor
    cues: Tensor
    labels: Tensor
    arguments: Arguments | None

    def to(self, device: torch.device) -> "Batch":
        """The batch on another device."""
        asked = self.arguments and Arguments(**{k: v.to(device) for k, v in vars(self.arguments).items()})
        moved = {k: getattr(self, k).to(device) for k in ("allowed", "full", "cues", "labels")}
        inputs = Inputs(**{k: v.to(device) for k, v in vars(self.inputs).items()})
        return Batch(inputs=inputs, arguments=asked, **moved)


@dataclass(frozen=True)
class Item:
    """One window and the example it is cut from."""

    window: Window
    example: Example


def items_of(pieces: Pieces, examples: Sequence[Example], max_tokens: int, overlap: int) -> list[Item]:
    """Windows of all examples; a sentence longer than a window gives several."""
    words = [example["words"] for example in examples]
    windows = token_windows(pieces, words, max_tokens=max_tokens, overlap=overlap)
    return [Item(window, examples[window.sentence]) for window in windows if window.end > window.start]


def in_batches(items: Sequence[Item], size: int, rng: np.random.Generator | None) -> Iterator[list[Item]]:
    """Batches of `size` items of like length; shuffled by `rng`, or longest first in order without it."""
    order = np.arange(len(items)) if rng is None else rng.permutation(len(items))
    pool = len(items) if rng is None else size * 50
    for start in range(0, len(order), pool):
        near = sorted(order[start : start + pool], key=lambda i: -len(items[i].window.ids))
        groups = [near[i : i + size] for i in range(0, len(near), size)]
        for group in groups if rng is None else (groups[i] for i in rng.permutation(len(groups))):
            yield [items[i] for i in group]


def collate(items: Sequence[Item], tags: int, pad: int) -> Batch:
    """Pad a batch; `tags` is the number of span tags."""
    arrays = batch_windows([item.window for item in items], pad)
    rows, words = arrays.first.shape
    allowed = np.zeros((rows, words, tags), bool)
    allowed[:, :, 0] = arrays.word_mask == 0
    cues = np.zeros((rows, words), np.int64)
    labels = np.zeros((rows, 3), np.float32)
    full = np.zeros(rows, bool)
    pointed: list[tuple[int, int, np.ndarray, list[int]]] = []
    for row, item in enumerate(items):
        window, example = item.window, item.example
        for place, tag_ids in enumerate(example["allowed"][window.start : window.end]):
            allowed[row, place, tag_ids] = True
        if not example["labels"]:
            continue
        full[row] = window.end - window.start == len(example["words"])
        cues[row, : window.end - window.start] = example["cues"][window.start : window.end]
        labels[row] = example["labels"]
        pointed += [
            (row, statement[0], distance_buckets(words, np.array(statement[:1]))[0], _targets(statement, words))
            for statement in example["statements"]
            if full[row]
        ]
    inputs = to_inputs(arrays)
    arguments = None
    if pointed:
        columns = list(zip(*pointed, strict=True))
        arguments = Arguments(
            torch.tensor(columns[0]),
            torch.tensor(columns[1]),
            torch.from_numpy(np.stack(columns[2])),
            torch.tensor(columns[3]),
        )
    tensors = (torch.from_numpy(a) for a in (allowed, full, cues, labels))
    return Batch(inputs, *tensors, arguments)


def to_inputs(arrays: WindowBatch) -> Inputs:
    """The arrays that inference reads, as tensors."""
    return Inputs(**{field.name: torch.from_numpy(getattr(arrays, field.name)) for field in fields(Inputs)})


def _targets(statement: list[int], none: int) -> list[int]:
    """First and last word of source and content; `none` (one past the last word) where there is none."""
    _, _, source, source_end, content, content_end = statement
    pairs = ((source, source_end), (content, content_end))
    return [place for start, end in pairs for place in ((none, none) if start < 0 else (start, end - 1))]
