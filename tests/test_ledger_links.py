"""Annotated links of a ledger: reading them, and which figures exclude each other."""

from dataclasses import replace

import pytest

from articles import Article
from khabar.document import Document
from khabar.fields import DocumentError
from khabar.ledger_links import Mark, Thing, conflicts, figure_of, statement_of


def article(*counts: tuple[str | None, int, str]) -> Document:
    """Speaker, number and modifier of one claim a line."""
    text = Article("a")
    for i, (_, number, _) in enumerate(counts):
        said = (None, f"قيل {i}", f"إن {number} غرقوا", "assert")
        text.line(f"قيل {i} إن {number} غرقوا", "", [said], [(str(number), number, "غريقا", "killed")])
    found = text.document()
    statements = tuple(replace(s, speaker=c[0]) for s, c in zip(found.statements, counts, strict=True))
    figures = tuple(replace(f, modifier=c[2]) for f, c in zip(found.figures, counts, strict=True))
    return replace(found, statements=statements, figures=figures)


def links(document: Document, *parts: int) -> list[tuple[int, int]]:
    """Conflicting figures by index."""
    places = [("a", f.start, f.end) for f in document.figures]
    marks = [Mark(p, f.text, i in parts) for i, (p, f) in enumerate(zip(places, document.figures, strict=True))]
    found = conflicts(Thing("غرقى", tuple(marks)), {"a": document})
    return [(places.index(one), places.index(other)) for one, other in found]


@pytest.mark.parametrize(
    ("counts", "parts", "found"),
    [
        ((("سعد", 100, "exact"), ("ليث", 150, "exact")), (), [(0, 1)]),
        ((("سعد", 100, "exact"), ("سعد", 150, "exact")), (), []),
        ((("سعد", 100, "exact"), (None, 150, "exact")), (), []),
        ((("سعد", 100, "at_least"), ("ليث", 150, "exact")), (), []),
        ((("سعد", 100, "exact"), ("ليث", 150, "exact")), (0,), []),
        ((("سعد", 100, "exact"), ("ليث", 150, "exact")), (1,), [(0, 1)]),
        ((("سعد", 100, "about"), ("ليث", 109, "exact"), ("هند", 111, "exact")), (), [(0, 2), (1, 2)]),
    ],
)
def test_two_speakers_conflict_where_no_number_satisfies_both(
    counts: tuple[tuple[str | None, int, str], ...], parts: tuple[int, ...], found: list[tuple[int, int]]
) -> None:
    assert links(article(*counts), *parts) == found


def test_marks_that_miss_are_errors() -> None:
    document = article(("سعد", 100, "exact"))
    cue = document.statements[0].cue
    assert statement_of(Mark(("a", cue.start, cue.end), cue.text), {"a": document}) == document.statements[0]
    with pytest.raises(DocumentError, match="there stands"):
        figure_of(Mark(("a", 0, 3), "100"), {"a": document})
    with pytest.raises(DocumentError, match="is no figure"):
        figure_of(Mark(("a", 0, 3), document.text[:3]), {"a": document})
    with pytest.raises(DocumentError, match="no document 'b'"):
        statement_of(Mark(("b", 0, 3), "قيل"), {"a": document})
