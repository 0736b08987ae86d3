"""Khabar's own gold annotations and the tools that look after them.

The tools stand beside the data because an annotation that nobody can check, count, compare or move into another
tool is soon wrong. They depend on `khabar` alone, never on training or evaluation.
"""

from pathlib import Path

GOLD = Path(__file__).parent / "gold"
"""Where the splits lie."""

MANIFEST = Path(__file__).parent / "manifest.toml"

DATASHEET = Path(__file__).parent / "README.md"

SPLITS = ("train", "dev", "test")

SECOND = GOLD / "second.jsonl.xz"
"""Documents of the splits as a second annotator read them."""


def split_path(split: str, gold: Path = GOLD) -> Path:
    """The file of a split; where there is no plain one, it may be compressed by xz."""
    plain = gold / f"{split}.jsonl"
    packed = plain.with_name(f"{plain.name}.xz")
    return packed if packed.is_file() and not plain.is_file() else plain


def split_of(path: Path) -> str:
    """The split that a file is named after."""
    return path.name.removesuffix(".xz").removesuffix(".jsonl")
