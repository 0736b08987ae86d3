"""Runs of words ("shingles", Broder 1997) that two texts share.

Random Arabic sentences hardly ever share eight words in a row, so that a shared run means a copied or split text.
Digits, marks and letter variants are folded first: a copy with another number is still a copy.
"""

import json
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_WORDS = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"[\u0640\u064b-\u0652\u0670]")
_FOLDED = str.maketrans("أإآىة", "ااايه")


def shingle_words(text: str) -> list[str]:
    """The words of a text, folded; digits and punctuation are left out."""
    return _WORDS.findall(_MARKS.sub("", text).translate(_FOLDED))


def shingles(text: str, size: int) -> Iterator[tuple[str, ...]]:
    """Every run of `size` words."""
    words = shingle_words(text)
    return (tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def shared_runs(
    documents: Mapping[str, str], others: Iterable[str], size: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Which documents share which runs with the other texts; each run once, memory only for the documents."""
    runs = {run: name for name, text in documents.items() for run in shingles(text, size)}
    for text in others:
        for run in shingles(text, size):
            if run in runs:
                yield runs.pop(run), run


def lines_of(path: Path) -> Iterator[str]:
    """The texts of a file, compressed where its name ends in .xz: the `text` of JSON lines, or the lines themselves.

    Raises ValueError for a file of that name that is not compressed so.
    """
    try:
        with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8", errors="replace") as lines:
            yield from map(_text_of, lines)
    except (lzma.LZMAError, EOFError) as error:
        raise ValueError(f"{path}: not compressed by xz: {error}") from None


def _text_of(line: str) -> str:
    if line.startswith("{"):
        try:
            return str(json.loads(line).get("text", ""))
        except ValueError:
            return line
    return line


def event_of(ident: str) -> str:
    """The event an article belongs to ("event-03/…"), or nothing."""
    return match[1] if (match := re.match(r"(event-\d+)/", ident)) else ""


def register_of(ident: str) -> str:
    """The register in an id: "war" of "khabar/war-levant-01" and of "event-01/war-levant-a"."""
    return ident.rpartition("/")[2].partition("-")[0]
