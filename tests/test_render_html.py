"""The page: safe, self-contained, legible."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.document import Document, Entity, Sentence
from khabar.labels import ENTITY_LABELS, POLARITIES, ROLES, SENTENCE_LABELS, SPAN_LABELS
from khabar.render.html import ARABIC, article, open_writer
from khabar.render.wording import visible
from sample import sample

CSS = files("khabar.render").joinpath("page.css").read_text("utf-8")


def page(*documents: Document) -> str:
    stream = io.StringIO()
    writer = open_writer(stream)
    for document in documents:
        writer.write(document)
    writer.close()
    return stream.getvalue()


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(text)
    return parser.found


def test_spans_labels_and_tables() -> None:
    text = page(sample(), sample())
    assert text.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert text.count("<article>") == text.count("</article>") == 2
    assert '<mark class="PER" tabindex="0" data-tip="PER · شخص · نادر الصالح · 95%">نادر الصالح</mark>' in text
    assert 'data-tip="CARDINAL · عدد · ≈ 20 · قتلى · 90%">نحو 20</mark>' in text
    assert '<span class="chip denial" data-tip="denial · 70%">نفي</span>' in text
    cells = ("≈ 20", "جندياً", "قتلى", "العميد نادر الصالح")
    assert f"<tr>{''.join(f'<td><bdi>{cell}</bdi></td>' for cell in cells)}</tr>" in text


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    for tag, attributes in tags(page(sample())):
        assert tag not in {"script", "link", "img", "iframe", "object", "base", "form"}
        assert not [name for name in attributes if name in {"src", "href", "style"} or name.startswith("on")]
    assert not re.search(r"url\(|@import|https?:", page(sample()))


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    evil = "</p><script>alert(1)</script>\" onfocus='x' &amp; \u202e"
    document = Document(
        evil, evil, (Sentence(0, len(evil), ("claim",)),), (Entity(0, len(evil), evil, "PER", None, evil),)
    )
    hostile, tame = tags(page(document)), tags(page(replace(document, id="", text="x" * len(evil))))
    assert [tag for tag, _ in hostile] == [tag for tag, _ in tame]
    tips = [attributes["data-tip"] for tag, attributes in hostile if tag == "mark" and "data-tip" in attributes]
    assert tips == [f"PER · شخص · {visible(evil)}"]


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None), min_size=1), id=st.text(st.characters(codec=None)))
def test_an_article_is_well_formed_and_keeps_its_text(text: str, id: str) -> None:
    document = Document(id, text, (Sentence(0, len(text), ()),), (Entity(0, len(text), text, "ORG"),))
    root = ElementTree.fromstring(article(document))
    assert "".join(root.findall("p")[0].itertext()) == visible(text)
    assert "".join(root.findall("h1")[0].itertext()) == visible(id)


def test_every_label_has_an_arabic_name_and_a_colour() -> None:
    assert set(ARABIC) == {*SPAN_LABELS, *SENTENCE_LABELS, *POLARITIES, *ROLES}
    for label in ENTITY_LABELS:
        assert re.search(rf"mark\.{label}\b", CSS), label
    for name in {*SENTENCE_LABELS, *POLARITIES} - {"assert", "decline"}:
        assert re.search(rf"\.chip\.{name}\b", CSS), name


def test_contrast_is_enough() -> None:
    pairs = re.findall(r"(?<!-)color: (#\w+); background: (#\w+);", CSS)
    pairs += [("#1c1c1c", background) for background in re.findall(r"mark[^{]*\{ background: (#\w+)", CSS)]
    pairs += [("#595959", "#ffffff")]
    assert len(pairs) > 10
    for ink, paper in pairs:
        assert contrast(ink, paper) >= 4.5, (ink, paper)


def contrast(ink: str, paper: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, success criterion 1.4.3."""
    low, high = sorted((luminance(ink), luminance(paper)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
