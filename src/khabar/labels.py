"""The one place where Khabar's labels are defined.

Recipes, guidelines, gold data, model manifests and the reading page all take their labels from here, so
that a label is added in one place and a disagreement fails a test. The inventory follows OntoNotes 5
(Weischedel et al. 2013) for entities and figures, and PARC 3 (Pareti 2016) for source, cue and content.
"""

ENTITY_LABELS: tuple[str, ...] = ("PER", "ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "MISC")
FIGURE_LABELS: tuple[str, ...] = ("CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "DATE", "TIME")
SPAN_LABELS: tuple[str, ...] = ENTITY_LABELS + FIGURE_LABELS

VALUED_LABELS: tuple[str, ...] = ("CARDINAL", "PERCENT", "MONEY", "QUANTITY")
"""Figures that carry a number, a modifier, a counted noun and a role in gold annotations."""

SENTENCE_LABELS: tuple[str, ...] = ("claim", "attribution", "denial")

POLARITIES: tuple[str, ...] = ("assert", "deny", "doubt", "accuse", "demand", "decline")
MODIFIERS: tuple[str, ...] = ("exact", "about", "more_than", "at_least", "less_than", "at_most")
ROLES: tuple[str, ...] = ("killed", "injured", "missing", "captured", "displaced")


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Expand span labels to BIO tags (Ramshaw and Marcus 1995), "O" first, then B- and I- in pairs.

    >>> bio(("PER",))
    ('O', 'B-PER', 'I-PER')
    """
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))
