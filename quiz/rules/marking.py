"""Marking by machine, in exact numbers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Tally:
    """What an attempt is worth: right answers, questions, points."""

    right: int
    questions: int
    points: Fraction


def stored_options(shown: Iterable[int], order: Sequence[int]) -> frozenset[int]:
    """Return the stored places of options that were chosen by their shown places."""
    return frozenset(order[place] for place in shown)


def is_right(chosen: Collection[int], key: Collection[int]) -> bool:
    """Return whether an answer is right: all right options and no other.

    Where several are right there are no points for some of them. A question left open is
    wrong.
    """
    return bool(chosen) and frozenset(chosen) == frozenset(key)


def tally(verdicts: Sequence[bool], max_points: Fraction) -> Tally:
    """Return the marks of one attempt; every question weighs the same.

    Args:
        verdicts: for each question whether its answer is right.
        max_points: the points for a paper without a mistake.
    """
    right, questions = sum(verdicts), len(verdicts)
    points = max_points * Fraction(right, questions) if questions else Fraction(0)
    return Tally(right, questions, points)
