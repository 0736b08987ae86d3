"""Denials that name, point to or repeat what they reject."""

import pytest

from articles import Article
from khabar.ledger import ledger
from khabar.ledger_terms import points_back

SPEAKERS = ("حازم", "سلمى", "رامي")


def matched(*said: tuple[str, str, str]) -> list[tuple[int, int]]:
    """Denial and claim of each match; statements as speaker, polarity and content, one a line."""
    article = Article()
    for i, (who, polarity, content) in enumerate(said):
        cue = "نفى" if polarity == "deny" else "قال"
        figures = [(word, int(word), "شخصا", None) for word in content.split() if word.isdigit()]
        article.line(f"{who} {cue} {content} {'.' * i}", f"PER {who}", [(who, cue, content, polarity)], figures)
    return [(match.denial, match.claim) for match in ledger([article.document()]).denials]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("هذه الاتهامات", "accuse"),
        ("اتهامه بإخفاء الأرقام", "accuse"),
        ("هذا الرقم جملة وتفصيلا", "number"),
        ("حصيلة النقابة", "number"),
        ("ذلك", "any"),
        ("رواية الجيران", "any"),
        ("ما بثته القناة", "any"),
        ("ما بثته القناة أمس عن إغلاق المصنع الكبير", None),
        ("إغلاق المصنع", None),
    ],
)
def test_what_a_denial_points_back_to(content: str, what: str | None) -> None:
    assert points_back(content) == what


def test_the_account_of_somebody_named_is_meant_and_not_the_last_one() -> None:
    said = [("حازم", "assert", "إن الباب كسر"), ("سلمى", "assert", "إن الحارس نام")]
    assert matched(*said, ("رامي", "deny", "رواية حازم")) == [(2, 0)]
    assert matched(*said, ("رامي", "deny", "هذه الرواية")) == [(2, 1)]


def test_a_number_that_is_denied_is_the_last_number() -> None:
    said = [("حازم", "assert", "إن 70 شخصا غادروا"), ("سلمى", "assert", "إن الطريق سالكة")]
    assert matched(*said, ("رامي", "deny", "هذا الرقم")) == [(2, 0)]


def test_another_number_than_the_denied_one_is_not_rejected() -> None:
    said = [("حازم", "assert", "إن 70 شخصا غادروا القرية"), ("سلمى", "assert", "إن 15 شخصا غادروا القرية")]
    assert matched(*said, ("رامي", "deny", "مغادرة 70 شخصا القرية")) == [(2, 0)]


def test_the_deed_alone_is_enough_where_the_rest_is_worded_otherwise() -> None:
    said = [("حازم", "assert", "إن الجرافات هدمت دكانه"), ("سلمى", "assert", "إن السوق مفتوحة")]
    assert matched(*said, ("رامي", "deny", "الهدم")) == [(2, 0)]


def test_one_letter_attached_to_the_deed_changes_nothing() -> None:
    said = [("حازم", "accuse", "بتحريض البحارة"), ("سلمى", "assert", "إن المرفأ هادئ")]
    assert matched(*said, ("رامي", "deny", "التحريض")) == [(2, 0)]


def test_a_town_alone_is_not_what_is_denied() -> None:
    """A fire in a town is not rejected by whoever denies that it has no water."""
    article = Article().line(
        "قال حازم إن حريقا شب في رفح", "PER حازم; GPE رفح", [("حازم", "قال", "إن حريقا شب في رفح", "assert")]
    )
    article.line(
        "نفى رامي انقطاع المياه في رفح", "PER رامي; GPE رفح", [("رامي", "نفى", "انقطاع المياه في رفح", "deny")]
    )
    assert ledger([article.document()]).denials == ()
