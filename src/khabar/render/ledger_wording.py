"""What the formats of the ledger share: how a figure reads, and which rows a row stands against."""

from dataclasses import dataclass, field

from khabar.document import Figure
from khabar.ledger import Ledger
from khabar.ledger_match import Denial
from khabar.render.wording import role, value, what


@dataclass(slots=True)
class Relations:
    """Rows with figures that exclude those of a row, claims that it denies, and denials that meet it."""

    disagrees: list[int] = field(default_factory=list[int])
    denies: list[Denial] = field(default_factory=list[Denial])
    denied_by: list[Denial] = field(default_factory=list[Denial])


def related(ledger: Ledger) -> list[Relations]:
    """The relations of every row."""
    found = [Relations() for _ in ledger.rows]
    for group in ledger.disagreements:
        rows = list(dict.fromkeys(count.row for count in group.counts))
        for row in rows:
            others = (r for r in rows if ledger.rows[r].speaker != ledger.rows[row].speaker)
            found[row].disagrees += (r for r in others if r not in found[row].disagrees)
    for match in ledger.denials:
        found[match.denial].denies.append(match)
        found[match.claim].denied_by.append(match)
    return found


def counted(figure: Figure) -> str:
    """A figure in words: value, what is counted, and what happened to them."""
    happened = role(figure)
    return f"{value(figure)} {what(figure)}" + (f" ({happened})" if happened else "")
