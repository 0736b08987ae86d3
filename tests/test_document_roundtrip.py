"""Any document comes back as it was, and any JSON is read or refused."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from khabar.document import (
    ABSENT,
    Document,
    DocumentError,
    Figure,
    Part,
    Sentence,
    Statement,
    dumps,
    read_documents,
    write_documents,
)
from khabar.fields import Where, parse_object
from test_document import gold, read, written


def test_a_lone_surrogate_survives(tmp_path: Path) -> None:
    line = '{"id": "\\udc80", "text": "ab\\ud83d c", "sentences": [], "entities": [], "figures": [], "statements": []}'
    (document,) = read_documents(written(tmp_path / "in.jsonl", line))
    assert document.text == "ab\ud83d c"
    write_documents(tmp_path / "out.jsonl", [document])
    assert list(read_documents(tmp_path / "out.jsonl")) == [document]


texts = st.text(st.characters(codec="utf-8") | st.sampled_from("\ud800\udbff\n\u2028\x00«»"), min_size=1).filter(
    lambda text: json.loads(json.dumps(text)) == text
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts)

    def part() -> Part:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return Part(start, end, text[start:end])

    place = part()
    value = draw(st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.just(ABSENT))
    figure = Figure(place.start, place.end, place.text, "MONEY", draw(st.none() | st.floats(0, 1)), value)
    statement = Statement(draw(st.none() | st.just(part())), part(), None, "doubt", None, draw(texts | st.just(ABSENT)))
    scores = {"claim": draw(st.floats(0, 1))}
    return Document(draw(texts), text, (Sentence(0, len(text), (), scores),), (), (figure,), (statement,))


@given(documents())
def test_every_document_comes_back(document: Document) -> None:
    line = dumps(document)
    assert "\n" not in line
    assert Document.from_json(parse_object(line, Where("x")), Where("x")) == document


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["start", "end", "cue"]) | st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from(["id", "text", "sentences", "entities", "figures", "statements"]), values)
def test_any_json_is_read_or_refused_with_a_document_error(key: str, value: object) -> None:
    try:
        read(gold() | {key: value})
    except DocumentError as error:
        assert str(error).startswith(f"f.jsonl:7: {'' if key == 'text' else key}")
