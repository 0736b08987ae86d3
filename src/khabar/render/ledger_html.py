"""The ledger as one page, right to left, without script, that loads nothing.

All text goes through `visible` and `html.escape`. Rows link to the rows that they deny or disagree with.
"""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from khabar.ledger import Ledger, Row
from khabar.render.html import ARABIC, table
from khabar.render.ledger_text import thing
from khabar.render.ledger_wording import Relations, related
from khabar.render.wording import UNKNOWN, role, value, visible, what

_HEAD = """<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>خبر: سجل الأقوال</title>
<style>
$style</style>
</head>
<body>
<main>
"""


def write_html(ledger: Ledger, stream: TextIO) -> None:
    """The page: claims, figures that disagree, denials."""
    style = files("khabar.render").joinpath("page.css").read_text("utf-8")
    stream.write(_HEAD.replace("$style", style) + "<article>\n")
    relations = related(ledger)
    claims = [_claim(i, row, relations[i]) for i, row in enumerate(ledger.rows)]
    columns = ("#", "القائل", "الموقف", "القول", "الأرقام", "يقابله", "الموضع")
    stream.write(table("الأقوال", columns, claims))
    for group in ledger.disagreements:
        counts = [
            (_figures(ledger.rows[c.row], c.figure), _who(ledger.rows[c.row]), _link(c.row)) for c in group.counts
        ]
        title = f"أرقام متعارضة: {_thing(thing(group))}"
        stream.write(table(title, ("الرقم", "القائل", "القول"), counts))
    denials = [
        (_who(ledger.rows[m.denial]), _link(m.denial), _who(ledger.rows[m.claim]), _link(m.claim), f"{m.score:.0%}")
        for m in ledger.denials
    ]
    stream.write(table("النفي وما ينفيه", ("النافي", "قوله", "القائل", "قوله", "الدرجة"), denials))
    stream.write("</article>\n</main>\n</body>\n</html>\n")


def _claim(number: int, row: Row, relations: Relations) -> Sequence[str]:
    polarity = f'<span class="chip {escape(row.polarity)}">{escape(ARABIC.get(row.polarity, row.polarity))}</span>'
    against = [*relations.disagrees, *(m.claim for m in relations.denies), *(m.denial for m in relations.denied_by)]
    return (
        f'<span id="row-{number}">{number}</span>',
        _who(row),
        polarity,
        escape(visible(row.what or UNKNOWN)),
        "؛ ".join(_figures(row, i) for i in range(len(row.figures))),
        " ".join(_link(other) for other in dict.fromkeys(against)),
        escape(visible(f"{row.document}:{row.sentence + 1} [{row.start}–{row.end}]")),
    )


def _figures(row: Row, index: int) -> str:
    figure = row.figures[index]
    happened = f" ({ARABIC.get(role(figure), role(figure))})" if role(figure) else ""
    return escape(f"{value(figure)} {ARABIC.get(what(figure), what(figure))}{happened}")


def _thing(text: str) -> str:
    head, mark, rest = text.partition(" · ")
    return escape(ARABIC.get(head, head) + mark + rest)


def _who(row: Row) -> str:
    return escape(visible(row.speaker or UNKNOWN))


def _link(number: int) -> str:
    return f'<a href="#row-{number}">{number}</a>'
