"""Dates, times and durations as TIMEX3 values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.figures import find, normalise
from khabar.figures.shifts import shift_months

NOW = date(2019, 3, 21)


def value(text: str, now: date | None = None, label: str = "DATE") -> object:
    return normalise(text, 0, len(text), label, now=now).value


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("29 حزيران 2014", "2014-06-29"),
        ("الثاني من أكتوبر/تشرين الأول 2017", "2017-10-02"),
        ("12 مايو (أيار) 2005", "2005-05-12"),
        ("كانون الثاني 2016", "2016-01"),
        ("2023/24", "2023/2024"),
        ("عام 2011-12", "2011/2012"),
        ("الساعات الأولى من فجر 2 ماي 2017", "2017-05-02TMO"),
        ("1999-2000", "1999/2000"),
        ("5 جانفي 2017", "2017-01-05"),
        ("10 أوت 2015", "2015-08-10"),
        ("الفاتح نوفمبر 1954", "1954-11-01"),
        ("1/1/2018", "2018-01-01"),
        ("١/١/٢٠١٨", "2018-01-01"),
        ("2018-03-21", "2018-03-21"),
        ("21.3.2018", "2018-03-21"),
        ("21/3/18", "2018-03-21"),
        ("3/2018", "2018-03"),
        ("عام 2016", "2016"),
        ("عامي 2010 و2016", "2010/2016"),
        ("سنة 1924م", "1924"),
        ("25 يوليو", "XXXX-07-25"),
        ("12-22 ديسمبر", "XXXX-12-12/XXXX-12-22"),
        ("الثلاثاء", "XXXX-WXX-2"),
        ("يوم الجمعة", "XXXX-WXX-5"),
        ("صيف 2016", "2016-SU"),
        ("الربع الأول من عام 2010", "2010-Q1"),
        ("النصف الثاني من 2018", "2018-H2"),
        ("القرن التاسع عشر", "18"),
        ("الثمانينيات", "198"),
        ("ثلاثة أسابيع", "P3W"),
        ("سنة ونصف", "P1Y6M"),
        ("15 إلى 17 عاما", "P15Y/P17Y"),
        ("عقدين", "P20Y"),
        ("أيام", "PXD"),
        ("السنوات الأربع الماضية", "P4Y"),
        ("الآونة الأخيرة", "PAST_REF"),
        ("رمضان 1440 هـ", "2019-05-06/2019-06-03"),
        ("15 شعبان 1440", "2019-04-20"),
        ("عام 1440 هـ", "2018-09-11/2019-08-30"),
        ("العشرين من عمرها", "P20Y"),
        ("أمس", None),
    ],
)
def test_dates(text: str, timex: str | None) -> None:
    assert value(text) == timex


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("أمس", "2019-03-20"),
        ("أول من أمس", "2019-03-19"),
        ("بعد غد", "2019-03-23"),
        ("الثلاثاء", "2019-03-19"),
        ("الخميس الماضي", "2019-03-14"),
        ("الخميس المقبل", "2019-03-28"),
        ("الأسبوع المقبل", "2019-W13"),
        ("الشهر الماضي", "2019-02"),
        ("العام قبل الماضي", "2017"),
        ("هذا العام", "2019"),
        ("نهاية العام", "2019"),
        ("أيلول الماضي", "2018-09"),
        ("أيلول المقبل", "2019-09"),
        ("30 مارس", "2019-03-30"),
        ("28 ديسمبر", "2018-12-28"),
        ("12 من الشهر الجاري", "2019-03-12"),
        ("20 الجاري", "2019-03-20"),
        ("أكتوبر من العام الماضي", "2018-10"),
        ("الصيف الماضي", "2018-SU"),
    ],
)
def test_relative_dates(text: str, timex: str) -> None:
    assert value(text, NOW) == timex


def test_before_and_after_make_a_day_of_a_duration() -> None:
    text = "وقع قبل ثلاثة أيام"
    assert normalise(text, 8, len(text), "DATE", now=NOW).value == "2019-03-18"
    assert normalise(text, 8, len(text), "DATE").value == "P3D"


@pytest.mark.parametrize(
    ("behind", "value"),
    [
        (" من الهجوم", "P2Y"),
        (" على الحرب", "P2Y"),
        (" من الآن.", "2021-03-21"),
        (" من اليوم", "2021-03-21"),
        ("", "2021-03-21"),
    ],
)
def test_what_is_counted_from_an_event_is_no_day(behind: str, value: str) -> None:
    """A year after the war is not a year after today; two years from now are."""
    text = f"وقع بعد عامين{behind}"
    assert normalise(text, 8, 13, "DATE", now=NOW).value == value
    assert next(f for f in find(text, NOW) if f.text == "عامين").value == value


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("الساعة 10:30", "T10:30"),
        ("الساعة الثامنة والنصف مساء", "T20:30"),
        ("الثالثة والربع من بعد الظهر", "T15:15"),
        ("الساعة الخامسة إلا ربعا", "T04:45"),
        ("الواحدة ظهرا", "T13:00"),
        ("12 صباحا", "T00:00"),
        ("8:20 م", "T20:20"),
        ("الساعة 16,05", "T16:05"),
        ("22,00 ت غ", "T22:00Z"),
        ("الرابعة بتوقيت غرينتش", "T04:00Z"),
        ("منتصف الليل", "T00:00"),
        ("مساء الأحد", "XXXX-WXX-7TEV"),
        ("24 ساعة", "PT24H"),
        ("نصف ساعة", "PT30M"),
        ("ثلاث ساعات ونصف", "PT3H30M"),
        ("8 دقائق و14 ثانية", "PT8M14S"),
        ("50 أو 60 دقيقة", "PT50M/PT60M"),
        ("ساعات", "PTXH"),
    ],
)
def test_times(text: str, timex: str) -> None:
    assert value(text, None, "TIME") == timex


def test_times_of_known_days() -> None:
    assert value("مساء أمس", NOW, "TIME") == "2019-03-20TEV"
    assert value("الساعة التاسعة والنصف صباح أمس", NOW, "TIME") == "2019-03-20T09:30"


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_numeric_date_comes_back(day: date) -> None:
    if day.year >= 1000 and not 1300 <= day.year <= 1500:
        assert value(f"{day.day}/{day.month}/{day.year}") == day.isoformat()
        assert value(day.isoformat()) == day.isoformat()


@given(st.dates(), st.integers(-30000, 30000))
def test_months_shift_within_the_calendar(day: date, months: int) -> None:
    moved = shift_months(day, months)
    if moved is not None:
        assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
        assert moved.day <= day.day
