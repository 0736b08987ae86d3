from dataclasses import replace

import pytest

from data.agreement import agreement
from data.tables import agreement_lines
from khabar.document import Document, Sentence
from sample import sample


def test_a_file_agrees_with_itself_wholly() -> None:
    found = agreement([sample()], [sample()])
    assert found["spans"]["all"]["f1"] == 1
    assert all(row["f1"] in (1, None) for row in found["statements"].values())
    assert found["labels"]["denial"]["kappa"] == 1


def test_spans_count_place_and_label() -> None:
    document = sample()
    other = replace(document, entities=(replace(document.entities[0], label="ORG"), document.entities[1]))
    rows = agreement([document], [other])["spans"]
    assert rows["all"] == {"first": 5, "second": 5, "both": 4, "f1": 0.8}
    assert rows["PER"]["f1"] == 0
    assert rows["GPE"]["f1"] == 1


def test_values_are_compared_where_both_marked_the_figure() -> None:
    document = sample()
    other = replace(document, figures=(replace(document.figures[0], value=21), *document.figures[1:]))
    rows = agreement([document], [other])["spans"]
    assert rows["value of shared figures"] == {"first": 2, "second": 2, "both": 1, "f1": 0.5}
    assert rows["role of shared figures"]["f1"] == 1


def test_statements_part_by_part() -> None:
    document = sample()
    said, denied, declined = document.statements
    other = replace(document, statements=(replace(said, source=None), replace(denied, polarity="doubt"), declined))
    rows = agreement([document], [other])["statements"]
    assert rows["cue"]["f1"] == 1
    assert rows["source"]["f1"] == rows["polarity of shared cues"]["f1"] == pytest.approx(2 / 3)
    assert rows["content"]["f1"] == rows["content, words in common"]["f1"] == 1
    assert rows["whole statement"]["f1"] == pytest.approx(1 / 3)
    assert rows["speaker of shared cues"]["first"] == 1


def _labelled(*labels: tuple[str, ...]) -> Document:
    return Document("k", "ا" * len(labels), tuple(Sentence(i, i + 1, x) for i, x in enumerate(labels)))


def test_kappa_as_in_the_textbook() -> None:
    claim = ("claim",)
    first = _labelled(*[claim] * 25, *[()] * 25)
    second = _labelled(*[claim] * 20, *[()] * 5, *[claim] * 10, *[()] * 15)
    row = agreement([first], [second])["labels"]["claim"]
    assert (row["first"], row["second"], row["agree"]) == (25, 30, 0.7)
    assert row["kappa"] == pytest.approx(0.4)


def test_kappa_is_undefined_when_chance_is_certain() -> None:
    assert agreement([_labelled(())], [_labelled(())])["labels"]["claim"]["kappa"] is None


def test_only_shared_documents_with_the_same_text_are_compared() -> None:
    with pytest.raises(ValueError, match="no document in common"):
        agreement([sample()], [replace(sample(), id="other")])
    with pytest.raises(ValueError, match="texts differ"):
        agreement([_labelled(())], [replace(_labelled(()), text="ب")])
    with pytest.raises(ValueError, match="different sentences"):
        agreement([_labelled((), ())], [replace(_labelled((), ()), sentences=(Sentence(0, 2, ()),))])


def test_the_tables_show_every_row() -> None:
    lines = "\n".join(agreement_lines(agreement([sample()], [sample()])))
    assert "| all | 5 | 5 | 5 | 1.000 |" in lines
    assert "| denial | 1 | 1 | 1.000 | 1.000 |" in lines
    assert "| EVENT | 0 | 0 | 0 | — |" in lines
