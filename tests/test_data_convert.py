from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import SPLITS, split_path
from data.convert import FORMATS, brat, conll, convert, doccano, labelstudio
from data.convert.graph import LABELS, Link, Mark, document_of, marks_of
from khabar.document import Document, DocumentError, Entity, Sentence, read_documents, write_documents
from khabar.fields import Where
from khabar.labels import POLARITIES, SENTENCE_LABELS
from sample import sample

GOLD = [document for split in SPLITS for document in read_documents(split_path(split))]
GRAPHS = {"brat": brat, "doccano": doccano, "labelstudio": labelstudio}
HERE = Where("test")


@pytest.mark.parametrize("name", GRAPHS)
def test_gold_comes_back_as_far_as_the_format_can_hold_it(name: str, tmp_path: Path) -> None:
    module = GRAPHS[name]
    module.write(tmp_path / "out", GOLD)
    back = {document.id: document for document in module.read(tmp_path / "out")}
    assert back == {document.id: module.keep(document) for document in GOLD}


@pytest.mark.parametrize("name", ["brat", "labelstudio"])
def test_lossless_formats_keep_scores_and_names(name: str, tmp_path: Path) -> None:
    GRAPHS[name].write(tmp_path / "out", [sample()])
    assert list(GRAPHS[name].read(tmp_path / "out")) == [sample()]


def test_what_doccano_loses_is_what_it_says() -> None:
    kept = doccano.keep(sample())
    assert kept != sample()
    assert [s.polarity for s in kept.statements] == [s.polarity for s in sample().statements]
    assert [s.labels for s in kept.sentences] == [s.labels for s in sample().sentences]
    assert not {"value", "role", "score"} & kept.to_json()["figures"][0].keys()


def test_conll_keeps_words_and_spans(tmp_path: Path) -> None:
    for number, document in enumerate(GOLD[:10]):
        path = tmp_path / f"{number}.conll"
        conll.write(path, [document])
        [back] = conll.read(path)
        assert back == replace(conll.keep(document), id=str(number))
        spans = [(x.text.split(), x.label) for x in [*document.entities, *document.figures]]
        assert [x[1] for x in spans] == [x.label for x in [*back.entities, *back.figures]]
        assert len(back.sentences) == len(document.sentences)


def test_conll_of_what_conll_can_hold_is_the_same_file(tmp_path: Path) -> None:
    conll.write(tmp_path / "one", GOLD)
    conll.write(tmp_path / "two", conll.read(tmp_path / "one"))
    assert (tmp_path / "one").read_text() == (tmp_path / "two").read_text()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [("كلمة\tX-PER\n", 1, "X-PER"), ("كلمة\tO\nأخرى\tI-PER\n", 2, "cannot follow"), ("كلمة\n", 1, "''")],
)
def test_conll_refuses_what_is_no_iob2(text: str, line: int, what: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=rf"bad\.conll:{line}: .*{what}"):
        list(conll.read(path))


def test_a_shared_source_is_one_mark() -> None:
    marks, links = marks_of(sample())
    sources = [mark for mark in marks if mark.label == "Source"]
    assert len(sources) == 2
    assert sum(link.part == sources[0].key for link in links) == 2


def test_a_cue_with_two_sources_is_refused() -> None:
    marks = [Mark("1", 0, 3, "Cue", {}), Mark("2", 4, 6, "Source", {}), Mark("3", 7, 9, "Source", {})]
    with pytest.raises(DocumentError, match="two marks Source"):
        document_of("x", "قال هو وهي", marks, [Link("1", "2"), Link("1", "3")], HERE)


@pytest.mark.parametrize(
    "mark", [Mark("1", 0, 3, "Person", {}), Mark("1", 0, 30, "PER", {}), Mark("1", 0, 3, "Cue", {"x": 1})]
)
def test_marks_that_are_no_document_are_refused(mark: Mark) -> None:
    with pytest.raises(DocumentError):
        document_of("x", "قال هو وهي", [mark], [], HERE)


def test_links_must_lead_from_cues_to_parts() -> None:
    marks = [Mark("1", 0, 3, "Cue", {}), Mark("2", 4, 6, "PER", {})]
    with pytest.raises(DocumentError, match="a link must lead"):
        document_of("x", "قال هو وهي", marks, [Link("1", "2")], HERE)


@pytest.mark.parametrize(
    "line", ["T1\tPER x 3\tقال", "A1\tclaim T9", "R1\tsomething", "#1\tAnnotatorNotes T1\tno json"]
)
def test_brat_errors_name_file_and_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال هو", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"T1\tPER 0 3\tقال\n{line}\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"a\.ann:2"):
        list(brat.read(tmp_path))


def test_brat_events_have_numbers_of_their_own(tmp_path: Path) -> None:
    """An event is numbered apart from its trigger, as brat does, and its attributes may stand before it."""
    (tmp_path / "a.txt").write_text("نفى هو", encoding="utf-8")
    marks = "T7\tCue 0 3\tنفى\nT1\tSource 4 6\tهو\nT2\tSentence 0 6\tنفى هو"
    (tmp_path / "a.ann").write_text(f"A1\tpolarity E1 deny\n{marks}\nE1\tCue:T7 Source:T1\n", encoding="utf-8")
    [statement] = next(brat.read(tmp_path)).statements
    assert (statement.cue.text, statement.source and statement.source.text, statement.polarity) == ("نفى", "هو", "deny")


