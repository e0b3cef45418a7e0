"""From markers' marks to a paper's, to the final mark and its label: exact, halves up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from foundation.errors import N_, InvalidInput
from foundation.rounding import half_up
from training.rules.ruleset import Band, Paper, RuleDocument

MARK_PLACES = 2


class MarkOutside(InvalidInput):
    """A mark below nothing, above the scale, or finer than two places."""

    message = N_("Write a mark from 0 to 10 with at most two decimals, such as 7,5.")


@dataclass(frozen=True)
class PaperMark:
    """What a paper was given by its one or two markers."""

    paper: Paper
    given: tuple[Fraction | None, ...]

    @property
    def is_missing(self) -> bool:
        """Return whether nobody marked it: it was not handed in."""
        return all(one is None for one in self.given)

    @property
    def is_waiting(self) -> bool:
        """Return whether one of two markers has still to mark it."""
        return not self.is_missing and any(one is None for one in self.given)

    @property
    def apart(self) -> Fraction:
        """Return how far the markers lie apart."""
        known = [one for one in self.given if one is not None]
        return max(known) - min(known) if known else Fraction(0)

    @property
    def must_agree(self) -> bool:
        """Return whether the markers lie further apart than the rules allow."""
        most = self.paper.most_apart
        return most is not None and not self.is_waiting and self.apart > most

    @property
    def value(self) -> Fraction | None:
        """Return the exact mean of the markers, once all have marked and agree."""
        if self.is_missing or self.is_waiting or self.must_agree:
            return None
        known = [one for one in self.given if one is not None]
        return sum(known, Fraction(0)) / len(known)


def paper_marks(
    rules: RuleDocument, given: Mapping[str, Sequence[Fraction | None]]
) -> tuple[PaperMark, ...]:
    """Return every paper of the rules with what its markers gave; the missing ones too."""
    return tuple(
        PaperMark(
            paper,
            tuple([*given.get(paper.code, ()), None, None][: paper.markers]),
        )
        for paper in rules.papers
    )


def final_mark(rules: RuleDocument, papers: Sequence[PaperMark]) -> Fraction | None:
    """Return the weighted mean, rounded as the rules say; None until every paper has its mark.

    4,8 and 5,1 of equal weight are exactly 4,95 and become 5,0.
    """
    values = [one.value for one in papers]
    if not papers or None in values:
        return None
    weights = sum((one.paper.weight for one in papers), Fraction(0))
    exact = sum((one.paper.weight * (one.value or 0) for one in papers), Fraction(0)) / weights
    return Fraction(half_up(exact, rules.places))


def band(rules: RuleDocument, rounded: Fraction) -> Band | None:
    """Return the band of a rounded mark; None below the lowest."""
    return next((one for one in rules.bands if rounded >= one.at_least), None)


def checked_mark(value: Fraction) -> Fraction:
    """Return a marker's mark if it can be one.

    Raises:
        MarkOutside: it is outside the scale, or has more than two places.
    """
    if not 0 <= value <= 10 or (value * 10**MARK_PLACES).denominator != 1:
        raise MarkOutside
    return value


def scaled(points: Fraction, most: Fraction) -> Fraction:
    """Return a quiz's points on the scale of 10, exactly."""
    return points * 10 / most if most else Fraction(0)
