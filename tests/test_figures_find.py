"""The rule finder: spans, labels, values and units in running text, and what it must survive."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.figures import find
from khabar.labels import FIGURE_LABELS

NOW = date(2019, 3, 21)


def seen(text: str) -> list[tuple[str, str, object]]:
    """What the finder sees: surface, label, and value or range."""
    return [(f.text, f.label, f.range if isinstance(f.range, tuple) else f.value) for f in find(text, NOW)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("باع المزارع خمسة خراف", [("خمسة", "CARDINAL", 5)]),
        ("عددهم ٣٣", [("٣٣", "CARDINAL", 33)]),
        ("بلغ الناتج .77", [(".77", "CARDINAL", 0.77)]),
        ("الرصيد - 1,200,000", [("- 1,200,000", "CARDINAL", -1200000)]),
        ("في الطابق الحادي والعشرين", [("الحادي والعشرين", "ORDINAL", 21)]),
        ("احتفلت بعيدها الـ15 وبمهرجانها الثالث", [("الـ15", "ORDINAL", 15), ("الثالث", "ORDINAL", 3)]),
        ("بين 30% و 40%", [("بين 30% و 40%", "PERCENT", (30, 40))]),
        ("نجح ثلاثون بالمئة", [("ثلاثون بالمئة", "PERCENT", 30)]),
        ("%50 منها", [("%50", "PERCENT", 50)]),
        ("ثمنها $20 أو 25 €", [("$20", "MONEY", 20), ("25 €", "MONEY", 25)]),
        ("دفع خمس جنيهات و 50 قرشا", [("خمس جنيهات و 50 قرشا", "MONEY", 5.5)]),
        ("سعره بين 50 و60 مليون دينار", [("بين 50 و60 مليون دينار", "MONEY", (50000000, 60000000))]),
        ("جرى 3 كيلومترات ونصف", [("3 كيلومترات ونصف", "QUANTITY", 3.5)]),
        ("طوله مترين", [("مترين", "QUANTITY", 2)]),
        ("عشر درجات تحت الصفر", [("عشر درجات تحت الصفر", "QUANTITY", -10)]),
        ("صعد الذهب 12 دولارا إلى 1945 دولارا", [("12 دولارا", "MONEY", 12), ("1945 دولارا", "MONEY", 1945)]),
        ("عمقه 50 إلى 70 مترا", [("50 إلى 70 مترا", "QUANTITY", (50, 70))]),
        ("عشر درجات دون الصفر", [("عشر درجات دون الصفر", "QUANTITY", -10)]),
        ("من 10 إلى 15 راكبا", [("من 10 إلى 15", "CARDINAL", (10, 15))]),
        ("أكثر من 20 وأقل من 35", [("أكثر من 20", "CARDINAL", 20), ("وأقل من 35", "CARDINAL", 35)]),
        ("انتهت المباراة 2-1", [("2-1", "CARDINAL", None)]),
        ("اتصلوا على 650-701-8887", [("650-701-8887", "CARDINAL", None)]),
        ("هاتفنا +962 6 550 1234", [("+962 6 550 1234", "CARDINAL", None)]),
        ("وصل 17شخصا", [("17شخصا", "CARDINAL", 17)]),
        ("زار جنديان المكتبة", [("جنديان", "CARDINAL", 2)]),
        ("نام ساعتين وعشر دقائق", [("ساعتين وعشر دقائق", "TIME", "PT2H10M")]),
        ("من 5 مايو إلى 10 يونيو", [("5 مايو إلى 10 يونيو", "DATE", "2019-05-05/2019-06-10")]),
        ("بين 10 و15 مايو", [("10 و15 مايو", "DATE", "2019-05-10/2019-05-15")]),
        ("بين الاثنين والخميس", [("الاثنين والخميس", "DATE", "2019-03-18/2019-03-21")]),
        ("وقع ذلك أواخر آذار", [("أواخر آذار", "DATE", "2019-03")]),
        ("يسافر غدا الساعة الثالثة والنصف عصرا", [("غدا الساعة الثالثة والنصف عصرا", "TIME", "2019-03-22T15:30")]),
        ("نحو أسبوعين", [("نحو أسبوعين", "DATE", "P2W")]),
        ("عمره 35 عاما", [("35 عاما", "DATE", "P35Y")]),
        ("عيد الأضحى", [("عيد الأضحى", "DATE", "2019-08-11")]),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str, object]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "مارس هوايته مع أبيه",
        "كل واحد من أصدقائه",
        "لست وحدي بعده",
        "ظهر المدير في الصورة",
        "وعدته بثمن الكتاب",
        "ربع النهائي",
        "سيناء-2 و F-16 و G20",
        "سعر الدولار في السوق",
        "هذا العصر عصر العلم",
        "",
        "،؛!",
    ],
)
def test_finds_nothing(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 ملايين دولار كندي", "CAD"),
        ("20 دينارا كويتيا", "KWD"),
        ("20 دينارا", None),
        ("ألف ريال سعودي", "SAR"),
        ("12 جنيه استرليني", "GBP"),
        ("US$ 45", "USD"),
        ("40 كيلومترا مربعا", "km²"),
        ("70 كيلومتر في الساعة", "km/h"),
        ("30 كلم/س", "km/h"),
        ("25 °م", "°C"),
        ("98.6 فهرنهايت", "°F"),
        ("16 جيجابايت", "GB"),
        ("ستة أميال بحرية", "nmi"),
        ("200 سعرة حرارية", "kcal"),
        ("مليون برميل", "bbl"),
        ("5 سنوات ضوئية", "ly"),
        ("15%", "%"),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    figures = find(text)
    assert [figure.unit for figure in figures] == [unit]
    assert (figures[0].start, figures[0].end) == (0, len(text))


ARABIC = st.text(alphabet="ابتجدسشعفقكلمنهوي ةأإئىًّ0123456789٣٫٬،,.-/:%$()ر\n½° ", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            "بين",
            "من",
            "إلى",
            "و",
            "ب",
            "الـ",
            "10",
            "3.5",
            "خمسة",
            "عشر",
            "ألف",
            "مليون",
            "آلاف",
            "نصف",
            "ربع",
            "مئة",
            "دولار",
            "كندي",
            "كلم",
            "/",
            "س",
            "%",
            "في",
            "المئة",
            "-",
            "أيار",
            "مايو",
            "عام",
            "2016",
            "الساعة",
            "صباحا",
            "الأحد",
            "الماضي",
            "قبل",
            "أيام",
            "يومين",
            "عشرات",
            "نحو",
            "على",
            "الأقل",
            "درجة",
            "تحت",
            "الصفر",
            "هـ",
            "(",
            ")",
            "الثالث",
            "والعشرون",
            "�",
            "\u200f",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(st.one_of(st.text(max_size=40), ARABIC, PIECES))
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for figure in find(text, NOW):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        assert not figure.text[0].isspace() and not figure.text[-1].isspace()
        assert figure.label in FIGURE_LABELS
        end = figure.end


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3- درجات الحرارة", [("3", "CARDINAL", 3)]),
        ("رقم 5 -\nكيلومترات قليلة", [("5", "CARDINAL", 5)]),
        ("انتهت 2-1 - متر واحد", [("2-1", "CARDINAL", None), ("متر واحد", "QUANTITY", 1)]),
        ("ناقل 448-بت", [("448-بت", "QUANTITY", 448)]),
    ],
)
def test_a_dash_joins_what_it_touches(text: str, figures: list[tuple[str, str, object]]) -> None:
    assert seen(text) == figures


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "خمسة وعشرون ", "ساعة و", "1/", "-", "ال", "\ud800", "بين 10 و", "1,234,", "ما لا "]
)
def test_time_is_linear(unit: str) -> None:
    from time import process_time

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        start = process_time()
        find(text)
        return process_time() - start

    cost(2000)
    assert cost(64000) < 60 * max(cost(4000), 0.02), "sixteen times the text; quadratic would be 256 times the cost"
