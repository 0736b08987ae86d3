"""Dates, times, sets and intervals in running text: what is found and its TIMEX3 value."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.figures import find

NOW = date(2021, 6, 16)
MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو",
    "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]  # fmt: skip
LEVANTINE = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز",
    "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]  # fmt: skip
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def seen(text: str) -> list[tuple[str, str, object]]:
    return [(f.text, f.label, f.value) for f in find(text, NOW)]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("كل ثلاثاء", "DATE", "XXXX-WXX-2"),
        ("كل يوم أحد", "DATE", "XXXX-WXX-7"),
        ("كل شهر", "DATE", "P1M"),
        ("كل مساء", "TIME", "XXXX-XX-XXTEV"),
        ("سنويا", "DATE", "P1Y"),
        ("7/3/2020 - 9/3/2020", "DATE", "2020-03-07/2020-03-09"),
        ("08:15-09:45", "TIME", "T08:15/T09:45"),
        ("2020-11-05T07:08:09Z", "TIME", "2020-11-05T07:08:09Z"),
        ("القرن التاسع عشر", "DATE", "18"),
        ("القرن الـ18", "DATE", "17"),
        ("سبعينات القرن العشرين", "DATE", "197"),
        ("النصف الأول من العام", "DATE", "2021-H1"),
        ("عيد الفطر 2017", "DATE", "2017-06-25"),
        ("عام 300 قبل الميلاد", "DATE", "BC0300"),
        ("هذا المساء", "TIME", "2021-06-16TEV"),
        ("250 مللي ثانية", "TIME", "PT0.25S"),
    ],
)
def test_whole_text(text: str, label: str, value: str) -> None:
    assert seen(text) == [(text, label, value)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("بين فبراير ويوليو 2012", ("فبراير ويوليو 2012", "DATE", "2012-02/2012-07")),
        ("بين السابعة والتاسعة مساء", ("السابعة والتاسعة مساء", "TIME", "T19:00/T21:00")),
        ("بين الثاني والسابع من مايو", ("الثاني والسابع من مايو", "DATE", "2021-05-02/2021-05-07")),
        ("وصل في وقت متأخر من ليل أمس", ("وقت متأخر من ليل أمس", "TIME", "2021-06-15TNI")),
        ("سافر في وقت سابق من العام الماضي", ("وقت سابق من العام الماضي", "DATE", "2020")),
        ("عاد في اليوم نفسه", ("اليوم نفسه", "DATE", None)),
        ("أضربوا لليوم الرابع", ("لليوم الرابع", "DATE", None)),
    ],
)
def test_in_a_sentence(text: str, found: tuple[str, str, object]) -> None:
    assert seen(text) == [found]


@pytest.mark.parametrize("text", ["دعا إلى عقد جلسة", "ذكريات سنوات الدراسة", "الصباح جميل والليل طويل"])
def test_no_date(text: str) -> None:
    assert seen(text) == []


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.booleans(), st.sampled_from("/-."))
def test_a_date_in_any_style_comes_back(day: date, eastern: bool, mark: str) -> None:
    styles = [
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {LEVANTINE[day.month - 1]} {day.year}",
        f"{day.day} {LEVANTINE[day.month - 1]}/{MONTHS[day.month - 1]} {day.year}",
        f"{day.day} من {MONTHS[day.month - 1]} عام {day.year}",
        f"{MONTHS[day.month - 1]} {day.day}، {day.year}",
        f"{day.day}{mark}{day.month}{mark}{day.year}",
        f"{day.year}{mark}{day.month:02d}{mark}{day.day:02d}",
    ]
    for style in styles:
        text = style.translate(EASTERN) if eastern else style
        assert seen(text) == [(text, "DATE", day.isoformat())]


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(1, 200))
def test_an_interval_of_days_comes_back(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    ends = [f"{d.day} {MONTHS[d.month - 1]} {d.year}" for d in (day, end)]
    assert [v for _, _, v in seen(f"من {ends[0]} إلى {ends[1]}")] == [f"{day}/{end}"]
