"""Words are cut and looked up once, and alike wherever they stand."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer

import tiny
from khabar.pieces import Pieces
from khabar.wordbook import read_wordbook
from train.tokenizer import train_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A tokenizer of a few pieces."""
    return train_tokenizer((d["text"] for d in tiny.documents() for _ in range(6)), 150)


def test_words_that_are_forgotten_are_cut_again(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memory of words changes nothing in what they are made of."""
    words = ["قال", "كمال", "رزوق", "قال", "إلى", "الشاطئ"]
    wanted, _ = Pieces(tokenizer).of(words)
    monkeypatch.setattr("khabar.pieces._KEPT", 3)
    pieces = Pieces(tokenizer)
    assert [pieces.of([word])[0][0] for word in words * 2] == wanted * 2
    assert pieces.of(words)[0] == wanted


def test_codes_are_those_of_the_wordbook(tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the words, also when memory is full; without a wordbook there are none."""
    words = ["قال", "منصور", "لا-شيء", "قال", "الزهراء"]
    book = read_wordbook(tiny.write_wordbook(tmp_path / "words.npz"))
    wanted = book.codes_of(words).tolist()
    monkeypatch.setattr("khabar.pieces._KEPT", 2)
    pieces = Pieces(tokenizer, book)
    assert pieces.of(words)[1].tolist() == wanted and any(wanted[0]) and not any(wanted[2])
    assert [pieces.of([word])[1][0].tolist() for word in words] == wanted
    assert Pieces(tokenizer).of(words)[1].shape == (5, 0)


def test_the_end_of_a_very_long_word_is_not_looked_at(tokenizer: Tokenizer) -> None:
    """Such a word has a bounded number of pieces and a short key."""
    pieces = Pieces(tokenizer)
    (cut,), _ = pieces.of(["ش" * 100_000])
    assert pieces.of(["ش" * 90_000])[0] == [cut] and 0 < len(cut) <= 64
