"""Every currency that is money somewhere today, by CLDR's Arabic name, by its code and by its inflected noun."""

import pytest

from khabar.figures import find

UNREAD = {"PGK", "XCG", "XPF", "ZWG", "AFN", "BAM"}
"""Names that CLDR spells out in a way no news text does, and nouns that are other words far more often."""


def money(text: str) -> list[tuple[str, object, object]]:
    """Surface, value and unit of the amounts of money in a text."""
    return [(f.text, f.value, f.unit) for f in find(text) if f.label == "MONEY"]


def test_every_tender_of_cldr() -> None:
    numbers = pytest.importorskip("babel.numbers")
    territories: dict[str, list[tuple[str, object, object, bool]]] = pytest.importorskip("babel.core").get_global(
        "territory_currencies"
    )
    tender = {entry[0] for entries in territories.values() for entry in entries if entry[2] is None and entry[3]}
    assert len(tender) > 140
    for code in sorted(tender - UNREAD):
        text = f"7 {numbers.get_currency_name(code, locale='ar')}"
        assert money(text) == [(text, 7, code)], text


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("جنيهان مصريان", 2, "EGP"),
        ("9 دينارات ليبية", 9, "LYD"),
        ("40 دولارا تايوانيا جديدا", 40, "TWD"),
        ("40 دولار تايواني جديد", 40, "TWD"),
        ("600 وون كوري شمالي", 600, "KPW"),
        ("600 وون كوري جنوبي", 600, "KRW"),
        ("600 وون", 600, "KRW"),
        ("30 فرنك وسط أفريقي", 30, "XAF"),
        ("C$ 25", 25, "CAD"),
        ("A$25", 25, "AUD"),
        ("UGX 800", 800, "UGX"),
        ("800 BGN", 800, "BGN"),
        ("70 ماركا ألمانيا", 70, "DEM"),
    ],
)
def test_reads(text: str, value: float, unit: str) -> None:
    assert money(text) == [(text, value, unit)]


@pytest.mark.parametrize("text", ["مسلسل درامي", "المخرج مارك", "2 مارك", "5 cup", "try 5"])
def test_other_words(text: str) -> None:
    assert money(text) == []
