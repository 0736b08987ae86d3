"""Which figures are compared, and what speaks for their being on one thing."""

import math

import pytest

from khabar.document import Figure
from khabar.ledger_pairs import WEIGHTS, Told, context_of, kind_of, noun_of, power_of, reasons, score, weighed


def figure(label: str, counted: str | None, role: str | None = None, unit: str | None = None) -> Figure:
    return Figure(0, 2, "12", label, None, 12, None, "exact", counted, role, unit)


def told(number: float, around: tuple[str, str], *, kind: tuple[str, str] = ("count", ""), claim: int = 0) -> Told:
    bounds = (number, number)
    return Told(kind, "", bounds, context_of(*around), claim, 2, power_of(bounds))


def likeness(number: float, around: tuple[str, str], kind: tuple[str, str] = ("PERCENT", "")) -> float:
    """Score of a figure beside another one, 30 after «نسبة الأمية»."""
    given = [told(30, ("بلغت نسبة الأمية", ""), kind=kind), told(number, around, kind=kind, claim=1)]
    return score(*weighed(given))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (figure("CARDINAL", "جنديا", "killed"), figure("CARDINAL", "قتيلا", "killed"), True),
        (figure("CARDINAL", "جنديا", "killed"), figure("CARDINAL", "جنديا", "injured"), False),
        (figure("CARDINAL", "جنديا", "killed"), figure("CARDINAL", "جنديا"), False),
        (figure("PERCENT", None), figure("PERCENT", "العمال"), True),
        (figure("MONEY", "دينار"), figure("MONEY", "الدينار"), True),
        (figure("MONEY", "دينار"), figure("MONEY", "جنيه"), False),
        (figure("MONEY", None, unit="EUR"), figure("MONEY", None, unit="USD"), False),
        (figure("QUANTITY", "كيلومترا"), figure("QUANTITY", "برميل"), False),
        (figure("PERCENT", None), figure("MONEY", None), False),
    ],
)
def test_only_figures_of_one_class_are_compared(one: Figure, other: Figure, same: bool) -> None:
    assert (kind_of(one) == kind_of(other)) is same


def test_a_noun_that_says_no_more_than_the_role_is_none() -> None:
    assert noun_of(figure("CARDINAL", "قتيلا", "killed")) == noun_of(figure("MONEY", "دينار")) == ""
    assert noun_of(figure("CARDINAL", "صيادا")) == noun_of(figure("CARDINAL", "صيادين")) != ""


def test_near_words_count_more_and_function_words_nothing() -> None:
    context = context_of("بلغت خسائر المزرعة في", "من القمح")
    assert len(context) == 4
    weights = sorted(context.values(), reverse=True)
    assert weights[0] == 1
    assert weights[-1] < 1


def test_a_share_of_something_else_is_another_thing() -> None:
    assert likeness(45, ("نسبة الأمية ارتفعت إلى", "")) > 0
    assert likeness(45, ("زادت أسعار القمح", "")) < 0


def test_numbers_far_apart_are_less_likely_on_one_thing() -> None:
    around = ("نسبة الأمية بلغت", "")
    assert likeness(45, around, ("count", "")) > likeness(45000, around, ("count", ""))


def test_reasons_are_those_that_have_weights() -> None:
    one, other = weighed([told(3, ("بيوت", "")), told(4, ("حقول", ""), claim=1)])
    found = reasons(one, other)
    assert list(found) == list(WEIGHTS)
    assert found["few rivals"] == pytest.approx(1 / 3)
    assert found["one claim"] == 0
    assert all(math.isfinite(value) for value in found.values())


@pytest.mark.parametrize(("bounds", "power"), [((100, 100), 2), ((1000, math.inf), 3), ((0, 10), 1), ((0, 0), None)])
def test_power_of_ten(bounds: tuple[float, float], power: float | None) -> None:
    assert power_of(bounds) == power
