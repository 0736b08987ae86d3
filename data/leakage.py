"""Runs of words ("shingles", Broder 1997) that two texts share.

Random Arabic sentences hardly ever share eight words in a row, so that a shared run means a copied or split text.
Digits, marks and letter variants are folded first: a copy with another number is still a copy.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from data.packed import text_lines

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
    """The texts of a file: the `text` or `sentences` of JSON lines, or the lines themselves.

    Compressed or not, and errors, as of `text_lines`; also ValueError for a record without either key, which would pass
    for one that shares nothing.
    """
    for number, line in text_lines(path):
        yield _text_of(line, f"{path}:{number}")


def _text_of(line: str, where: str) -> str:
    try:
        record = json.loads(line) if line.startswith("{") else None
    except ValueError:
        record = None
    if not isinstance(record, dict):
        return line
    if isinstance(record.get("text"), str):
        return record["text"]
    if isinstance(record.get("sentences"), list):
        return "\n".join(map(str, record["sentences"]))
    raise ValueError(f"{where}: text: a record has neither text nor sentences")


def event_of(ident: str) -> str:
    """The event an article belongs to ("event-03/…"), or nothing."""
    return match[1] if (match := re.match(r"(event-\d+)/", ident)) else ""


def register_of(ident: str) -> str:
    """The register in an id: "war" of "khabar/war-levant-01" and of "event-01/war-levant-a"."""
    return ident.rpartition("/")[2].partition("-")[0]
