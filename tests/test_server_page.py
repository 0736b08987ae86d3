"""The reading page in a real browser, before the server with the shipped model."""

import csv
import io
import json
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from khabar.document import Document, Figure, Part, Sentence, Statement
from khabar.figures import find
from khabar.labels import FIGURE_LABELS
from khabar.render.html import ARABIC
from khabar.render.wording import UNKNOWN, disjoint, stated_by, value, visible, what, who
from reading_page import EXAMPLES, PAGE, RENDERED, WORDS, Visit, analyze
from sample import sample


def answer(site: str, *examples: int) -> list[dict[str, Any]]:
    """The documents that the API gives for examples."""
    body = json.dumps({"documents": [EXAMPLES[i] for i in examples]}).encode()
    request = urllib.request.Request(f"{site}/v1/analyze", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["documents"]


def test_words_and_labels_are_named_in_both_languages() -> None:
    assert WORDS["ar"].keys() == WORDS["en"].keys()
    assert WORDS["ar"]["labels"] == ARABIC
    assert WORDS["en"]["labels"].keys() == ARABIC.keys()
    asked = re.findall(r'data-(?:word|name)="([\w-]+)"', (PAGE / "index.html").read_text("utf-8"))
    assert set(asked) <= WORDS["ar"].keys()
    for key, words in WORDS["ar"].items():
        assert key == "labels" or set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", WORDS["en"][key])), key


def test_figures_and_light_colours_are_those_of_the_other_formats() -> None:
    figures = re.search(r"FIGURES = (\[.*?\])", (PAGE / "article.js").read_text("utf-8"))
    assert figures and tuple(json.loads(figures[1])) == FIGURE_LABELS
    rule = re.compile(r"^((?:mark|\.chip)\.[^{]*) \{ (.*) \}$", re.MULTILINE)
    wanted = dict(rule.findall((PAGE.parents[1] / "render" / "page.css").read_text("utf-8")))
    light = (PAGE / "labels.css").read_text("utf-8").partition("@media")[0]
    assert len(wanted) > 10
    assert wanted.items() <= dict(rule.findall(light)).items()


def test_figures_and_speakers_are_worded_as_in_the_other_formats(visit: Visit) -> None:
    text = "نحو 2500 من 10 إلى 15 راكبا، 12.5% ثم 1.25 مليون دولار وعشرات الآلاف يوم 3 أيار الماضي"
    figures = (*find(text), Figure(0, 3, "نحو", "PERCENT", range=(0.5, 1200.25), modifier="at_most"))
    assert len(figures) > 5
    inner, outer = Part(4, 9, text[4:9]), Part(0, len(text), text)
    statements = tuple(
        Statement(source, Part(0, 3, "نحو"), content, "assert", speaker=speaker)
        for source, content, speaker in ((None, outer, None), (outer, inner, None), (outer, None, "لبنى"))
    )
    for document in (sample(), Document("\u202eid", text, (Sentence(0, len(text), ()),), (), figures, statements)):
        got = visit().evaluate(
            """async (document) => {
                const { disjoint, statedBy, value, what, who } = await import("/page/wording.js");
                const { figures, entities } = document;
                return [figures.map(value), figures.map(what), statedBy(document).map((s) => s && who(s)),
                    disjoint([...entities, ...figures]).map((s) => s.start)];
            }""",
            document.to_json(),
        )
        speakers = [s and (None if who(s) == UNKNOWN else who(s)) for s in stated_by(document)]
        kept = [span.start for span in disjoint([*document.entities, *document.figures])]
        assert got == [[value(f) for f in document.figures], [what(f) for f in document.figures], speakers, kept]


def test_control_characters_are_shown_as_in_the_other_formats(visit: Visit) -> None:
    codes = [*range(0x2070), 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600]
    got = visit().evaluate(
        """async (codes) => {
            const { visible } = await import("/page/wording.js");
            return codes.map((code) => visible(String.fromCodePoint(code)));
        }""",
        codes,
    )
    assert got == [visible(chr(code)) for code in codes]


def test_an_example_is_read_and_shown(visit: Visit, site: str) -> None:
    tab = analyze(visit(), 0)
    (document,) = answer(site, 0)
    sentences = tab.locator(".sentence p").all_text_contents()
    assert sentences == [document["text"][s["start"] : s["end"]] for s in document["sentences"]]
    entities = {(e["text"], e["label"]) for e in document["entities"]}
    marked = tab.locator("mark").evaluate_all("marks => marks.map(m => [m.textContent, m.dataset.labels])")
    assert entities and entities <= {(text, label) for text, label in marked}
    chips = tab.locator(".sentence").nth(1).locator(".chip").all_text_contents()
    labelled = document["sentences"][1]
    assert chips == [f"{ARABIC[name]} {labelled['scores'][name]:.0%}" for name in labelled["labels"]]
    said = sorted(document["statements"], key=lambda s: s["cue"]["start"])
    assert tab.locator(".said .cue dd").all_text_contents() == [s["cue"]["text"] for s in said]
    polarities = tab.locator(".said .chip").all_text_contents()
    assert [p.rpartition(" ")[0] for p in polarities] == [ARABIC[s["polarity"]] for s in said]
    assert tab.locator(".figures tbody tr").count() == len(document["figures"])
    assert tab.locator(".figures a").first.get_attribute("href") == "#d0-s1"


def test_details_on_hover_and_by_keyboard(visit: Visit) -> None:
    tab = analyze(visit(), 0)
    tip = tab.locator("#tip")
    assert not tip.is_visible()
    tab.locator("mark", has_text="9").first.hover()
    assert re.sub("[\u2068\u2069]", "", tip.inner_text()).startswith("عدد · CARDINAL · 9 · أشخاص · قتلى")
    tab.keyboard.press("Escape")
    assert not tip.is_visible()
    tab.focus(".text mark[tabindex='0']")
    tab.keyboard.press("ArrowLeft")
    focused = tab.evaluate("[...document.querySelectorAll('mark')].indexOf(document.activeElement)")
    assert focused == 1
    assert tip.is_visible()
    assert tab.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.tagName") == "A"
    tab.keyboard.press("Shift+Tab")
    assert tab.evaluate("[...document.querySelectorAll('mark')].indexOf(document.activeElement)") == 1


def test_several_articles_get_a_ledger(visit: Visit) -> None:
    """The ledger comes with the documents: the articles are read once."""
    tab = visit("en")
    posted: list[str] = []
    tab.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    analyze(tab, 0, 1)
    assert len(posted) == 1
    assert tab.locator("article").count() == 2
    ledger = tab.locator(".ledger")
    captions = ledger.locator("caption").all_text_contents()
    assert captions[-1] == "All statements"
    assert any(caption.startswith("Figures that disagree: killed") for caption in captions)
    links = ledger.locator("a").evaluate_all("links => links.map(a => document.querySelector(a.hash) !== null)")
    assert len(links) > 20 and all(links)


def test_filters_hide_what_is_off(visit: Visit) -> None:
    tab = analyze(visit(), 0)
    paper = "getComputedStyle(document.querySelector('mark.PER')).backgroundColor"
    before = tab.evaluate(paper)
    tab.click('[data-filter="PER"]')
    assert tab.get_attribute('[data-filter="PER"]', "aria-pressed") == "false"
    assert tab.evaluate(paper) == "rgba(0, 0, 0, 0)" != before
    numbers = tab.locator('.figures tr[data-labels="CARDINAL"]')
    assert numbers.first.is_visible()
    tab.click('[data-filter="CARDINAL"]')
    assert not numbers.first.is_visible()
    for label in ("claim", "attribution"):
        tab.click(f'[data-filter="{label}"]')
    shown = tab.locator(".sentence:visible").evaluate_all("rows => rows.map(r => r.dataset.labels)")
    assert shown and all("denial" in labels for labels in shown)
    tab.click('[data-filter="assert"]')
    assert "assert" not in tab.locator(".said:visible").evaluate_all("rows => rows.map(r => r.dataset.labels)")
    tab.click("#show-all")
    assert tab.evaluate(paper) == before
    assert tab.locator(".sentence:visible").count() == tab.locator(".sentence").count() > len(shown)


def saved(tab: Any, form: str) -> str:
    with tab.expect_download() as waiting:
        tab.click(f"#save-{form}")
    assert waiting.value.suggested_filename == f"khabar.{form}"
    return Path(waiting.value.path()).read_bytes().decode("utf-8")


def test_downloads(visit: Visit, site: str, browser: Any, tmp_path: Path) -> None:
    tab = analyze(visit(), 1)
    (document,) = answer(site, 1)
    assert json.loads(saved(tab, "json")) == document
    table = saved(tab, "csv")
    assert table.startswith("\ufeffdocument,kind,label,start,end,text,")
    rows = list(csv.DictReader(io.StringIO(table[1:], newline="")))
    assert {row["text"] == document["text"][int(row["start"]) : int(row["end"])] for row in rows} == {True}
    kinds = [row["kind"] for row in rows]
    assert kinds.count("statement") == len(document["statements"])
    assert kinds.count("figure") == len(document["figures"])
    percent = next(row for row in rows if row["label"] == "PERCENT")
    assert (percent["value"], percent["speaker"] != "") == ("20", True)
    page = tmp_path / "saved.html"
    page.write_text(saved(tab, "html"), encoding="utf-8")
    copy = browser.new_page()
    copy.goto(page.as_uri())
    assert copy.locator("script, link").count() == 0
    assert copy.locator("mark").all_text_contents() == tab.locator("mark").all_text_contents()
    assert copy.evaluate("getComputedStyle(document.querySelector('mark')).borderBottomStyle") == "solid"
    copy.close()


def test_the_language_is_switched_and_remembered(visit: Visit) -> None:
    tab = analyze(visit(), 0)
    assert tab.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]
    assert tab.inner_text("#analyze") == "اقرأ"
    tab.click("#language")
    tab.wait_for_selector(RENDERED, state="attached")
    assert tab.evaluate("[document.documentElement.lang, document.dir]") == ["en", "ltr"]
    assert tab.locator(".said .chip").first.inner_text().startswith("asserts")
    assert tab.locator(".sentence p").first.get_attribute("dir") == "rtl"
    tab.reload()
    tab.wait_for_selector("#examples button")
    assert tab.inner_text("#analyze") == "Read"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_axe_finds_nothing(visit: Visit, lang: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = visit(lang, color_scheme=scheme, viewport={"width": 390, "height": 844})
    assert axe.run(tab).response["violations"] == []
    analyze(tab, 0, 1)
    tab.click('[data-filter="claim"]')
    tab.locator("mark:visible").first.hover()
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in axe.run(tab).response["violations"]] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
