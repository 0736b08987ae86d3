"""Figures whose meaning the words around them decide: days, limits, scales, fifths, hours."""

from datetime import date

import pytest

from khabar.figures import find, normalise

NOW = date(2021, 6, 16)


def seen(text: str) -> list[tuple[str, str, object]]:
    return [(f.text, f.label, f.range if isinstance(f.range, tuple) else f.value) for f in find(text, NOW)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نلتقي يوم 15/2", [("15/2", "DATE", "2021-02-15")]),
        ("وقع العقد بتاريخ 12/3", [("12/3", "DATE", "2021-03-12")]),
        ("زارنا في 5/3 الماضي", [("5/3 الماضي", "DATE", "2021-03-05")]),
        ("أكل 3/4 الكعكة", [("3/4", "CARDINAL", 0.75)]),
        ("في 3/4 الحالات", [("3/4", "CARDINAL", 0.75)]),
        ("قرأ 5 / 8 الكتاب", [("5 / 8", "CARDINAL", 0.625)]),
        ("الموعد يوم 15", [("يوم 15", "DATE", "2021-06-15")]),
        ("انتظر يوم 15 رجلا", [("يوم", "DATE", "P1D"), ("15", "CARDINAL", 15)][1:]),
        ("يعمل من 4 إلى 22 من هذا الشهر", [("4 إلى 22 من هذا الشهر", "DATE", "2021-06-04/2021-06-22")]),
        ("الدوام 3-5 مساء", [("3-5 مساء", "TIME", "T15:00/T17:00")]),
        ("نام 3-5 أيام", [("3-5 أيام", "DATE", "P3D/P5D")]),
        ("الساعة الخامسة والنصف إلا خمس دقائق", [("الساعة الخامسة والنصف إلا خمس دقائق", "TIME", "T05:25")]),
        ("يصل 5 p.m.", [("5 p.m.", "TIME", "T17:00")]),
        ("منتصف نهار السبت", [("منتصف نهار السبت", "TIME", "2021-06-12T12:00")]),
        ("يومي السبت والأحد", [("يومي السبت والأحد", "DATE", "2021-06-12/2021-06-13")]),
        ("سجل في الدقيقة الأولى", [("الدقيقة الأولى", "TIME", None)]),
        ("سجل في الدقيقة 90+3", [("الدقيقة 90+3", "TIME", None)]),
    ],
)
def test_days_and_hours(text: str, expected: list[tuple[str, str, object]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("الربع الماضي", "2021-Q1"),
        ("هذا الربع", "2021-Q2"),
        ("الربع المقبل", "2021-Q3"),
        ("Q3 2019", "2019-Q3"),
        ("الصيف المقبل", "2021-SU"),
        ("الصيف الماضي", "2020-SU"),
        ("الشتاء الماضي", "2020-WI"),
        ("الشتاء المقبل", "2021-WI"),
        ("الخريف الماضي", "2020-FA"),
        ("هذه الجمعة", "2021-06-18"),
        ("الاثنين من هذا الأسبوع", "2021-06-14"),
        ("نهاية هذا الأسبوع", "2021-W24-WE"),
        ("الأسبوع الثالث من 2027", "2027-W03"),
        ("الأسبوع الثاني من يناير 2020", "2020-01-08/2020-01-14"),
        ("اليوم الأول من أغسطس", "2021-08-01"),
        ("أول يوم من مايو 2020", "2020-05-01"),
        ("آخر يوم من فبراير 2020", "2020-02-29"),
        ("عام 70 ميلادي", "0070"),
        ("عام ثمانية وأربعين", "1948"),
        ("العام المالي 2019", "2019"),
        ("10/9/1440هـ", "2019-05-15"),
        ("العقد الثالث من عمره", "P20Y/P29Y"),
        ("عقده الخامس", "P40Y/P49Y"),
        ("كل 3 أيام", "P3D"),
        ("كل اثنين وخميس", "XXXX-WXX-1"),
        ("عيد الشكر 2019", "2019-11-28"),
        ("سنة ونصفا", "P1Y6M"),
        ("الأشهر التسعة الأولى", "P9M"),
        ("الأيام الـ10 المقبلة", "P10D"),
        ("20/آذار/2019", "2019-03-20"),
        ("20-مارس-2019", "2019-03-20"),
        ("March 20, 2019", "2019-03-20"),
    ],
)
def test_periods(text: str, timex: str) -> None:
    assert seen(text) == [(text, "DATE", timex)]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("15 K", "CARDINAL", 15000),
        ("$5.5m", "MONEY", 5500000),
        ("€3bn", "MONEY", 3 * 10**9),
        ("$2.5 billion", "MONEY", 2500000000),
        ("$.50", "MONEY", 0.5),
        ("322 مئة", "CARDINAL", 32200),
        ("خمسطعشر", "CARDINAL", 15),
        ("واحد على واحد وعشرين", "CARDINAL", 1 / 21),
        ("70° فهرنهايت", "QUANTITY", 70),
        ("الحادي و عشرين", "ORDINAL", 21),
        ("الواحد و الثلاثين", "ORDINAL", 31),
        ("10 عقد", "QUANTITY", 10),
        ("25 م/ثا", "QUANTITY", 25),
    ],
)
def test_scales(text: str, label: str, value: float) -> None:
    assert [(f.text, f.label, f.value) for f in find(text)] == [(text, label, pytest.approx(value))]


