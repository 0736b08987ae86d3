"""Types of cues by their words."""

import pytest

from eval.cues import CUE_TYPES, cue_type

CASES = {
    "verb": ("قال", "وأضافت", "نفى", "ورفضت", "طلب", "يزعمون", "وصفه", "ذُكر"),
    "participle": ("مشيرا", "نافياً", "ومؤكدة", "قائلين", "لافتا"),
    "noun": ("اتهامات", "تصريحاته", "ومزاعم", "للمطالبة", "بإعلان", "القول", "نفي"),
    "preposition": ("بحسب", "ووفقاً", "نقلا عن", "على حد قوله", "حسبما أفاد"),
    "colon": (":", " :"),
    "quotation mark": ("«", '"'),
}


@pytest.mark.parametrize(("name", "cue"), [(name, cue) for name, cues in CASES.items() for cue in cues])
def test_type_of_cue(name: str, cue: str) -> None:
    assert cue_type(cue) == name


def test_every_type_has_a_case() -> None:
    assert set(CASES) == set(CUE_TYPES)
