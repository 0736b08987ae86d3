"""Which words begin names bare, from counts."""

from khabar.document import Document, Entity, write_documents
from train.names import choose, first_words, is_stem


def test_a_stem_is_met_bare_and_behind_prepositions() -> None:
    counts = {
        "واشنطن": 500,
        "بواشنطن": 40,
        "بيروت": 300,
        "لبيروت": 9,
        "لحج": 76,
        "حج": 150,
        "بلحج": 6,
        "لعدن": 5,
        "عدن": 90,
    }
    assert [w for w in counts if is_stem(w, counts)] == ["واشنطن", "بيروت", "لحج", "حج", "عدن"]


def test_the_article_behind_a_letter_needs_more_evidence() -> None:
    counts = {"والتر": 20, "التر": 1, "والقدس": 60, "القدس": 100}
    assert is_stem("والتر", counts)
    assert not is_stem("والقدس", counts)


def test_the_list_keeps_to_its_size() -> None:
    firsts, counts = {"صفد": 3, "عكا": 9}, {"صفد": 5, "عكا": 5, "بيسان": 40}
    assert choose(firsts, counts, 1000) == ["بيسان", "صفد", "عكا"]
    assert choose(firsts, counts, 8) == ["عكا"]


def test_first_words_come_from_documents_and_conll(tmp_path) -> None:
    text = "زار هيثم صفد"
    write_documents(tmp_path / "a.jsonl", [Document("a", text, entities=(Entity(4, 8, "هيثم", "PER"),))])
    (tmp_path / "b.conll").write_text("مدينة O\nعكا B-LOC\nالقديمة I-LOC\n", encoding="utf-8")
    assert list(first_words(tmp_path / "a.jsonl")) == ["هيثم"]
    assert list(first_words(tmp_path / "b.conll")) == ["عكا"]
