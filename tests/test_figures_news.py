"""Phrases of the press that read like something else: days of a war, scores in words, ages, laws, borders, terms."""

from datetime import date

import pytest

from khabar.figures import find

NOW = date(2019, 3, 21)


def seen(text: str) -> list[tuple[str, str, object]]:
    return [(f.text, f.label, f.range if isinstance(f.range, tuple) else f.value) for f in find(text, NOW)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في اليوم الخامس من القصف", [("الخامس", "ORDINAL", 5)]),
        ("دخل اليوم الثاني عشر من الحصار", [("الثاني عشر", "ORDINAL", 12)]),
        ("في اليوم الـ90 من الإضراب", [("الـ90", "ORDINAL", 90)]),
        ("في اليوم الثالث من عيد الفطر", [("الثالث", "ORDINAL", 3), ("عيد الفطر", "DATE", "2019-06-04")]),
        ("يلتقيان اليوم الثالثة عصرا", [("اليوم الثالثة عصرا", "TIME", "2019-03-21T15:00")]),
        ("في اليوم الرابع من مايو", [("اليوم الرابع من مايو", "DATE", "2019-05-04")]),
        ("استقبل اليوم المئات", [("اليوم", "DATE", "2019-03-21"), ("المئات", "CARDINAL", None)]),
    ],
)
def test_numbered_days_are_not_today(text: str, expected: list[tuple[str, str, object]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("هزم ضيفه بهدفين دون رد في الإياب", "بهدفين دون رد"),
        ("فاز بخمسة أهداف من دون مقابل", "بخمسة أهداف من دون مقابل"),
        ("خسر بأربعة أهداف مقابل هدف وحيد", "بأربعة أهداف مقابل هدف وحيد"),
        ("تعادلا بثلاثة أهداف لمثلها", "بثلاثة أهداف لمثلها"),
        ("تعادلا بهدف لمثله أمس الأول", "بهدف لمثله"),
        ("تقدم بهدف لصفر", "بهدف لصفر"),
        ("فازت بثلاث مجموعات مقابل مجموعتين", "بثلاث مجموعات مقابل مجموعتين"),
        ("سحقه 6 أهداف مقابل 2", "6 أهداف مقابل 2"),
        ("انتهى بثلاثة أهداف مقابل لا شيء", "بثلاثة أهداف مقابل لا شيء"),
    ],
)
def test_a_score_in_words_is_one_number_without_value(text: str, score: str) -> None:
    assert seen(text)[0] == (score, "CARDINAL", None)


@pytest.mark.parametrize("text", ["سجل سبعة أهداف في الدوري", "سجل سبعة مقابل مبلغ كبير"])
def test_goals_without_the_other_side_count(text: str) -> None:
    assert seen(text) == [("سبعة", "CARDINAL", 7)]


@pytest.mark.parametrize(
    ("text", "age", "value"),
    [
        ("للأطفال دون سن الخامسة", "سن الخامسة", "P5Y"),
        ("من هم دون سن 16", "سن 16", "P16Y"),
        ("لمن فوق سن الـ60", "سن الـ60", "P60Y"),
        ("بلغ سن السادسة عشرة", "سن السادسة عشرة", "P16Y"),
        ("تقاعد قبل سن الستين", "سن الستين", "P60Y"),
        ("بدأ في سن السابعة من عمره", "سن السابعة من عمره", "P7Y"),
        ("بين سن 20 و30", "سن 20 و30", "P20Y/P30Y"),
        ("تحت سن 25 عاما", "25 عاما", "P25Y"),
    ],
)
def test_ages(text: str, age: str, value: str) -> None:
    found = next(f for f in find(text, NOW) if f.label == "DATE")
    assert (found.text.removeprefix("تحت سن "), found.value) == (age, value)


