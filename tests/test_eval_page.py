"""The HTML report, opened in a real browser where one is installed."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from eval.errors import find_errors
from eval.page import html_table, page, report_page
from eval_documents import corpus
from test_eval_tables import REPORT

GOLD, GUESS = corpus(8)
ROWS = find_errors(GOLD, GUESS, with_text=True)


class Sources(HTMLParser):
    """Collects what a page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [
            (tag, v) for k, v in attrs if k in ("src", "href", "xlink:href") and not (v or "").startswith("#")
        ]


@pytest.fixture(scope="module")
def text() -> str:
    return report_page(REPORT, ROWS, [(10, REPORT)])


def test_the_page_loads_nothing_and_holds_every_part(text: str) -> None:
    parser = Sources()
    parser.feed(text)
    assert parser.loads == []
    assert text.count("<svg") > 8
    for title in (
        "Entities, strict",
        "Calibration of sentence labels",
        "Confusion, spans",
        "Learning curve",
        "Errors",
    ):
        assert title in text


def test_text_cannot_leave_its_place() -> None:
    row = {**ROWS[0], "document": "</script><b>x", "text": "<i>"}
    text = page("<t>", "", "Errors", [row])
    assert "</script><b>" not in text
    assert "<t>" not in text
    assert html_table("|  | a |\n| --- | ---: |\n| <x> | 1 |").count("&lt;x&gt;") == 1


@pytest.fixture(scope="module")
def tab(text: str, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(text, encoding="utf-8")
    found = browser.new_page()
    complaints: list[str] = []
    found.on("console", lambda message: complaints.append(message.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.goto(path.as_uri())
    yield found
    found.close()
    assert complaints == []


def shown(tab: Any) -> tuple[int, int]:
    """Rows in the list, and rows that the counter says fit the filters."""
    match = re.fullmatch(rf"(\d+) of {len(ROWS)}", tab.inner_text("#count"))
    assert match
    return tab.locator("#rows > li").count(), int(match[1])


def clear(tab: Any) -> None:
    for name in ("layer", "label", "kind"):
        tab.select_option(f"#{name}", "")
    tab.fill("#find", "")


def test_filters_by_layer_label_and_kind(tab: Any) -> None:
    clear(tab)
    assert shown(tab) == (min(100, len(ROWS)), len(ROWS))
    tab.select_option("#kind", "missed")
    assert shown(tab)[1] == sum("missed" in r["kind"] for r in ROWS) > 0
    tab.select_option("#layer", "entities")
    wanted = [r for r in ROWS if r["kind"] == "missed" and r["layer"] == "entities"]
    assert shown(tab) == (len(wanted), len(wanted))
    tab.select_option("#label", wanted[0]["label"])
    assert shown(tab)[1] == sum(r["label"] == wanted[0]["label"] for r in wanted)
    clear(tab)
    tab.select_option("#kind", "boundary")
    assert shown(tab)[1] == sum("boundary" in r["kind"].split("+") for r in ROWS)


def test_search_and_more(tab: Any) -> None:
    clear(tab)
    tab.fill("#find", ROWS[-1]["document"])
    assert shown(tab)[1] == sum(r["document"] == ROWS[-1]["document"] for r in ROWS)
    clear(tab)
    if len(ROWS) > 100:
        tab.click("#more")
        assert shown(tab)[0] == min(200, len(ROWS))


def test_sentences_run_from_right_to_left_with_both_marks(tab: Any) -> None:
    clear(tab)
    tab.select_option("#layer", "entities")
    first = next(r for r in ROWS if r["layer"] == "entities")
    sentence = tab.locator("#rows > li p").first
    assert sentence.get_attribute("dir") == "rtl"
    assert sentence.text_content() == first["text"]
    start, end = (offset - first["from"] for offset in first["gold"])
    assert "".join(sentence.locator(".gold").all_text_contents()) == first["text"][start:end]
