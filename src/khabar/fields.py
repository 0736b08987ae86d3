"""Strict reading of JSON: a small set of checks that know where they are, shared by documents and records.

Every error names file, line and field ("dev.jsonl:7: entities[3].end: …"), so that a bad annotation among
thousands is found at once.
"""

import json
import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

_SHOWN = 80
_LARGEST = sys.float_info.max


class DocumentError(ValueError):
    """Input that does not hold to the format; the message names file, line and field."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input: file, line (0 when there are no lines) and the path of a field."""

    file: str
    line: int = 0
    path: str = ""

    def at(self, key: str | int) -> "Where":
        """The place of a key or list item below this one."""
        if isinstance(key, int):
            return Where(self.file, self.line, f"{self.path}[{key}]")
        name = key if key.isidentifier() and len(key) <= _SHOWN else shown(key)
        return Where(self.file, self.line, f"{self.path}.{name}" if self.path else name)

    def error(self, what: str) -> DocumentError:
        """An error at this place."""
        line = f":{self.line}" if self.line else ""
        return DocumentError(f"{self.file}{line}: {self.path + ': ' if self.path else ''}{what}")


def parse_object(text: str, where: Where) -> dict[str, Any]:
    """A JSON object. Raises DocumentError for other JSON and none, duplicate keys, NaN and infinities."""
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, where), parse_constant=_no_constant)
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise where.error(f"not JSON: {error or type(error).__name__}") from None
    return mapping(data, where)


def mapping(data: object, where: Where) -> dict[str, Any]:
    """`data` as an object. Raises DocumentError."""
    if not isinstance(data, dict):
        raise where.error(f"an object is needed, not {kind(data)}")
    return cast(dict[str, Any], data)


def keyed(data: object, where: Where, needed: Collection[str], allowed: Collection[str] = ()) -> dict[str, Any]:
    """`data` as an object that has all `needed` keys and no other ones than these and the `allowed`.

    Raises DocumentError naming the first key that is missing or unknown.
    """
    found = mapping(data, where)
    for key in needed:
        if key not in found:
            raise where.at(key).error("missing")
    for key in found:
        if key not in needed and key not in allowed:
            raise where.at(key).error("unknown key")
    return found


def sequence(data: object, where: Where) -> list[Any]:
    """`data` as a list. Raises DocumentError."""
    if not isinstance(data, list):
        raise where.error(f"a list is needed, not {kind(data)}")
    return cast(list[Any], data)


def string(data: object, where: Where) -> str:
    """`data` as a string. Raises DocumentError."""
    if not isinstance(data, str):
        raise where.error(f"a string is needed, not {kind(data)}")
    return data


def number(data: object, where: Where) -> int | float:
    """`data` as a number that a float can hold; true, false, NaN and infinities are none. Raises DocumentError."""
    if isinstance(data, bool) or not isinstance(data, int | float) or not -_LARGEST <= data <= _LARGEST:
        raise where.error(f"a number is needed, not {kind(data)}")
    return data


def integer(data: object, where: Where) -> int:
    """`data` as an integer. Raises DocumentError."""
    if isinstance(data, bool) or not isinstance(data, int):
        raise where.error(f"a whole number is needed, not {kind(data)}")
    return data


def _unique(pairs: list[tuple[str, Any]], where: Where) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise where.at(key).error("given twice")
            seen.add(key)
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")


def kind(data: object) -> str:
    """What a value is, for messages."""
    if isinstance(data, bool):
        return "true or false"
    names: dict[type, str] = {dict: "an object", list: "a list", str: "a string", type(None): "null"}
    return names.get(type(data)) or shown(data)


def shown(data: object) -> str:
    """A value as messages show it: escaped where it cannot be printed, and not longer than a line."""
    try:
        whole = ascii(data) if isinstance(data, str) and not data.isprintable() else repr(data)
    except ValueError:
        return "a number beyond all bounds"
    return whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"
