"""Windows hold every word once, whatever the length of a sentence."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from khabar.encode import batch_windows, token_windows
from khabar.pieces import Pieces
from tiny import documents
from train.tokenizer import train_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A tokenizer of a few pieces."""
    return train_tokenizer((d["text"] for d in documents() for _ in range(6)), 150)


@settings(deadline=None, max_examples=60)
@given(sentence=st.lists(st.sampled_from(["قال", "الشاطئ", "3"]) | st.text(min_size=1, max_size=90), max_size=400))
def test_every_word_is_kept_once_and_fits(tokenizer: Tokenizer, sentence: list[str]) -> None:
    """Kept ranges tile the sentence; no window is too long; pieces lie inside it."""
    windows = token_windows(Pieces(tokenizer), [sentence], max_tokens=140, overlap=30)
    kept = [word for w in windows for word in range(w.keep_start, w.keep_end)]
    assert kept == list(range(len(sentence)))
    for window in windows:
        assert len(window.ids) <= 140
        assert window.start <= window.keep_start <= window.keep_end <= window.end
        assert len(window.first) == len(window.last) == window.end - window.start
        if len(window.first):
            assert window.first.min() >= 1 and (window.first <= window.last).all()
            assert window.last.max() < max(2, len(window.ids) - 1)


def test_words_point_at_their_pieces(tokenizer: Tokenizer) -> None:
    """First and last positions hold the first and the last piece of a word."""
    words = ["قال", "ليلى", "منصور", "40"]
    window = token_windows(Pieces(tokenizer), [words], max_tokens=140, overlap=30)[0]
    pieces = [tokenizer.id_to_token(int(i)) for i in window.ids]
    assert pieces[0] == "[CLS]" and pieces[-1] == "[SEP]"
    assert [pieces[int(window.first[3])], pieces[int(window.last[3])]] == ["4", "0"]
    assert int(window.first[1]) == int(window.last[0]) + 1


def test_padding_is_masked(tokenizer: Tokenizer) -> None:
    """Shorter windows are padded and masked in tokens and words."""
    windows = token_windows(Pieces(tokenizer), [["قال"], ["قال", "كمال", "رزوق"], []], max_tokens=140, overlap=30)
    batch = batch_windows(windows, 0)
    assert batch.word_mask.tolist() == [[1, 0, 0], [1, 1, 1], [0, 0, 0]]
    assert batch.first[0, 0] == 1 and not batch.first[2].any()
    assert (batch.mask.sum(1) == [len(w.ids) for w in windows]).all()
    assert batch.ids.dtype == np.int64


def test_a_window_must_hold_a_word(tokenizer: Tokenizer) -> None:
    """Settings that could not work are refused."""
    with pytest.raises(ValueError, match="too small"):
        token_windows(Pieces(tokenizer), [["قال"]], max_tokens=60, overlap=40)
