"""`khabar analyze`: articles or records in, documents out, in the order they came."""

import argparse
import sys

from khabar.cli import Subparsers
from khabar.cli.feed import BadRecord
from khabar.cli.sources import Kind, add_inputs, groups, named_inputs, total_size
from khabar.render import FORMATS, JsonWriter, open_writer

_DESCRIPTION = """
Reads text files (one article each), JSONL records ({"id": …, "text": …} or {"id": …, "sentences": […]}),
directories and globs of these, or standard input. Standard input counts as records when it begins with a
brace or when --format is jsonl. A record that cannot be read is reported in its place
({"id", "error", "line"} in JSON formats, a message on standard error in the others), the rest is done, and
the exit code is 1.
"""


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser("analyze", help="read articles and say who says what", description=_DESCRIPTION)
    add_inputs(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--threshold",
        type=probability,
        metavar="P",
        help="score from which a sentence label is given (default: the model's)",
    )


def run(args: argparse.Namespace) -> int:
    """Analyse and print; 1 if a record was bad. Raises InputError where nothing can be done."""
    names = named_inputs(args.files)
    from khabar.cli.model import load_model
    from khabar.cli.progress import progress

    reader = load_model(args.model)
    writer = open_writer(args.format, sys.stdout)
    done = bad = 0
    with progress(total_size(names)) as advance:
        for group in groups(names, _kind(args)):
            good = [item for item in group.items if not isinstance(item, BadRecord)]
            documents = iter(reader.read_many(good, split=args.split, threshold=args.threshold))
            for item in group.items:
                if not isinstance(item, BadRecord):
                    writer.write(next(documents))
                elif isinstance(writer, JsonWriter):
                    writer.write_object(item.to_json())
                else:
                    print(f"khabar: {item.error}", file=sys.stderr)
            sys.stdout.flush()
            done += len(good)
            bad += len(group.items) - len(good)
            advance(group.size)
    writer.close()
    if bad:
        print(f"khabar: {bad} of {done + bad} records could not be read", file=sys.stderr)
    return 1 if bad else 0


def _kind(args: argparse.Namespace) -> Kind:
    """What the inputs hold; scripts that ask for JSONL and name no file send records, also bad ones."""
    if args.input == "auto" and args.format == "jsonl" and args.files in ([], ["-"]):
        return "jsonl"
    return args.input


def probability(text: str) -> float:
    """A number from 0 to 1. Raises ArgumentTypeError."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value
