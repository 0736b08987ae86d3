"""Annotated documents as no annotator would make them: any words of news under any annotation."""

import re

from hypothesis import strategies as st

from khabar.document import ABSENT, Document, Entity, Figure, Part, Sentence, Statement
from khabar.labels import ENTITY_LABELS, POLARITIES
from khabar.speaker_words import CIRCLES, DOCUMENTS, GENERIC, HEADED, LOCAL, MEDIA, NOBODY, OFFICES, POSSESSED, RANKS

_LISTS = (CIRCLES, DOCUMENTS, GENERIC, HEADED, LOCAL, MEDIA, NOBODY, OFFICES, POSSESSED, RANKS)
_NEWS = (
    "قال قالت وأضاف نفى نافياً أكدت بحسب صدر أصدرته نشرته الذي التي باسم من عن في بين أحد بعض عدد هو إن أن لم رامي "
    'الحاج ليلى تونس التونسية لبنان وزارة الصحة مجلس مدينة 3 ٢٠ قتيلاً جرحى أمس ، . : « » " ( ) | / - #'
)
_COMMON = st.sampled_from(_NEWS.split())
_STRANGE = st.sampled_from(("", "\n", "\u200f", "ـ", "َ", "\ud800", "x", "\0"))
_GLUE = st.sampled_from((" ", " ", " ", " ال", " ال", " وال", " و", " ل", " بال", "", "\n"))


def _pieces(lists: list[frozenset[str]]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Words of few lists, so that those of one list meet."""
    known = st.sampled_from(sorted(frozenset[str]().union(*lists)))
    return st.lists(st.tuples(_GLUE, st.one_of(known, known, _COMMON, _STRANGE)), min_size=1, max_size=24)


_THEMES = st.lists(st.sampled_from(_LISTS), min_size=1, max_size=2).flatmap(_pieces)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document whose annotation lies on words of its text, and otherwise anywhere."""
    text = "".join(glue + word for glue, word in draw(_THEMES))
    edges = [m.span() for m in re.finditer(r"\S+", text)]
    if not edges:
        return Document("wild", text, ())
    places = st.tuples(st.integers(0, len(edges) - 1), st.integers(0, 3)).map(
        lambda at: (edges[at[0]][0], edges[min(at[0] + at[1], len(edges) - 1)][1])
    )
    parts = places.map(lambda at: Part(*at, text[at[0] : at[1]]))
    labelled = st.lists(st.tuples(places, st.sampled_from(ENTITY_LABELS)), max_size=8)
    entities = [Entity(a, b, text[a:b], label) for (a, b), label in draw(labelled)]
    counts = st.lists(st.tuples(places, st.integers(0, 99), st.sampled_from((None, "killed", "injured"))), max_size=4)
    figures = [
        Figure(a, b, text[a:b], "CARDINAL", None, value, None, "exact", None, role)
        for (a, b), value, role in draw(counts)
    ]
    said = st.builds(
        Statement,
        st.none() | parts,
        parts,
        st.none() | parts,
        st.sampled_from(POLARITIES),
        st.none(),
        st.just(ABSENT),
    )
    sentences = tuple(Sentence(m.start(), m.end(), ()) for m in re.finditer(r"[^\n]+", text) if m.group().strip())
    statements = tuple(draw(st.lists(said, max_size=6)))
    return Document("wild", text, sentences, tuple(entities), tuple(figures), statements)
