"""Words are where labels may begin and end."""

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.figures.tokens import TOKEN
from khabar.text import find_words, split, split_words


def words(text: str) -> list[str]:
    """The words themselves."""
    return [text[start:end] for start, end in split_words(text)]


def test_signs_stand_alone_and_letters_keep_their_marks() -> None:
    """Punctuation is never glued to a word; diacritics and tatweel never cut one."""
    assert words("«قالَ» 20ألف، (حزيران/يونيو) 5.3") == [
        *("«", "قالَ", "»", "20ألف", "،", "(", "حزيران", "/", "يونيو", ")", "5", ".", "3")
    ]
    assert words("مـُـدُن #جائزة_كبرى") == ["مـُـدُن", "#", "جائزة", "_", "كبرى"]


def test_part_of_a_text() -> None:
    """Offsets are into the whole text."""
    assert split_words("كلمة أولى وثانية", 5, 9) == [(5, 9)]


@given(st.text())
def test_nothing_visible_is_lost(text: str) -> None:
    """Words are ordered, disjoint, not empty, and cover all that is not white space."""
    spans = split_words(text)
    covered = {i for start, end in spans for i in range(start, end)}
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(i in covered or character.isspace() for i, character in enumerate(text))


@pytest.mark.parametrize("text", ["ا" * 500_000, "." * 500_000, "1." * 250_000, "»." * 250_000], ids=lambda t: t[:2])
def test_a_pattern_keeps_no_way_back(text: str) -> None:
    """However long a run that a pattern takes as one, it needs no memory for each of its characters."""
    tracemalloc.start()
    split(text)
    for found in (find_words(text), TOKEN.finditer(text)):
        assert sum(1 for _ in found) > 0
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
