"""Dataclasses as plain JSON data, with the difference between a key that is null and one that is not there."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, cast


class Absent(Enum):
    """The type of ABSENT, the mark of a key that a document does not have."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent.ABSENT


def given(field: Any) -> Any:
    """A field of a document, None where its key is absent."""
    return None if field is ABSENT else field


@cache
def _written(made: type[Any]) -> tuple[tuple[str, bool], ...]:
    return tuple((f.name, f.default is None) for f in fields(made))


def plain(item: Any) -> Any:
    """A dataclass, and all in it, as plain JSON data with keys in the order of its fields."""
    if isinstance(item, tuple):
        return [plain(part) for part in cast(tuple[Any, ...], item)]
    if isinstance(item, Mapping):
        return dict(cast(Mapping[str, Any], item))
    if not is_dataclass(item):
        return item
    found: dict[str, Any] = {}
    for name, left_out in _written(type(item)):
        value = getattr(item, name)
        if value is not ABSENT and not (value is None and left_out):
            found[name] = plain(value)
    return found
