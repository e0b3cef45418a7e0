"""Shares of the points as other platforms write them: percentages with a few decimals."""

import re
from decimal import Decimal
from fractions import Fraction

_PERCENT = re.compile(r"[-+]?\d{1,4}(?:[.,]\d{0,12})?")
_NUMBER = re.compile(r"[-+]?(?:\d{1,60}(?:[.,]\d{0,60})?|[.,]\d{1,60})(?:[eE][-+]?\d{1,2})?")
MOST_PARTS, MOST_FINE_PARTS = 20, 100
FINE = 5
"""So many decimals tell even hundredths from each other."""


def share(text: str) -> Fraction | None:
    """Return what a percentage means, or None: "33.333" is a third, "-50" minus a half.

    Platforms write thirds, sixths and sevenths with as many decimals as they please; the
    nearest fraction of at most 20 parts within half a unit of the last decimal is meant.
    """
    trimmed = text.strip().removesuffix("%").strip()
    if not _PERCENT.fullmatch(trimmed):
        return None
    number = Fraction(Decimal(trimmed.replace(",", "."))) / 100
    if abs(number) > 1:
        return None
    return _meant(number, _decimals(trimmed))


def _meant(number: Fraction, decimals: int) -> Fraction:
    if number.denominator <= MOST_PARTS or (decimals == 0 and number.numerator % 5 == 0):
        return number
    nearest = number.limit_denominator(MOST_FINE_PARTS if decimals >= FINE else MOST_PARTS)
    if abs(nearest - number) <= _slack(decimals):
        return nearest
    return number


def _slack(decimals: int) -> Fraction:
    """Half a unit of the last decimal, and a whole one where digits were cut, not rounded."""
    return Fraction(7, 10) * Fraction(1, 10**decimals) / 100


def _decimals(text: str) -> int:
    _, _, tail = text.replace(",", ".").partition(".")
    return len(tail)


def percent(value: Fraction) -> str:
    """Return a share as a percentage with at most five decimals: a third is "33.33333"."""
    shown = f"{float(round(value * 100, 5)):.5f}"
    return shown.rstrip("0").rstrip(".")


def is_exact(value: Fraction) -> bool:
    """Return whether a share survives being written as a percentage."""
    return share(percent(value)) == value


def number(text: str) -> Decimal | None:
    """Return a number typed with a point or a comma, or None."""
    trimmed = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    if not _NUMBER.fullmatch(trimmed):
        return None
    return Decimal(trimmed.replace(",", "."))


def written(value: Decimal) -> str:
    """Return a number without an exponent and without needless zeros."""
    shown = f"{value:f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"
