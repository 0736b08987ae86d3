"""Number words, fractions and bounds in the less common ways of writing them."""

import pytest

from khabar.figures import find, normalise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("أربعمئة واحد وثلاثون", 431),
        ("أربعمئة واحد و ثلاثون", 431),
        ("ألف ألف", 10**6),
        ("خمسون ألف ألف", 50 * 10**6),
        ("4 320 150,25", 4320150.25),
        ("6×10^4", 60000),
        ("7 × 10^3", 7000),
        ("ست دستات", 72),
        ("3 و1/4", 3.25),
        ("3 و 1/4", 3.25),
        ("مئتان وثلاثة أرباع", 200.75),
        ("اثنان على ألف", 0.002),
        ("عُشران", 0.2),
        ("النصف", 0.5),
        ("الثلثان", 2 / 3),
    ],
)
def test_values(text: str, value: float) -> None:
    assert [(f.text, f.label, f.value) for f in find(text)] == [(text, "CARDINAL", pytest.approx(value))]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("المئة والثاني والثلاثون", "ORDINAL", 132),
        ("المئة والاثنان والثلاثون", "ORDINAL", 132),
        ("8 في الألف", "PERCENT", 0.8),
        ("8‰", "PERCENT", 0.8),
    ],
)
def test_labels(text: str, label: str, value: float) -> None:
    assert [(f.text, f.label, f.value) for f in find(text)] == [(text, label, value)]


@pytest.mark.parametrize(
    ("text", "modifier"), [("45+", "at_least"), ("على أقصى تقدير 45", "at_most"), ("+45", "exact"), ("45 + 2", "exact")]
)
def test_modifiers(text: str, modifier: str) -> None:
    assert find(text)[0].modifier == modifier


def test_a_bound_stays_with_its_figure() -> None:
    assert [(f.value, f.modifier) for f in find("أوقع الحريق 13 قتيلاً وأكثر من 40 جريحاً")] == [
        (13, "exact"),
        (40, "more_than"),
    ]


def test_some_and_thirty() -> None:
    assert normalise("بضعة وثلاثون", 0, 12, "CARDINAL").bounds == (33, 39)


@pytest.mark.parametrize("span", ["وحيدة", "مرة وحيدة"])
def test_a_single_time_is_one(span: str) -> None:
    text = "زار المدينة مرة وحيدة في حياته"
    start = text.index(span)
    fields = normalise(text, start, start + len(span), "CARDINAL")
    assert (fields.value, fields.counted) == (1, "مرة")


@pytest.mark.parametrize("text", ["(06) 550-1234", "+1 (905) 555-0147", "(905) 5550147"])
def test_phones_with_an_area_code(text: str) -> None:
    assert [(f.text, f.label, f.value) for f in find(text)] == [(text, "CARDINAL", None)]
