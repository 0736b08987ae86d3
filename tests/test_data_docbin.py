import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
import spacy.training
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

from data import SPLITS, split_path
from data.convert import docbin
from khabar.document import Document, DocumentError, Entity, Figure, read_documents
from khabar.labels import ENTITY_LABELS
from khabar.spacy.layout import fill
from sample import TEXT, part, sample

GOLD = [document for split in SPLITS for document in read_documents(split_path(split))]


def docs_of(path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(spacy.blank("ar").vocab))


def store(path: Path, *docs: Doc) -> Path:
    DocBin(store_user_data=True, docs=docs).to_disk(path)
    return path


@pytest.fixture
def doc() -> Doc:
    doc = spacy.blank("ar")(TEXT)
    fill(doc, sample())
    return doc


def test_gold_comes_back_whole(tmp_path: Path) -> None:
    docbin.write(tmp_path / "gold.spacy", GOLD)
    assert list(docbin.read(tmp_path / "gold.spacy")) == [docbin.keep(document) for document in GOLD] == GOLD


def test_spacy_sees_what_it_has_places_for(tmp_path: Path) -> None:
    docbin.write(tmp_path / "gold.spacy", GOLD)
    for doc, document in zip(docs_of(tmp_path / "gold.spacy"), GOLD, strict=True):
        assert doc.text == document.text
        assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
            (e.start, e.end, e.label) for e in document.entities
        ]
        assert [(f.start_char, f.text) for f in doc.spans["figures"]] == [(f.start, f.text) for f in document.figures]
        assert [s.text.strip() for s in doc.sents] == [document.text[s.start : s.end] for s in document.sentences]
        assert [c.text for c in doc.spans["statements"] if c.label_ == "Cue"] == [
            s.cue.text for s in document.statements
        ]


def test_scores_names_speakers_and_overlapping_entities_come_back(tmp_path: Path) -> None:
    crossing = replace(
        sample(), entities=(*sample().entities, Entity(0, 10, TEXT[:10], "ORG"), Entity(8, 9, TEXT[8], "LOC"))
    )
    docbin.write(tmp_path / "a", [sample(), crossing, Document("empty", "")])
    assert list(docbin.read(tmp_path / "a")) == [sample(), crossing, Document("empty", "")]
    assert [e.label_ for e in docs_of(tmp_path / "a")[1].ents] == ["ORG", "PER", "GPE"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("اب 1\n.،😀\u064b", min_size=1, max_size=30), data=st.data())
def test_any_span_of_any_text_comes_back(text: str, data: st.DataObject, tmp_path: Path) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 9)), max_size=6))
    bounds = [(start, min(start + size, len(text))) for start, size in spans]
    document = Document("x", text, entities=tuple(Entity(a, b, text[a:b], "PER") for a, b in bounds))
    docbin.write(tmp_path / "x", [document])
    assert list(docbin.read(tmp_path / "x")) == [document]


def test_edits_made_with_spacy_count(doc: Doc, tmp_path: Path) -> None:
    man, place = doc.ents
    name = doc.char_span(part("العميد").start, man.end_char, "PER", span_id=man.id_)
    new = doc.char_span(part("التعليق").start, part("التعليق").end, "EVENT")
    doc.set_ents([span for span in (name, new) if span])
    doc.spans["figures"] = [span for span in doc.spans["figures"] if span.text != "أمس"]
    [back] = docbin.read(store(tmp_path / "a", doc))
    assert [(e.text, e.label, e.score) for e in back.entities] == [
        ("العميد نادر الصالح", "PER", 0.95),
        ("التعليق", "EVENT", None),
    ]
    assert place.text not in {e.text for e in back.entities}
    assert back.figures == (sample().figures[0], sample().figures[2])
    assert (back.sentences, back.statements) == (sample().sentences, sample().statements)


