"""Numbers that rank, and words that only look as if they did."""

import pytest

from khabar.figures import find


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("الـ 18", 18),
        ("22nd", 22),
        ("الستون", 60),
        ("الواحدة والأربعون", 41),
        ("الرابع و السبعون", 74),
        ("المئة والثامن والثلاثون", 138),
        ("الثانية", 2),
        ("ثالثا", 3),
    ],
)
def test_a_rank_alone(text: str, rank: int) -> None:
    assert [(f.text, f.label, f.value) for f in find(text)] == [(text, "ORDINAL", rank)]


@pytest.mark.parametrize(
    "text",
    ["من جهة ثانية رحب الوفد", "زار الملك فيصل الثالث البلدة", "تقرير أولي عن الحادث", "رابعا نشكر الحضور"],
)
def test_no_rank(text: str) -> None:
    assert find(text) == []
