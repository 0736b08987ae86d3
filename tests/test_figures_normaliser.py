"""The fields of a given span: value, range, modifier, counted noun, role, unit."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.document import Document, Figure, Sentence
from khabar.fields import Where
from khabar.figures import FigureFields, base_value, normalise
from khabar.labels import FIGURE_LABELS, MODIFIERS, ROLES


def fields(marked: str, label: str = "CARDINAL", now: date | None = None) -> FigureFields:
    """Normalise the span in square brackets of a sentence."""
    start, end = marked.index("["), marked.index("]") - 1
    return normalise(marked.replace("[", "").replace("]", ""), start, end, label, now=now)


@pytest.mark.parametrize(
    ("marked", "label", "value", "interval"),
    [
        ("سجلت [ما بين 90 و85%]", "PERCENT", None, (85, 90)),
        ("سمكها [بين متر ونصف المتر]", "QUANTITY", None, (0.5, 1)),
        ("ناقل بعرض [448-بت]", "QUANTITY", 448, None),
        ("خسر [½ مليون دولار]", "MONEY", 500_000, None),
        ("باع [3½ آلاف] نسخة", "CARDINAL", 3500, None),
        ("نمو [10-بالمئة]", "PERCENT", 10, None),
        ("نمو [10-8 بالمئة]", "PERCENT", None, (8, 10)),
        ("دفع [8-4 ملايين دولار]", "MONEY", None, (4_000_000, 8_000_000)),
        ("حضر [بين 5 و3 آلاف] زائر", "CARDINAL", None, (3000, 5000)),
        ("سار [15 إلى 20 ألف] متظاهر", "CARDINAL", None, (15_000, 20_000)),
        ("حضر [20 ألف] مشجع", "CARDINAL", 20000, None),
        ("غرق [جنديان] في البحيرة", "CARDINAL", 2, None),
        ("شاهدها [العشرات]", "CARDINAL", None, None),
        ("عاد [بين 1200 و1500] مسافر", "CARDINAL", None, (1200, 1500)),
        ("شحن [2000-2500 طن] من القمح", "QUANTITY", None, (2000, 2500)),
        ("سجل [2100-2200] مسافر", "CARDINAL", None, (2100, 2200)),
        ("فاز الفريق في المباراة [2-1]", "CARDINAL", None, None),
        ("تقدم [بهدفين دون رد]", "CARDINAL", None, None),
        ("وصل [10-15] سائحا", "CARDINAL", None, (10, 15)),
        ("زادت [بـ34%]", "PERCENT", 34, None),
        ("تراجعت [2 - 3%]", "PERCENT", None, (2, 3)),
        ("خسر [24 سنتا]", "MONEY", 24, None),
        ("كسب [ملايين الدولارات]", "MONEY", None, None),
        ("قطع [نصف كيلومتر مربع]", "QUANTITY", 0.5, None),
        ("على بعد [أميال قليلة]", "QUANTITY", None, None),
        ("حل في المركز [الثالث عشر]", "ORDINAL", 13, None),
        ("هو في [السبعين]", "ORDINAL", 70, None),
    ],
)
def test_values(marked: str, label: str, value: object, interval: object) -> None:
    found = fields(marked, label)
    assert (found.value, found.range) == (value, interval)


def test_vague_counts_keep_their_bounds_apart_from_ranges() -> None:
    found = fields("تظاهر [عشرات الآلاف] في الساحة")
    assert (found.value, found.range, found.bounds) == (None, None, (20000, 99000))


@pytest.mark.parametrize(
    ("marked", "modifier"),
    [
        ("حضر [38] لاعبا", "exact"),
        ("حضر [نحو 200] لاعب", "about"),
        ("حضر حوالي [200] لاعب", "about"),
        ("سرق [ما يقارب 3] كتب", "about"),
        ("[زهاء مئة] طالب", "about"),
        ("زار [أكثر من 600] سائح", "more_than"),
        ("ما يزيد على [600] سائح", "more_than"),
        ("يتجاوز عدد الطلاب [30] طالبا", "more_than"),
        ("تزيد قيمتها على [40] قطعة", "more_than"),
        ("باع [ما لا يقل عن 25] بيتا", "at_least"),
        ("باع [30] بيتا على الأقل", "at_least"),
        ("[طفلان أو أكثر]", "at_least"),
        ("خلال [أقل من 15] دورة", "less_than"),
        ("[ما دون 3000] نقطة", "less_than"),
        ("[ما يصل إلى 60] كتابا", "at_most"),
        ("لا يتجاوز عددهم [40] كتابا", "at_most"),
        ("ما لا يزيد على [40] كتابا", "at_most"),
        ("ارتفع العدد ليصل إلى [880] زائرا", "exact"),
        ("[200] زائر تقريبا", "about"),
    ],
)
def test_modifiers(marked: str, modifier: str) -> None:
    assert fields(marked).modifier == modifier


@pytest.mark.parametrize(
    ("marked", "counted"),
    [
        ("وصل [38] مقاتلا إلى البلدة", "مقاتلا"),
        ("احتج [عشرات] من الموظفين", "الموظفين"),
        ("نجا [اثنان] من الركاب", "الركاب"),
        ("رفضت الدول [الأربع] العرض", "الدول"),
        ("بقي تلميذ [واحد] في الفصل", "تلميذ"),
        ("ارتفع عدد الناجين إلى [26]", "الناجين"),
        ("نام [جنديين] هناك", "جنديين"),
        ("غادر [15] في المساء", None),
        ("[نصفهم] من الطلاب", None),
        ("على متنها ([283]) راكبا", "راكبا"),
        ("كرم [أربعة] من رجال الإطفاء", "رجال الإطفاء"),
        ("سلمت سلطات الاحتلال [7] جثامين", "جثامين"),
        ("نزح من مناطق القتال [900] أسرة", "أسرة"),
        ("وزع الهلال [120] طردا", "طردا"),
        ("يضم المجلس [21] عضوا", "عضوا"),
        ("أعضاء الوفد الـ [12] سافروا", "الوفد"),
        ("جمعت الحملة أكثر من الـ [300] توقيع", "توقيع"),
        ("تأهل إلى دور [الثمانية] من الكأس", None),
        ("عدلت المادة [31] من الدستور", "المادة"),
        ("خالف الفصل [9] من القانون", "الفصل"),
        ("استند إلى المادتين 5 [و8] من النظام", "المادتين"),
        ("وصل عدد الجرحى إلى [12] وعدد القتلى إلى 3", "الجرحى"),
        ("أطلق [18] بناء على قرار القاضي", None),
        ("أصيب [ستة] من عائلة كاملة", None),
        ("اعتقل [أربعة] من مخيم بلاطة", None),
        ("سافر [20] تشرين", None),
        ("بثته القناة [12] الرسمية", None),
        ("دمر الجيش [40] الغاما", "الغاما"),
        ("حقق [12] فوزا", "فوزا"),
        ("صادرت [5] بنادق", "بنادق"),
        ("نظمت [8] فعاليات", "فعاليات"),
    ],
)
def test_counted_nouns(marked: str, counted: str | None) -> None:
    assert fields(marked).counted == counted


@pytest.mark.parametrize(
    ("marked", "label", "counted"),
    [
        ("دفع [5 ملايين دولار كندي]", "MONEY", "دولار كندي"),
        ("قطع [20 كيلومترا مربعا]", "QUANTITY", "كيلومترا مربعا"),
        ("حصل على [16 في المئة] من الأصوات", "PERCENT", "الأصوات"),
        ("ارتفع [16 في المئة] أمس", "PERCENT", None),
    ],
)
def test_what_measures_count(marked: str, label: str, counted: str | None) -> None:
    assert fields(marked, label).counted == counted


@pytest.mark.parametrize(
    ("value", "unit", "base", "symbol"),
    [
        (5.0, "km", 5000.0, "meter"),
        (2.0, "dunam", 2000.0, "meter ** 2"),
        (36.0, "km/h", 10.0, "meter / second"),
        (25.0, "°C", 298.15, "kelvin"),
        (1.0, "nmi", 1852.0, "meter"),
    ],
)
def test_base_values(value: float, unit: str, base: float, symbol: str) -> None:
    found, name = base_value(value, unit)
    assert (found, name) == (pytest.approx(base), symbol)


@pytest.mark.parametrize("symbol", ["USD", "%", "شيء"])
def test_no_base_value_for_what_is_no_measure(symbol: str) -> None:
    with pytest.raises(ValueError, match="no unit of measure"):
        base_value(1, symbol)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 99)])
def test_a_span_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span of a text of 4"):
        normalise("كتاب", start, end, "CARDINAL")


_LETTERS = st.text(alphabet="ابدعمنوهي ة٣5,.-/%:()\ud800", max_size=30)
_SAID = (
    "بين ما من إلى حتى أو و - – / 3 12 448 1500 0.5 ثلاثة وعشرون ألف وألفين آلاف مليون نصف ونصف متر مترين كيلومتر "
    "المتر بت دولار دولارات % بالمئة نحو أكثر قتيلاً عشرات سنة ساعة الساعة مايو واحد وحيد الثاني صفر رقم مقابل"
)
_WORDS = st.lists(st.sampled_from(_SAID.split()), max_size=8).map(" ".join)
_NUMBER, _MEASURE = (
    st.sampled_from(choices)
    for choices in (
        ("3", "12", "448", "0.5", "3 آلاف", "مليون", "نصف", "½", "½ مليون", "ألف", "صفر", ""),
        ("متر", "المتر", "%", "بالمئة", "دولار", "بت", "", ""),
    )
)
_RANGES = st.tuples(
    st.sampled_from(("", "بين ", "ما بين ", "من ", "نحو ")),
    _NUMBER,
    _MEASURE,
    st.sampled_from((" و", " - ", "-", " أو ", " إلى ", " حتى ")),
    _NUMBER,
    _MEASURE,
).map(lambda r: f"{r[0]}{r[1]} {r[2]}{r[3]}{r[4]} {r[5]}".replace("  ", " "))


@settings(max_examples=500)
@given(st.one_of(_LETTERS, _WORDS, _RANGES), st.data())
def test_any_span_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.just(0) | st.integers(0, len(text)))
    end = data.draw(st.just(len(text)) | st.integers(start, len(text)))
    label = data.draw(st.sampled_from(FIGURE_LABELS))
    found = normalise(text, start, end, label, now=date(2020, 2, 29))
    assert found.modifier is None or found.modifier in MODIFIERS
    assert found.role is None or found.role in ROLES
    assert found.counted is None or found.counted in text
    if start < end and text[start:end].strip():
        figure = Figure(start, end, text[start:end], label, None, found.value, found.range, found.modifier)
        document = Document("any", text, (Sentence(start, end, ()),), (), (figure,))
        assert Document.from_json(document.to_json(), Where("any", 1)) == document
