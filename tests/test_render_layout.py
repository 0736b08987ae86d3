"""Breaking lines and drawing tables."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from khabar.render.layout import Screen, broken, cells_of

WORDS = st.text(st.sampled_from("ab بتم 好\u064b"), max_size=40)


@given(runs=st.lists(st.tuples(WORDS, st.sampled_from(["", "1", "31"])), max_size=6), width=st.integers(2, 12))
def test_lines_keep_every_letter_and_its_style(runs: list[tuple[str, str]], width: int) -> None:
    lines = broken(runs, width)
    assert lines
    assert all(cells_of(line) <= width for line in lines)
    letters = [(letter, style) for text, style in runs for letter in text if letter != " "]
    assert [(c, style) for line in lines for text, style in line for c in text if c != " "] == letters
    for line in lines:
        text = "".join(text for text, _ in line)
        assert text == text.strip()


def test_lines_are_broken_at_spaces_and_as_late_as_possible() -> None:
    lines = broken([("one two ", ""), ("three", "1"), (" four", "")], 9)
    assert lines == [[("one two", "")], [("three", "1")], [("four", "")]]
    assert broken([("abcdefgh ij", "")], 3) == [[("abc", "")], [("def", "")], [("gh", "")], [("ij", "")]]
    assert broken([], 5) == [[]]


def drawn(monkeypatch: pytest.MonkeyPatch, columns: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    stream = io.StringIO()
    rows = [[("واحد", "1"), ("one two three four", "")], [("2", ""), ("", "")]]
    Screen(stream).table("title", ("first", "second"), (1, 1), rows)
    return re.sub("[\u2067\u2069]", "", stream.getvalue()).split("\n")


def test_the_first_column_of_a_table_is_rightmost(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(monkeypatch, 40)
    assert lines == [
        "",
        "title".rjust(40),
        "            second   first".rjust(40),
        ("─" * 26).rjust(40),
        "one two three four    واحد".rjust(40),
        "2".rjust(40),
        "",
    ]


def test_cells_take_more_lines_where_the_screen_is_narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(monkeypatch, 20)
    assert [line.split() for line in lines[4:7]] == [["one", "two", "واحد"], ["three"], ["four"]]
    assert all(cell_len(line) <= 20 for line in lines)


def test_an_empty_table_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    Screen(stream).table("title", ("first",), (1,), [])
    assert stream.getvalue() == ""
