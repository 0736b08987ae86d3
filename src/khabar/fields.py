"""Strict reading of JSON: a small set of checks that know where they are, shared by documents and records.

Every error names file, line and field ("dev.jsonl:7: entities[3].end: …"), so that a bad annotation among
thousands is found at once.
"""

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast


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
        step = f"[{key}]" if isinstance(key, int) else f".{key}" if self.path else key
        return Where(self.file, self.line, self.path + step)

    def error(self, what: str) -> DocumentError:
        """An error at this place."""
        line = f":{self.line}" if self.line else ""
        return DocumentError(f"{self.file}{line}: {self.path + ': ' if self.path else ''}{what}")


def parse_object(text: str, where: Where) -> dict[str, Any]:
    """A JSON object, refusing duplicate keys, NaN and infinities."""
    try:
        data = json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, where), parse_constant=_no_constant)
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise where.error(f"not JSON: {error or type(error).__name__}") from None
    return mapping(data, where)


def mapping(data: object, where: Where) -> dict[str, Any]:
    """`data` as an object."""
    if not isinstance(data, dict):
        raise where.error(f"an object is needed, not {_kind(data)}")
    return cast(dict[str, Any], data)


def keyed(data: object, where: Where, needed: Collection[str], allowed: Collection[str] = ()) -> dict[str, Any]:
    """`data` as an object that has all `needed` keys and no other ones than these and the `allowed`."""
    found = mapping(data, where)
    for key in needed:
        if key not in found:
            raise where.at(key).error("missing")
    for key in found:
        if key not in needed and key not in allowed:
            raise where.at(key).error("unknown key")
    return found


def sequence(data: object, where: Where) -> list[Any]:
    """`data` as a list."""
    if not isinstance(data, list):
        raise where.error(f"a list is needed, not {_kind(data)}")
    return cast(list[Any], data)


def string(data: object, where: Where) -> str:
    """`data` as a string."""
    if not isinstance(data, str):
        raise where.error(f"a string is needed, not {_kind(data)}")
    return data


def one_of(data: object, where: Where, choices: Collection[str]) -> str:
    """`data` as one of a set of names."""
    name = string(data, where)
    if name not in choices:
        raise where.error(f"{name!r} is not one of {', '.join(choices)}")
    return name


def number(data: object, where: Where) -> int | float:
    """`data` as a finite number; true and false are none."""
    if isinstance(data, bool) or not isinstance(data, int | float) or not math.isfinite(data):
        raise where.error(f"a number is needed, not {_kind(data)}")
    return data


def integer(data: object, where: Where) -> int:
    """`data` as an integer."""
    if isinstance(data, bool) or not isinstance(data, int):
        raise where.error(f"a whole number is needed, not {_kind(data)}")
    return data


def probability(data: object, where: Where) -> float:
    """`data` as a number from 0 to 1."""
    value = number(data, where)
    if not 0 <= value <= 1:
        raise where.error(f"{value} is not between 0 and 1")
    return float(value)


def span(data: Mapping[str, Any], where: Where, size: int) -> tuple[int, int]:
    """`start` and `end` of a non-empty span inside a text of `size` code points."""
    start, end = integer(data["start"], where.at("start")), integer(data["end"], where.at("end"))
    if not 0 <= start < size:
        raise where.at("start").error(f"{start} is outside the text of {size} code points")
    if not start < end <= size:
        raise where.at("end").error(f"{end} is not between start {start} and the text's end {size}")
    return start, end


def sliced(data: Mapping[str, Any], where: Where, text: str) -> tuple[int, int, str]:
    """`start`, `end` and `text` of a span whose text is the slice of the document it names."""
    start, end = span(data, where, len(text))
    own = string(data["text"], where.at("text"))
    if own != text[start:end]:
        raise where.at("text").error(f"{own!r} is not what stands at {start} to {end}: {text[start:end]!r}")
    return start, end, own


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


def _kind(data: object) -> str:
    names: dict[type, str] = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(data), repr(data)[:40])
