"""Turn a figure span of a text into its fields. Deterministic, no model, independent of the reader."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from khabar.figures.amounts import Amount, read_amount
from khabar.figures.context import Context, around
from khabar.figures.counted import counted_noun
from khabar.figures.counting import is_pair
from khabar.figures.fields import FigureFields
from khabar.figures.fractions import FIFTH
from khabar.figures.modifiers import cue_before, cue_behind
from khabar.figures.ordinals import read_rank
from khabar.figures.phones import read_phone
from khabar.figures.roles import counts_whole, role_of
from khabar.figures.scores import is_score
from khabar.figures.timex import opens_interval, timeless_value, timex, told_from
from khabar.figures.tokens import DIGITS, WORD, Word, scan


def plain(value: int | Decimal | None) -> int | float | None:
    """An exact number as JSON has it: an int when integral, else the nearest float."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def normalise(text: str, start: int, end: int, label: str, *, now: date | None = None) -> FigureFields:
    """The fields of the figure `text[start:end]`, labelled `label`, read in its sentence.

    `now` is the day relative dates are resolved against; without it they have no value. Never raises on any
    text; raises ValueError when the span does not lie in it.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"[{start}, {end}) is no span of a text of {len(text)} characters")
    if label in ("DATE", "TIME"):
        opened = opens_interval(text, start)
        if now is None:
            return FigureFields(value=timeless_value(text[start:end], label, opened))
        context = around(text, start, end, 12, 0)
        told = told_from(text, end)
        return FigureFields(value=timex(context.tokens, context.at, context.stop, label, now, opened, told))
    if label == "ORDINAL":
        return FigureFields(value=read_rank(scan(text, start, end)))
    context = around(text, start, end) if label == "CARDINAL" else around(text, start, end, 48, 64)
    if context.at < context.stop and label == "CARDINAL" and read_phone(context.tokens[: context.stop], context.at):
        return FigureFields(modifier="exact")
    amount, first = _find_amount(context)
    modifier = _modifier(context, first, amount)
    if amount is None:
        return _wordless(context, label, modifier)
    if label == "CARDINAL" and is_score(context, amount):
        return FigureFields(modifier="exact")
    bounds = None if amount.bounds is None else (plain(amount.bounds[0]) or 0, plain(amount.bounds[1]) or 0)
    counted = counted_noun(context, amount, first, label)
    role = role_of(context, amount, counted) if label == "CARDINAL" else None
    if label == "CARDINAL" and counted is not None and _in_thousands(context, counted):
        amount = _grouped(amount)
    value, interval = plain(amount.value), None
    if amount.range is not None:
        low, high = plain(amount.range[0]), plain(amount.range[1])
        interval = (low, high) if low is not None and high is not None else None
    noun = None if counted is None else context.said(*counted)
    return FigureFields(value, interval, modifier, noun, role, amount.unit, bounds)


def _in_thousands(context: Context, counted: tuple[int, int]) -> bool:
    """Whether a stop parts thousands, as the press of the Maghreb writes: "2.946 قتيلا", for nobody counts thousandths.

    All digits must be written so, without a scale, and the count must be no rate (1.256 طفل لكل امرأة).
    """
    tokens, at, stop = context[:3]
    digits = [token.raw for token in tokens[at:stop] if token.kind == DIGITS]
    scaled = any(token.atom is not None for token in tokens[at:stop] if token.kind == WORD)
    rate = any(token.fold == "لكل" for token in tokens[counted[1] : counted[1] + 3])
    grouped = bool(digits) and all(_STOPPED.fullmatch(raw) for raw in digits)
    return grouped and not scaled and not rate and counts_whole(tokens[counted[0]])


def _grouped(amount: Amount) -> Amount:
    """An amount whose numbers are written with a stop before their last three digits, as whole ones."""
    value = None if amount.value is None else amount.value * 1000
    ends = None if amount.range is None else (amount.range[0] * 1000, amount.range[1] * 1000)
    return amount._replace(value=value, range=ends)


def _find_amount(context: Context) -> tuple[Amount | None, int]:
    """The first amount in the span and the token where it starts; what is said again is remembered."""
    tokens, at, stop = context[:3]
    if at == stop or tokens[stop - 1].fold in FIFTH or context.end - context.start > _REMEMBERED:
        return _first_amount(tokens, at, stop)
    amount, first = _said_amount(context.text[context.start : context.end])
    if amount is None:
        return None, at
    measure = None if amount.measure is None else (amount.measure[0] + at, amount.measure[1] + at)
    return amount._replace(stop=amount.stop + at, measure=measure), first + at


_STOPPED = re.compile(r"(?![0٠])\d{1,3}[.]\d{3}")

_REMEMBERED = 60
"""Longest span, in characters, whose amount is remembered."""


@lru_cache(maxsize=1 << 14)
def _said_amount(said: str) -> tuple[Amount | None, int]:
    tokens = scan(said)
    return _first_amount(tokens, 0, len(tokens))


def _first_amount(tokens: list[Word], at: int, stop: int) -> tuple[Amount | None, int]:
    for i in range(at, stop):
        amount = read_amount(tokens, i, stop)
        if amount is not None:
            return amount, i
    return None, at


def _modifier(context: Context, first: int, amount: Amount | None) -> str:
    tokens, at, stop = context[:3]
    before = cue_before(tokens, first, 0 if amount is not None else at, inside=at)
    if before is not None:
        return before[0]
    after = cue_behind(tokens, at + 1 if amount is None else amount.stop, stop)
    return after or "exact"


_ALONE = ("وحيد", "وحيده", "وحيدا", "يتيم", "يتيمه", "يتيما")


def _wordless(context: Context, label: str, modifier: str) -> FigureFields:
    """A span without a number word: a dual that counts (جنديين), or a noun that is the only one (مرة وحيدة)."""
    if label != "CARDINAL" or is_score(context, None):
        return FigureFields(modifier=modifier)
    words = [i for i in range(context.at, context.stop) if context.tokens[i].kind == WORD]
    single = any(context.tokens[i].fold in _ALONE for i in words)
    first = words[0] if words else None
    if first is not None and single and len(words) == 1 and context.at > 0:
        first = context.at - 1
    counted = None if first is None else (first, first + 1)
    if first is not None and is_pair(context.tokens, first):
        counted = first + 2, first + 3
    role = role_of(context, None, counted)
    noun = None if counted is None else context.said(*counted)
    return FigureFields(1 if single else 2, None, modifier, noun, role)
