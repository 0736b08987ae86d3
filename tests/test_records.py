"""Input records: a text, or sentences that are already split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.fields import Where
from khabar.records import Record, RecordError, joined, parse_record

HERE = Where("in.jsonl", 3)


def test_a_text_is_left_to_the_splitter() -> None:
    assert parse_record({"id": "a", "text": "قال. ثم صمت."}, HERE) == Record("a", "قال. ثم صمت.", None)


def test_sentences_are_joined_by_newlines_and_keep_their_bounds() -> None:
    record = parse_record({"id": "a", "sentences": ["قال ذلك", "ثم صمت."]}, HERE)
    assert record == Record("a", "قال ذلك\nثم صمت.", ((0, 7), (8, 15)))


def test_an_empty_sentence_keeps_its_line() -> None:
    assert joined("a", ["قال", "", "ثم"]) == Record("a", "قال\n\nثم", ((0, 3), (5, 7)))


def test_no_sentences_are_an_empty_text() -> None:
    assert parse_record({"id": "a", "sentences": []}, HERE) == Record("a", "", ())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "in.jsonl:3: an object is needed, not a list"),
        ({"id": "a"}, "in.jsonl:3: text: missing"),
        ({"text": "قال"}, "in.jsonl:3: id: missing"),
        ({"id": 4, "text": "قال"}, "in.jsonl:3: id: a string is needed, not 4"),
        ({"id": "a", "text": None}, "in.jsonl:3: text: a string is needed, not null"),
        ({"id": "a", "text": "قال", "sentences": ["قال"]}, "in.jsonl:3: text: either text or sentences can be given"),
        ({"id": "a", "sentences": "قال"}, "in.jsonl:3: sentences: a list is needed, not a string"),
        ({"id": "a", "sentences": ["قال", True]}, "in.jsonl:3: sentences[1]: a string is needed, not true or false"),
    ],
)
def test_a_bad_record_is_named_with_line_and_field(data: object, message: str) -> None:
    with pytest.raises(RecordError) as raised:
        parse_record(data, HERE)
    assert str(raised.value).startswith(message)


@given(st.lists(st.text()))
def test_spans_of_given_sentences_slice_to_them(sentences: list[str]) -> None:
    record = joined("a", sentences)
    assert record.sentences is not None
    assert [record.text[a:b] for a, b in record.sentences] == [sentence for sentence in sentences if sentence]


def test_metadata_is_passed_over() -> None:
    assert parse_record({"id": "a", "text": "قال", "outlet": "x", "date": None}, HERE) == Record("a", "قال", None)
