"""The roster of an article finds the fullest name, and does not look at the same name again and again."""

import pytest

from khabar import people
from khabar.people import Mention, Roster


def named(start: int, name: str) -> Mention:
    return Mention(start, start + len(name), "PER", name, tuple(name.split()))


def test_the_fullest_mention_is_the_first_of_its_words() -> None:
    roster = Roster([named(0, "ندى"), named(10, "ندى البستاني"), named(30, "البستاني"), named(50, "ندى البستاني")])
    assert roster.fullest(roster.mentions[2]) == named(10, "ندى البستاني")
    assert roster.fullest(named(70, "فارس")) == named(70, "فارس")


def test_of_two_full_names_the_nearest_before_else_behind() -> None:
    roster = Roster(
        [named(0, "حداد"), named(10, "رنا حداد"), named(30, "حداد"), named(40, "جاد حداد"), named(60, "حداد")]
    )
    assert [roster.fullest(roster.mentions[i]).name for i in (0, 2, 4)] == ["رنا حداد", "رنا حداد", "جاد حداد"]


def test_a_name_that_stands_often_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long article about one person takes time by its length, not by its square."""
    roster = Roster(named(20 * i, ("سلمى النجار", "النجار")[i % 2]) for i in range(2000))
    compared: list[Mention] = []
    is_fuller = people._is_fuller

    def counted(other: Mention, mention: Mention) -> bool:
        compared.append(other)
        return is_fuller(other, mention)

    monkeypatch.setattr(people, "_is_fuller", counted)
    assert {roster.fullest(mention).name for mention in roster.mentions} == {"سلمى النجار"}
    assert len(compared) <= 4 * len(roster.mentions)


def test_whether_a_name_stood_before() -> None:
    """A mention counts from its end on, by any of its words."""
    roster = Roster([named(5, "رنا حداد"), named(40, "حداد")])
    assert roster.is_named_before(["حداد"], 13)
    assert not roster.is_named_before(["حداد"], 12)
    assert not roster.is_named_before(["سلمى"], 99)
