"""Recipes: TOML files read into frozen dataclasses, with every key required and every stray key an error.

A recipe is the whole truth of a run: there are no defaults in code that a reader of the file would have to know. A
table that several recipes share stands in a file of its own, whose path beside the recipe takes the table's place.
"""

import dataclasses
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar


class RecipeError(ValueError):
    """A recipe that cannot be used; the message names file and key."""


Recipe = TypeVar("Recipe")


def read_recipe(path: str | Path, kind: type[Recipe]) -> Recipe:
    """Read a TOML file as a dataclass. Raises RecipeError naming the file and the first wrong key."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecipeError(f"{path}: no such recipe") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path}: not TOML: {error}") from None
    return typing.cast(Recipe, _build(kind, data, str(path), ""))


def resolved(recipe: Any) -> dict[str, Any]:
    """The recipe as plain data, to be kept beside what it made; see `portable`."""
    return portable(dataclasses.asdict(recipe))


def portable(value: Any) -> Any:
    """Plain data whose absolute paths have lost their folders, which say nothing on another machine.

    Raises RecipeError where two of the names that are left are one.
    """
    if isinstance(value, dict):
        kept = {portable(key): portable(item) for key, item in value.items()}
        if len(kept) < len(value):
            raise RecipeError(f"two files of one name: {', '.join(map(str, value))}: give relative paths")
        return kept
    if isinstance(value, list | tuple):
        return [portable(item) for item in value]
    return Path(value).name if isinstance(value, str) and Path(value).is_absolute() else value


def _build(kind: Any, data: Any, path: str, key: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if isinstance(data, str) and key:
            return read_recipe(Path(path).parent / data, kind)
        if not isinstance(data, dict):
            raise RecipeError(f"{path}: {key}: a table is needed")
        hints = typing.get_type_hints(kind)
        prefix = f"{key}." if key else ""
        for stray in sorted(set(data) - set(hints)):
            raise RecipeError(f"{path}: {prefix}{stray}: unknown key")
        for missing in (name for name in hints if name not in data):
            raise RecipeError(f"{path}: {prefix}{missing}: missing key")
        return kind(**{name: _build(hint, data[name], path, prefix + name) for name, hint in hints.items()})
    if origin is tuple:
        if not isinstance(data, list):
            raise RecipeError(f"{path}: {key}: a list is needed")
        return tuple(_build(arguments[0], item, path, f"{key}[{index}]") for index, item in enumerate(data))
    if origin is dict:
        if not isinstance(data, dict):
            raise RecipeError(f"{path}: {key}: a table is needed")
        return {name: _build(arguments[1], item, path, f"{key}.{name}") for name, item in data.items()}
    if origin in (typing.Union, types.UnionType):
        raise TypeError(f"{key}: recipes hold no unions")
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise RecipeError(f"{path}: {key}: {kind.__name__} is needed, not {data!r}")
    return data
