"""Spell integers in Arabic words, in every gender, case and habit of spelling, for round-trip tests."""

from dataclasses import dataclass

_UNITS = ("", "واحد", "اثن", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع")
_TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_SCALES = (
    (10**12, "تريليون", "تريليونات"),
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (10**3, "ألف", "آلاف"),
)


@dataclass(frozen=True)
class Style:
    """How to spell: gender of what is counted, nominative or oblique, and the writer's habits."""

    feminine: bool = False
    oblique: bool = False
    hundred: str = "مئة"
    split_hundreds: bool = False
    hamza: bool = True
    spaced_and: bool = False


def spell(number: int, style: Style = Style()) -> str:
    """`number` (0 to 10¹²) in words."""
    if number == 0:
        return "صفر"
    parts: list[str] = []
    rest = number
    for scale, singular, plural in _SCALES:
        count, rest = divmod(rest, scale)
        if count:
            parts.append(_scaled(count, singular, plural, style))
    if rest:
        parts.append(_below_thousand(rest, style))
    joined = (" و " if style.spaced_and else " و").join(parts)
    return joined if style.hamza else joined.translate(str.maketrans("أإآ", "ااا"))


def _scaled(count: int, singular: str, plural: str, style: Style) -> str:
    if count == 1:
        return singular
    if count == 2:
        return singular + ("ين" if style.oblique else "ان")
    counting = Style(False, style.oblique, style.hundred, style.split_hundreds, True, style.spaced_and)
    tail = count % 100
    noun = plural if 3 <= tail <= 10 else singular + "ا" if 11 <= tail <= 99 else singular
    return f"{_below_thousand(count, counting)} {noun}"


def _below_thousand(number: int, style: Style) -> str:
    hundreds, rest = divmod(number, 100)
    parts: list[str] = []
    if hundreds == 1:
        parts.append(style.hundred)
    elif hundreds == 2:
        parts.append(style.hundred[:-1] + ("تين" if style.oblique else "تان"))
    elif hundreds:
        stem = _UNITS[hundreds] if hundreds != 8 else "ثمان"
        parts.append(stem + (" " if style.split_hundreds else "") + style.hundred)
    if rest:
        parts.append(_below_hundred(rest, style))
    return (" و " if style.spaced_and else " و").join(parts)


def _below_hundred(number: int, style: Style) -> str:
    ending = "ين" if style.oblique else "ون"
    tens, unit = divmod(number, 10)
    if number <= 10:
        return _unit(number, style)
    if tens == 1:
        ten = "عشرة" if style.feminine else "عشر"
        if unit == 1:
            return f"{'إحدى' if style.feminine else 'أحد'} {ten}"
        if unit == 2:
            stem = "اثنت" if style.feminine else "اثن"
            return f"{stem}{'ي' if style.oblique else 'ا'} {ten}"
        return f"{_unit(unit, style)} {ten}"
    return f"{_unit(unit, style)} و{_TENS[tens]}{ending}" if unit else _TENS[tens] + ending


def _unit(unit: int, style: Style) -> str:
    if unit == 1:
        return "واحدة" if style.feminine else "واحد"
    if unit == 2:
        return ("اثنت" if style.feminine else "اثن") + ("ين" if style.oblique else "ان")
    if unit == 10:
        return "عشر" if style.feminine else "عشرة"
    stem = _UNITS[unit]
    return stem if style.feminine else stem + "ة"
