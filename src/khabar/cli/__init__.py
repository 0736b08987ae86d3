"""The `khabar` command: one subcommand a module, imported only when it is the one that was asked for.

A module `khabar.cli.NAME` has `add_parser(subparsers)`, which declares its arguments, and `run(args)`, which
returns the exit code: 0 when all went well, 1 when some records were bad and the others were done, 2 when
nothing could be done.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from khabar import __version__
from khabar.cli.feed import InputError

_COMMANDS = {
    "analyze": "read articles and say who says what",
    "ledger": "who claims, denies and counts what, over one article or many",
    "serve": "serve the API and a page to read with",
    "numbers": "read the figures of a text by rule, without a model",
    "batch": "read any number of records into a folder, going on where it was stopped",
    "info": "show the model, its labels, scores and versions",
    "schema": "print the JSON Schema of the document format",
}


class Subparsers(Protocol):
    """Where a subcommand declares itself; argparse keeps the name of this type to itself."""

    def add_parser(self, name: str, *, help: str, description: str = "") -> argparse.ArgumentParser:
        """A parser for the arguments of subcommand `name`."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (`sys.argv[1:]` if None) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    args = parser_for(arguments).parse_args(arguments)
    run = import_module(f"khabar.cli.{args.command}").run
    try:
        code = run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        return _hang_up()
    except (InputError, OSError) as error:
        print(f"khabar: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def parser_for(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the arguments of the chosen subcommand and the mere names of the others."""
    parser = argparse.ArgumentParser(prog="khabar", description="Arabic news in, attributed facts out.")
    parser.add_argument("--version", action="version", version=f"khabar {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = next((argument for argument in arguments if not argument.startswith("-")), "")
    for name, summary in _COMMANDS.items():
        if name == chosen:
            import_module(f"khabar.cli.{name}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=summary)
    return parser


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: Arabic in a Latin-1 one would otherwise end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hang_up() -> int:
    """End quietly when the reader of our output has gone, as `head` does; the flush at exit must not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
