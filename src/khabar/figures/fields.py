"""What normalising a figure yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureFields:
    """The meaning of one figure, as the annotation guide defines its fields.

    `value`: a number for CARDINAL, PERCENT, MONEY and QUANTITY (0.5 for a half, None when vague or a range), the
    rank of an ORDINAL, a TIMEX3 value string for DATE and TIME. `unit`: an ISO 4217 code for MONEY, "%" for
    PERCENT, a symbol `base_value` understands for QUANTITY. `bounds`: the least and the greatest count that a
    vague word such as "عشرات" can mean; `range` is kept for ranges that are spelt out.
    """

    value: int | float | str | None = None
    range: tuple[int | float, int | float] | None = None
    modifier: str | None = None
    counted: str | None = None
    role: str | None = None
    unit: str | None = None
    bounds: tuple[int | float, int | float] | None = None
