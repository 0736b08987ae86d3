"""Read numbers written in digits, in every press convention, exactly.

The Arabic press mixes conventions that contradict each other: "1,234" and "1.234" are thousands in one paper
and decimals in another; "5ر3" is 3.5, with ر as the comma and the decimals typed first, so that the line shows
the two parts in the Latin order; "٫" and "٬" are unambiguous but rare.
What the string alone cannot settle (a single separator before three digits) is settled by the scale word that
follows: "1،035 مليون" is 1.035 million. dateparser and text2num know none of this, num2words only writes, and
pyarabic reads ASCII integers only.
"""

from decimal import Decimal

MAX_DIGITS = 24
"""Longer digit strings are identifiers, not amounts; also keeps int() and float() away from their limits."""

FRACTIONS: dict[str, Decimal] = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅙": Decimal(1) / 6,
    "⅚": Decimal(5) / 6,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
}

_ASCII = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،٫٬’ر",
    "01234567890123456789,.''r",
)


def plain(raw: str) -> str:
    """The digit string in ASCII: "," stays a comma, "r" is the press ر, "'" sure thousands."""
    return raw.translate(_ASCII)


def _number(whole: str, fraction: str) -> int | Decimal:
    return int(whole) if not fraction.strip("0") else Decimal(f"{whole}.{fraction}")


def read_digits(raw: str, *, scaled: bool = False) -> int | Decimal | None:
    """The number that a digit string or a fraction sign means, None for what is none (dotted dates, identifiers).

    `scaled` says that a scale word follows, which makes a lone separator a decimal one.
    """
    if raw in FRACTIONS:
        return FRACTIONS[raw]
    text = plain(raw)
    if "e" in text or "E" in text:
        mantissa, _, exponent = text.lower().partition("e")
        base = read_digits(mantissa)
        if base is None or len(exponent) > 3 or abs(int(exponent)) > MAX_DIGITS:
            return None
        return base * 10 ** int(exponent) if int(exponent) >= 0 else Decimal(base).scaleb(int(exponent))
    if text.startswith("."):
        text = "0" + text
    if len(text) > MAX_DIGITS:
        return None
    if text.isdecimal():
        return int(text)
    kinds = [c for c in text if not c.isdecimal()]
    groups = text.translate({ord(c): " " for c in ",.r'"}).split(" ")
    thousands = len(groups[0]) <= 3 and groups[0] != "0" and all(len(g) == 3 for g in groups[1:])
    last = kinds[-1]
    if len(kinds) == 1:
        if last == "r":
            return _number(groups[1], groups[0])
        if last == "'" and len(groups[1]) < 3:
            return _number(groups[0], groups[1])
        if last in ".," and (scaled or not thousands or (last == "." and groups[1] != "000")):
            return _number(groups[0], groups[1])
        return int("".join(groups)) if thousands or last == "'" else None
    if len(set(kinds)) == 1:
        return int("".join(groups)) if thousands and last != "r" else None
    if len(set(kinds[:-1])) == 1 and last != "'" and all(len(g) == 3 for g in groups[1:-1]):
        return _number("".join(groups[:-1]), groups[-1])
    return None
