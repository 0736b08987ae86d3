import os
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import khabar
from khabar.document import Document, Entity, Part, Sentence, Statement
from khabar.manifest import ModelError
from khabar.spacy.layout import fill, sentence_bounds
from sample import TEXT, sample

NEWS = "قال مدير المستشفى سامر الحلو إن 12 جريحاً وصلوا أمس، ونفت الشرطة سقوط قتلى.\nدعا الوفد إلى هدنة."


def khabar_of(nlp: Language) -> Any:
    return nlp.get_pipe("khabar")


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("ar")
    nlp.add_pipe("khabar")
    return nlp


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(NEWS)


@pytest.fixture
def filled() -> Doc:
    doc = spacy.blank("ar")(TEXT)
    fill(doc, sample())
    return doc


def test_the_document_is_what_the_reader_gives(doc: Doc) -> None:
    assert doc._.khabar == khabar.load().read(NEWS)
    assert spacy.blank("ar")(NEWS)._.khabar is None


def test_entities_figures_and_statements_stand_where_they_were_read(doc: Doc) -> None:
    read: Document = doc._.khabar
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [
        (e.start, e.end, e.label) for e in read.entities
    ]
    assert "سامر الحلو" in {e.text for e in doc.ents}
    assert [f.text for f in doc.spans["figures"]] == [f.text for f in read.figures]
    assert [f._.figure for f in doc.spans["figures"]] == list(read.figures)
    assert [e._.entity for e in doc.ents] == list(read.entities)
    cues = [span for span in doc.spans["statements"] if span.label_ == "Cue"]
    assert [cue._.statement for cue in cues] == list(read.statements)
    assert [cue.text for cue in cues][:2] == ["قال", "ونفت"]


def test_parts_of_a_statement_lead_to_each_other(filled: Doc) -> None:
    cues = [span for span in filled.spans["statements"] if span.label_ == "Cue"]
    assert [cue.text for cue in cues] == ["قال", "نافياً", "ورفضت"]
    assert cues[1]._.source.text == "العميد نادر الصالح"
    assert cues[1]._.content._.statement.content.text == "أن يكون 3 منهم ضباطاً"
    assert cues[1]._.content.text == "أن يكون 3 منهم ضباطاً."  # spaCy leaves the stop on the word
    assert cues[1]._.content._.cue.text == "نافياً"
    assert cues[2]._.content is None
    assert (cues[1]._.statement.polarity, cues[1]._.statement.speaker) == ("deny", "نادر الصالح")
    assert filled[0:1]._.source is filled.ents[0]._.cue is filled.ents[0]._.figure is None


def test_sentences_have_labels_and_scores(filled: Doc) -> None:
    first, second = filled.sents
    assert first._.labels == ("claim", "attribution", "denial")
    assert second._.labels == ("attribution",)
    assert second._.scores == {"claim": 0.1, "attribution": 0.9, "denial": 0.2}
    assert filled.cats == {"claim": 0.98, "attribution": 0.99, "denial": 0.7}


def test_gold_without_scores_gives_cats_of_0_and_1() -> None:
    doc = spacy.blank("ar")("خبر")
    fill(doc, Document("x", "خبر", (Sentence(0, 3, ("claim",)),)))
    assert doc.cats == {"claim": 1.0, "attribution": 0.0, "denial": 0.0}
    assert next(iter(doc.sents))._.scores == {}


def test_a_span_inside_a_token_takes_all_of_it_and_overlaps_stay_in_the_document() -> None:
    text = "وتونس تنفي"
    read = Document(
        "x",
        text,
        (Sentence(0, len(text), ()),),
        (Entity(1, 5, "تونس", "GPE"), Entity(0, 5, "وتونس", "ORG"), Entity(5, 6, " ", "MISC")),
        (),
        (Statement(Part(1, 5, "تونس"), Part(6, 10, "تنفي"), None, "deny"),),
    )
    doc = spacy.blank("ar")(text)
    fill(doc, read)
    [entity] = doc.ents
    assert (entity.text, entity.label_) == ("وتونس", "GPE")
    assert (entity._.entity.text, doc.spans["statements"][0].text) == ("تونس", "وتونس")
    assert doc._.khabar == read


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="document 'sample' has another text"):
        fill(spacy.blank("ar")("خبر"), sample())


