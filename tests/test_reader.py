"""The shipped model through the Reader: the same answer in any company, and an answer to any text."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import khabar
from khabar import annotate
from khabar.document import Document, dumps, read_documents
from khabar.fields import Where
from khabar.records import Record, joined
from khabar.text import split_words

ROOT = Path(__file__).parents[1]
ARTICLE = (ROOT / "examples" / "tel-al-sanabil.txt").read_text(encoding="utf-8")
SHORT = ("نفت الوزارة الخبر.", "وصل ثلاثة جرحى أمس.", "قال العمدة سالم الهادي: «الطريق مفتوح».", "؟", "")


@pytest.fixture(scope="module")
def reader() -> khabar.Reader:
    """The model that ships."""
    return khabar.load()


def checked(document: Document) -> Document:
    """The document, after a strict reading of its own JSON; offsets and texts are compared there."""
    assert Document.from_json(json.loads(dumps(document)), Where("read")) == document
    return document


def test_reads_the_example(reader: khabar.Reader) -> None:
    """An article gives every layer, in order of the text."""
    document = checked(reader.read(ARTICLE, id="a"))
    assert document.id == "a" and document.text == ARTICLE
    for layer in (document.sentences, document.entities, document.figures):
        starts = [item.start for item in layer]
        assert starts and starts == sorted(starts)
    assert any(s.source and s.content for s in document.statements)


def test_company_does_not_matter(reader: khabar.Reader) -> None:
    """Byte for byte the same alone, in a batch, in another order, and a second time."""
    texts = [ARTICLE, *SHORT]
    alone = [dumps(reader.read(text)) for text in texts]
    together = [dumps(d) for d in reader.read_many([joined_free(t) for t in texts])]
    backwards = [dumps(d) for d in reader.read_many([joined_free(t) for t in reversed(texts)])][::-1]
    assert alone == together == backwards


def joined_free(text: str) -> Record:
    """A record without an id, as `read` makes it."""
    return Record("", text, None)


def test_threads_agree(reader: khabar.Reader) -> None:
    """Two readers in ten threads say what one says."""
    other = khabar.load()
    wanted = dumps(reader.read(ARTICLE))
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda i: dumps((reader, other)[i % 2].read(ARTICLE)), range(10)))
    assert set(answers) == {wanted}


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=st.characters() | st.sampled_from("قال نفى«»:.\n\ud800\u202e\u0651 3٣"), max_size=200))
def test_any_text_is_read(reader: khabar.Reader, text: str) -> None:
    """Any code points, lone surrogates too: the text stays and the answer holds to the format."""
    assert checked(reader.read(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "كلمة " * 4000,
        "ا" * 200_000,
        "نص" + "\u0651" * 50_000,
        "«" * 5000,
        "9" * 50_000,
        "قال إن " * 1500,
    ],
    ids=["one long sentence", "no blank", "marks", "quotes", "digits", "cues"],
)
def test_long_inputs(reader: khabar.Reader, text: str) -> None:
    """Nothing is truncated and nothing takes for ever."""
    document = checked(reader.read(text))
    assert document.sentences == () or document.sentences[-1].end == len(text.rstrip())


def test_given_sentences_are_kept(reader: khabar.Reader) -> None:
    """Sentences that come split stay so, with full stops inside and empty ones between."""
    document = checked(reader.read_many([joined("x", ["قال نعم. ثم مضى", "", "وعاد"])])[0])
    assert [document.text[s.start : s.end] for s in document.sentences] == ["قال نعم. ثم مضى", "وعاد"]


def test_threshold_replaces_the_model_s_own(reader: khabar.Reader) -> None:
    """At 0 every sentence has all labels, above 1 none has any."""
    assert all(len(s.labels) == 3 for s in reader.read_many([ARTICLE], threshold=0.0)[0].sentences)
    assert not any(s.labels for s in reader.read_many([ARTICLE], threshold=1.1)[0].sentences)


def test_doubtful_spans_are_not_given(reader: khabar.Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those under the bound, whatever it is, and no others; where one would be, nothing else is put."""
    texts = [document.text for document in read_documents(ROOT / "data" / "gold" / "dev.jsonl.xz")]
    monkeypatch.setattr(annotate, "LEAST_CHANCE", 0.8)
    given = [s for d in reader.read_many(texts) for s in (*d.entities, *d.figures)]
    monkeypatch.setattr(annotate, "LEAST_CHANCE", 0.0)
    found = [s for d in reader.read_many(texts) for s in (*d.entities, *d.figures)]
    places = [(s.start, s.end, s.label) for s in found if (s.score or 0) >= 0.8]
    assert places == [(s.start, s.end, s.label) for s in given] and len(found) > len(given)


def test_unknown_splitter(reader: khabar.Reader) -> None:
    """The error names the choices."""
    with pytest.raises(ValueError, match="split: 'words' is not one of news, lines"):
        reader.read_many(["نص"], split="words")


def test_tags_for_given_words(reader: khabar.Reader) -> None:
    """A tag for each word, BIO without strays."""
    sentence = [ARTICLE[a:b] for a, b in split_words(ARTICLE)][:60]
    (tags,) = reader.tag_words([sentence])
    assert len(tags) == len(sentence)
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]
