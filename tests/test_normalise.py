"""Spelling is folded, and every folded character knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text import fold, normalise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("مُحَمَّد", "محمد"),
        ("الــبــلاد", "البلاد"),
        ("٣٫٥٪", "3.5%"),
        ("۱۲٬۰۰۰", "12,000"),
        ("ﻻ شيء", "لا شيء"),
        ("کتاب فارسی", "كتاب فارسي"),
        ("\u202bنص\u202c \u2067آخر\u2069", "نص آخر"),
        ("“قول” – ثم", '"قول" - ثم'),
        ("على علي إلى أن", "على علي إلى أن"),
    ],
)
def test_variants(text: str, folded: str) -> None:
    """What newswire writes in several ways becomes one; what tells words apart stays."""
    assert fold(text) == folded


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("مُـ٣ﷲﻻ\u200f\ud800"))))
def test_every_character_has_an_origin(text: str) -> None:
    """Origins never go back, the two ways of folding agree, and any span can be carried back."""
    made = normalise(text)
    assert made.text == fold(text)
    assert len(made.origin) == len(made.text) + 1
    assert list(made.origin) == sorted(made.origin) and made.origin[-1] == len(text)
    for at in range(len(made.text)):
        start, end = made.original_span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert made.text[at] in fold(text[start:end])


def test_empty_span_is_an_error() -> None:
    """There is nothing to carry back."""
    with pytest.raises(ValueError, match="not a non-empty span"):
        normalise("نص").original_span(1, 1)
