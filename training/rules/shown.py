"""Numbers inside sentences, as Vietnamese offices write them; what is stored stays exact."""

from decimal import Decimal
from fractions import Fraction

from foundation.rounding import half_up

MOST_PLACES = 3
"""Places of the mean of two marks with two places each."""


def plain(value: Fraction | int) -> str:
    """Return a number without idle zeros: ``40``, ``37,5``."""
    text = f"{half_up(Fraction(value), 2):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def mark(value: Fraction, places: int = 1) -> str:
    """Return a mark as it stands on papers: ``5,0``."""
    return f"{half_up(value, places):f}".replace(".", ",")


def exact(value: Fraction, places: int = 1) -> str:
    """Return a mark as it was given, never rounded: ``5,0``, ``6,25``, ``4,995``.

    The mean of two markers has three places; thirds of a quiz are shown with two.
    """
    for shown in range(places, MOST_PLACES + 1):
        if (value * 10**shown).denominator == 1:
            return mark(value, shown)
    return mark(value, max(places, 2))


def below(value: Fraction, needed: Fraction) -> str:
    """Return a mark that is too low: rounded down where else it would look as if it passed."""
    text = exact(value)
    if Fraction(text.replace(",", ".")) < needed:
        return text
    return exact(Fraction(value * 10**MOST_PLACES // 1, 10**MOST_PLACES))


def percent(share: Fraction, needed: Fraction | None = None) -> str:
    """Return a share with one place: ``66,7%``.

    Args:
        needed: the share that is not reached; what fails must not look as if it passed.
    """
    tenths = half_up(100 * share, 1)
    if needed is not None and Fraction(tenths) >= 100 * needed:
        tenths = Decimal(share * 1000 // 1).scaleb(-1)
    return f"{tenths:.1f}%".replace(".", ",")


def percent_plain(share: Fraction) -> str:
    """Return a share without idle zeros: ``80%``."""
    return f"{plain(100 * share)}%"