def test_edited_statements_count(doc: Doc, tmp_path: Path) -> None:
    kept = [s for s in doc.spans["statements"] if s.id_ != "0" and (s.id_, s.label_) != ("1", "Source")]
    said = Span(doc, 0, 1, "Cue")
    doc.spans["statements"] = [*kept, said]
    [back] = docbin.read(store(tmp_path / "a", doc))
    deny, decline, new = back.statements
    assert deny == replace(sample().statements[1], source=None)
    assert decline == sample().statements[2]
    assert (new.cue.text, new.polarity, new.source, new.content) == ("قال", "assert", None, None)


def test_docs_of_another_pipeline_are_read(tmp_path: Path) -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("sentencizer")
    doc = nlp("زار الوزير تونس أمس. وعاد.")
    doc.set_ents([Span(doc, 2, 3, "GPE"), Span(doc, 3, 4, "DATE")])
    [back] = docbin.read(store(tmp_path / "news.spacy", doc))
    assert (back.id, back.text) == ("news-1", doc.text)
    assert back.entities == (Entity(11, 15, "تونس", "GPE"),)
    assert back.figures == (Figure(16, 19, "أمس", "DATE"),)
    assert [back.text[s.start : s.end] for s in back.sentences] == ["زار الوزير تونس أمس.", "وعاد."]


@pytest.mark.parametrize(
    ("group", "label", "ident", "message"),
    [
        ("figures", "PRODUCT", "", r"'doc 1': 'PRODUCT' of 'قال' is not one of PER"),
        ("statements", "Speaker", "", "'Speaker' of 'قال' is not one of Source, Cue, Content"),
        ("statements", "Source", "9", "Source 'قال': no Cue has its id '9'"),
        ("statements", "Cue", "0", "two spans Cue have the id '0'"),
    ],
)
def test_spans_that_mean_nothing_are_refused(
    doc: Doc, group: str, label: str, ident: str, message: str, tmp_path: Path
) -> None:
    doc.spans[group].append(Span(doc, 0, 1, label, span_id=ident))
    with pytest.raises(DocumentError, match=message):
        list(docbin.read(store(tmp_path / "a.spacy", doc)))


def test_other_files_and_texts_are_refused(doc: Doc, tmp_path: Path) -> None:
    for junk in (b"", b"no DocBin", zlib.compress(b"abc"), zlib.compress(b"\x80")):
        (tmp_path / "junk").write_bytes(junk)
        with pytest.raises(DocumentError, match="junk: not a DocBin"):
            list(docbin.read(tmp_path / "junk"))
    other = spacy.blank("ar")("نص آخر")
    other.user_data.update(doc.user_data)
    with pytest.raises(DocumentError, match="not that of the stored document 'sample'"):
        list(docbin.read(store(tmp_path / "a", other)))
    with pytest.raises(DocumentError, match="document 'x': spaCy cannot hold its text"):
        docbin.write(tmp_path / "a", [Document("x", "قال \ud800")])


def test_the_file_holds_no_pickle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docbin.write(tmp_path / "a", [sample()])

    def refuse(*_: object) -> None:
        raise AssertionError("a pickle was read")

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(f"pickle.{name}", refuse)
    assert list(docbin.read(tmp_path / "a")) == [sample()]
    [doc] = docs_of(tmp_path / "a")
    assert {type(value) for value in doc.user_data.values()} == {str}


def test_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(DocumentError, match=r"pip install 'khabar\[spacy\]'"):
        docbin.write(tmp_path / "a", [])


def test_entities_train_a_tagger(tmp_path: Path) -> None:
    docbin.write(tmp_path / "a", GOLD[:2])
    nlp = spacy.blank("ar")
    nlp.add_pipe("ner")
    examples = [spacy.training.Example(nlp.make_doc(d.text), d) for d in docs_of(tmp_path / "a")]
    nlp.initialize(lambda: examples)
    assert set() < set(nlp.pipe_labels["ner"]) <= set(ENTITY_LABELS)
    assert nlp.update(examples)["ner"] > 0
