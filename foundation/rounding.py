"""Rounding of exact numbers: halves go up, as every Vietnamese rule of marks says."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """Return ``value`` rounded to ``places`` decimals, halves away from zero.

    ``half_up(Fraction(65, 8), 2)`` is 8.13.
    """
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)
