"""Texts that are not annotated yet, and the model that reads them: what `prelabel` and `suggest` start from.

Inputs are those of `khabar analyze`. Unlike there a bad record ends the command: a task that is missing would go
unnoticed in an annotation project.
"""

from collections.abc import Sequence
from pathlib import Path

import khabar
from khabar.cli.feed import BadRecord
from khabar.cli.sources import expand, groups
from khabar.reader import Reader
from khabar.records import Record


def open_model(model: str) -> Reader:
    """A model directory, or the shipped model for "shipped". Raises ModelError."""
    return khabar.load(None if model == "shipped" else Path(model))


def read_pool(inputs: Sequence[str]) -> list[Record]:
    """All records of text files, JSONL files, folders, globs or "-". Raises ValueError for bad ones, OSError."""
    records: list[Record] = []
    for group in groups(expand(inputs), "auto"):
        for item in group.items:
            if isinstance(item, BadRecord):
                raise ValueError(item.error)
            records.append(item)
    return records
