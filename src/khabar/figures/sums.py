"""Add number words up: the state of a number that is being read, and which word may continue it."""

from decimal import Decimal

from khabar.figures import lexicon as lx
from khabar.figures.lexicon import Atom

NO_LIMIT = 10**30


class Sum:
    """A number in the making: finished scale terms and the group below a thousand being read."""

    def __init__(self) -> None:
        self.total: int | Decimal = 0
        self.term: int | Decimal | None = None
        self.scale: int = NO_LIMIT
        self.mantissa: int | Decimal = 1
        self.group: int | Decimal | None = None
        self.level = -1
        self.closed = False

    def add_digits(self, value: int | Decimal, conjoined: bool) -> bool:
        """Take a number in digits in; False when it cannot continue the number."""
        if self.group is not None or (self.term is not None and not (conjoined and value < self.scale)):
            return False
        self.group, self.level = value, lx.ZERO
        return True

    def add(self, atom: Atom, conjoined: bool) -> bool:
        """Take one more word in; False when it cannot continue the number."""
        if self.closed:
            return False
        if atom.kind == lx.SCALE:
            return self._add_scale(atom, conjoined)
        if atom.kind == lx.FRACTION:
            return self._add_fraction(atom, conjoined)
        return self._add_below_thousand(atom, conjoined)

    def _add_below_thousand(self, atom: Atom, conjoined: bool) -> bool:
        kind, value = atom.kind, atom.value
        if self.group is None:
            if (self.term is not None and not conjoined) or (kind == lx.ZERO and self.term is not None):
                return False
            self.group = value
            self.level = lx.HUNDRED if kind == lx.HUNDREDS else lx.UNIT if kind == lx.TEN else kind
            return True
        if kind == lx.TEN and not conjoined and self.level == lx.UNIT and 1 <= self.group % 100 <= 9:
            self.group, self.level = self.group + 10, lx.TEEN
            return True
        most = 9 if self.level == lx.UNIT else 999 if self.level == lx.ZERO else 0
        if kind == lx.HUNDRED and not conjoined and 3 <= self.group <= most:
            self.group, self.level = self.group * 100, lx.HUNDRED
            return True
        if not conjoined or kind in (lx.HUNDRED, lx.HUNDREDS, lx.ZERO):
            return False
        if self.level == lx.HUNDRED:
            self.group, self.level = self.group + value, lx.UNIT if kind == lx.TEN else kind
            return True
        if kind == lx.TENS and self.level == lx.UNIT and 1 <= self.group % 100 <= 9:
            self.group, self.level = self.group + value, lx.TENS
            return True
        return False

    def _add_scale(self, atom: Atom, conjoined: bool) -> bool:
        base = int(atom.value) // (2 if atom.number == lx.DUAL else 1)
        if self.group is not None:
            if conjoined or base >= self.scale:
                return False
            self.mantissa = self.group
            self.term = self.group * base
            self.total += self.term
        elif self.term is None:
            if atom.number == lx.PLURAL:
                return False
            self.mantissa = atom.value // base
            self.total = self.term = atom.value
        elif conjoined:
            if base >= self.scale or atom.number == lx.PLURAL:
                return False
            self.mantissa, self.term = atom.value // base, atom.value
            self.total += self.term
        elif (
            atom.number == lx.SINGULAR
            and base >= self.scale
            and self.total == self.term
            and self.term * base < NO_LIMIT
        ):
            self.mantissa = self.term
            self.total = self.term = self.term * base
        else:
            return False
        self.scale, self.group, self.level = base, None, lx.SCALE
        return True

    def _add_fraction(self, atom: Atom, conjoined: bool) -> bool:
        if self.group is None and self.term is None:
            if atom.number == lx.PLURAL:
                return False
            self.group, self.level = atom.value, lx.FRACTION
            return True
        if atom.number == lx.OWNED:
            return False
        if atom.number == lx.PLURAL:
            if conjoined or self.group is None or self.level not in (lx.ZERO, lx.UNIT, lx.TEEN):
                return False
            self.group, self.level = self.group * atom.value, lx.FRACTION
            return True
        if not conjoined or self.level == lx.FRACTION:
            return False
        if self.group is not None:
            self.group, self.level = self.group + atom.value, lx.FRACTION
            return True
        self.total += atom.value * self.scale
        self.closed = True
        return True

    def value(self) -> int | Decimal:
        """The sum so far."""
        return self.total + (self.group or 0)
