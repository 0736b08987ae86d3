"""The text layer: sentences, words and spelling, always as offsets into the untouched text."""

from khabar.text.normalise import Normalised, fold, normalise
from khabar.text.sentences import split, split_lines
from khabar.text.words import split_words

__all__ = ["Normalised", "fold", "normalise", "split", "split_lines", "split_words"]
