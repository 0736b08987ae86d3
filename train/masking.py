"""Deterministic batches for masked language modelling: which rows, and which of their words are masked.

Batch number `step` depends on the seed and on nothing else, so a run that was stopped goes on with exactly
the batches it would have seen, on any number of processes.
"""

from dataclasses import dataclass

import numpy as np

PAD, UNK, CLS, SEP, MASK = range(5)

GRAIN = 16
"""Masked positions come in multiples of this: few matrix shapes, of which math libraries keep a plan each."""


@dataclass(frozen=True)
class Batch:
    """Token ids (rows, length) with masks applied, flat positions of the masked tokens and their true ids."""

    ids: np.ndarray
    positions: np.ndarray
    targets: np.ndarray


@dataclass(frozen=True)
class Sampler:
    """Draws rows from token shards by weight, and masks whole words (Cui et al. 2021) in them.

    `continues[id]` tells whether a piece continues a word. Of the masked words 80 % become [MASK], 10 % a
    random piece, 10 % stay (Devlin et al. 2019).
    """

    shards: tuple[np.ndarray, ...]
    weights: tuple[float, ...]
    continues: np.ndarray
    seed: int

    def batch(self, step: int, rows: int, length: int, share: float, *, stream: int = 0) -> Batch:
        """Batch number `step`: `rows` rows of [CLS] + tokens + [SEP], `share` of their words masked.

        `stream` separates training (0) from held-out (1) batches and one process from another.
        """
        rng = np.random.default_rng((self.seed, stream, step))
        chances = np.array(self.weights) / sum(self.weights)
        ids = np.empty((rows, length), np.int64)
        ids[:, 0], ids[:, -1] = CLS, SEP
        for row, source in enumerate(rng.choice(len(self.shards), rows, p=chances)):
            tokens = self.shards[source]
            start = int(rng.integers(len(tokens) - length))
            ids[row, 1:-1] = tokens[start : start + length - 2]
        return self._mask(ids, share, rng)

    def _mask(self, ids: np.ndarray, share: float, rng: np.random.Generator) -> Batch:
        flat = ids.reshape(-1)
        starts = ~self.continues[flat]
        starts[:: ids.shape[1]] = True
        word = np.cumsum(starts) - 1
        words = int(word[-1]) + 1
        chosen = rng.random(words) < share
        fate = rng.random(words)
        masked = chosen[word] & (flat > MASK)
        positions = np.flatnonzero(masked)
        positions = positions[: max(1, len(positions) // GRAIN * GRAIN)]
        targets = flat[positions].copy()
        hidden = fate[word[positions]]
        noise = rng.integers(MASK + 1, len(self.continues), len(positions))
        flat[positions] = np.where(hidden < 0.8, MASK, np.where(hidden < 0.9, noise, targets))
        return Batch(ids, positions, targets)