def test_sentences_of_the_pipeline_are_kept(nlp: Language) -> None:
    mine = spacy.blank("ar")
    mine.add_pipe("sentencizer")
    text = "قال الوزير ذلك. نعم! نفى."
    bounds = [(sent.start_char, sent.end_char) for sent in mine(text).sents]
    mine.add_pipe("khabar")
    assert [(s.start, s.end) for s in mine(text)._.khabar.sentences] == bounds
    assert len(bounds) == 3
    spaced = mine.make_doc(" \n نعم \n ")
    for token in spaced:
        token.is_sent_start = token.i == 0
    assert sentence_bounds(spaced) == ((3, 6),)


def test_pipe_reads_batches_and_gives_what_single_reading_gives(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*NEWS.split("\n"), "", "😀 خبر", "دعا الوفد إلى هدنة."] * 2
    alone = [nlp(text)._.khabar for text in texts]
    sizes: list[int] = []
    reader = khabar_of(nlp)._loaded()
    original = reader.read_many

    def counted(items: list[Any], **options: Any) -> list[Document]:
        sizes.append(len(items))
        return original(items, **options)

    monkeypatch.setattr(reader, "read_many", counted)
    stream: Iterator[Doc] = nlp.pipe(texts, batch_size=4)
    together = [doc._.khabar for doc in stream]
    assert sizes == [4, 4, 2]
    assert together == alone


def test_displacy_renders_entities_and_spans(doc: Doc) -> None:
    page = displacy.render(doc, style="ent", page=True)
    assert "سامر الحلو" in page
    assert ">PER<" in page.replace("\n", "").replace(" ", "")
    spans = displacy.render(doc, style="span", options={"spans_key": "statements"})
    assert all(label in spans for label in ("Source", "Cue", "Content"))
    assert "CARDINAL" in displacy.render(doc, style="span", options={"spans_key": "figures"})


def test_a_doc_comes_back_from_bytes_and_docbin(doc: Doc, nlp: Language) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    [packed] = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    for back in (again, packed):
        assert back._.khabar == doc._.khabar
        assert [span._.statement for span in back.spans["statements"]] == [
            span._.statement for span in doc.spans["statements"]
        ]
        assert [e._.entity for e in back.ents] == [e._.entity for e in doc.ents]
        assert [s._.labels for s in back.sents] == [s._.labels for s in doc.sents]


def test_settings_come_back_from_disk_and_bytes(tmp_path: Path) -> None:
    nlp = spacy.blank("ar")
    nlp.add_pipe("khabar", config={"threshold": 0.0, "split": "lines"})
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    other = spacy.blank("ar")
    other.add_pipe("khabar")
    other.from_bytes(nlp.to_bytes())
    pickled = pickle.loads(pickle.dumps(khabar_of(nlp)))
    for component in (khabar_of(loaded), khabar_of(other), pickled):
        assert component.to_bytes() == khabar_of(nlp).to_bytes()
    assert {s.labels for s in loaded("خبر. خبر")._.khabar.sentences} == {("claim", "attribution", "denial")}


def test_wrong_settings_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model here"):
        spacy.blank("ar").add_pipe("khabar", config={"model": str(tmp_path)})
    with pytest.raises(ValueError, match="split: 'words' is not one of news, lines"):
        spacy.blank("ar").add_pipe("khabar", config={"split": "words"})


def test_every_process_opens_the_model_for_itself(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    component = khabar_of(nlp)
    mine = component._loaded()
    assert component._loaded() is mine
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    assert component._loaded() is not mine


def test_a_span_of_another_component_means_nothing_to_khabar(filled: Doc) -> None:
    other = Span(filled, 0, 1, "PRODUCT", span_id="0")
    assert other._.entity is other._.figure is other._.statement is other._.cue is None
    assert Span(filled, 0, 1, "PER", span_id="99")._.entity is None
