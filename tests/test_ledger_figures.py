"""Figures that count a part, and which figures are on one thing."""

import math
from dataclasses import replace

import pytest

from articles import Article
from khabar.document import Document
from khabar.ledger import Ledger, ledger
from khabar.ledger_figures import parts, reach


def claim(name: str, speaker: str, content: str, *figures: tuple[str, int, str], names: str = "") -> Document:
    """One claim; figures as words, value, counted noun, all of the killed."""
    line = f"قال {speaker} {content}"
    given = [(words, value, noun, "killed") for words, value, noun in figures]
    article = Article(name).line(line, names, [(speaker, "قال", content, "assert")], given)
    return article.line("فرع الهلال ومرصد الوادي", "ORG الهلال; ORG مرصد الوادي").document()


def figures(found: Ledger) -> list[list[str]]:
    return [[found.rows[c.row].figures[c.figure].text for c in group.counts] for group in found.disagreements]


@pytest.mark.parametrize(
    ("content", "number", "noun", "part"),
    [
        ("إن 9 جنود قتلوا", "9", "جنود", False),
        ("إن الموتى كثر، بينهم 9 رجال", "9", "رجال", True),
        ("إن بين القتلى 9 أشقاء", "9", "أشقاء", True),
        ("إن المستشفى استقبل 9 جرحى", "9", "جرحى", True),
        ("إن 9 جرحى ما زالوا في المشفى", "9", "جرحى", True),
        ("وصلت 9 جثث", "9", "جثث", True),
        ("إن 9 منهم سقطوا", "9", "منهم", True),
    ],
)
def test_words_around_a_figure_say_that_it_is_a_part(content: str, number: str, noun: str, part: bool) -> None:
    document = claim("a", "سعد", content, (number, int(number), noun))
    assert list(parts(document.figures, document.text)) == [part]


def test_of_them_is_a_whole_after_figures_of_another_kind() -> None:
    document = claim("a", "سعد", "إن 800 حضروا وأوقف 14 منهم", ("800", 800, "شخص"), ("14", 14, "منهم"))
    attended, held = document.figures
    assert list(parts([replace(attended, role=None), replace(held, role="captured")], document.text)) == [False, False]
    assert list(parts([attended, held], document.text)) == [False, True]


def test_a_part_is_open_upwards() -> None:
    figure = claim("a", "سعد", "إن 9 قتلوا", ("9", 9, "رجال")).figures[0]
    assert reach(figure, part=False) == (9, 9)
    assert reach(figure, part=True) == (9, math.inf)


def test_articles_of_one_story_need_no_place_in_common() -> None:
    one = claim("a", "سعد", "إن 9 رجال قتلوا في العريش", ("9", 9, "رجال"), names="GPE العريش")
    two = claim("b", "ليث", "إن 30 شخصا قتلوا", ("30", 30, "شخصا"))
    assert figures(ledger([one, two])) == [["9", "30"]]
    said = ("ليث", "قال", "إن 30 شخصا قتلوا", "assert")
    other = Article("c").line("قال ليث إن 30 شخصا قتلوا", "", [said], [("30", 30, "شخصا", "killed")])
    assert figures(ledger([one, other.document()])) == []


def test_losses_of_two_sides_are_two_things() -> None:
    one = claim("a", "سعد", "إن 9 جنود قتلوا", ("9", 9, "جنود"))
    two = claim("b", "ليث", "إن 30 مسلحا قتلوا", ("30", 30, "مسلحا"))
    assert figures(ledger([one, two])) == []


def test_fighters_among_anybody_are_a_part_of_them() -> None:
    """Nine dead gunmen do not contradict thirty dead; nor soldiers of another ending their group."""
    one = claim("a", "سعد", "إن 30 شخصا قتلوا", ("30", 30, "شخصا"))
    two = claim("b", "ليث", "إن 9 إرهابيين قتلوا", ("9", 9, "إرهابيين"))
    three = claim("c", "ريم", "إن 12 شخصا قتلوا", ("12", 12, "شخصا"))
    assert figures(ledger([one, two])) == []
    assert figures(ledger([one, two, three])) == [["30", "9", "12"]]
    soldiers = claim("d", "رند", "إن 5 جنديين قتلوا", ("5", 5, "جنديين"))
    assert figures(ledger([two, soldiers])) == []
