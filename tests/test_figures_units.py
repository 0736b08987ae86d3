"""Units of measure: prefixes spelt out, one unit per another, units of several words, and pint's view of them."""

import pytest

from khabar.figures import base_value, find
from khabar.figures.unit_words import PREFIXABLE, PREFIXES, TABLE


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("40 بيكومترا", 40, "pm"),
        ("3 ديكامترات", 3, "dam"),
        ("6 هكتولترات", 6, "hL"),
        ("9 ديسيلتر", 9, "dL"),
        ("15 مللترا", 15, "mL"),
        ("12 ميلي أمبير", 12, "mA"),
        ("4 كيلو أوم", 4, "kΩ"),
        ("2 تيرابت", 2, "Tbit"),
        ("7 ميكروفاراد", 7, "µF"),
        ("8 أونصات سائلة", 8, "floz"),
        ("150 قوة حصان", 150, "hp"),
        ("410 أجزاء في المليون", 410, "ppm"),
        ("سنتان ضوئيتان", 2, "ly"),
        ("95 مغ/ديسيلتر", 95, "mg/dL"),
        ("1000 كغ/م³", 1000, "kg/m³"),
        ("4 سعرات حرارية لكل غرام", 4, "kcal/g"),
        ("18 مترا في الدقيقة", 18, "m/min"),
        ("9.8 أمتار في الثانية المربعة", 9.8, "m/s²"),
        ("ست درجات فوق الصفر", 6, "°C"),
        ("ست درجات تحت الصفر", -6, "°C"),
        ("21 درجة سيليزية", 21, "°C"),
        ("4 سنتيمترات", 4, "cm"),
    ],
)
def test_reads(text: str, value: float, unit: str) -> None:
    assert [(f.text, f.label, f.value, f.unit) for f in find(text)] == [(text, "QUANTITY", value, unit)]


@pytest.mark.parametrize("text", ["8 أحصنة", "زار كوبا", "5 أقراص لكل مريض"])
def test_other_words(text: str) -> None:
    assert all(f.label != "QUANTITY" for f in find(text))


def test_pint_knows_the_symbols() -> None:
    symbols = {line.split("|")[0].strip() for line in TABLE.strip().splitlines()} - {"spoon"}
    symbols |= {prefix + base for base, prefixes in PREFIXABLE.values() for prefix in prefixes.split()}
    for symbol in sorted(symbols):
        assert base_value(1.0, symbol)[0] != 0, symbol
    assert {prefix for _, prefixes in PREFIXABLE.values() for prefix in prefixes.split()} <= set(PREFIXES)
