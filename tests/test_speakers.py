"""Who speaks: names, offices, bodies, dropped subjects, and where nobody does."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import Article, says, speakers
from khabar.document import ABSENT
from khabar.speakers import resolve


def test_a_person_is_the_fullest_mention_without_titles() -> None:
    article = Article().line("البدري: الجسر سليم", "PER البدري", says("البدري", ":"))
    article.line(
        "قال المهندس سامر عبد الله البدري إن الجسر سليم",
        "PER سامر عبد الله البدري",
        says("المهندس سامر عبد الله البدري", "قال"),
    )
    article.line("وذكر سامر البدري أن العمل انتهى", "PER سامر البدري", says("سامر البدري", "وذكر"))
    assert speakers(article.document()) == ["سامر عبد الله البدري"] * 3


def test_a_shared_family_name_is_the_nearest_person_before() -> None:
    article = Article().line("حضرت ليلى الحاج والتقت رامي الحاج", "PER ليلى الحاج; PER رامي الحاج")
    article.line("وقال الحاج إن اللقاء مثمر", "PER الحاج", says("الحاج", "وقال"))
    assert speakers(article.document()) == ["رامي الحاج"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("الوزير", "هادي الزين"),
        ("وزير النقل", "هادي الزين"),
        ("وزير الصحة", "وزير الصحة"),
        ("المتحدثة باسم الوزارة", "ريم الصافي"),
        ("مكتب الزين", "مكتب الزين"),
        ("المتحدثة", "ريم الصافي"),
    ],
)
def test_an_office_is_the_person_described_by_it(source: str, name: str) -> None:
    article = Article().line("افتتح وزير النقل، هادي الزين، الطريق أمس", "PER هادي الزين")
    article.line("حضرت المتحدثة باسم الوزارة ريم الصافي الحفل", "PER ريم الصافي")
    names = "PER الزين" if "الزين" in source else ""
    article.line(f"وقال {source} إن الطريق آمن", names, says(source, "وقال"))
    assert speakers(article.document()) == [name]


def test_a_prime_minister_heads_the_government() -> None:
    article = Article()
    article.line("قال رئيس الوزراء هادي الزين إنه باق", "PER هادي الزين", says("رئيس الوزراء هادي الزين", "قال"))
    article.line("وأضاف رئيس الحكومة أنه متفائل", "", says("رئيس الحكومة", "وأضاف"))
    assert speakers(article.document()) == ["هادي الزين", "هادي الزين"]


def test_a_name_behind_an_owner_does_not_speak() -> None:
    article = Article().line("قال متحدث باسم نديم عواد إنه بخير", "PER نديم عواد", says("متحدث باسم نديم عواد", "قال"))
    assert speakers(article.document()) == ["متحدث باسم نديم عواد"]
    article.line(
        "وأوضح المتحدث باسم عواد، كريم فرح، السبب",
        "PER عواد; PER كريم فرح",
        says("المتحدث باسم عواد، كريم فرح", "وأوضح"),
    )
    assert speakers(article.document()) == ["كريم فرح", "كريم فرح"]


@pytest.mark.parametrize(
    ("source", "names", "name"),
    [
        ("المرصد", "ORG المرصد", "المرصد الأهلي للمياه"),
        ("للمرصد الأهلي", "ORG للمرصد الأهلي", "المرصد الأهلي للمياه"),
        ('صحيفة "الميناء"', "ORG الميناء", "الميناء"),
        ("الصحيفة", "", "الميناء"),
        ("التقرير", "", "المرصد الأهلي للمياه"),
        ("سكان الحي", "", "سكان الحي"),
        ("معلومات أولية", "", None),
    ],
)
def test_bodies_and_what_they_publish(source: str, names: str, name: str | None) -> None:
    article = Article().line(
        "نشر تقرير صادر عن المرصد الأهلي للمياه اليوم",
        "ORG المرصد الأهلي للمياه",
        says("تقرير صادر عن المرصد الأهلي للمياه", "نشر"),
    )
    article.line('ونقلت صحيفة "الميناء" الخبر', "ORG الميناء")
    article.line(f"وبحسب {source} فإن السد آمن", names, says(source, "وبحسب"))
    assert speakers(article.document()) == ["المرصد الأهلي للمياه", name]


def test_a_short_phrase_is_the_longer_one_before() -> None:
    article = Article().line("قال مصدر طبي في المدينة إن الحال مستقر", "", says("مصدر طبي في المدينة", "قال"))
    article.line("وبحسب المصدر خرج اثنان", "", says("المصدر", "وبحسب"))
    assert speakers(article.document()) == ["مصدر طبي في المدينة"] * 2


def test_a_capital_is_its_country_only_where_that_speaks() -> None:
    alone = Article().line("أعلنت مدريد موقفها من إسبانيا", "GPE مدريد; GPE إسبانيا", says("مدريد", "أعلنت"))
    assert speakers(alone.document()) == ["مدريد"]
    alone.line("وقالت إسبانيا إن الحدود مفتوحة", "GPE إسبانيا", says("إسبانيا", "وقالت"))
    assert speakers(alone.document()) == ["إسبانيا", "إسبانيا"]


def test_a_dropped_subject_goes_on_with_whoever_spoke() -> None:
    article = Article().line(
        "قالت الوزيرة هدى النجار إن العمل بدأ، مضيفة أنه سريع",
        "PER هدى النجار",
        [*says("الوزيرة هدى النجار", "قالت"), *says(None, "مضيفة")],
    )
    article.line("وأضافت أن المال متوفر", "", says(None, "وأضافت"))
    found = resolve(article.document()).statements
    assert [s.speaker for s in found] == ["هدى النجار"] * 3
    assert [s.inherited for s in found] == [ABSENT, ABSENT, True]


def test_agreement_and_asides_decide_who_goes_on() -> None:
    article = Article().line("قالت بلدية الوادي إن الماء نظيف", "ORG بلدية الوادي", says("بلدية الوادي", "قالت"))
    article.line("ورد حسام الديري بأنه ملوث", "PER حسام الديري", says("حسام الديري", "ورد"))
    article.line("وأكدت أنها فحصته", "", says(None, "وأكدت"))
    article.line("وبحسب خبراء فالنتائج أولية", "", says("خبراء", "وبحسب"))
    article.line("وأضاف أنه سيشتكي", "", says(None, "وأضاف"))
    found = speakers(article.document())
    assert found == ["بلدية الوادي", "حسام الديري", "بلدية الوادي", "خبراء", "حسام الديري"]


@pytest.mark.parametrize("cue", ["ذُكر", "أفيد", "يُعتقد", "مزاعم", "باتهامات", "أنباء", "قيل"])
def test_passives_and_rumours_have_no_speaker(cue: str) -> None:
    article = Article().line("قال وائل شاهين إن الملعب مغلق", "PER وائل شاهين", says("وائل شاهين", "قال"))
    article.line(f"وسط {cue} أنه بيع", "", says(None, cue))
    found = resolve(article.document()).statements[1]
    assert (found.speaker, found.inherited) == (None, ABSENT)


def test_where_nobody_has_spoken_the_subject_of_the_sentence_does() -> None:
    article = Article().line("الجيش الأزرق يعلق تدريبات يقول إنها خطرة", "ORG الجيش الأزرق", says(None, "يقول"))
    assert speakers(article.document()) == ["الجيش الأزرق"]
    assert speakers(Article().line("يقول إنها خطرة", "", says(None, "يقول")).document()) == [None]


def test_an_office_without_a_name_is_named_by_who_goes_on() -> None:
    article = Article().line("قالت مديرة في المصنع إن الآلات توقفت", "", says("مديرة في المصنع", "قالت"))
    article.line("وأضافت جنى الراعي أن العمل يعود غدا", "PER جنى الراعي", says("جنى الراعي", "وأضافت"))
    assert speakers(article.document()) == ["جنى الراعي"] * 2


@pytest.mark.parametrize(("cue", "known"), [("وقالت", ""), ("وأضافت", "حضرت جنى الراعي اللقاء")])
def test_who_is_known_or_does_not_go_on_is_somebody_else(cue: str, known: str) -> None:
    article = Article().line(known, "PER جنى الراعي") if known else Article()
    article.line("قالت مديرة في المصنع إن الآلات توقفت", "", says("مديرة في المصنع", "قالت"))
    article.line(f"{cue} جنى الراعي أن العمل يعود غدا", "PER جنى الراعي", says("جنى الراعي", cue))
    assert speakers(article.document()) == ["مديرة في المصنع", "جنى الراعي"]


def test_a_shorter_form_of_a_body_that_is_no_name_itself() -> None:
    article = Article().line("أعلن حرس الشواطئ الشمالي النفير", "ORG حرس الشواطئ الشمالي")
    article.line("وهدد حرس الشواطئ بالرد", "", says("حرس الشواطئ", "وهدد"))
    assert speakers(article.document()) == ["حرس الشواطئ الشمالي"]


def test_a_phrase_ends_where_it_says_that_it_has_no_name() -> None:
    article = Article().line(
        "قال بائع لم يذكر اسمه يقف عند الباب إنه رآهم", "", says("بائع لم يذكر اسمه يقف عند الباب", "قال")
    )
    assert speakers(article.document()) == ["بائع لم يذكر اسمه"]


def test_a_country_and_its_adjective_name_one_office() -> None:
    article = Article().line("وزيرة ثقافة ألمانيا: المتحف جاهز", "GPE ألمانيا", says("وزيرة ثقافة ألمانيا", ":"))
    article.line("زارت وزيرة الثقافة الألمانية، إلكه براندت، المتحف", "NORP الألمانية; PER إلكه براندت")
    assert speakers(article.document()) == ["إلكه براندت"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("بيان محافظة السهل", "محافظة السهل"),
        ("تقديرات النقابة", "النقابة"),
        ("رسالة صوتية مجهولة", "رسالة صوتية مجهولة"),
        ("خفير مناوب لصحيفة «الضحى", "خفير مناوب"),
        ("خفير مناوب إن الباب مغلق", "خفير مناوب"),
        ("وكيل الشحن نبيل سعد", "نبيل سعد"),
    ],
)
def test_a_source_is_whose_a_document_is_and_ends_where_something_else_begins(source: str, name: str) -> None:
    article = Article().line(f"ذكر {source} ذلك", "PER نبيل سعد" if "سعد" in source else "", says(source, "ذكر"))
    assert speakers(article.document()) == [name]


def test_a_document_of_a_document_is_that_one() -> None:
    article = Article().line("أرقام التقرير تؤكد أن الجسر سليم", "", says("أرقام التقرير", "تؤكد"))
    assert speakers(article.document()) == ["التقرير"]


@given(st.lists(st.sampled_from(["قال", "وأضاف", ":", "«", "مزاعم"]), max_size=6), st.text('والبلمن ،"#_', min_size=1))
def test_any_source_gets_an_answer(cues: list[str], source: str) -> None:
    article = Article()
    for i, cue in enumerate(cues):
        article.line(f"{source} {cue} كذا", "", says(source if i % 2 else None, cue))
    found = resolve(article.document())
    assert all(s.speaker is not ABSENT for s in found.statements)
    assert resolve(found) == found


def test_long_articles_take_linear_time() -> None:
    article = Article()
    for i in range(700):
        article.line(f"قال ناطق رقم {i} باسم رامي {i} كذا", f"PER رامي {i}", says(f"ناطق رقم {i} باسم رامي {i}", "قال"))
    document = article.document()
    begun = perf_counter()
    resolve(document)
    assert perf_counter() - begun < 5
