"""`khabar schema`: the JSON Schema of the document format, for validators and code generators."""

import argparse
import json

from khabar.cli import Subparsers
from khabar.schema import json_schema


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command, which has no arguments."""
    subparsers.add_parser("schema", help="print the JSON Schema of the document format")


def run(_args: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
