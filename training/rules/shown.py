"""Numbers inside sentences, as Vietnamese offices write them; what is stored stays exact."""

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


def below(value: Fraction) -> str:
    """Return a mark that is too low, never rounded up: what fails must not look passed."""
    floor = Fraction(value * 10**MOST_PLACES // 1, 10**MOST_PLACES)
    return exact(value if (value * 10**MOST_PLACES).denominator == 1 else floor)


def percent(share: Fraction) -> str:
    """Return a share with one place, never rounded up: what fails must not look passed."""
    tenths = share * 1000
    return f"{tenths.numerator // tenths.denominator / 10:.1f}%".replace(".", ",")


def percent_plain(share: Fraction) -> str:
    """Return a share without idle zeros: ``80%``."""
    return f"{plain(100 * share)}%"
