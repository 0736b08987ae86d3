"""Counts and agreement as Markdown tables, which a terminal and the datasheet both can show."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.stats import Counts


def stats_lines(counts: Mapping[str, Counts]) -> Iterator[str]:
    """One table of all groups, a column a split and one for all of them."""
    splits = list(counts)
    yield from _head(["", *splits, "all"])
    for group in counts[splits[0]]:
        yield f"| **{group}** |" + " |" * (len(splits) + 1)
        for name in {name: None for split in splits for name in counts[split][group]}:
            row = [counts[split][group].get(name, 0) for split in splits]
            total = "" if name.startswith("median") else sum(row)
            yield f"| {name} | " + " | ".join(str(n) for n in [*row, total]) + " |"


def with_block(page: str, name: str, lines: Iterable[str]) -> str:
    """A page whose block between `<!-- name -->` and `<!-- /name -->` holds these lines. ValueError without one."""
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    if opening not in page or closing not in page:
        raise ValueError(f"no place for {name}: {opening} … {closing} is missing")
    before, _, rest = page.partition(opening)
    after = rest.partition(closing)[2]
    return "\n".join([before + opening, *lines, closing + after])


def agreement_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Agreement as three tables: spans, sentence labels, statements."""
    yield f"{found['documents']} documents, {found['sentences']} sentences annotated twice"
    yield ""
    yield from _head(["spans", "first", "second", "both", "F1"])
    for label, row in found["spans"].items():
        yield f"| {label} | {row['first']} | {row['second']} | {row['both']} | {_share(row['f1'])} |"
    yield ""
    yield from _head(["sentence label", "first", "second", "agree", "kappa"])
    for label, row in found["labels"].items():
        yield f"| {label} | {row['first']} | {row['second']} | {_share(row['agree'])} | {_share(row['kappa'])} |"
    yield ""
    yield from _head(["statements", "first", "second", "both", "F1 or share"])
    for name, row in found["statements"].items():
        yield f"| {name} | {row['first']} | {row['second']} | {row['both']} | {_share(row['f1'])} |"


def _head(names: list[str]) -> Iterator[str]:
    yield "| " + " | ".join(names) + " |"
    yield "|---|" + "---:|" * (len(names) - 1)


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"
