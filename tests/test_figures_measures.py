"""Any amount of any currency or unit: signs, codes, letters, nouns and their adjectives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.figures import base_value, find
from spelling import spell

COINS = {"دولار أسترالي": "AUD", "ريال عماني": "OMR", "شلن صومالي": "SOS", "بير إثيوبي": "ETB", "يورو": "EUR",
         "دولار هونغ كونغ": "HKD", "أوقية موريتانية": "MRU", "ليو روماني": "RON", "د.ب": "BHD",
         "ل.ل": "LBP"}  # fmt: skip
MEASURES = {"كم": "km", "م²": "m²", "قدم مكعب": "ft³", "هكتوباسكال": "hPa", "كيلوبت": "kbit", "درجة مئوية": "°C",
            "م/ث": "m/s", "مم زئبق": "mmHg", "كيلوواط ساعة": "kWh", "ملعقة كبيرة": "tbsp",
            "كيلو متر": "km"}  # fmt: skip


@settings(deadline=None)
@given(st.integers(3, 10**9), st.booleans(), st.sampled_from([*COINS.items(), *MEASURES.items()]))
def test_any_amount_of_any_measure(number: int, words: bool, measure: tuple[str, str]) -> None:
    text = f"{spell(number) if words else number} {measure[0]}"
    assert [(f.text, f.value, f.unit) for f in find(text)] == [(text, number, measure[1])]


@pytest.mark.parametrize("unit", sorted(MEASURES.values()))
def test_pint_knows_every_unit(unit: str) -> None:
    assert base_value(1.0, unit)[0] != 0


@pytest.mark.parametrize(
    ("text", "label", "value", "unit"),
    [
        ("-$40", "MONEY", -40, "USD"),
        ("دينار ونصف", "MONEY", 1.5, None),
        ("12 ريالا و25 هللة", "MONEY", 12.25, "SAR"),
        ("رطلين", "QUANTITY", 2, "lb"),
        ("درجتان مئويتان", "QUANTITY", 2, "°C"),
        ("طن وربع", "QUANTITY", 1.25, "t"),
        ("4 نقاط مئوية", "PERCENT", 4, "%"),
        ("50 نقطة أساس", "PERCENT", 0.5, "%"),
    ],
)
def test_amounts(text: str, label: str, value: float, unit: str | None) -> None:
    assert [(f.text, f.label, f.value, f.unit) for f in find(text)] == [(text, label, value, unit)]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("≥ 30", "at_least"),
        ("<= 30", "at_most"),
        ("> 30", "more_than"),
        ("~30", "about"),
        ("أقل من أو يساوي 30", "at_most"),
        ("ليس أقل من 30", "at_least"),
        ("30 فأكثر", "at_least"),
    ],
)
def test_bounds(text: str, modifier: str) -> None:
    assert [(f.text, f.value, f.modifier) for f in find(text)] == [(text, 30, modifier)]
