"""Figures of a question put into a light and a plain sentence, and marks put into a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from foundation.errors import N_
from quiz.rules.statistics import ItemFigures

FEWEST_ATTEMPTS = 30
"""Below this many attempts chance speaks louder than the question."""
WEAK_INDEX, EASY, HARD = 20, 0.95, 0.2
BARS = 10


class Light(StrEnum):
    """How a question worked; the value is the badge that shows it."""

    GREY = "neutral"
    RED = "bad"
    AMBER = "warn"
    GREEN = "ok"


TOO_FEW = N_("Too few attempts to tell yet.")
REVERSED = N_("This question works backwards: look at its key again.")
NO_SPREAD = N_("Everybody got the same marks, so it tells nobody apart.")
TOO_HARD = N_("Almost nobody solves it: look at its words and its key.")
TOO_EASY = N_("Almost everybody solves it; it tells few apart.")
WEAK = N_("It tells strong from weak only a little.")
GOOD = N_("It works well.")


def light(figures: ItemFigures) -> tuple[Light, str]:
    """Return the light of a question and why, as a msgid."""
    if figures.attempts < FEWEST_ATTEMPTS:
        return Light.GREY, TOO_FEW
    index, facility = figures.discrimination_index, figures.facility
    if facility is not None and facility > EASY:
        return Light.AMBER, TOO_EASY  # the slip of one or two says nothing about its key
    if index is not None and index < 0:
        return Light.RED, REVERSED
    if facility is not None and facility < HARD:
        return Light.AMBER, TOO_HARD
    if index is None:
        return Light.AMBER, NO_SPREAD
    return (Light.AMBER, WEAK) if index < WEAK_INDEX else (Light.GREEN, GOOD)


@dataclass(frozen=True)
class Bar:
    """One bar of the histogram: marks from, up to (the last: and with), how many attempts."""

    low: float
    high: float
    count: int


def histogram(totals: Sequence[Fraction], most: Fraction) -> list[Bar]:
    """Return how many attempts reached each tenth of the maximum."""
    if not most:
        return []
    places = [min(max(int(total * BARS / most), 0), BARS - 1) for total in totals]
    step = float(most) / BARS
    return [Bar(step * n, step * (n + 1), places.count(n)) for n in range(BARS)]
