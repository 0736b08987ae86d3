"""Numbers in words, digits and both."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.figures.numbers import read_number
from khabar.figures.tokens import offsets, scan
from spelling import Style, spell

STYLES = st.builds(
    Style,
    feminine=st.booleans(),
    oblique=st.booleans(),
    hundred=st.sampled_from(["مئة", "مائة"]),
    split_hundreds=st.booleans(),
    hamza=st.booleans(),
    spaced_and=st.booleans(),
)


def read(text: str) -> tuple[object, str]:
    """The value of the number a text begins with, and the text behind it."""
    tokens = scan(text)
    number = read_number(tokens, 0, len(tokens))
    if number is None:
        return None, text
    return number.value, text[[*offsets(tokens, text)][number.stop - 1] + len(tokens[number.stop - 1].raw) :].strip()


@given(st.one_of(st.integers(0, 10**12), st.integers(0, 2000), st.integers(0, 10**6).map(lambda n: n * 1000)), STYLES)
def test_spelled_integers_come_back(number: int, style: Style) -> None:
    assert read(spell(number, style)) == (number, "")


@given(st.integers(0, 10**12), STYLES, st.sampled_from(["و", "ب", "ل", "ول"]))
def test_attached_letters_do_not_change_the_value(number: int, style: Style, letters: str) -> None:
    assert read(letters + spell(number, style)) == (number, "")


@given(st.integers(0, 10**12), st.integers(0, 9), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_any_digit_form(whole: int, tenth: int, digits: str) -> None:
    table = str.maketrans("0123456789", digits)
    assert read(str(whole).translate(table)) == (whole, "")
    assert read(f"{whole:,}".translate(table)) == (whole, "")
    assert read(f"{whole:,}".replace(",", "٬").translate(table)) == (whole, "")
    assert read(f"{whole:,}.{tenth}5".translate(table)) == (Decimal(f"{whole}.{tenth}5"), "")
    assert read(f"{whole}٫{tenth}".translate(table)) == (Decimal(f"{whole}.{tenth}"), "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5ر3", Decimal("3.5")),
        ("17ر0", Decimal("0.17")),
        ("5,3", Decimal("5.3")),
        ("1.234.567", 1234567),
        ("1.234,5", Decimal("1234.5")),
        ("1 234 567", 1234567),
        ("15.000", 15000),
        ("2.750", Decimal("2.75")),
        ("٣٫٢٥", Decimal("3.25")),
        ("-7", -7),
        ("سالب خمسة", -5),
        ("100K", 100000),
        ("1.2M", 1200000),
        ("2e3", 2000),
        ("3/4", Decimal("0.75")),
        ("1 1/2", Decimal("1.5")),
        ("½", Decimal("0.5")),
        ("2½", Decimal("2.5")),
        ("20ألف", 20000),
        ("1،035 مليون", 1035000),
        ("3 آلاف و500", 3500),
        ("21 مليونا و300 ألف", 21300000),
        ("1.2 مليون", 1200000),
        ("نصف مليون", 500000),
        ("ربع مليار", 250000000),
        ("مليون ونصف المليون", 1500000),
        ("ثلاثة ملايين ونصف", 3500000),
        ("ثلاثة ونصف مليون", 3500000),
        ("ألف وخمسمئة", 1500),
        ("ألفا و200", 1200),
        ("ألفا ومئتي", 1200),
        ("مليونا ونصف المليون", 1_500_000),
        ("مليارا ومئتي مليون", 1_200_000_000),
        ("ألفا ومئتا", 2200),
        ("ألفا", 2000),
        ("مئة ألف مليون", 10**11),
        ("مئتا ألف", 200000),
        ("ألفا", 2000),
        ("ألفًا", 1000),
        ("مليوني", 2000000),
        ("ثلاثة أرباع", Decimal("0.75")),
        ("خمسة وثلاثة أرباع", Decimal("5.75")),
        ("خمسة وربع", Decimal("5.25")),
        ("نصف دزينة", 6),
        ("سبعة فاصلة خمسة", Decimal("7.5")),
        ("الثلاثة والعشرون", 23),
        ("حداشر", 11),
        ("تلتمية وخمسين", 350),
        ("ثمانمائة", 800),
        ("ثماني مئة", 800),
        ("ثلاثُمئةٍ وخَمسَةَ عَشَر", 315),
    ],
)
def test_forms(text: str, value: object) -> None:
    assert read(text) == (value, "")


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("مئة ومئتان", 100, "ومئتان"),
        ("3 ملايين و5 ملايين", 3000000, "و5 ملايين"),
        ("ثلاثة وأربعة", 3, "وأربعة"),
        ("عشرين وثلاثين", 20, "وثلاثين"),
        ("10 و15", 10, "و15"),
        ("خمسة كتب", 5, "كتب"),
        ("12.5.2018", None, "12.5.2018"),
        ("9" * 30, None, "9" * 30),
    ],
)
def test_where_a_number_ends(text: str, value: object, rest: str) -> None:
    assert read(text) == (value, rest)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("عشرات", 20, 99),
        ("مئات الآلاف", 200_000, 999_000),
        ("بضع مئات", 600, 8991),
        ("آلاف", 2000, 999_000),
        ("بضعة", 3, 9),
    ],
)
def test_vague_counts_have_bounds(text: str, low: int, high: int) -> None:
    tokens = scan(text)
    number = read_number(tokens, 0, len(tokens))
    assert number is not None
    assert (number.value, number.low, number.high, number.stop) == (None, low, high, len(tokens))
