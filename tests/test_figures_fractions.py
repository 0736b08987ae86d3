"""Fractions said with their denominator, powers and decimals said figure by figure, as the finder reads them."""

import pytest

from khabar.figures import find


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة على ثمانية", 0.375),
        ("4 على 5", 0.8),
        ("سبعة أجزاء من مئة", 0.07),
        ("جزء من ألف", 0.001),
        ("خُمس", 0.2),
        ("خُمسان", 0.4),
        ("عُشر", 0.1),
        ("2/5", 0.4),
        ("-1/4", -0.25),
        ("10^4", 10000),
        ("2^-2", 0.25),
        ("مليونان إلا ربعا", 1750000),
        ("صفر فاصلة صفر سبعة", 0.07),
        ("أربعة فاصلة ستة ثلاثة", 4.63),
        ("ستة فاصلة اثنين مليون", 6200000),
        ("-.25", -0.25),
        ("خمسة درازن", 60),
    ],
)
def test_whole_text_is_the_number(text: str, value: float) -> None:
    figures = find(text)
    assert [(f.text, f.label) for f in figures] == [(text, "CARDINAL")]
    assert figures[0].value == pytest.approx(value)


@pytest.mark.parametrize("text", ["10^999", "9^99", "^5", "جزء من القصة", "0^-1"])
def test_what_is_no_such_number_does_not_raise(text: str) -> None:
    for figure in find(text):
        assert figure.text in text
