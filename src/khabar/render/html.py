"""One page that needs nothing but itself: right to left, details on hover and focus, legible without colours.

All text goes through `visible` and `html.escape`; the page has no script and loads nothing, which its content
security policy states. Colours keep a contrast of 4.5:1 or more (WCAG 2.2 AA).
"""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import TextIO

from khabar.document import Document, Entity, Figure, Sentence, Statement
from khabar.labels import FIGURE_LABELS
from khabar.render.wording import (
    UNKNOWN,
    by_sentence,
    disjoint,
    role,
    stated_by,
    text_of,
    value,
    visible,
    what,
    who,
)

ARABIC = {
    "claim": "معلومة",
    "attribution": "إسناد",
    "denial": "نفي",
    "assert": "إثبات",
    "deny": "نفي",
    "doubt": "تشكيك",
    "accuse": "اتهام",
    "demand": "مطالبة",
    "decline": "امتناع",
    "killed": "قتلى",
    "injured": "جرحى",
    "missing": "مفقودون",
    "captured": "محتجزون",
    "displaced": "نازحون",
    "PER": "شخص",
    "ORG": "منظمة",
    "NORP": "جماعة أو جنسية",
    "GPE": "بلد أو مدينة",
    "LOC": "موضع",
    "FAC": "منشأة",
    "EVENT": "حدث",
    "MISC": "اسم آخر",
    "CARDINAL": "عدد",
    "ORDINAL": "ترتيب",
    "PERCENT": "نسبة",
    "MONEY": "مبلغ",
    "QUANTITY": "مقدار",
    "DATE": "تاريخ",
    "TIME": "وقت",
}
"""Names of labels, polarities and roles for readers of Arabic."""


class HtmlWriter:
    """Writes a page: its head at once, an article a document, its end with `close`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        style = files("khabar.render").joinpath("page.css").read_text("utf-8")
        legend = " ".join(f'<mark class="{_css(label)}">{ARABIC[label]}</mark>' for label in _LEGEND)
        stream.write(_HEAD.replace("$style", style).replace("$legend", legend))

    def write(self, document: Document) -> None:
        """Write one document."""
        self._stream.write(article(document))

    def close(self) -> None:
        """End the page."""
        self._stream.write("</main>\n</body>\n</html>\n")


_HEAD = """<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>خبر</title>
<style>
$style</style>
</head>
<body>
<main>
<p class="legend">$legend</p>
"""
_LEGEND = ("PER", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "MISC", "CARDINAL")
"""Labels that the page explains at its top; all figures share a colour."""


def open_writer(stream: TextIO) -> HtmlWriter:
    """A writer onto `stream`."""
    return HtmlWriter(stream)


def article(document: Document) -> str:
    """A document as an `<article>`; well-formed XML too, so that it can stand inside a picture."""
    marks = by_sentence(document, disjoint([*document.entities, *document.figures]))
    sentences = (_sentence(document.text, s, inside) for s, inside in zip(document.sentences, marks, strict=True))
    figures = zip(document.figures, stated_by(document), strict=True)
    return (
        f"<article>\n<h1><bdi>{_safe(document.id)}</bdi></h1>\n{''.join(sentences)}"
        + table(
            "الأقوال",
            ("القائل", "لفظ القول", "القول", "الموقف"),
            [_statement_row(s) for s in document.statements],
        )
        + table("الأرقام", ("القيمة", "المعدود", "الحال", "القائل"), [_figure_row(f, s) for f, s in figures])
        + "</article>\n"
    )


def _sentence(text: str, sentence: Sentence, marks: Iterable[Entity | Figure]) -> str:
    """A paragraph: label chips, then the sentence with its spans marked."""
    scores = sentence.scores or {}
    chips = "".join(
        f'<span class="chip {label}"{_tip(label, scores.get(label))}>{_arabic(label)}</span> '
        for label in sentence.labels
    )
    pieces: list[str] = []
    position = sentence.start
    for mark in marks:
        pieces.append(_safe(text[position : mark.start]))
        words = _safe(text[mark.start : mark.end])
        pieces.append(f'<mark class="{_css(mark.label)}" tabindex="0"{_mark_tip(mark)}>{words}</mark>')
        position = mark.end
    pieces.append(_safe(text[position : sentence.end]))
    return f"<p>{chips}{''.join(pieces)}</p>\n"


def _css(label: str) -> str:
    """The class that colours a span."""
    return "figure" if label in FIGURE_LABELS else escape(label)


def _mark_tip(mark: Entity | Figure) -> str:
    """The details of a span: its label, its value and role or its bare name, and its score."""
    details = [_arabic(mark.label)]
    if isinstance(mark, Figure):
        details += [value(mark), *([_arabic(role(mark))] if role(mark) else [])]
    elif mark.name:
        details.append(visible(mark.name))
    return _tip(" · ".join([mark.label, *details]), mark.score)


def _tip(text: str, score: float | None) -> str:
    """The attribute whose text a style sheet shows on hover and focus."""
    shown = text if score is None else f"{text} · {score:.0%}"
    return f' data-tip="{escape(shown)}"'


def _statement_row(statement: Statement) -> Sequence[str]:
    polarity = f'<span class="chip {statement.polarity}">{_arabic(statement.polarity)}</span>'
    parts = (who(statement), text_of(statement.cue), text_of(statement.content))
    return (*(escape(part) for part in parts), polarity)


def _figure_row(figure: Figure, statement: Statement | None) -> Sequence[str]:
    happened = _arabic(role(figure)) if role(figure) else ""
    return tuple(
        escape(cell)
        for cell in (value(figure), _arabic(what(figure)), happened, who(statement) if statement else UNKNOWN)
    )


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML already; nothing where there are no rows."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "".join("<tr>" + "".join(f"<td><bdi>{cell}</bdi></td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table>\n<caption>{title}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _arabic(label: str) -> str:
    """The Arabic name of a label of ours; a model with labels of its own keeps them."""
    return ARABIC.get(label, label)


def _safe(text: str) -> str:
    return escape(visible(text))
