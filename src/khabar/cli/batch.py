"""`khabar batch`: any number of records into a folder, going on where it was stopped."""

import argparse
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from khabar.batch.inputs import KINDS
from khabar.batch.plan import Options
from khabar.batch.run import Watch, run_batch
from khabar.cli import Subparsers
from khabar.cli.analyze import probability
from khabar.cli.feed import InputError
from khabar.manifest import ModelError
from khabar.records import COLUMNS, Columns

_DESCRIPTION = """
Reads JSONL, CSV and TSV (also .gz and .zst), Parquet, text files (one article each), and directories and globs of
these, into part files in DIR. The same command goes on where it was stopped, however it was stopped, and ends with
the same bytes. Records that cannot be read are listed in errors.jsonl with file and line, and the exit code is
then 1. manifest.json is written last.
"""


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command and its options."""
    parser = subparsers.add_parser("batch", help="read any number of records into a folder", description=_DESCRIPTION)
    parser.add_argument("inputs", nargs="+", metavar="IN", help="file, directory or glob")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the output")
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="default: jsonl")
    parser.add_argument("--model", metavar="DIR", help="model directory (default: the one that is shipped)")
    parser.add_argument("--split", choices=("news", "lines"), default="news", help="how text becomes sentences")
    parser.add_argument("--threshold", type=probability, metavar="P", help="as for analyze")
    parser.add_argument("--input", choices=KINDS, help="what the inputs hold, where the suffix does not tell")
    parser.add_argument("--id-column", default=COLUMNS.id, metavar="NAME", help="default: id")
    parser.add_argument("--text-column", default=COLUMNS.text, metavar="NAME", help="default: text")
    parser.add_argument("--sentences-column", default=COLUMNS.sentences, metavar="NAME", help="default: sentences")
    parser.add_argument("--delimiter", type=_character, default=",", metavar="C", help="of CSV; default: comma")
    parser.add_argument("--check", choices=("sha256", "mtime"), default="sha256", help="how inputs are recognised")
    parser.add_argument("--shard-records", type=_count, default=1000, metavar="N", help="records a part; default: 1000")
    parser.add_argument("--workers", type=_count, default=1, metavar="N", help="processes; default: 1")
    parser.add_argument("--engine", choices=("processes", "ray"), default="processes", help="default: processes")


def run(args: argparse.Namespace) -> int:
    """Do the batch; 1 if a record was bad. Raises InputError where nothing can be done."""
    from khabar.reader import shipped_model

    columns = Columns(args.id_column, args.text_column, args.sentences_column)
    if len(set(columns)) < len(columns):
        raise InputError("--id-column, --text-column and --sentences-column must be different")
    options = Options(
        args.format,
        args.split,
        args.threshold,
        columns,
        args.delimiter,
        args.input,
        args.check,
        args.shard_records,
    )
    model = Path(args.model) if args.model else shipped_model()
    try:
        with _watch() as watch:
            manifest = run_batch(args.inputs, args.out, model, options, watch, workers=args.workers, engine=args.engine)
    except ModelError as error:
        raise InputError(str(error)) from error
    bad = manifest["errors"]["records"]
    if bad:
        records, listed = manifest["records"], args.out / manifest["errors"]["file"]
        _say(f"{bad} of {records} records could not be read: see {listed}")
    return 1 if bad else 0


@contextmanager
def _watch() -> Generator[Watch]:
    """A bar with rate and remaining time on standard error where that is a terminal, and messages in any case."""
    if not sys.stderr.isatty():
        yield Watch(_begun(_say), _ignore, _say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Records a second."""

        def render(self, task: Task) -> Text:
            """The rate of the last seconds, once it is known."""
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f}/s" if speed else "")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=120) as bar:
        task = bar.add_task("", total=None)

        def say(message: str) -> None:
            bar.console.print(f"khabar: {message}", markup=False, highlight=False, soft_wrap=True)

        def begin(total: int, done: int) -> None:
            _begun(say)(total, done)
            bar.reset(task, total=total, completed=done)

        def advance(count: int) -> None:
            bar.advance(task, count)

        yield Watch(begin, advance, say)


def _begun(say: Callable[[str], None]) -> Callable[[int, int], None]:
    """What is told at the beginning, if anything: that some is done already."""
    return lambda total, done: say(f"{done} of {total} records are done already") if done else None


def _ignore(_count: int) -> None:
    """Advance a bar that is not there."""


def _say(message: str) -> None:
    print(f"khabar: {message}", file=sys.stderr, flush=True)


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return number


def _character(text: str) -> str:
    if len(text) != 1 or text in '"\r\n':
        raise argparse.ArgumentTypeError(f"{text!r} is not one character that can stand between cells")
    return text
