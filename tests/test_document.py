"""The document format: what is read, what is refused and where the message says it is, and what comes back."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from khabar.document import (
    ABSENT,
    Document,
    DocumentError,
    Entity,
    Figure,
    Part,
    Sentence,
    dumps,
    read_documents,
    write_documents,
)
from khabar.fields import Where

TEXT = "نفى الوزير سامي الديراني أمس مقتل نحو 20 عاملاً في ميناء طرفة."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold() -> dict[str, Any]:
    """One annotated sentence as plain data, keys in the order of the format."""
    numbers = {"value": 20, "range": None, "modifier": "about", "counted": "عاملاً", "role": "killed"}
    parts = {"source": span("الوزير سامي الديراني"), "cue": span("نفى"), "content": span("مقتل نحو 20 عاملاً")}
    return {
        "id": "a/1",
        "text": TEXT,
        "sentences": [{"start": 0, "end": len(TEXT), "labels": ["claim", "attribution", "denial"]}],
        "entities": [{**span("سامي الديراني"), "label": "PER"}, {**span("ميناء طرفة"), "label": "FAC"}],
        "figures": [{**span("أمس"), "label": "DATE"}, {**span("نحو 20"), "label": "CARDINAL", **numbers}],
        "statements": [{**parts, "polarity": "deny", "speaker": "سامي الديراني"}],
    }


def read(data: object) -> Document:
    return Document.from_json(data, Where("f.jsonl", 7))


def written(path: Path, line: str | bytes) -> Path:
    path.write_bytes(line if isinstance(line, bytes) else line.encode())
    return path


def test_gold_reads_into_dataclasses_and_writes_back_byte_for_byte() -> None:
    document = read(gold())
    assert document.sentences == (Sentence(0, len(TEXT), ("claim", "attribution", "denial")),)
    assert document.entities[0] == Entity(11, 24, "سامي الديراني", "PER")
    assert document.figures[0].value is ABSENT
    assert document.figures[1] == Figure(34, 40, "نحو 20", "CARDINAL", None, 20, None, "about", "عاملاً", "killed")
    assert document.statements[0].cue == Part(0, 3, "نفى")
    assert document.statements[0].inherited is ABSENT
    assert dumps(document) == json.dumps(gold(), ensure_ascii=False)


def test_a_prediction_keeps_scores_names_units_and_nulls() -> None:
    data = gold()
    data["sentences"][0]["scores"] = {"claim": 0.98, "attribution": 1.0, "denial": 0.5}
    data["entities"][0] |= {"score": 0.75, "name": "سامي"}
    data["figures"][0] = {**span("أمس"), "label": "DATE", "score": 0.5, "value": "2019-03-20"}
    data["figures"][1] |= {"value": None, "range": [15, 20.5], "counted": None, "role": None, "unit": None}
    data["statements"][0] |= {"source": None, "content": None, "speaker": None, "inherited": True}
    assert dumps(read(data)) == json.dumps(data, ensure_ascii=False)


def test_null_and_absent_are_different() -> None:
    data = gold()
    data["statements"][0]["speaker"] = None
    assert read(data).statements[0].speaker is None
    del data["statements"][0]["speaker"]
    assert read(data).statements[0].speaker is ABSENT


@pytest.mark.parametrize(
    ("path", "value", "field", "what"),
    [
        (("id",), 5, "id", "a string is needed, not 5"),
        (("text",), None, "text", "a string is needed, not null"),
        (("sentences",), {}, "sentences", "a list is needed, not an object"),
        (("sentences", 0), [], "sentences[0]", "an object is needed, not a list"),
        (("sentences", 0, "end"), len(TEXT) + 1, "sentences[0].end", f"text's end {len(TEXT)}"),
        (("sentences", 0, "start"), -1, "sentences[0].start", "outside the text"),
        (("sentences", 0, "start"), len(TEXT), "sentences[0].start", "outside the text"),
        (("sentences", 0, "start"), True, "sentences[0].start", "a whole number is needed, not true or false"),
        (("sentences", 0, "start"), 0.0, "sentences[0].start", "a whole number is needed, not 0.0"),
        (("sentences", 0, "labels", 1), "rumour", "sentences[0].labels[1]", "'rumour' is not one of claim"),
        (("sentences", 0, "labels"), ["claim", "claim"], "sentences[0].labels", "twice"),
        (("sentences", 0, "scores"), {"rumour": 0.5}, "sentences[0].scores.rumour", "not one of"),
        (("sentences", 0, "scores"), {"claim": 1.5}, "sentences[0].scores.claim", "1.5 is not between 0 and 1"),
        (("sentences", 0, "scores"), None, "sentences[0].scores", "an object is needed, not null"),
        (("entities", 1, "label"), "CITY", "entities[1].label", "'CITY' is not one of PER"),
        (("entities", 1, "label"), "DATE", "entities[1].label", "not one of"),
        (("entities", 1, "text"), "ميناء", "entities[1].text", "is not what stands at"),
        (("entities", 1, "end"), 0, "entities[1].end", "not between start"),
        (("entities", 0, "score"), True, "entities[0].score", "a number is needed"),
        (("entities", 0, "score"), None, "entities[0].score", "a number is needed, not null"),
        (("entities", 0, "colour"), "red", "entities[0].colour", "unknown key"),
        (("figures", 1, "label"), "PER", "figures[1].label", "not one of CARDINAL"),
        (("figures", 1, "value"), "20", "figures[1].value", "a number is needed for CARDINAL"),
        (("figures", 1, "value"), False, "figures[1].value", "a number is needed"),
        (("figures", 1, "value"), float("inf"), "figures[1].value", "a number is needed"),
        (("figures", 1, "value"), float("nan"), "figures[1].value", "a number is needed"),
        (("figures", 1, "range"), [20, 10], "figures[1].range", "the lower first"),
        (("figures", 1, "range"), [20], "figures[1].range", "two numbers"),
        (("figures", 1, "range"), [1, "2"], "figures[1].range[1]", "a number is needed, not a string"),
        (("figures", 1, "modifier"), "roughly", "figures[1].modifier", "not one of exact"),
        (("figures", 1, "role"), "dead", "figures[1].role", "not one of killed"),
        (("figures", 1, "counted"), 3, "figures[1].counted", "a string is needed"),
        (("statements", 0, "polarity"), "agree", "statements[0].polarity", "not one of assert"),
        (("statements", 0, "polarity"), None, "statements[0].polarity", "a string is needed"),
        (("statements", 0, "cue"), None, "statements[0].cue", "an object is needed, not null"),
        (("statements", 0, "cue", "text"), "قال", "statements[0].cue.text", "is not what stands at 0 to 3"),
        (("statements", 0, "inherited"), 1, "statements[0].inherited", "true or false is needed, not 1"),
        (("statements", 0, "speaker"), 1, "statements[0].speaker", "a string is needed"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_field(
    path: tuple[str | int, ...], value: object, field: str, what: str
) -> None:
    data: Any = gold()
    *way, last = path
    inner = data
    for step in way:
        inner = inner[step]
    inner[last] = value
    with pytest.raises(DocumentError) as raised:
        read(data)
    message = str(raised.value)
    assert message.startswith(f"f.jsonl:7: {field}: ")
    assert what in message


@pytest.mark.parametrize("key", ["id", "text", "sentences", "entities", "figures", "statements"])
def test_a_missing_key_is_named(key: str) -> None:
    data = gold()
    del data[key]
    with pytest.raises(DocumentError, match=f"^f.jsonl:7: {key}: missing$"):
        read(data)


@pytest.mark.parametrize(
    ("where", "key"), [("sentences", "labels"), ("entities", "end"), ("figures", "text"), ("statements", "source")]
)
def test_a_missing_key_of_an_item_is_named(where: str, key: str) -> None:
    data = gold()
    del data[where][0][key]
    with pytest.raises(DocumentError, match=rf"f.jsonl:7: {where}\[0\].{key}: missing"):
        read(data)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "not JSON"),
        ("[]", "an object is needed, not a list"),
        ('{"id": NaN}', "NaN is not a JSON number"),
        ('{"id": -Infinity}', "-Infinity is not a JSON number"),
        ('{"id": "a", "id": "b"}', "id: given twice"),
        ("[" * 100_000, "not JSON"),
        (b'{"id": "\xff"}', "not UTF-8"),
    ],
)
def test_what_is_no_document_line_is_refused(tmp_path: Path, line: str | bytes, what: str) -> None:
    path = written(tmp_path / "bad.jsonl", line)
    with pytest.raises(DocumentError) as raised:
        list(read_documents(path))
    assert str(raised.value).startswith(f"{path}:1: ")
    assert what in str(raised.value)


def test_the_line_of_a_file_is_named_and_blank_lines_count(tmp_path: Path) -> None:
    wrong = gold() | {"id": 0}
    lines = "\n".join([json.dumps(gold()), "", json.dumps(wrong)])
    documents = read_documents(written(tmp_path / "g.jsonl", lines))
    assert next(documents).id == "a/1"
    with pytest.raises(DocumentError, match=r"g\.jsonl:3: id: "):
        next(documents)


def test_line_separators_inside_a_text_do_not_end_the_line(tmp_path: Path) -> None:
    document = Document("a", "سطر\u2028آخر\x85 هنا", (), (), (), ())
    write_documents(tmp_path / "g.jsonl", [document, document])
    assert list(read_documents(tmp_path / "g.jsonl")) == [document, document]


def test_messages_stay_short_and_printable_whatever_the_input() -> None:
    for data in ({"x" * 10**6: 1}, {"\ud800": 1}, gold() | {"id": 10**4000}, gold() | {"text": "ن" * 10**6}):
        with pytest.raises(DocumentError) as raised:
            read(gold() | data)
        assert len(str(raised.value)) < 400
        str(raised.value).encode()


def test_numbers_that_json_lacks_are_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps(Document("a", "نص", (), (Entity(0, 2, "نص", "PER", float("nan")),), (), ()))


def test_a_file_compressed_by_xz_reads_as_the_plain_one(tmp_path: Path) -> None:
    document = Document.from_json(gold(), Where("gold"))
    packed = tmp_path / "g.jsonl.xz"
    write_documents(packed, [document])
    assert lzma.decompress(packed.read_bytes()).decode() == dumps(document) + "\n"
    assert list(read_documents(packed)) == [document]
    for spoilt in (b"{}", packed.read_bytes()[:-20]):
        packed.write_bytes(spoilt)
        with pytest.raises(DocumentError, match=r"g\.jsonl\.xz: not compressed by xz: "):
            list(read_documents(packed))