def test_passing_laws_is_no_age() -> None:
    assert seen("أقر البرلمان سن 4 تشريعات") == [("4", "CARDINAL", 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتراف بدولة على حدود 1967", ("1967", "DATE", "1967")),
        ("انسحاب إلى حدود عام 1949", ("عام 1949", "DATE", "1949")),
        ("ضمن حدود الخامس من حزيران 1967", ("الخامس من حزيران 1967", "DATE", "1967-06-05")),
        ("يكتمل في حدود عام 2030", ("في حدود عام 2030", "DATE", "2030")),
        ("نكبة عام 48", ("عام 48", "DATE", "1948")),
        ("هاجر سنة 91 إلى كندا", ("سنة 91", "DATE", "1991")),
        ("حربا عامي 67 و73", ("عامي 67 و73", "DATE", "1967/1973")),
        ("القانون رقم 03-17 المعدل", ("03-17", "CARDINAL", None)),
        ("المرسوم رقم 20-251", ("20-251", "CARDINAL", None)),
        ("الأمر رقم 11-2012", ("11-2012", "CARDINAL", None)),
        ("سجل في الدقيقتين 8 و41", ("الدقيقتين 8 و41", "TIME", None)),
        ("سجل في الدقيقتين السابعة والثلاثين", ("الدقيقتين السابعة والثلاثين", "TIME", None)),
        ("في الدقائق 3 و15 و90+2", ("الدقائق 3 و15 و90+2", "TIME", None)),
        ("في الدقيقتين الأخيرتين", ("الدقيقتين الأخيرتين", "TIME", "PT2M")),
        ("أيام 7 و8 و9 أوت", ("أيام 7 و8 و9 أوت", "DATE", "2019-08-07/2019-08-09")),
        ("للسنوات 2016 و2017 و2018", ("للسنوات 2016 و2017 و2018", "DATE", "2016/2018")),
        ("زاره ثاني أيام عيد الأضحى", ("ثاني أيام عيد الأضحى", "DATE", "2019-08-12")),
        ("زاره ثالث أيام العيد", ("ثالث أيام العيد", "DATE", None)),
        ("صام أول أيام رمضان", ("أول أيام رمضان", "DATE", "2019-05-06")),
        ("أول أيام المهرجان", ("أول", "ORDINAL", 1)),
        ("اندلعت في فاتح نوفمبر 1954", ("فاتح نوفمبر 1954", "DATE", "1954-11-01")),
        ("غرة محرم", ("غرة محرم", "DATE", "2019-08-31")),
        ("نمو الفصل الثاني من 2018", ("الفصل الثاني من 2018", "DATE", "2018-Q2")),
        ("السداسي الثاني من سنة 2018 ارتفع", ("السداسي الثاني من سنة 2018", "DATE", "2018-H2")),
        ("الثلاثي الرابع من 2018 ارتفع", ("الثلاثي الرابع من 2018", "DATE", "2018-Q4")),
        ("الفصل الثاني من الدستور", ("الثاني", "ORDINAL", 2)),
        ("ينص الفصل 12 عليه", ("12", "CARDINAL", 12)),
        ("ثورة 17 تشرين", ("17 تشرين", "DATE", "XXXX-XX-17")),
        ("في 3 تشرين 2018", ("3 تشرين 2018", "DATE", "2018-XX-03")),
        ("1850 م/ث", ("1850 م/ث", "QUANTITY", 1850)),
        ("1950 م²", ("1950 م²", "QUANTITY", 1950)),
        ("1850 م", ("1850 م", "DATE", "1850")),
        ("٣٬٧ مليون", ("٣٬٧ مليون", "CARDINAL", 3700000)),
    ],
)
def test_dates_and_numbers(text: str, expected: tuple[str, str, object]) -> None:
    assert seen(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "انضم خلال عام 60 مهاجرا",
        "دمره الرومان سنة 70 بعد الميلاد",
        "ارتفع المؤشر العام 93 نقطة",
        "يزور كل عام 40 ألف سائح المتحف",
    ],
)
def test_two_figures_behind_a_year_may_count(text: str) -> None:
    assert not any(str(value).startswith("19") for _, _, value in seen(text))


@pytest.mark.parametrize("text", ["افتتح ملعب محمد السادس", "طلاب بجامعة محمد الخامس", "لونه أزرق فاتح", "صحيفة تشرين"])
def test_names_and_colours_hold_no_figure(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "span", "modifier"),
    [
        ("يناهز عدد طلابها 9 آلاف", "9 آلاف", "about"),
        ("يقارب عدد النازحين 300", "300", "about"),
        ("الأرباح تناهز 40 مليون دولار", "40 مليون دولار", "about"),
        ("ما يقارب 40 شاحنة", "ما يقارب 40", "about"),
        ("تعدى عدد الزوار 700", "700", "more_than"),
        ("لا تتعدى الخسائر 20", "20", "at_most"),
        ("ما يفوق 600 متطوع", "ما يفوق 600", "more_than"),
        ("غرق قارب يحمل 40 صيادا", "40", "exact"),
    ],
)
def test_verbs_of_bounding(text: str, span: str, modifier: str) -> None:
    assert [(f.text, f.modifier) for f in find(text, NOW)] == [(span, modifier)]
