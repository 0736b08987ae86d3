"""IOB2 output."""

import io
from dataclasses import replace

from khabar.document import Entity
from khabar.render import open_writer
from khabar.render.conll import tagged_sentences
from sample import sample


def test_one_word_a_line_and_a_blank_line_after_each_sentence() -> None:
    stream = io.StringIO()
    writer = open_writer("conll", stream)
    writer.write(sample())
    writer.close()
    lines = stream.getvalue().split("\n")
    assert lines[:4] == ["قال\tO", "العميد\tO", "نادر\tB-PER", "الصالح\tI-PER"]
    assert lines[4:8] == ["إن\tO", "نحو\tB-CARDINAL", "20\tI-CARDINAL", "جندياً\tO"]
    assert lines[-6:] == ["ورفضت\tO", "تونس\tB-GPE", "التعليق\tO", ".\tO", "", ""]
    assert lines.count("") == 3


def test_neighbours_with_one_label_begin_anew() -> None:
    document = sample()
    two = (Entity(4, 10, "العميد", "PER"), Entity(11, 15, "نادر", "PER"))
    first = next(tagged_sentences(replace(document, entities=two)))
    assert first[1:4] == [("العميد", "B-PER"), ("نادر", "B-PER"), ("الصالح", "O")]


def test_a_span_that_cuts_a_word_takes_it_whole() -> None:
    document = replace(sample(), entities=(Entity(6, 13, "عميد نا", "PER"),))
    first = next(tagged_sentences(document))
    assert [tag for _, tag in first[:4]] == ["O", "B-PER", "I-PER", "O"]
