"""Labels that agree with statements."""

import pytest

from khabar.document import Part, Statement
from khabar.joint import labels_of

BOUNDS = {"claim": 0.5, "attribution": 0.5, "denial": 0.3}


def said(*polarities: str) -> list[Statement]:
    return [Statement(None, Part(0, 3, "قال"), None, polarity) for polarity in polarities]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("denial", "polarities", "labels"),
    [
        (0.1, (), ()),
        (0.1, ("assert",), ("attribution",)),
        (0.1, ("assert", "deny"), ("attribution", "denial")),
        (0.4, ("assert",), ("attribution", "denial")),
        (0.4, ("decline",), ("attribution",)),
        (0.4, ("decline", "assert"), ("attribution", "denial")),
        (0.4, (), ("denial",)),
    ],
)
def test_statements_settle_what_they_can(denial: float, polarities: tuple[str, ...], labels: tuple[str, ...]) -> None:
    chances = {"claim": 0.2, "attribution": 0.2, "denial": denial}
    assert labels_of(chances, BOUNDS, said(*polarities)) == labels


def test_a_label_that_the_model_does_not_have_is_not_given() -> None:
    assert labels_of({"claim": 0.9}, {"claim": 0.5}, said("deny")) == ("claim",)
