"""`khabar info`: which model this is, what it knows, how well, and with which versions it runs."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from khabar.cli import Subparsers
from khabar.cli.model import load_model


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser("info", help="show the model, its labels, scores and versions")
    parser.add_argument("--model", metavar="DIR", help="model directory (default: the one that is shipped)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(args: argparse.Namespace) -> int:
    """Print what the model says about itself."""
    info = load_model(args.model).info()
    if args.format == "json":
        print(json.dumps(info, ensure_ascii=False, indent=2))
        return 0
    rows = list(_rows("", info))
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")
    return 0


def _rows(prefix: str, value: object) -> Iterator[tuple[str, str]]:
    """Nested settings as dotted names with their values on one line each."""
    if isinstance(value, Mapping):
        for name, inner in cast(Mapping[str, Any], value).items():
            yield from _rows(f"{prefix}.{name}" if prefix else name, inner)
    elif isinstance(value, (list, tuple)):
        yield prefix, " ".join(str(part) for part in cast(list[Any], value))
    else:
        yield prefix, f"{value:.4g}" if isinstance(value, float) else str(value)
