"""The ledger as tables for a terminal."""

from typing import TextIO

from khabar.ledger import Disagreement, Ledger, Row
from khabar.render.layout import Run, Screen
from khabar.render.ledger_wording import counted
from khabar.render.text import BOLD, DIM, FIGURE_STYLE, POLARITY_STYLES
from khabar.render.wording import UNKNOWN, visible


def write_text(ledger: Ledger, stream: TextIO) -> None:
    """Claims by speaker in the order of their first word, then disagreements, then denials."""
    screen = Screen(stream)
    order = {row.speaker: i for i, row in reversed(list(enumerate(ledger.rows)))}
    numbered = sorted(enumerate(ledger.rows), key=lambda pair: (order[pair[1].speaker], pair[0]))
    rows = [
        (
            _who(row),
            (row.polarity, POLARITY_STYLES.get(row.polarity, "")),
            (_what(row), ""),
            ("; ".join(counted(f) for f in row.figures), FIGURE_STYLE),
            _where(number, row),
        )
        for number, row in numbered
    ]
    screen.table("claims", ("who", "how", "what", "figures", "where"), (3, 1, 6, 2, 3), rows)
    for group in ledger.disagreements:
        entries: list[tuple[Run, Run, Run]] = []
        for count in group.counts:
            row = ledger.rows[count.row]
            entries.append(((counted(row.figures[count.figure]), FIGURE_STYLE), _who(row), _where(count.row, row)))
        title = f"figures that disagree: {thing(group)}"
        screen.table(title, ("figure", "who", "where"), (3, 4, 3), entries)
    denials = [
        (
            _who(ledger.rows[match.denial]),
            (_what(ledger.rows[match.denial]), POLARITY_STYLES["deny"]),
            _who(ledger.rows[match.claim]),
            (_what(ledger.rows[match.claim]), ""),
            (f"{match.score:.2f}", DIM),
        )
        for match in ledger.denials
    ]
    screen.table("denials", ("who denies", "what", "who claims", "claim", "score"), (3, 5, 3, 5, 1), denials)


def thing(group: Disagreement) -> str:
    """What the figures of a disagreement are on."""
    parts = (group.role, group.counted if not group.role else None, *group.places, *group.dates)
    return visible(" · ".join(part for part in parts if part))


def _who(row: Row) -> Run:
    return visible(row.speaker or UNKNOWN), BOLD


def _what(row: Row) -> str:
    return visible(row.what or UNKNOWN)


def _where(number: int, row: Row) -> Run:
    return visible(f"{number} · {row.document}:{row.sentence + 1} [{row.start}–{row.end}]"), DIM
