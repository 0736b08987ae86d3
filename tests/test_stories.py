"""Documents that tell one story."""

from articles import Article
from khabar.document import Document
from khabar.stories import stories


def document(name: str, *names: str) -> Document:
    return Article(name).line(" و ".join(names), "; ".join(f"GPE {n}" for n in names)).document()


def test_two_names_in_common_make_a_story() -> None:
    found = [document("a", "الرملة", "صفد"), document("b", "صفد", "حيفا"), document("c", "صفد", "الرملة", "يافا")]
    assert stories(found) == [0, 1, 0]


def test_a_name_that_both_repeat_is_enough() -> None:
    once = Article("a").line("زرنا النقب", "GPE النقب")
    twice = [Article(i).line("زرنا النقب", "GPE النقب").line("والنقب حار", "GPE والنقب").document() for i in "bc"]
    assert stories([once.document(), *twice]) == [0, 1, 1]


def test_nationalities_do_not_make_a_story() -> None:
    texts = [Article(i).line("الوفد القطري والفريق التركي", "NORP القطري; NORP التركي").document() for i in "ab"]
    assert stories(texts) == [0, 1]
