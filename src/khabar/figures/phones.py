"""Recognise phone numbers, which are digits that count nothing."""

from khabar.figures.tokens import DIGITS, Token


def read_phone(tokens: list[Token], at: int) -> int | None:
    """The token after a phone number that starts at `at`: +962 6 550 1234, 650-701-8887, 0791234567."""
    plus = tokens[at].fold == "+"
    j = at + plus
    groups: list[str] = []
    while j < len(tokens) and len(groups) < 8:
        word = tokens[j].word
        if word.kind != DIGITS or not word.raw.isdecimal() or (groups and tokens[j].start - tokens[j - 1].end > 1):
            break
        groups.append(word.raw)
        j += 1
        if j + 1 < len(tokens) and tokens[j].fold == "-" and tokens[j].start == tokens[j - 1].end:
            j += 1
        elif not plus:
            break
    if tokens[j - 1].fold == "-":
        j -= 1
    digits = sum(map(len, groups))
    shaped = plus or len(groups) >= 3 or (len(groups) >= 1 and groups[0][0] in "0٠۰")
    return j if shaped and 7 <= digits <= 15 else None
