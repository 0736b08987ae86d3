"""The reading page as the browser tests meet it: opening it, reading an example, what it says."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "src" / "khabar" / "server" / "page"
EXAMPLES = json.loads((PAGE / "examples.json").read_text("utf-8"))
WORDS = json.loads((PAGE / "words.json").read_text("utf-8"))
RENDERED = "#results:not([aria-busy]) article .figures"
"""Selects something when all of an answer is shown."""
PATIENCE_MS = 120_000
"""How long a busy machine may take for one step."""

Visit = Callable[..., Any]


@contextmanager
def visiting(browser: Any, site: str) -> Iterator[Visit]:
    """A function that opens the page; in the end no script may have failed and no policy been broken."""
    tabs: list[Any] = []
    complaints: list[str] = []

    def visit(lang: str = "ar", **options: Any) -> Any:
        tab = browser.new_context(**options).new_page()
        tab.set_default_timeout(PATIENCE_MS)
        tabs.append(tab)
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(site)
        tab.wait_for_selector("#examples button")
        if lang == "en":
            tab.click("#language")
        return tab

    yield visit
    for tab in tabs:
        tab.context.close()
    assert [text for text in complaints if "Failed to load resource" not in text] == []


def analyze(tab: Any, *examples: int) -> Any:
    """Let the page read its text, after adding examples, and wait until all of the answer is shown."""
    for index in examples:
        tab.locator("#examples button").nth(index).click()
    tab.click("#analyze")
    tab.wait_for_selector(RENDERED, state="attached")
    return tab
