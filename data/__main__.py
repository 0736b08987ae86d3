"""`python -m data …`: check, count, compare and convert annotated documents."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data import DATASHEET, GOLD, MANIFEST, SECOND, SPLITS, split_of, split_path
from data.active import add_parsers
from data.agreement import agreement
from data.convert import FORMATS, convert
from data.manifest import build_manifest, manifest_text, version_of
from data.names import SCHEMES, write_names
from data.standoff import attach, detach
from data.stats import stats
from data.tables import agreement_lines, stats_lines, with_block
from data.validate import check_overlap, validate
from khabar.document import DocumentError, read_documents, write_documents


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something was found wrong, 2 when it could not be done."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except (DocumentError, ValueError, OSError, ModuleNotFoundError) as error:
        print(f"data: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("validate", help="offsets, labels, overlaps, duplicates, leakage, checksums")
    command.add_argument("files", nargs="*", type=Path, help="documents (default: the splits and their manifest)")
    command.add_argument(
        "--against", nargs="+", type=Path, default=[], metavar="FILE", help="texts that must share no run of words"
    )
    command.add_argument("--words", type=int, default=7, help="length of a shared run, in words (default 7)")
    command.set_defaults(run=_validate)

    command = commands.add_parser("stats", help="what the splits hold")
    command.add_argument("files", nargs="*", type=Path)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_stats)

    command = commands.add_parser("manifest", help="write manifest.toml and the tables of README.md")
    command.add_argument("--release", help="version to write (default: the one it has)")
    command.set_defaults(run=_manifest)

    command = commands.add_parser("agreement", help="two annotations of the same texts")
    command.add_argument("files", nargs="*", type=Path, help="two files (default: the splits and second.jsonl.xz)")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_agreement)

    command = commands.add_parser("convert", help="between " + ", ".join(FORMATS))
    command.add_argument("source", type=Path)
    command.add_argument("target", type=Path)
    command.add_argument("--from", dest="read", choices=FORMATS, default="jsonl")
    command.add_argument("--to", dest="write", choices=FORMATS, default="jsonl")
    command.set_defaults(run=_convert)

    command = commands.add_parser("attach", help="stand-off annotations joined with the corpora that hold their texts")
    command.add_argument("file", type=Path, help=".jsonl.xz, such as data/news.jsonl.xz")
    command.add_argument("--corpus", type=Path, required=True, help="folder of the corpora, .jsonl.zst")
    command.add_argument("--out", type=Path, required=True, help="document file to write")
    command.set_defaults(run=_attach)

    command = commands.add_parser("names", help="stand-off names joined with the corpora, as words and IOB2 tags")
    command.add_argument("file", type=Path, help="data/names.jsonl.xz")
    command.add_argument("--scheme", choices=SCHEMES, required=True, help="whose labels")
    command.add_argument("--corpus", type=Path, required=True, help="folder of the corpora, .jsonl.zst")
    command.add_argument("--out", type=Path, required=True, help="CoNLL file to write")
    command.set_defaults(run=_names)

    command = commands.add_parser("detach", help="annotations without their texts: what attach reads")
    command.add_argument("file", type=Path, help="documents with ids that are places: corpus/record/offset")
    command.add_argument("out", type=Path, help=".jsonl.xz to write")
    command.set_defaults(run=_detach)

    add_parsers(commands)
    return parser


def _splits() -> list[Path]:
    return [path for split in SPLITS if (path := split_path(split, GOLD)).exists()]


def _validate(arguments: argparse.Namespace) -> int:
    files = arguments.files or _splits()
    problems = list(validate(files, manifest=None if arguments.files else MANIFEST))
    for path in arguments.against:
        problems += check_overlap(files, path, arguments.words)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in {', '.join(str(path) for path in files)}", file=sys.stderr)
    return 1 if problems else 0


def _stats(arguments: argparse.Namespace) -> int:
    paths: list[Path] = arguments.files or list(_splits())
    names = [split_of(path) for path in paths]
    counts = {
        name if names.count(name) == 1 else str(path): stats(list(read_documents(path)))
        for name, path in zip(names, paths, strict=True)
    }
    print(json.dumps(counts, ensure_ascii=False, indent=2) if arguments.json else "\n".join(stats_lines(counts)))
    return 0


def _manifest(arguments: argparse.Namespace) -> int:
    version = arguments.release or version_of(MANIFEST)
    MANIFEST.write_text(manifest_text(build_manifest(GOLD, version)), encoding="utf-8")
    counts = {split_of(path): stats(list(read_documents(path))) for path in _splits()}
    page = with_block(DATASHEET.read_text(encoding="utf-8"), "stats", stats_lines(counts))
    page = with_block(page, "agreement", agreement_lines(_read_twice([])))
    DATASHEET.write_text(page, encoding="utf-8")
    return 0


def _read_twice(files: Sequence[Path]) -> dict[str, Any]:
    """Agreement of two files, or of the splits with their second annotation."""
    if len(files) not in (0, 2):
        raise ValueError(f"agreement: {len(files)} files; two are compared, or none given for the splits")
    first, second = ([files[0]], files[1]) if files else ([split_path(split) for split in SPLITS], SECOND)
    return agreement([d for path in first for d in read_documents(path)], list(read_documents(second)))


def _agreement(arguments: argparse.Namespace) -> int:
    found = _read_twice(arguments.files)
    print(json.dumps(found, ensure_ascii=False, indent=2) if arguments.json else "\n".join(agreement_lines(found)))
    return 0


def _attach(arguments: argparse.Namespace) -> int:
    documents = list(attach(arguments.file, arguments.corpus))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    write_documents(arguments.out, documents)
    return 0


def _names(arguments: argparse.Namespace) -> int:
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    write_names(arguments.file, arguments.corpus, arguments.scheme, arguments.out)
    return 0


def _detach(arguments: argparse.Namespace) -> int:
    detach(read_documents(arguments.file), arguments.out)
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    lost = convert(arguments.source, arguments.target, arguments.read, arguments.write)
    if lost:
        print(f"{arguments.write} cannot hold: {lost}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
