"""`khabar numbers`: the figures of a text by rule, without a model."""

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from khabar.cli import Subparsers
from khabar.cli.feed import BadRecord, InputError, article, record_groups
from khabar.cli.sources import open_bytes

if TYPE_CHECKING:
    from khabar.document import Figure


def add_parser(subparsers: Subparsers) -> None:
    """Declare the command and its arguments."""
    about = "Find the numbers, dates, times, money and measures of a text by rule and say what each one means."
    parser = subparsers.add_parser(
        "numbers", help="read the figures of a text by rule, without a model", description=about
    )
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the text; standard input if it is left out")
    parser.add_argument(
        "--format",
        choices=("text", "jsonl"),
        default="text",
        help="text: a line for each figure; jsonl: records on standard input, answered line by line",
    )
    parser.add_argument(
        "--now", type=_day, metavar="DATE", help="the day that relative dates start from, as 2019-03-21"
    )


def run(args: argparse.Namespace) -> int:
    """Print the figures; 1 if a record of a JSONL input was bad and the others were done."""
    if args.format == "text":
        _print_lines(_standard_input() if args.text is None else args.text, args.now)
        return 0
    if args.text is not None:
        return _answer(iter([_figures(args.text, args.now)]))
    return _answer(_records(args.now))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2019-03-21") from None


def _standard_input() -> str:
    with open_bytes("-") as stream:
        read = article("stdin", stream.read())
    if isinstance(read, BadRecord):
        raise InputError(read.error)
    return read.text


def _records(now: date | None) -> Iterator[Mapping[str, Any]]:
    with open_bytes("-") as stream:
        for group in record_groups("stdin", stream):
            for item in group.items:
                if isinstance(item, BadRecord):
                    yield item.to_json()
                else:
                    yield {"id": item.id, **_figures(item.text, now)}


def _answer(answers: Iterator[Mapping[str, Any]]) -> int:
    bad = False
    for answer in answers:
        bad = bad or "error" in answer
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return int(bad)


def _figures(text: str, now: date | None) -> dict[str, Any]:
    from khabar.figures import find

    return {"figures": [_to_json(figure) for figure in find(text, now)]}


def _to_json(figure: "Figure") -> dict[str, Any]:
    from khabar.document import ABSENT

    names = ("start", "end", "text", "label", "value", "range", "modifier", "counted", "role", "unit")
    return {name: value for name in names if (value := getattr(figure, name)) is not ABSENT}


def _print_lines(text: str, now: date | None) -> None:
    """One figure a line, its fields separated by tabs: place, text, label, value, then what else is known."""
    from khabar.render.wording import visible

    for figure in _figures(text, now)["figures"]:
        value = figure["value"]
        if figure.get("range") is not None:
            value = "–".join(f"{end:g}" if isinstance(end, float) else str(end) for end in figure["range"])
        known = [f"{name}={figure[name]}" for name in ("unit", "modifier", "counted", "role") if figure.get(name)]
        cells = (f"{figure['start']}-{figure['end']}", figure["text"], figure["label"], "" if value is None else value)
        print(*(visible(str(cell)) for cell in (*cells, *known)), sep="\t")
