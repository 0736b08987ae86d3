"""The text layer: sentences, words and spelling, always as offsets into the untouched text."""

from khabar.text.normalise import Normalised, fold, normalise
from khabar.text.sentences import split, split_lines
from khabar.text.words import find_words, split_words

__all__ = ["Normalised", "find_words", "fold", "normalise", "split", "split_lines", "split_words"]
