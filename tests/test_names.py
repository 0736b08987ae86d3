"""Attached particles of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import Article
from khabar.names import bare_name, name_entities, stems


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("بواشنطن", "واشنطن"),
        ("وواشنطن", "واشنطن"),
        ("للقدس", "القدس"),
        ("وللقدس", "القدس"),
        ("لليبيا", "ليبيا"),
        ("لإيران", "إيران"),
        ("والولايات المتحدة", "الولايات المتحدة"),
        ("بالبيت الأبيض", "البيت الأبيض"),
        ("ولوزارة الصحة", "وزارة الصحة"),
        ("فالعراق", "العراق"),
        ("ودمشق", "دمشق"),
        ("وروسيا", "روسيا"),
        ("ووليد", "وليد"),
        ("وولاية", "ولاية"),
        ("كباريس", "باريس"),
        ("فبغداد", "بغداد"),
        ("لفيصل", "فيصل"),
        ("للبنى", "لبنى"),
        ("لـCNN", "CNN"),
        ("ولـCNN", "CNN"),
        ("لـ«الشرق الأوسط", "الشرق الأوسط"),
        ("لـ«الشرق» الأوسط", "«الشرق» الأوسط"),
    ],
)
def test_clitics_go(mention: str, name: str) -> None:
    assert bare_name(mention) == name


@pytest.mark.parametrize(
    "name",
    [
        *("بيروت", "ليبيا", "كندا", "لبنان", "واشنطن", "وليد", "بسام", "فرنسا", "فلسطين", "كمال"),
        *("وزارة", "وكالة", "باريس", "لندن", "بغداد", "بن", "لويس", "كأس", "بلجيكا"),
        *("لبنى", "لجين", "لولا", "فراس", "كوثر", "فاطمة", "وائل", "بوتين"),
        *("ووهان", "ورزازات", "ويتكوف", "وجيه", "لواندا"),
    ],
)
def test_letters_of_the_name_stay(name: str) -> None:
    assert bare_name(name) == name
    assert bare_name(f"{name} الجديدة") == f"{name} الجديدة"


def test_other_mentions_of_the_article_decide() -> None:
    article = Article().line("وصل زيكوفار إلى المرفأ", "PER زيكوفار").line("التقى بزيكوفار اليوم", "PER بزيكوفار")
    assert [e.name for e in name_entities(article.document()).entities] == ["زيكوفار", "زيكوفار"]
    assert bare_name("بزيكوفار") == "بزيكوفار"


@given(st.text())
def test_a_name_is_the_end_of_its_mention(mention: str) -> None:
    name = bare_name(mention)
    assert mention.endswith(name.removeprefix("ال"))
    assert bool(name) == bool(mention)


def test_the_list_is_small_and_sorted() -> None:
    assert 1000 < len(stems()) < 20_000
    assert sum(len(word.encode()) + 1 for word in stems()) <= 100_000
