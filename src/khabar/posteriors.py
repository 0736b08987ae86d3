"""How likely a found span is, under the CRF that found it: the share of all tag sequences that have this very span.

Scaled forward and backward passes (Rabiner 1989) over many sentences at once, arranged as in khabar.decode: words of
all sentences one behind another, longer sentences first in the work. Products are summed over tags in one order, so
that a span's chance does not depend on its company.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]

_LEAST = -600.0
"""No tag's emission counts less than this below the best one: its exponential is still a number."""


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Arrays (words, tags): `before` from the words up to each, `after` from those behind it, whose product is the
    probability of each tag; `gain`, what a tag adds to a sequence. `step` (tags, tags) is what a transition adds.
    """

    before: Floats
    after: Floats
    gain: Floats
    step: Floats

    def chances(self, path: Ints, begin: Ints, end: Ints, last: npt.NDArray[np.bool_], inside: Ints) -> Floats:
        """Probability of each span [begin, end) of `path`: its tags, and no going on behind it.

        `last` marks the words that end a sentence, `inside` is the tag that would make each span longer.
        """
        arrive = self.gain[np.arange(len(path)), path] * np.append(0, self.step[path[:-1], path[1:]])
        arrive[begin] = self.before[begin, path[begin]]
        bounds = np.stack((begin, end), 1).ravel()
        reached = np.multiply.reduceat(np.append(arrive, 1), bounds)[::2]
        tag = path[end - 1]
        follow = np.where(last[end - 1], 0, end)
        longer = self.step[tag, inside] * self.gain[follow, inside] * self.after[follow, inside]
        return reached * (self.after[end - 1, tag] - np.where(last[end - 1], 0, longer))


def abreast(lengths: Ints) -> tuple[Ints, Ints]:
    """First rows of the sentences, longest first, and how many of them have a word at each place."""
    order = np.argsort(-lengths, kind="stable")
    places = np.arange(int(lengths.max(initial=0)))
    return (np.cumsum(lengths) - lengths)[order], np.searchsorted(-lengths[order], -places, side="left")


def posteriors(emissions: Floats, lengths: Ints, start: Floats, step: Floats) -> Posteriors:
    """Both passes for emissions (words, tags), sentence lengths, scores of the first tag and of each transition."""
    starts, alive = abreast(lengths)
    scores = np.asarray(emissions, np.float64)
    gain = np.exp(np.maximum(scores - scores.max(1, keepdims=True), _LEAST))
    move = np.exp(np.asarray(step, np.float64))
    before, after = np.empty_like(gain), np.ones_like(gain)
    first = np.exp(np.asarray(start, np.float64))[:, None]
    for word in range(len(alive)):
        rows = starts[: alive[word]] + word
        here = (_through(before[rows - 1], move) if word else first) * _by_tag(gain[rows])
        total = np.add.accumulate(here, 0)[-1]
        before[rows] = (here / total).T
        gain[rows] /= total[:, None]
    for word in range(len(alive) - 1, 0, -1):
        rows = starts[: alive[word]] + word
        after[rows - 1] = _through(gain[rows] * after[rows], move.T).T
    return Posteriors(before, after, gain, move)


def _through(rows: Floats, move: Floats) -> Floats:
    """Rows (sentences, tags) moved by one transition, as (tags, sentences)."""
    return np.multiply(_by_tag(rows)[:, None, :], move[:, :, None], order="C").sum(0)


def _by_tag(rows: Floats) -> Floats:
    """Laid out so that sums over tags run across sentences, in one order however many there are."""
    return np.ascontiguousarray(rows.T)