@pytest.mark.parametrize(
    "text", ["ثمنه بعملة $ فقط", "شبكة 5G", "ورقة A4", "كتمان السر", "حرارة تحت الصفر", "تقرير ربع سنوي"]
)
def test_signs_and_names_are_no_figures(text: str) -> None:
    assert find(text) == []


def test_a_fifth_of_something_and_five_of_them() -> None:
    assert seen("خمس السكان") == [("خمس", "CARDINAL", 0.2)]
    assert seen("خمس سيارات") == [("خمس", "CARDINAL", 5)]
    assert normalise("زرع خمس الأرض", 4, 7, "CARDINAL").value == 0.2
    assert seen("خمسي الأرض") == [("خمسي", "CARDINAL", 0.4)]


def test_up_to_is_a_limit_unless_something_moves_there() -> None:
    limit, reached = find("يتسع حتى 30 راكبا")[0], find("ارتفع السعر حتى 30 دينارا")[0]
    assert (limit.text, limit.modifier) == ("حتى 30", "at_most")
    assert (reached.text, reached.modifier) == ("30 دينارا", "exact")


def test_part_of_a_whole_is_two_numbers() -> None:
    assert seen("واحد من كل خمسة") == [("واحد", "CARDINAL", 1), ("خمسة", "CARDINAL", 5)]


def test_years_of_events_are_dates() -> None:
    assert seen("فاز في انتخابات 2016 الرئاسية") == [("2016", "DATE", "2016")]


def test_a_score_is_no_day_of_safar() -> None:
    assert seen("فاز فريقنا 2-صفر") == [("2-صفر", "CARDINAL", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بين 1100 و1200 قتيل", [("بين 1100 و1200", "CARDINAL", (1100, 1200))]),
        ("بين 1900 و2000 دولار", [("بين 1900 و2000 دولار", "MONEY", (1900, 2000))]),
        ("بين 1950 و2000 شخص", [("بين 1950 و2000", "CARDINAL", (1950, 2000))]),
        ("بين 2014 و2018 قتل كثيرون", [("2014 و2018", "DATE", "2014/2018")]),
        ("بين 2010 و2015 أمينا عاما", [("2010 و2015", "DATE", "2010/2015")]),
        ("من 1830 حتى 1847 قاوم", [("1830 حتى 1847", "DATE", "1830/1847")]),
        ("منذ يونيو", [("يونيو", "DATE", "2021-06")]),
        ("منذ 16 يونيو", [("16 يونيو", "DATE", "2021-06-16")]),
        ("منذ صباح الأربعاء", [("صباح الأربعاء", "TIME", "2021-06-16TMO")]),
        ("منذ 7 أكتوبر", [("7 أكتوبر", "DATE", "2020-10-07")]),
        ("منذ سبتمبر", [("سبتمبر", "DATE", "2020-09")]),
        ("ألفا و3 آلاف", [("ألفا", "CARDINAL", 2000), ("و3 آلاف", "CARDINAL", 3000)]),
        ("بأغلبية ثلثي أعضاء المجلس", [("ثلثي", "CARDINAL", pytest.approx(2 / 3))]),
    ],
)
def test_years_and_parts_by_what_stands_behind(text: str, expected: list[tuple[str, str, object]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.946 قتيلا", 2946),
        ("12.500 شخص", 12500),
        ("45.600 سيارة", 45600),
        ("2.946 نقطة", 2.946),
        ("1.250 مليون شخص", 1_250_000),
        ("0.125 شخص", 0.125),
        ("2.94 طفل لكل امرأة", 2.94),
        ("1.256 طفل لكل امرأة", 1.256),
        ("0.125 ألف شخص", 125),
        ("بين 1.200 و1.500 قتيل", (1200, 1500)),
    ],
)
def test_a_stop_in_what_is_counted_whole_parts_thousands(text: str, value: float) -> None:
    assert seen(text)[0][2] == value
