"""Currencies: nouns, adjectives, coins, and a check against CLDR's own Arabic names."""

import pytest

from khabar.figures.money import read_currency
from khabar.figures.tokens import offsets, scan

SPOKEN = (
    "USD EUR GBP JPY CNY CHF CAD AUD NZD SGD SEK NOK DKK CZK INR PKR LKR IDR RUB KWD BHD JOD IQD TND DZD LYD SAR "
    "QAR OMR YER AED MAD EGP LBP SYP TRY IRR MXN ARS PHP BRL DJF"
)


def code(text: str) -> tuple[str | None, str]:
    """The currency a text begins with, and the text behind it."""
    tokens = scan(text)
    found = read_currency(tokens, 0, len(tokens))
    assert found is not None
    return found.code, text[[*offsets(tokens, text)][found.stop - 1] + len(tokens[found.stop - 1].raw) :]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("دولار", "USD"),
        ("دولارات أمريكية", "USD"),
        ("دولارا كنديا", "CAD"),
        ("الدولار السنغافوري", "SGD"),
        ("دينارين كويتيين", "KWD"),
        ("دينارا", None),
        ("ريالات قطرية", "QAR"),
        ("ليرة لبنانية", "LBP"),
        ("جنيهات إسترلينية", "GBP"),
        ("إسترليني", "GBP"),
        ("شواكل", "ILS"),
        ("€", "EUR"),
        ("USD", "USD"),
        ("US$", "USD"),
    ],
)
def test_codes(text: str, iso: str | None) -> None:
    assert code(text) == (iso, "")


@pytest.mark.parametrize("iso", SPOKEN.split())
def test_names_of_cldr(iso: str) -> None:
    numbers = pytest.importorskip("babel.numbers")
    name: str = numbers.get_currency_name(iso, locale="ar")
    assert code(name)[0] == iso, name
