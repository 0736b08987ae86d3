"""Learn which words begin names bare: `python -m train names`, whose list `khabar.names` takes clitics off by.

A word that begins with و ف ب ل or ك is a stem of its own (بيروت) when prepositions are found in front of it
(لبيروت), which they are not where the letter is attached already (بواشنطن), or when it hardly occurs without the
letter. Only words are kept, no counts and no text.
"""

import argparse
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import zstandard

from eval.facets import mentions_of
from khabar.names import ATTACHED, HAMZA
from khabar.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITIONS = "بل"
_STACKED = 0.05
"""Prepositions in front of a stem, as a share of it; more than there are bare ones, and it is another word."""
_BARE, _BARE_IN_DOUBT, _RARE = 0.5, 3.0, 2
"""Frequency with the first letter over that without, from which on it belongs to the word: names are mostly met
bare. In doubt is what a clitic makes likely, the article or a hamza behind the letter.
"""


def main(argv: Sequence[str]) -> int:
    """Write the list of words that begin names."""
    parser = argparse.ArgumentParser(prog="python -m train names", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="annotated text: documents (.jsonl, .jsonl.xz) or CoNLL")
    parser.add_argument("--corpus", type=Path, required=True, metavar="FILE", help="raw news, .jsonl.zst")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the list, one word a line")
    parser.add_argument("--bytes", type=int, default=98_000, help="the size that the list must not exceed")
    args = parser.parse_args(argv)
    counts = count_words(args.corpus)
    firsts = Counter(word for path in args.files for word in first_words(path))
    chosen = choose(firsts, counts, args.bytes)
    args.out.write_text("".join(f"{word}\n" for word in chosen), encoding="utf-8")
    print(f"{len(chosen)} words")
    return 0


def choose(firsts: Mapping[str, int], counts: Mapping[str, int], size: int) -> list[str]:
    """Words in order of the alphabet, the most frequent ones of those that `size` bytes of UTF-8 can hold."""
    named = [w for w in firsts if is_stem(w, counts)]
    others = [w for w in counts if w[0] in ATTACHED and w not in firsts and len(w) > 2 and is_stem(w, counts)]
    by_use = sorted(named, key=lambda w: (-firsts[w], w)) + sorted(others, key=lambda w: (-counts[w], w))
    kept: list[str] = []
    for word in by_use:
        size -= len(word.encode()) + 1
        if size < 0:
            break
        kept.append(word)
    return sorted(kept)


def is_stem(word: str, counts: Mapping[str, int]) -> bool:
    """Whether the first letter belongs to the word."""
    if word[0] not in ATTACHED:
        return True
    if word.startswith("لل") or len(word) < 3:
        return len(word) < 3
    whole, rest = counts.get(word, 0), counts.get(word[1:], 0)
    stacked = sum(counts.get(letter + word, 0) for letter in _PREPOSITIONS if letter != word[0])
    if stacked > 1 and _STACKED * whole <= stacked < whole:
        return True
    in_doubt = word[1] in HAMZA or word[1:3] == "ال"
    return whole > (_BARE_IN_DOUBT if in_doubt else _BARE) * rest + _RARE


def first_words(path: Path) -> Iterator[str]:
    """The folded first word of every entity mention of a file."""
    for mention in mentions_of(path):
        if word := _WORD.search(fold(mention)):
            yield word[0]


def count_words(path: Path) -> Counter[str]:
    """How often each folded word of a corpus occurs."""
    counts: Counter[str] = Counter()
    with path.open("rb") as raw:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(raw), encoding="utf-8"):
            counts.update(_WORD.findall(fold(json.loads(line)["text"])))
    return counts
