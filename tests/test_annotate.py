"""Edges of sources and contents, and tags for words that were given."""

import pytest

from khabar.annotate import argument_part, span_tags_of
from khabar.text import split_words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("«الجسر مفتوح»،", "الجسر مفتوح"),
        ("تلفزيون «الحدث»", "تلفزيون «الحدث»"),
        ("أن «المعبر مغلق", "أن «المعبر مغلق"),
        ("الجسر مفتوح».", "الجسر مفتوح"),
        ("«النهار» المحلية", "«النهار» المحلية"),
        (": إن الوضع هادئ", "إن الوضع هادئ"),
        ("«»", None),
    ],
)
def test_edges(text: str, kept: str | None) -> None:
    """Outer quotation marks and stops go, names in quotation marks keep theirs."""
    part = argument_part(split_words(text), text)
    assert (part and part.text) == kept


def test_no_argument() -> None:
    """Nothing pointed at is nothing."""
    assert argument_part([], "نعم") is None


def test_tags_of_given_words() -> None:
    """A word of the file that holds several of ours takes the first span that touches it."""
    words = ["(تل", "الرمان)", "قرب", "3-2"]
    text = " ".join(words)
    spans = [(1, 10, "GPE"), (text.index("3"), len(text), "CARDINAL")]
    assert span_tags_of(words, spans) == ["B-GPE", "I-GPE", "O", "B-CARDINAL"]
