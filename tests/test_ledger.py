"""The ledger: claims by speaker, figures that disagree, denials and what they reject."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import Article
from khabar.document import Document
from khabar.ledger import Ledger, ledger
from khabar.ledger_match import bounds_of, disagree
from khabar.ledger_terms import stem


def battle() -> list[Document]:
    """Two articles on one battle."""
    one = Article("one").line(
        "قال اللواء الأخضر إن 38 مسلحا قتلوا في سهل الرمان",
        "ORG اللواء الأخضر; LOC سهل الرمان",
        [("اللواء الأخضر", "قال", "إن 38 مسلحا قتلوا في سهل الرمان", "assert")],
        [("38", 38, "مسلحا", "killed")],
    )
    one.line(
        "واتهم الأهالي الكتيبة الزرقاء بحرق محاصيل القمح",
        "ORG الكتيبة الزرقاء",
        [("الأهالي", "واتهم", "بحرق محاصيل القمح", "accuse")],
    )
    two = Article("two").line(
        "وبحسب مرصد الوادي سقط 19 قتيلا في سهل الرمان",
        "ORG مرصد الوادي; LOC سهل الرمان",
        [("مرصد الوادي", "وبحسب", "سقط 19 قتيلا في سهل الرمان", "assert")],
        [("19", 19, "قتيلا", "killed")],
    )
    two.line(
        "ونفت الكتيبة الزرقاء حرق أي محاصيل",
        "ORG الكتيبة الزرقاء",
        [("الكتيبة الزرقاء", "ونفت", "حرق أي محاصيل", "deny")],
    )
    two.line("وطالبت بالتحقيق", "", [(None, "وطالبت", "بالتحقيق", "demand")])
    return [one.document(), two.document()]


def killed(*counts: tuple[str, int, str, str], day: str | None = None) -> Ledger:
    """A ledger of one claim a line: speaker, number, place, counted noun."""
    article = Article()
    for i, (speaker, number, place, noun) in enumerate(counts):
        when = f"يوم {i}"
        article.line(
            f"قال {speaker} إن {number} {noun} قتلوا في {place} {when}",
            f"PER {speaker}; GPE {place}",
            [(speaker, "قال", f"إن {number} {noun} قتلوا في {place}", "assert")],
            [(str(number), number, noun, "killed")],
            [(when, f"2030-01-0{i + 1}" if day is None else day)],
        )
    return ledger([article.document()])


def test_rows_say_who_what_and_where() -> None:
    documents = battle()
    found = ledger(documents)
    assert [row.speaker for row in found.rows] == [
        "اللواء الأخضر",
        "الأهالي",
        "مرصد الوادي",
        "الكتيبة الزرقاء",
        "الكتيبة الزرقاء",
    ]
    assert [(row.document, row.sentence) for row in found.rows] == [
        ("one", 0),
        ("one", 1),
        ("two", 0),
        ("two", 1),
        ("two", 2),
    ]
    texts = {document.id: document.text for document in documents}
    assert all(texts[row.document][row.start : row.end] == row.what for row in found.rows)
    assert [figure.value for figure in found.rows[0].figures] == [38]


def test_figures_that_exclude_each_other_stand_side_by_side() -> None:
    (group,) = ledger(battle()).disagreements
    assert (group.role, group.places) == ("killed", ("سهل الرمان",))
    assert [(c.row, c.figure) for c in group.counts] == [(0, 0), (2, 0)]


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([("نبيل", 5, "الرملة", "جنود"), ("سعاد", 9, "الرملة", "شخصا")], 1),
        ([("نبيل", 5, "الرملة", "جنود"), ("سعاد", 5, "الرملة", "شخصا")], 0),
        ([("نبيل", 5, "الرملة", "جنود"), ("نبيل", 9, "الرملة", "شخصا")], 0),
        ([("نبيل", 5, "الرملة", "جنود"), ("سعاد", 9, "صفد", "شخصا")], 0),
        ([("نبيل", 5, "الرملة", "أطفال"), ("سعاد", 9, "الرملة", "شخصا")], 0),
        ([("نبيل", 5, "الرملة", "أطفال"), ("سعاد", 9, "الرملة", "طفلا")], 1),
    ],
)
def test_only_other_speakers_on_the_same_thing_disagree(counts: list[tuple[str, int, str, str]], groups: int) -> None:
    assert len(killed(*counts, day="2030-01-01").disagreements) == groups
    assert killed(*counts).disagreements == ()


def test_a_denial_meets_the_accusation_it_rejects() -> None:
    found = ledger(battle())
    (match,) = found.denials
    assert (match.denial, match.claim) == (3, 1)
    assert 0.4 < match.score <= 1
    assert "حرق" in match.shared


def test_a_denial_is_not_matched_to_its_own_speaker_nor_to_a_report_of_it() -> None:
    article = Article().line(
        "قال راشد إن الجسر انهار تماما فجرا",
        "PER راشد",
        [("راشد", "قال", "إن الجسر انهار تماما فجرا", "assert")],
    )
    article.line(
        "وذكرت هند أن راشد نفى انهيار الجسر فجرا",
        "PER هند; PER راشد",
        [
            ("هند", "وذكرت", "أن راشد نفى انهيار الجسر فجرا", "assert"),
            ("راشد", "نفى", "انهيار الجسر فجرا", "deny"),
        ],
    )
    assert ledger([article.document()]).denials == ()


@pytest.mark.parametrize(
    ("modifier", "low", "high"),
    [("exact", 10, 10), ("about", 9, 11), ("more_than", 10, float("inf")), ("at_most", 0, 10)],
)
def test_bounds(modifier: str, low: float, high: float) -> None:
    from khabar.document import Figure

    assert bounds_of(Figure(0, 1, "١", "CARDINAL", value=10, range=None, modifier=modifier)) == (low, high)
    assert bounds_of(Figure(0, 1, "١", "CARDINAL", value=None, range=None)) is None
    assert bounds_of(Figure(0, 1, "١", "CARDINAL", value=None, range=(3, 5))) == (3, 5)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.integers(0, 2)), max_size=8))
def test_disagreement_is_what_comparing_all_pairs_gives(claims: list[tuple[str, int, int]]) -> None:
    claimed = [(who, (low, low + size)) for who, low, size in claims]
    pairs = [(a, b) for a in claimed for b in claimed if a[0] != b[0]]
    assert disagree(claimed) == any(a[1][0] > b[1][1] for a, b in pairs)


def test_stems_of_one_noun() -> None:
    assert len({stem(word) for word in ("مقاتل", "مقاتلا", "مقاتلين", "المقاتلون", "والمقاتلين")}) == 1
    assert stem("مقاتل") != stem("قرية")


def test_empty_and_deterministic() -> None:
    assert ledger([]) == Ledger((), (), ())
    assert ledger(battle()) == ledger(battle())


def test_many_statements_take_little_time() -> None:
    documents = []
    for number in range(100):
        article = Article(f"d{number}")
        for i in range(50):
            place = f"بلدة{(number * 50 + i) % 90}"
            polarity = "deny" if i % 10 == 9 else "assert"
            content = f"مقتل {i} شخصا في {place} قرب المنزل {i % 7}"
            article.line(
                f"قال ناطق{i} {content}",
                f"PER ناطق{i}; GPE {place}",
                [(f"ناطق{i}", "قال", content, polarity)],
                [(str(i), i, "شخصا", "killed")],
            )
        documents.append(article.document())
    begun = process_time()
    found = ledger(documents)
    assert process_time() - begun < 10
    assert len(found.rows) == 5000
    assert found.denials
