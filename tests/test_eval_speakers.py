"""Speaker accuracy."""

from dataclasses import replace

import pytest

from eval.scores import Share, Tally
from eval.speakers import same_name, score_speakers
from khabar.document import ABSENT, Absent
from sample import sample

GOLD = sample()
SAID, DENIED, DECLINED = (
    replace(s, speaker=name) for s, name in zip(GOLD.statements, ("نادر الصالح", "وزارة الدفاع", None), strict=True)
)
ARTICLE = replace(GOLD, statements=(SAID, DENIED, DECLINED))


def shares(*speakers: str | Absent | None) -> dict[str, Share]:
    tally = Tally()
    statements = [replace(s, speaker=n) for s, n in zip(ARTICLE.statements, speakers, strict=False)]
    score_speakers(ARTICLE, replace(ARTICLE, statements=tuple(statements)), tally)
    return {name: share for (_, name), share in tally.shares.items()}


def test_every_gold_speaker_counts() -> None:
    right = shares("نادر الصالح", "وزارة الدفاع", None)
    assert right["all"] == Share(3, 3)
    assert right["speaker in the sentence"] == Share(1, 1)
    assert right["speaker in another sentence"] == Share(1, 1)
    assert right["speaker unknown"] == Share(1, 1)
    missed = shares("نادر الصالح")
    assert missed["all"] == Share(1, 3)
    assert missed["on matched cues"] == Share(1, 1)


def test_saying_nothing_is_not_saying_nobody() -> None:
    assert shares(ABSENT, ABSENT, ABSENT)["all"] == Share(0, 3)


def test_shorter_names_are_right_in_the_lenient_share_only() -> None:
    found = shares("الصالح", "الوزارة", "تونس")
    assert found["all"] == Share(0, 3)
    assert found["all, shorter or longer name accepted"] == Share(1, 3)


def test_statements_without_annotated_speaker_do_not_count() -> None:
    tally = Tally()
    bare = replace(GOLD, statements=tuple(replace(s, speaker=ABSENT) for s in GOLD.statements))
    score_speakers(bare, ARTICLE, tally)
    assert not tally.shares


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("نادر  الصالح", "نادِر الصالح", True),
        ("نادر", "ناصر", False),
        (None, None, True),
        (None, "نادر", False),
    ],
)
def test_names_are_compared_folded(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same
