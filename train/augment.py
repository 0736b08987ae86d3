"""Names the training text does not have, put where it has others: mention replacement (Dai and Adel 2020).

News names people and places that no annotated corpus holds. Swapping a mention for another of its label teaches the
encoder to read the context, and the pool takes in the mentions of foreign corpora whose tag means one label only.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from train.examples import Example

Pool = dict[str, list[list[str]]]
Mention = tuple[int, int, str]

SWAPPED = ("PER", "ORG", "GPE", "LOC", "FAC", "PERS")
"""Labels whose mentions are swapped: names, which take no agreement from their sentence."""


def mentions(example: Example, tags: Sequence[str]) -> list[Mention]:
    """Word spans (start, end, label) of an example's unambiguously tagged mentions."""
    names = [tags[choices[0]] if len(choices) == 1 else "O" for choices in example["allowed"]]
    found: list[Mention] = []
    for word, name in enumerate(names):
        if name.startswith("B-"):
            end = word + 1
            while end < len(names) and names[end] == f"I-{name[2:]}":
                end += 1
            found.append((word, end, name[2:]))
    return found


def mention_pool(examples: Iterable[Example], tags: Sequence[str], labels: Sequence[str]) -> Pool:
    """Distinct mentions of each of `labels`, as words; rare names weigh as much as frequent ones."""
    pool: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for example in examples:
        for start, end, label in mentions(example, tags):
            if label in labels:
                pool[label][tuple(example["words"][start:end])] = None
    return {label: [list(words) for words in found] for label, found in pool.items()}


def swap_mentions(
    example: Example, pool: Pool, tags: Sequence[str], chance: float, rng: np.random.Generator
) -> Example:
    """The example with each mention replaced, with the given chance, by one drawn from the pool."""
    index = {tag: i for i, tag in enumerate(tags)}
    swaps = {
        start: (end, label) for start, end, label in mentions(example, tags) if label in pool and rng.random() < chance
    }
    if not swaps:
        return example
    words: list[str] = []
    allowed: list[list[int]] = []
    cues: list[int] = []
    moved: list[int] = []
    word = 0
    while word < len(example["words"]):
        if word not in swaps:
            moved.append(len(words))
            words.append(example["words"][word])
            allowed.append(example["allowed"][word])
            cues += example["cues"][word : word + 1]
            word += 1
            continue
        end, label = swaps[word]
        drawn = pool[label][int(rng.integers(len(pool[label])))]
        moved += [len(words) + min(i, len(drawn) - 1) for i in range(end - word)]
        words += drawn
        allowed += [[index[f"{'I' if i else 'B'}-{label}"]] for i in range(len(drawn))]
        cues += [0] * len(drawn) if example["cues"] else []
        word = end
    return {
        "words": words,
        "allowed": allowed,
        "cues": cues,
        "statements": [_move(row, moved, len(words)) for row in example["statements"]],
        "labels": example["labels"],
    }


def _move(row: list[int], moved: list[int], count: int) -> list[int]:
    """A statement's word spans after the swap; `moved` is the new place of each old word."""
    out: list[int] = []
    for start, end in zip(row[::2], row[1::2], strict=True):
        if start < 0:
            out += [-1, -1]
            continue
        out += [moved[start], moved[end] if end < len(moved) else count]
    return out


def epoch_examples(
    train: Sequence[Example],
    foreign: Sequence[Sequence[Example]],
    shares: Sequence[float],
    pool: Pool,
    tags: Sequence[str],
    chance: float,
    rng: np.random.Generator,
) -> list[Example]:
    """All training examples, with names swapped, and a fresh draw of its share from each foreign corpus."""
    drawn = [swap_mentions(example, pool, tags, chance, rng) for example in train]
    for corpus, share in zip(foreign, shares, strict=True):
        drawn += [corpus[i] for i in rng.permutation(len(corpus))[: round(share * len(corpus))]]
    return drawn
