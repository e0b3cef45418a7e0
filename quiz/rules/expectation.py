"""What score the papers of a blueprint let expect, and how much papers differ in hardness."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from quiz.rules.assembly import BlueprintCell, Drawable, least_seen, supply
from quiz.rules.exclusion import Group

DEFAULT_FACILITY = {
    "recall": Fraction(80, 100),
    "understanding": Fraction(65, 100),
    "application": Fraction(50, 100),
}
"""The share of points a question brings on average while nobody has answered it."""
FEWEST_ANSWERS = 10
"""Below this many answers the default stands: a few answers say little."""
_UNKNOWN = Fraction(1, 2)


@dataclass(frozen=True)
class Expectation:
    """What to expect of the papers.

    Attributes:
        mean: points of an average contestant on an average paper.
        spread: standard deviation, over the papers, of what that contestant reaches.
        measured: questions of the pool whose facility is known from answers.
        considered: questions of the pool a paper may hold.
    """

    mean: Fraction
    spread: Decimal
    measured: int
    considered: int


def facility_of(question: Drawable, measured: Mapping[int, Fraction]) -> Fraction:
    """Return the share of points a question brings: measured, else the default of its level."""
    default = DEFAULT_FACILITY.get(question.difficulty, _UNKNOWN)
    return measured.get(question.version_id, default)


def expectation(
    blueprint: Sequence[BlueprintCell],
    pool: Iterable[Drawable],
    measured: Mapping[int, Fraction],
    max_points: Fraction,
    *,
    prefers_least_seen: bool = False,
) -> Expectation | None:
    """Return what to expect, or None where no paper can be drawn.

    The variance of a weighted sum of questions drawn without return from N questions with
    facilities p is S² (Σc² - (Σc)²/N), with S² = Σ(p - mean)²/(N - 1) and c the points of each
    drawn question. Of questions that exclude each other a group is drawn, then one of its
    questions: p is the group's mean, and Σc² times the mean variance within groups comes on top.
    What cells of any kind share with cells of a certain kind, and groups that fit several cells,
    are left out of it.
    """
    offered = sorted(set(pool))
    total = sum(cell.points * cell.count for cell in blueprint)
    if not total or any(row.missing for row in supply(blueprint, offered)):
        return None
    left = least_seen(blueprint, offered) if prefers_least_seen else offered
    mean, variance, considered = Fraction(0), Fraction(0), set()
    for key in dict.fromkeys(cell.key for cell in blueprint if cell.count):
        fitting = [one for one in left if one.fits(key)]
        considered |= {one.version_id for one in fitting}
        groups: dict[Group, list[Fraction]] = {}
        for one in fitting:
            groups.setdefault(one.only, []).append(facility_of(one, measured))
        weights = [
            (max_points * cell.points / total, cell.count) for cell in blueprint if cell.key == key
        ]
        one_mean, one_variance = _of_key(list(groups.values()), weights)
        mean, variance = mean + one_mean, variance + one_variance
    return Expectation(mean, _root(variance), len(considered & set(measured)), len(considered))


def _of_key(
    groups: Sequence[Sequence[Fraction]], weights: Sequence[tuple[Fraction, int]]
) -> tuple[Fraction, Fraction]:
    """Return mean and variance of what the questions of one kind of cell bring."""
    values = [_mean(group) for group in groups]
    points = sum((weight * count for weight, count in weights), Fraction(0))
    weighted = sum((weight**2 * count for weight, count in weights), Fraction(0))
    mean = _mean(values)
    within = _mean([_mean([(one - _mean(group)) ** 2 for one in group]) for group in groups])
    if len(values) < 2:
        return points * mean, weighted * within
    squares = sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)
    between = squares * (weighted - points**2 / len(values))
    return points * mean, between + weighted * within


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _root(value: Fraction) -> Decimal:
    exact = Decimal(max(value, Fraction(0)).numerator) / Decimal(value.denominator)
    return exact.sqrt()
