"""Sentence splitting. In the examples a bar stands where one sentence ends and the next begins."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.text import split, split_lines

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "وصل الوفد مساءً.| وغادر فجراً.",
        "هل وصل الوفد؟| لم يصل.",
        "وصل الوفد!| ثم غادر",
        "تعبت المدينة…| ثم نامت.",
        "تعبت المدينة...| ثم نامت.",
        "تعبت المدينة. …| ثم نامت.",
        "ماذا؟!| لا شيء.",
        "وقع ذلك عام 2011.| وبعده بعام عاد.",
        "قالت القناة CNN.| وأضافت.",
    ],
)
def test_stops_end_sentences(marked: str) -> None:
    assert cut(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    "marked",
    [
        "أغلقت الطريق .|وعادت الحركة",
        "أغلقت الطريق.|وعادت الحركة",
        "فاض النهر عام 1986 .|وغمر الحقول",
        "فاض النهر عام 1986.|وغمر الحقول",
        "من سيأتي؟|وأين المفر",
        "انتهى «اللقاء».|وخرج الجميع",
        'قال: "انتهى اللقاء."|وخرج الجميع',
        "قالت CNN.|وأضافت",
    ],
)
def test_a_glued_stop_ends_a_sentence(marked: str) -> None:
    assert cut(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "ارتفع السعر 5.3 في المئة وبلغ ٧.٢ دينار",
        "تراجع السهم 27 .7% عند الإقفال",
        "زار د. سليم الطاهر المعرض مع أ. منى",
        "زار د . سليم الطاهر المعرض ومعه م. رنا",
        "شكر ود. سليم وأ.د. منى الحضور",
        "نقلت أ.ف.ب عن شاهد ولأ.ف.ب مراسلون",
        "نقلت سي .إن .إن العربية وبي.بي.سي الخبر",
        "قال مسؤول في U.S. Navy للصحافة",
        "على الموقع https://example.org/a.b?c=1 التفاصيل",
        "على موقع مثال.كوم ومثال.نت التفاصيل",
        "عاجل.. إغلاق الميناء بعد العاصفة",
        "خمسون عاماً ... وما زال يكتب",
        "قال (هل هذا ممكن؟) ثم مضى",
        "نأمل (...) أن يعود الجميع",
        "تساءل: لماذا الآن؟، ثم صمت",
        "1. افتتاح السوق القديم",
        "عاد الهدوء إلى الميناء.(وكالات)",
        "عاد الهدوء إلى الميناء. (أ ف ب)",
    ],
)
def test_other_stops_do_not(text: str) -> None:
    assert cut(text) == [text]


def test_an_era_or_unit_behind_a_number_is_no_title() -> None:
    assert cut("بني الجامع عام 300 هـ. ثم هدم.") == ["بني الجامع عام 300 هـ.", "ثم هدم."]


@pytest.mark.parametrize(
    "marked",
    [
        "قالت إن «العمل صعب. لكننا سننجزه» بعد عام.| ثم غادرت.",
        'قالت إن "العمل صعب. لكننا سننجزه" بعد عام.| ثم غادرت.',
        "قالت إن “العمل صعب. لكننا سننجزه” بعد عام.| ثم غادرت.",
        "قالت «نعم. «اقرأ. واكتب» هو شعارنا. شكراً» وغادرت.| ثم عادت.",
        'قال:" العمل صعب. سننجزه " أمس.| ثم غادر.',
        "قالت: «سننجزه. وعدنا بذلك.»| وأضافت شيئاً.",
        'قالت: "سننجزه."| وأضافت شيئاً.',
        "قالت: «سننجزه !».| وأضافت شيئاً.",
        "كتاب «لماذا نقرأ؟» صدر أمس.| وهو الأول.",
    ],
)
def test_a_quotation_stays_with_the_sentence_that_introduces_it(marked: str) -> None:
    assert cut(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("mark", ["«", '"', "“", "(", "["])
def test_an_unclosed_mark_does_not_swallow_the_article(mark: str) -> None:
    body = "وصل الوفد. " * 200
    assert len(cut(f"قالت إن {mark}العمل صعب. {body}")) == 201
    assert len(cut(f'قالت إن {mark}العمل صعب. {body} انتهى» انتهى" انتهى” انتهى) انتهى].')) >= 150


def test_a_closing_mark_without_an_opening_one_changes_nothing() -> None:
    assert cut('عاد الوفد" أمس. ثم قال "سنعمل. غداً" ومضى.') == ['عاد الوفد" أمس.', 'ثم قال "سنعمل. غداً" ومضى.']


def test_a_quotation_does_not_reach_over_a_line() -> None:
    assert cut("قالت: «نعم. ثم\nعادت. ونامت».") == ["قالت: «نعم.", "ثم", "عادت.", "ونامت»."]


def test_headline_view_count_body_and_source_line() -> None:
    text = "إغلاق ميناء طرفة بعد العاصفة\n\n 1,204 \r\nأغلق الميناء أمس. وعاد العمل اليوم.\nالمصدر: نشرة الميناء\n٣٢\n"
    sentences = ["إغلاق ميناء طرفة بعد العاصفة", "أغلق الميناء أمس.", "وعاد العمل اليوم.", "المصدر: نشرة الميناء"]
    assert cut(text) == sentences


def test_a_rest_without_letters_goes_with_the_sentence_before() -> None:
    assert cut("عاد الوفد. ***") == ["عاد الوفد. ***"]
    assert cut("1. 2. 3.") == ["1. 2. 3."]
    assert cut("***\n• •") == ["***", "• •"]


def test_nothing_gives_nothing() -> None:
    assert split("") == split(" \n\t\u2028 ") == split("32") == []


def test_split_lines_keeps_every_line_that_is_not_blank() -> None:
    text = "  قال. ثم صمت. \n\n32\r\n\u00a0وغادر\u00a0"
    assert [text[a:b] for a, b in split_lines(text)] == ["قال. ثم صمت.", "32", "وغادر"]


pieces = st.sampled_from(
    [*'«»"“”()[].؟?!…،؛: \t\u00a0ـ\u064b\u200f\ud800\x0057٣', *BREAKS, "د", "سي", "كلمة", "a.b", "..", "🙂", "\u0301"]
)
texts = st.text() | st.lists(pieces, max_size=60).map("".join)


@given(texts)
def test_sentences_are_ordered_trimmed_and_cover_all_but_bare_numbers(text: str) -> None:
    for spans in (split(text), split_lines(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert all(text[start:end] == text[start:end].strip() for start, end in spans)
        assert not any(set(BREAKS) & set(text[start:end]) for start, end in spans)
    covered = {at for span in split(text) for at in range(*span)}
    lines = re.finditer(f"[^{BREAKS}]+", text)
    left = [line[0] for line in lines if any(not text[i].isspace() and i not in covered for i in range(*line.span()))]
    assert all(re.fullmatch(r"\s*\d[\d.,٫٬]*\s*", line) for line in left)


@given(texts, texts)
def test_lines_are_split_independently(first: str, second: str) -> None:
    moved = [(start + len(first) + 1, end + len(first) + 1) for start, end in split(second)]
    assert split(f"{first}\n{second}") == split(first) + moved


@pytest.mark.parametrize("piece", ["أ", ".", "أ.", "«", '"', '" أ', "(.", ". ", "كلمة .", "1. ", "أ» . "])
def test_time_is_linear(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    times: list[float] = []
    for size in (len(text) // 8, len(text)):
        start = time.process_time()
        split(text[:size])
        times.append(time.process_time() - start)
    assert times[1] < 30 * times[0] + 1, "eight times the text may take a little more than eight times as long"
