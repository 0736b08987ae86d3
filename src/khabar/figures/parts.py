"""The parts of a temporal expression, before it is decided which day it is."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class When:
    """The parts of one temporal expression; what is not said stays None."""

    stop: int = 0
    day: int | None = None
    last_day: int | None = None
    month: int | None = None
    year: int | None = None
    last_year: int | None = None
    hijri: bool = False
    weekday: int | None = None
    offset: int | None = None
    period: str | None = None
    steps: int | None = None
    direction: int | None = None
    piece: str | None = None
    era: str | None = None
    part: str | None = None
    hour: int | None = None
    minute: int = 0
    second: int = 0
    zone: str = ""
    half: bool = False
    reference: str | None = None
    lasting: tuple[tuple[Decimal | None, str], ...] = ()
    high: Decimal | None = None
    weak: bool = False
    every: bool = False
    nth: int | None = None
    age: bool = False
    twin_month: bool = False
