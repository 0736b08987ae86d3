"""The label inventory, which the annotation guidelines define."""

from khabar import labels
from khabar.labels import bio


def test_the_inventory_is_that_of_the_guidelines() -> None:
    assert labels.ENTITY_LABELS == ("PER", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "MISC")
    assert labels.FIGURE_LABELS == ("CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "DATE", "TIME")
    assert labels.SENTENCE_LABELS == ("claim", "attribution", "denial")
    assert labels.POLARITIES == ("assert", "deny", "doubt", "accuse", "demand", "decline")
    assert labels.MODIFIERS == ("exact", "about", "more_than", "at_least", "less_than", "at_most")
    assert labels.ROLES == ("killed", "injured", "missing", "captured", "displaced")


def test_spans_are_entities_then_figures_without_overlap() -> None:
    assert labels.SPAN_LABELS == labels.ENTITY_LABELS + labels.FIGURE_LABELS
    assert len(set(labels.SPAN_LABELS)) == 15
    assert set(labels.VALUED_LABELS) < set(labels.FIGURE_LABELS)


def test_bio_puts_outside_first_and_begin_before_inside() -> None:
    assert bio(("PER", "LOC")) == ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
    assert bio(()) == ("O",)
