"""Read percent and permille signs and phrases: "%", "في المئة", "بالمية", "نقطة مئوية", "في الألف"."""

from khabar.figures.tokens import Word

POINTS = ("نقطه", "نقاط", "نقط", "نقطتان", "نقطتين")
_OF_HUNDRED = ("مئويه", "مءويه", "مئويا", "مئويتان", "مئويتين")
_HUNDREDTH = ("مئه", "مائه", "ميه", "مايه", "ماءه")


def read_permille(tokens: list[Word], at: int, stop: int) -> int | None:
    """The token after "‰", "في الألف" or "بالألف" that starts at `at`."""
    if at >= stop:
        return None
    if tokens[at].fold in ("‰", "؉", "بالالف"):
        return at + 1
    return at + 2 if tokens[at].fold == "في" and at + 1 < stop and tokens[at + 1].fold == "الالف" else None


def read_percent(tokens: list[Word], at: int, stop: int) -> int | None:
    """The token after a percent sign or phrase that starts at `at`."""
    if at >= stop:
        return None
    word = tokens[at].fold
    if word in ("%", "percent"):
        return at + 1
    if word in POINTS and at + 1 < stop and tokens[at + 1].fold.removeprefix("ال") in _OF_HUNDRED:
        return at + 2
    if word == "في" and at + 1 < stop:
        word, at = "ب" + tokens[at + 1].fold, at + 1
    if word.startswith("بال") and word[3:] in _HUNDREDTH:
        return at + 1
    return at + 2 if word == "ب" and at + 1 < stop and tokens[at + 1].fold[2:] in _HUNDREDTH else None
