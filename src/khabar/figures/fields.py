"""What normalising a figure yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureFields:
    """The meaning of one figure, as the annotation guide defines its fields.

    `value`: a number for CARDINAL, PERCENT, MONEY and QUANTITY (0.5 for a half, None when vague or a range), the
    rank of an ORDINAL, a TIMEX3 value string for DATE and TIME (its forms are listed in `khabar.figures.timex`).
    It is an int where it is whole and a float otherwise. `unit`: an ISO 4217 code for MONEY, None where the country
    is not said ("5 دنانير") or coins stand alone ("50 سنتا" is 50, not half a dollar), of the whole currency where
    coins follow it ("3 يورو و20 سنتا" is 3.2 EUR); "%" for PERCENT, also for points and basis points; a symbol of
    pint for QUANTITY, which `base_value` converts to SI units. `bounds`: the least and the greatest count that a
    vague word such as "عشرات" can mean; `range` is kept for ranges that are spelt out.
    """

    value: int | float | str | None = None
    range: tuple[int | float, int | float] | None = None
    modifier: str | None = None
    counted: str | None = None
    role: str | None = None
    unit: str | None = None
    bounds: tuple[int | float, int | float] | None = None
