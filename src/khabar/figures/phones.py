"""Recognise phone numbers, which are digits that count nothing."""

from khabar.figures.tokens import DIGITS, Word


def read_phone(tokens: list[Word], at: int) -> int | None:
    """The token after a phone number that starts at `at`: +962 6 550 1234, (06) 550-1234, 0791234567."""
    first = tokens[at]
    if len(first.raw) < 7 and first.fold not in ("+", "("):
        follows = tokens[at + 1].fold if at + 1 < len(tokens) else ""
        if first.kind != DIGITS or follows != "-":
            return None
    plus = first.fold == "+"
    j = at + plus
    groups: list[str] = []
    area = False
    while j < len(tokens) and len(groups) < 8:
        bracket = _bracketed(tokens, j) if not area and len(groups) <= plus else None
        word = tokens[j + 1] if bracket else tokens[j]
        near = tokens[j].gap <= 1 if groups else True
        if word.kind != DIGITS or not word.raw.isdecimal() or not near:
            break
        groups.append(word.raw)
        area = area or bracket is not None
        j = bracket or j + 1
        if j + 1 < len(tokens) and tokens[j].fold == "-" and not tokens[j].gap:
            j += 1
        elif not (plus or area):
            break
    if tokens[j - 1].fold == "-":
        j -= 1
    digits = sum(map(len, groups))
    shaped = (plus or area) and len(groups) > area
    shaped = shaped or len(groups) >= 3 or (len(groups) >= 1 and groups[0][0] in "0٠۰")
    return j if shaped and 7 <= digits <= 15 else None


def _bracketed(tokens: list[Word], j: int) -> int | None:
    """The token after an area code in brackets at token `j`."""
    if tokens[j].fold != "(" or j + 2 >= len(tokens) or tokens[j + 2].fold != ")":
        return None
    return j + 3 if len(tokens[j + 1].raw) <= 4 else None
