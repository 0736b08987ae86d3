"""Who holds an office and who does not, and names that are told from others by a part of them."""

import pytest

from articles import Article, says, speakers


def spoken(*lines: tuple[str, str, str, str]) -> list[str | None]:
    """Speakers of lines given as text, names, source and cue; an empty source is a dropped subject."""
    article = Article()
    for line, names, source, cue in lines:
        article.line(line, names, says(source or None, cue))
    return speakers(article.document())


def test_a_deputy_is_not_his_chief() -> None:
    deputy = ("قال نائب وزير النقل هادي الزين إن الجسر آمن", "PER هادي الزين", "نائب وزير النقل هادي الزين", "قال")
    chief = ("وقال وزير النقل إن العمل مستمر", "", "وزير النقل", "وقال")
    again = ("وأضاف نائب الوزير أن العمل بطيء", "", "نائب الوزير", "وأضاف")
    assert spoken(deputy, chief) == ["هادي الزين", "وزير النقل"]
    assert spoken(deputy, again) == ["هادي الزين", "هادي الزين"]


def test_a_peer_holds_the_same_office() -> None:
    first = ("قال وزير النقل العماني هادي الزين إنه راض", "PER هادي الزين", "وزير النقل العماني هادي الزين", "قال")
    peer = ("وقال نظيره التركي أنس كايا إنه متفائل", "PER أنس كايا", "نظيره التركي أنس كايا", "وقال")
    back = ("وأضاف الوزير التركي أن الطريق طويل", "", "الوزير التركي", "وأضاف")
    assert spoken(first, peer, back) == ["هادي الزين", "أنس كايا", "أنس كايا"]


def test_a_rank_between_office_and_name_hides_neither() -> None:
    source = "وزير النقل الشيخ هادي الزين"
    first = (f"قال {source} إنه راض", "PER هادي الزين", source, "قال")
    assert spoken(first, ("وأضاف وزير النقل أن العمل بدأ", "", "وزير النقل", "وأضاف")) == ["هادي الزين"] * 2


def test_a_family_name_ends_the_name_it_stands_for() -> None:
    met = ("التقى فؤاد حسين أمس حسين علاوي في الميناء", "PER فؤاد حسين; PER حسين علاوي", "", "التقى")
    said = ("وأكد حسين أن اللقاء مثمر", "PER حسين", "حسين", "وأكد")
    assert spoken(met, said)[1] == "فؤاد حسين"


def test_a_child_is_not_the_mother_called_after_it() -> None:
    mother = ("قالت أم محمد إن البيت بارد", "PER أم محمد", "أم محمد", "قالت")
    son = ("وقال محمد إن المدفأة معطلة", "PER محمد", "محمد", "وقال")
    assert spoken(mother, son) == ["أم محمد", "محمد"]


def test_last_names_that_were_not_marked_are_a_person() -> None:
    first = ("قال العميد نبيل خطار إن الطريق مقطوع", "PER نبيل خطار", "العميد نبيل خطار", "قال")
    assert spoken(first, ("وأوضح العميد خطار السبب", "", "العميد خطار", "وأوضح")) == ["نبيل خطار"] * 2


def test_whose_words_were_passed_on_goes_on() -> None:
    article = Article().line(
        "ونقلت صحيفة الميناء عن مصدر قضائي قوله إن التحقيق بدأ",
        "ORG الميناء",
        [
            ("صحيفة الميناء", "ونقلت", "قوله إن التحقيق بدأ", "assert"),
            ("مصدر قضائي", "قوله", "إن التحقيق بدأ", "assert"),
        ],
    )
    article.line("وأضاف أن النتائج قريبة", "", says(None, "وأضاف"))
    assert speakers(article.document()) == ["الميناء", "مصدر قضائي", "مصدر قضائي"]


@pytest.mark.parametrize(
    ("cue", "name"), [("ولفت إلى", "سمير فهد"), ("وتضيف أن", "هدى سالم"), ("وتابع أن", "سمير فهد")]
)
def test_agreement_of_short_pasts_and_presents(cue: str, name: str) -> None:
    she = ("وتقول هدى سالم إن السعر مرتفع", "PER هدى سالم", "هدى سالم", "وتقول")
    he = ("وقال سمير فهد إن السعر عادل", "PER سمير فهد", "سمير فهد", "وقال")
    assert spoken(she, he, (f"{cue} السوق هادئة", "", "", cue.split(maxsplit=1)[0]))[2] == name


def test_a_governor_keeps_his_first_letter() -> None:
    first = ("قال والي بشار إن المياه عادت", "", "والي بشار", "قال")
    assert spoken(first) == ["والي بشار"]


def test_another_source_is_not_the_first_one() -> None:
    one = ("قال مصدر طبي إن الحالة مستقرة", "", "مصدر طبي", "قال")
    other = ("وقال مصدر طبي آخر إن الحالة حرجة", "", "مصدر طبي آخر", "وقال")
    assert spoken(one, other) == ["مصدر طبي", "مصدر طبي آخر"]


def test_a_former_holder_is_not_the_present_one() -> None:
    now = ("قال رئيس النقابة هادي الزين إنه باق", "PER هادي الزين", "رئيس النقابة هادي الزين", "قال")
    was = (
        "ورد رئيس النقابة الأسبق أنس كايا بأنه سيترشح",
        "PER أنس كايا",
        "رئيس النقابة الأسبق أنس كايا",
        "ورد",
    )
    again = ("وأكد رئيس النقابة أن الموعد ثابت", "", "رئيس النقابة", "وأكد")
    back = ("وأضاف الرئيس الأسبق أنه جاهز", "", "الرئيس الأسبق", "وأضاف")
    assert spoken(now, was, again, back) == ["هادي الزين", "أنس كايا", "هادي الزين", "أنس كايا"]


def test_a_short_name_in_brackets_is_the_body_before_it() -> None:
    full = ("قالت قوات الوادي الشعبية (قوش) إنها باقية", "ORG قوات الوادي الشعبية", "قوات الوادي الشعبية", "قالت")
    assert spoken(full, ("وأضافت قوش أنها مستعدة", "", "قوش", "وأضافت")) == ["قوات الوادي الشعبية"] * 2


@pytest.mark.parametrize("source", ["المسؤول نفسه", "ذات المتحدث"])
def test_the_same_one_is_who_spoke_last(source: str) -> None:
    first = ("قال مراد عجال إن الشبكة سليمة", "PER مراد عجال", "مراد عجال", "قال")
    assert spoken(first, (f"وأشار {source} إلى الأعطال", "", source, "وأشار")) == ["مراد عجال"] * 2
    other = ("وحذر طبيب في القسم نفسه من العدوى", "", "طبيب في القسم نفسه", "وحذر")
    assert spoken(first, other)[1] == "طبيب في القسم نفسه"
