"""Packages that only some batches need, and what to install where one is missing."""

from importlib import import_module
from typing import Any

from khabar.cli.feed import InputError

EXTRAS = {"pyarrow": "parquet", "pyarrow.parquet": "parquet", "ray": "ray", "ray.data": "ray"}
"""The extra of Khabar that brings each of them."""


def need(name: str) -> Any:
    """The module `name`. Raises InputError that says which extra brings it."""
    try:
        return import_module(name)
    except ImportError:
        raise InputError(f"{name} is missing: pip install 'khabar[{EXTRAS[name]}]'") from None
