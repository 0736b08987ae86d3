"""What the formats for people share."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.document import Document, Figure, Part, Statement
from khabar.render.wording import by_sentence, disjoint, role, stated_by, value, visible, what, who
from sample import part, sample


def test_the_innermost_statement_says_the_figure() -> None:
    assert [s and s.cue.text for s in stated_by(sample())] == ["قال", "قال", "نافياً"]


def test_a_figure_outside_every_content_is_the_writers() -> None:
    document = sample()
    cut = replace(document, statements=document.statements[1:])
    assert [s and s.cue.text for s in stated_by(cut)] == [None, None, "نافياً"]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10))),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3))),
)
def test_speakers_are_those_of_the_plain_search(
    contents: list[tuple[int, int]], figures: list[tuple[int, int]]
) -> None:
    text = "x" * 50
    cue = Part(0, 1, "x")
    statements = tuple(
        Statement(None, cue, Part(a, a + n, text[a : a + n]), "assert", i) for i, (a, n) in enumerate(contents)
    )
    spans = tuple(Figure(a, a + n, text[a : a + n], "CARDINAL") for a, n in figures)
    for figure, found in zip(spans, stated_by(Document("", text, (), (), spans, statements)), strict=True):
        sizes = [
            s.content.end - s.content.start
            for s in statements
            if s.content and s.content.start <= figure.start and figure.end <= s.content.end
        ]
        assert (found is None) == (not sizes)
        if found and found.content:
            assert found.content.start <= figure.start
            assert figure.end <= found.content.end
            assert found.content.end - found.content.start == min(sizes)


def test_who_prefers_the_speaker_of_the_article() -> None:
    first, second, third = sample().statements
    assert [who(first), who(second), who(third)] == ["العميد نادر الصالح", "نادر الصالح", "تونس"]
    assert who(replace(first, source=None)) == "—"
    assert who(replace(first, speaker=None)) == "العميد نادر الصالح"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": 20000, "modifier": "about"}, "≈ 20,000"),
        ({"value": 0.5, "modifier": "less_than"}, "< 0.5"),
        ({"value": None, "range": (10, 15), "modifier": "exact"}, "10–15"),
        ({"value": None, "range": None, "modifier": "at_least"}, "بضعة"),
        ({"value": "2019-03-21"}, "بضعة"),
        ({}, "بضعة"),
    ],
)
def test_values(fields: dict[str, object], said: str) -> None:
    assert value(Figure(0, 4, "بضعة", "CARDINAL", **fields)) == said  # pyright: ignore[reportArgumentType]


def test_percent_and_what() -> None:
    percent = Figure(0, 3, "5ر1%", "PERCENT", value=1.5, counted=None)
    assert (value(percent), what(percent), role(percent)) == ("1.5%", "PERCENT", "")
    assert what(replace(percent, unit="USD")) == "USD"
    assert what(replace(percent, unit="USD", counted="دولار")) == "دولار"
    date = Figure(0, 3, "أمس", "DATE", value="2019-03-20")
    assert (value(date), what(date)) == ("أمس", "2019-03-20")


def test_of_overlapping_spans_the_first_and_longer_stays() -> None:
    spans = [Part(4, 9, ""), Part(0, 3, ""), Part(0, 5, ""), Part(5, 6, "")]
    assert [(span.start, span.end) for span in disjoint(spans)] == [(0, 5), (5, 6)]


def test_spans_by_sentence() -> None:
    document = sample()
    found = by_sentence(document, disjoint(document.entities))
    assert [[span.text for span in inside] for inside in found] == [["نادر الصالح"], ["تونس"]]
    across = [part("ضباطاً.\nورفضت")]
    assert by_sentence(document, across) == [[], []]


@given(st.text(st.characters(codec=None)))
def test_what_is_shown_commands_nothing(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode()
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert not set(shown) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_letters_pass_unchanged() -> None:
    assert visible("مُقاتلاً «٣٨» 5%") == "مُقاتلاً «٣٨» 5%"
