"""Terminal output."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from khabar.document import Document, Entity, Sentence
from khabar.labels import ENTITY_LABELS, POLARITIES, SENTENCE_LABELS
from khabar.render.text import ENTITY_STYLES, LABEL_STYLES, POLARITY_STYLES, open_writer
from sample import sample

ISOLATES = re.compile("[\u2067\u2069]")


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A colour terminal of 100 columns."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")


def shown(document: Document, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    writer = open_writer(stream)
    writer.write(document)
    writer.close()
    return stream.getvalue()


def test_sentences_and_tables() -> None:
    plain = ISOLATES.sub("", shown(sample()))
    assert "قال العميد [نادر الصالح·PER] إن [نحو 20·CARDINAL] جندياً قتلوا [أمس·DATE]" in plain
    rows = [re.split(r"\s{2,}", line.strip()) for line in plain.splitlines()]
    assert ["claim 98%", "attribution 99%", "denial 70%", "1"] in rows
    assert ["polarity", "what", "cue", "who"] in rows
    assert ["deny", "أن يكون 3 منهم ضباطاً", "نافياً", "نادر الصالح"] in rows
    assert ["decline", "—", "ورفضت", "تونس"] in rows
    assert ["who says so", "role", "what", "value"] in rows
    assert ["العميد نادر الصالح", "killed", "جندياً", "≈ 20"] in rows
    assert ["نادر الصالح", "ضباطاً", "3"] in rows


def test_nothing_found_prints_no_tables() -> None:
    text = shown(replace(sample(), statements=(), figures=()))
    assert "polarity" not in text
    assert "value" not in text


def test_colours_only_on_a_terminal_that_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in shown(sample())
    coloured = shown(sample(), Screen())
    assert re.search(r"\x1b\[1;95mنادر الصالح", coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|9[0-7]|38)[;m]", shown(sample(), Screen()))


def test_every_label_has_a_style() -> None:
    assert set(ENTITY_STYLES) == set(ENTITY_LABELS)
    assert set(LABEL_STYLES) == set(SENTENCE_LABELS)
    assert set(POLARITY_STYLES) == set(POLARITIES) - {"assert"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(text=st.text(st.characters(codec="utf-8") | st.sampled_from("\u2067\u2069\u202e\x1b\r\nابت ["), min_size=1))
def test_any_text_stays_in_its_line(text: str) -> None:
    document = Document("\x1b]0;x\x07", text, (Sentence(0, len(text), ()),), (Entity(0, len(text), text, "PER"),))
    for line in shown(document).split("\n"):
        assert cell_len(ISOLATES.sub("", line)) <= 100
        assert line.count("\u2067") == line.count("\u2069") <= 1
        assert not re.search("[\x00-\x1f\u202a-\u202e\u2066\u2068]", line)


def test_every_line_of_arabic_is_isolated() -> None:
    lines = [line for line in shown(sample()).splitlines() if "جندي" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r"[^\u0600-\u06ff]*(\u2067[^\u2067\u2069]*\u2069[^\u0600-\u06ff]*)+", line)