def test_brat_attributes_have_numbers_of_their_own(tmp_path: Path) -> None:
    brat.write(tmp_path, GOLD[:3])
    for path in tmp_path.glob("*.ann"):
        keys = [line.partition("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("old", "new"), [("CARDINAL", "ORG"), ("CARDINAL", "DATE"), ("DATE", "EVENT"), ("PER", "DATE")]
)
def test_a_corrected_label_takes_the_fields_of_the_old_one_away(old: str, new: str) -> None:
    marks, links = marks_of(replace(sample(), id="x"))
    at = next(i for i, mark in enumerate(marks) if mark.label == old)
    marks[at] = replace(marks[at], label=new)
    document = document_of("x", sample().text, marks, links, HERE)
    assert new in [span.label for span in (*document.entities, *document.figures)]


def test_nothing_is_written_where_something_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    write_documents(path, GOLD[:2])
    before = path.read_bytes()
    convert(path, path, "jsonl", "jsonl")
    assert path.read_bytes() == before
    (tmp_path / "bad.jsonl").write_bytes(before + b"{}\n")
    with pytest.raises(DocumentError):
        convert(tmp_path / "bad.jsonl", path, "jsonl", "jsonl")
    assert path.read_bytes() == before


def test_brat_ids_may_hold_slashes_and_configuration_knows_every_label(tmp_path: Path) -> None:
    brat.write(tmp_path, [replace(sample(), id="a/b#1?ج")])
    assert [document.id for document in brat.read(tmp_path)] == ["a/b#1?ج"]
    conf = (tmp_path / "annotation.conf").read_text(encoding="utf-8")
    assert all(name in conf for name in (*LABELS, *SENTENCE_LABELS, *POLARITIES))


def test_doccano_errors_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"id": 1, "text": "قال", "entities": [{"id": 1, "label": "PER"}]}\n', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"d\.jsonl:1: entities\[0\]\.start_offset"):
        list(doccano.read(path))


def test_labelstudio_reads_predictions_and_refuses_other_files(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    labelstudio.write(path, [sample()])
    path.write_text(path.read_text(encoding="utf-8").replace('"annotations"', '"predictions"'), encoding="utf-8")
    assert list(labelstudio.read(path)) == [sample()]
    path.write_text('[{"data": {}}]', encoding="utf-8")
    with pytest.raises(DocumentError, match="not a task"):
        list(labelstudio.read(path))


def test_labelstudio_interface_has_every_control_and_label(tmp_path: Path) -> None:
    tree = ElementTree.parse(labelstudio.INTERFACE)
    assert {label.get("value") for label in tree.iter("Label")} == set(LABELS)
    choices = {c.get("name"): [x.get("value") for x in c] for c in tree.iter("Choices")}
    assert choices == {"sentence_labels": list(SENTENCE_LABELS), "polarity": list(POLARITIES)}
    assert [area.get("name") for area in tree.iter("TextArea")] == ["fields"]


WORDS = st.lists(st.text("ابتقلمن", min_size=1, max_size=5), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=st.lists(WORDS, min_size=1, max_size=4), data=st.data())
def test_random_spans_survive_conll(sentences: list[list[str]], data: st.DataObject, tmp_path: Path) -> None:
    text = "\n".join(" ".join(words) for words in sentences)
    bounds, entities, at = [], [], 0
    for words in sentences:
        end = at + len(" ".join(words))
        bounds.append(Sentence(at, end, ()))
        starts = [at + len(" ".join(words[:i])) + (1 if i else 0) for i in range(len(words))]
        i = 0
        while i < len(words):
            size = data.draw(st.integers(0, 2))
            if size and i + size <= len(words):
                stop = starts[i + size - 1] + len(words[i + size - 1])
                label = data.draw(st.sampled_from(["PER", "ORG"]))
                entities.append(Entity(starts[i], stop, text[starts[i] : stop], label))
            i += max(size, 1)
        at = end + 1
    document = Document("random", text, tuple(bounds), tuple(entities))
    conll.write(tmp_path / "random.conll", [document])
    assert list(conll.read(tmp_path / "random.conll")) == [document]


@pytest.mark.parametrize("name", FORMATS)
def test_convert_there_and_back(name: str, tmp_path: Path) -> None:
    write_documents(tmp_path / "in.jsonl", GOLD[:3])
    lost = convert(tmp_path / "in.jsonl", tmp_path / "there", "jsonl", name)
    assert bool(lost) == (name not in ("jsonl", "labelstudio", "docbin"))
    assert convert(tmp_path / "there", tmp_path / "back.jsonl", name, "jsonl") == ""
    assert len(list(read_documents(tmp_path / "back.jsonl"))) == (1 if name == "conll" else 3)
