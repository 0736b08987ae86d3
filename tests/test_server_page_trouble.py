"""The reading page with what newsrooms do not write: hostile, very long and refused texts.

Where the answer of the server matters and not how it came about, the browser is given it by the test.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from khabar.document import Document, Entity, Part, Sentence, Statement
from khabar.render.wording import visible
from reading_page import RENDERED, WORDS, Visit, analyze

HOSTILE = (
    "قال <script>document.title = 'x'</script> إن 🛰️ 3 جنود قتلوا.\n"
    "ونفى \u202eوزير الدفاع\u202c عادل <img src=x onerror=alert(1)> الريحاني مقتل 20 مدنياً في دمشق.\n"
    '=HYPERLINK("x") قال الناطق سامي\u0000 &lt;b&gt; إن 5 أشخاص أصيبوا \U0001d7d9.\u2066'
)
ROUNDS = 2500
LINE = (
    "قالت الوزيرة سلمى الياسين إن 300 عائلة نزحت من بلدة عين الكروم منذ فجر الثلاثاء، ونفت سقوط قتلى في القصف "
    "الأخير على البلدة ومحيطها، ودعت المنظمات إلى إرسال فرق الإغاثة على وجه السرعة قبل حلول المساء وهبوط الحرارة.\n"
)
# The browser itself counts the sentences each time it has a moment, so a slow test cannot miss them growing.
WATCH = """() => {
  window.grown = [];
  const count = () => window.grown.push(document.querySelectorAll(".sentence").length);
  new MutationObserver(count).observe(document.getElementById("results"), { childList: true, subtree: true });
}"""


def respond(status: int, body: Any = None, **headers: str) -> Callable[[Any], None]:
    return lambda route: route.fulfill(
        status=status, json=body or {"error": "too short a text", "fields": []}, headers=headers
    )


def test_hostile_text_is_shown_and_not_obeyed(visit: Visit) -> None:
    tab = visit()
    tab.fill("#text", HOSTILE)
    title = tab.title()
    analyze(tab)
    shown = "".join(tab.locator(".sentence p").all_text_contents())
    assert shown == "".join(visible(line) for line in HOSTILE.split("\n"))
    assert tab.title() == title
    assert tab.locator("#results :is(script, img, b)").count() == 0
    inner = tab.evaluate("document.getElementById('results').innerHTML")
    assert not {*"\u202e\u2066\u2067\u202d"} & {*inner}
    for mark in tab.locator("mark").all_text_contents():
        assert mark in shown


def test_a_name_of_a_file_cannot_break_the_page(visit: Visit) -> None:
    tab = visit()
    name = "<b onclick=x>\u202etxt.خبر"
    tab.set_input_files("#files", {"name": name, "mimeType": "text/plain", "buffer": "قال نعم.".encode()})
    tab.click("#another")
    assert name in tab.locator("#drafts button").first.inner_text()
    tab.fill("#text", "قالت لا.")
    analyze(tab)
    assert tab.locator("#results b, #drafts b").count() == 0
    assert tab.locator("h2 bdi").first.inner_text() == visible(name)


def test_files_are_dropped_and_what_is_no_text_is_named(visit: Visit) -> None:
    tab = visit("en")
    files = tab.evaluate_handle(
        """() => { const all = new DataTransfer();
            all.items.add(new File(["قال نعم."], "a.txt"));
            all.items.add(new File([new Uint8Array([255, 254, 0])], "b.bin"));
            all.items.add(new File(["قالت لا."], "c.txt"));
            return all; }"""
    )
    tab.dispatch_event("#input", "drop", {"dataTransfer": files})
    tab.wait_for_selector("#drafts li")
    assert tab.locator("#drafts bdi").all_text_contents() == ["a.txt", "c.txt"]
    assert tab.inner_text("#error") == WORDS["en"]["error-file"].format(name="b.bin")
    tab.locator("#drafts .remove").first.click()
    assert tab.input_value("#text") == "قالت لا."


REFUSALS: list[tuple[int, dict[str, str], dict[str, str]]] = [
    (413, {}, {}),
    (422, {}, {"detail": "too short a text"}),
    (429, {"Retry-After": "7"}, {"seconds": "7"}),
    (504, {}, {}),
]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_refusals_are_in_words(visit: Visit, lang: str) -> None:
    tab = visit(lang)
    tab.fill("#text", "قال نعم.")
    for status, headers, values in REFUSALS:
        tab.route("**/v1/analyze", respond(status, **headers))
        tab.click("#analyze")
        tab.wait_for_selector("#error:not(:empty)")
        tab.wait_for_selector("#stop", state="hidden")
        assert tab.inner_text("#error") == WORDS[lang][f"error-{status}"].format(**values)


def test_no_text_and_no_server(visit: Visit) -> None:
    tab = visit("en")
    tab.click("#analyze")
    assert tab.inner_text("#error") == WORDS["en"]["error-empty"]
    tab.fill("#text", "قال نعم.")
    tab.context.set_offline(True)
    tab.click("#analyze")
    tab.wait_for_selector("#error:has-text('No answer')")
    tab.context.set_offline(False)
    analyze(tab)
    assert tab.inner_text("#error") == ""


def test_a_key_is_asked_for_and_sent(visit: Visit) -> None:
    tab = visit("en")
    sent: list[str | None] = []

    def keyed(route: Any) -> None:
        sent.append(route.request.headers.get("authorization"))
        good = sent[-1] == "Bearer 0123456789abcdef"
        respond(200 if good else 401, {"documents": []} if good else None)(route)

    tab.route("**/v1/analyze", keyed)
    tab.fill("#text", "قال نعم.")
    assert not tab.is_visible("#key")
    tab.click("#analyze")
    tab.fill("#key", "0123456789abcdef")
    assert tab.inner_text("#error") == WORDS["en"]["error-key"]
    tab.click("#analyze")
    tab.wait_for_selector("#tools:not([hidden])")
    assert sent == [None, "Bearer 0123456789abcdef"]


def test_a_request_can_be_stopped(visit: Visit) -> None:
    tab = visit("en")
    tab.route("**/v1/analyze", lambda route: None)
    tab.fill("#text", "قال نعم.")
    tab.click("#analyze")
    tab.click("#stop")
    assert tab.inner_text("#status") == WORDS["en"]["stopped"]
    assert not tab.is_visible("#stop")


def long_document() -> Document:
    """A megabyte of UTF-8: the same sentence again and again, with a name and a statement in each."""
    sentence, name, cue = LINE.strip(), "سلمى الياسين", "قالت"
    starts = range(0, ROUNDS * len(LINE), len(LINE))
    place = sentence.index(name)
    return Document(
        "long",
        LINE * ROUNDS,
        tuple(Sentence(s, s + len(sentence), ("claim",), {"claim": 0.9}) for s in starts),
        tuple(Entity(s + place, s + place + len(name), name, "PER", 0.9) for s in starts),
        (),
        tuple(Statement(None, Part(s, s + len(cue), cue), None, "assert", 0.9) for s in starts),
    )


def test_a_long_text_appears_bit_by_bit_while_the_page_answers(visit: Visit) -> None:
    document = long_document()
    text = document.text.encode()
    assert len(text) > 900_000
    tab = visit("en")
    tab.route("**/v1/analyze", respond(200, {"documents": [document.to_json()]}))
    tab.set_input_files("#files", {"name": "long", "mimeType": "text/plain", "buffer": text})
    tab.wait_for_selector("#large:not([hidden])")
    tab.evaluate(WATCH)
    with tab.expect_request("**/v1/analyze") as asked:
        tab.click("#analyze")
    assert json.loads(asked.value.post_data)["documents"] == [{"id": "long", "text": document.text}]
    tab.wait_for_selector(".sentence")
    tab.click('[data-filter="PER"]')
    assert tab.get_attribute('[data-filter="PER"]', "aria-pressed") == "false"
    tab.wait_for_selector(RENDERED, state="attached")
    assert tab.locator(".sentence").count() == tab.locator(".said").count() == ROUNDS
    assert 0 < tab.evaluate("grown.find((count) => count)") < ROUNDS
    last = tab.locator(".sentence p").last
    assert last.text_content() == LINE.strip()
    tab.click("#show-all")
    tab.focus(".text mark[tabindex='0']")
    tab.keyboard.press("End")
    assert tab.evaluate("document.activeElement === [...document.querySelectorAll('mark')].at(-1)")
