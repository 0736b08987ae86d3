"""Whose words they are where a source holds more than a name, or none."""

import pytest

from articles import Article, says, speakers


@pytest.mark.parametrize(
    ("source", "names", "speaker"),
    [
        ("منظمة «ماء للجميع»", "ORG ماء للجميع", "ماء للجميع"),
        ("تقرير لصحيفة النجم", "ORG النجم", "النجم"),
        ("المدير التنفيذي لشركة الأفق سامي نور", "ORG الأفق; PER سامي نور", "سامي نور"),
        ("صحيفة سي إن إن", "ORG سي إن إن", "سي إن إن"),
        ("بيان أصدرته الجامعة", "", "الجامعة"),
        ("أرقام جمعها باحثون محليون", "", "باحثون محليون"),
        ("أطباء، من بينهم الجراح سامي نور", "PER سامي نور", "أطباء، من بينهم الجراح سامي نور"),
        ("عضوان، هما سامي نور", "PER سامي نور", "عضوان، هما سامي نور"),
    ],
)
def test_what_a_source_is_made_of(source: str, names: str, speaker: str) -> None:
    article = Article().line(f"وأفاد {source} أمس أن الماء عاد", names, says(source, "وأفاد"))
    assert speakers(article.document()) == [speaker]


def test_a_phrase_is_not_taken_for_a_longer_one_of_two() -> None:
    article = Article().line("قال متحدث باسم حكومة مالي إن السد سليم", "", says("متحدث باسم حكومة مالي", "قال"))
    source = "متحدث باسم حكومة مالي ووزارة الري"
    article.line(f"وذكر {source} أن العمل بدأ", "", says(source, "وذكر"))
    assert speakers(article.document())[0] == "متحدث باسم حكومة مالي"


def test_the_same_source_is_who_spoke() -> None:
    article = Article().line("قال مصدر في البلدية إن الجسر سليم", "", says("مصدر في البلدية", "قال"))
    article.line("ونفى المصدر نفسه الخبر", "", says("المصدر نفسه", "ونفى"))
    assert speakers(article.document()) == ["مصدر في البلدية"] * 2


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("وأضاف أن الحديث عن خسائر مبالغ فيه", "الحديث"),
        ("ووصف ما نشر عن الصفقة بالخيال", "نشر"),
        ("وقال إن اتهامها بالتزوير باطل", "اتهامها"),
        ("ولم يصدر عن الشركة تعليق", "ولم يصدر"),
        ("ولا صحة لما يتداول عن الجسر", "يتداول"),
        ("ونفى ما جرى تداوله عن السد", "جرى تداوله"),
    ],
)
def test_what_nobody_is_named_for_has_no_speaker(sentence: str, cue: str) -> None:
    article = Article().line("قال سامر البدري إن الجسر سليم", "PER سامر البدري", says("سامر البدري", "قال"))
    article.line(sentence, "", says(None, cue))
    assert speakers(article.document()) == ["سامر البدري", None]


def test_a_verb_with_an_object_agrees_with_its_subject() -> None:
    article = Article().line("ندد سامر البدري بالهجوم", "PER سامر البدري", says("سامر البدري", "ندد"))
    article.line("وطالبته ليلى الحاج بالرد", "PER ليلى الحاج", says("ليلى الحاج", "وطالبته"))
    article.line("فاتهمها بالمزايدة", "", says(None, "فاتهمها"))
    assert speakers(article.document())[2] == "سامر البدري"


def test_the_subject_of_the_sentence_before_speaks() -> None:
    article = Article().line("استقبل رئيس بلدية طبرق سامر البدري وفدا", "GPE طبرق; PER سامر البدري")
    article.line("ووصف التقارير بالكاذبة", "", says(None, "ووصف"))
    assert speakers(article.document()) == ["سامر البدري"]


def test_a_name_behind_a_source_is_not_the_speaker() -> None:
    article = Article().line("قال رئيس الاتحاد لموانزا إن العمال غاضبون", "PER لموانزا", says("رئيس الاتحاد", "قال"))
    assert speakers(article.document()) == ["رئيس الاتحاد"]


def test_a_short_form_without_its_kind_is_the_full_name() -> None:
    article = Article().line("الواحة الخضراء: لن نتنازل", "ORG الواحة الخضراء", says("الواحة الخضراء", ":"))
    article.line("وكان نادي الواحة الخضراء قد خسر", "ORG نادي الواحة الخضراء")
    assert speakers(article.document()) == ["نادي الواحة الخضراء"]
