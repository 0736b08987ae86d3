"""Duals that count by themselves, what only looks like one, and pairs."""

import pytest

from khabar.figures import find


def counted(text: str) -> list[tuple[str, object]]:
    return [(figure.text, figure.value) for figure in find(text) if figure.label == "CARDINAL"]


@pytest.mark.parametrize(
    ("text", "dual"),
    [
        ("أصلح الفني مروحيتين", "مروحيتين"),
        ("وصلت دبابتان إلى الساحة", "دبابتان"),
        ("زرعت شجرتين", "شجرتين"),
        ("أكل تفاحتين", "تفاحتين"),
        ("قدمت فرقتنا مسرحيتين", "مسرحيتين"),
        ("يربط بينهما جسران", "جسران"),
        ("قرأ كتابين", "كتابين"),
        ("معه رخصتان", "رخصتان"),
        ("ظهرت إصابتان في القرية", "إصابتان"),
        ("أعلنت الوزارة وفاتين", "وفاتين"),
        ("سجل المشفى حالتي وفاة", "حالتي"),
        ("بكوبين من العصير", "بكوبين"),
    ],
)
def test_a_dual_counts_two(text: str, dual: str) -> None:
    assert [(figure.text, figure.value) for figure in find(text)] == [(dual, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "زار باكستان وكازاخستان",
        "سقى البساتين كلها وبساتين الجيران",
        "سباح وقرصان",
        "مخيم للاجئين",
        "السيارتان الجديدتان",
        "شرحت للطبيب حالتي",
        "وقعت حالتا الوفاة ليلا",
        "كمية كبيرة من التمر",
        "أثنى المدير على العمال",
        "تكلم رئيس مجموعة العشرين",
    ],
)
def test_no_dual(text: str) -> None:
    assert counted(text) == []


def test_the_adjective_of_a_dual_counts_nothing() -> None:
    assert counted("مرت حافلتان مدنيتان") == [("حافلتان", 2)]
    assert counted("أسقطوا طائرتين مسيرتين") == [("طائرتين", 2)]
    assert counted("دفن طفلان سوريان شقيقان") == [("طفلان", 2)]
    assert counted("أوقف حارسان شابين") == [("حارسان", 2), ("شابين", 2)]
    assert counted("وجدت جثتا شقيقين") == [("شقيقين", 2)]
    assert counted("هبطت طائرتا شحن نرويجيتان") == []


def test_of_one_family_counts_nothing() -> None:
    assert counted("غرق خمسة من أسرة واحدة") == [("خمسة", 5)]
    assert counted("تبرعت أسرة واحدة") == [("واحدة", 1)]


def test_a_counted_plural_is_no_dual() -> None:
    assert counted("كافأت الشركة 3 سائقين") == [("3", 3)]


def test_pairs() -> None:
    pair = find("اشترى زوجا من الجوارب")[0]
    assert (pair.text, pair.value, pair.counted) == ("زوجا", 2, "الجوارب")
    assert counted("تزوجت من زوج من أصل كندي") == []


def test_a_definite_plural_tells_how_many_a_number_behind_it_counts() -> None:
    assert [(f.text, f.label, f.value) for f in find("نزل الركاب الـ18")] == [("الـ18", "CARDINAL", 18)]
    assert [(f.text, f.label, f.value) for f in find("شارك في المهرجان الـ18")] == [("الـ18", "ORDINAL", 18)]
