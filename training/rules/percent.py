"""Shares of a whole: exact, with their denominator, and rows of them that add up to 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from foundation.rounding import half_up

PLACES = 1


@dataclass(frozen=True)
class Share:
    """A part of a whole; the denominator is always shown beside the percent."""

    numerator: int
    denominator: int

    @property
    def exact(self) -> Fraction | None:
        """Return the share of one; None of nothing, which is not the same as zero."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def percent(self, places: int = PLACES) -> Decimal | None:
        """Return the percent, halves up: 159 of 184 is 86.4."""
        exact = self.exact
        return None if exact is None else half_up(100 * exact, places)


def percent_row(counts: Sequence[int], places: int = PLACES) -> tuple[Decimal, ...]:
    """Return the percents of all ``counts``, which add up to exactly 100 by largest remainder.

    Every one is rounded down, then those with the largest rests go up by one step, the earlier
    first where rests are equal. ``percent_row((19, 76, 2))`` is 19.6, 78.3, 2.1 and not 78.4.
    The row of nothing is a row of zeros.
    """
    total = sum(counts)
    if not total:
        return tuple(Decimal(0).scaleb(-places) for _ in counts)
    whole = 100 * 10**places
    steps = [count * whole // total for count in counts]
    rests = [count * whole % total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda place: (-rests[place], place))
    for place in by_rest[: whole - sum(steps)]:
        steps[place] += 1
    return tuple(Decimal(step).scaleb(-places) for step in steps)
