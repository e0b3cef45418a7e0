"""Marks given by hand: from points on a rubric to a share, from markers to one verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from foundation.errors import N_, InvalidInput
from question_bank.rules.bodies import Body, Essay, RubricPoint, Situation

WHOLE = (RubricPoint(N_("The whole answer"), Fraction(10)),)
"""The rubric of a question that has none of its own."""


class BadHandMark(InvalidInput):
    """Points outside of the rubric."""

    message = N_("Give each line of the rubric points between 0 and its most.")


@dataclass(frozen=True)
class Verdict:
    """What the markers' marks come to: a share, or None with what is still missing."""

    share: Fraction | None
    missing: int
    """How many markers have still to mark."""
    is_disputed: bool = False
    """Whether two markers differ so far that a third one decides."""


def rubric_of(body: Body | None) -> tuple[RubricPoint, ...]:
    """Return the lines an answer is marked by."""
    if isinstance(body, Essay | Situation) and body.rubric:
        return body.rubric
    return WHOLE


def halved_by_mistake(rubric: Sequence[RubricPoint]) -> tuple[RubricPoint, ...]:
    """Return the lines that count at most by half after a fatal mistake: those worth most.

    The marking rules of situations cap the part "how it is handled", the weightiest of the five
    (3.5 of 10 points): who concludes against a principle cannot handle the case well.
    """
    most = max(line.points for line in rubric)
    return tuple(line for line in rubric if line.points == most)


def marked_share(
    points: Sequence[Fraction], rubric: Sequence[RubricPoint], *, is_fatal: bool
) -> Fraction:
    """Return the share of a question's points one marker gave; see ``halved_by_mistake``.

    Raises:
        BadHandMark: not one value per line of the rubric, or one out of its bounds.
    """
    if len(points) != len(rubric) or not all(
        0 <= given <= line.points for given, line in zip(points, rubric, strict=False)
    ):
        raise BadHandMark
    halved = halved_by_mistake(rubric) if is_fatal else ()
    counted = (
        min(given, line.points / 2) if line in halved else given
        for given, line in zip(points, rubric, strict=True)
    )
    return sum(counted, Fraction(0)) / sum((line.points for line in rubric), Fraction(0))


def verdict(shares: Sequence[Fraction], markers: int, third_from: Fraction) -> Verdict:
    """Return what marks by different people come to.

    One marker: the mark. Two: their mean, unless they differ by ``third_from`` or more; then a
    third one marks, and the middle of the three counts.
    """
    if len(shares) < markers:
        return Verdict(None, markers - len(shares))
    if markers == 1:
        return Verdict(shares[0], 0)
    first, second = shares[:2]
    if abs(first - second) < third_from:
        return Verdict((first + second) / 2, 0)
    if len(shares) == 2:
        return Verdict(None, 1, is_disputed=True)
    return Verdict(Fraction(median(shares[:3])), 0, is_disputed=True)
