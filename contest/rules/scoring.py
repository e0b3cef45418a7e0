"""Points of sheets, parts and entries, in exact numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contest.rules.document import Fault, Part, TimeRule
from foundation.errors import N_, InvalidInput, Refusal

Times = Mapping[str, int]
"""Fault code → how often it was noted."""


class MarkOutOfRange(InvalidInput):
    """A mark below 0, above the maximum, or between two steps."""

    message = N_("“%(criterion)s” takes 0 to %(most)s points in steps of %(step)s.")


class MarkMissing(InvalidInput):
    """A sheet cannot be signed with an empty criterion."""

    message = N_("“%(criterion)s” is not marked yet.")


class TooFewJudges(Refusal):
    """A score would rest on fewer sheets than the rules allow."""

    message = N_("%(given)s sheets are signed; the rules ask for at least %(needed)s.")


def check_marks(part: Part, marks: Mapping[str, Fraction], *, is_whole: bool) -> Fraction:
    """Return the total of a sheet, in points.

    Args:
        marks: criterion code → points.
        is_whole: whether every criterion must be marked, as for signing.

    Raises:
        MarkOutOfRange: a mark does not fit its criterion.
        MarkMissing: a criterion is empty though the sheet must be whole.
    """
    total = Fraction(0)
    for criterion in part.criteria:
        mark = marks.get(criterion.code)
        if mark is None:
            if is_whole:
                raise MarkMissing(criterion=criterion.title)
            continue
        in_range = 0 <= mark <= criterion.max_points
        if not in_range or (mark / criterion.step).denominator != 1:
            raise MarkOutOfRange(
                criterion=criterion.title, most=criterion.max_points, step=criterion.step
            )
        total += mark
    if unknown := set(marks) - {one.code for one in part.criteria}:
        raise MarkOutOfRange(criterion=min(unknown), most=0, step=0)
    return total


def panel_score(part: Part, totals: Sequence[Fraction], min_judges: int) -> Fraction:
    """Return the panel's points for one part before deductions; exact, nothing is rounded.

    Args:
        totals: the total of each signed sheet; their order does not matter.

    Raises:
        TooFewJudges: too few sheets, also after trimming.
    """
    counted = sorted(totals)
    if part.trim:
        counted = counted[part.trim : -part.trim]
    if len(totals) < min_judges or not counted:
        raise TooFewJudges(given=len(totals), needed=min_judges)
    if part.aggregate == "sum":
        return sum(counted, Fraction(0))
    if part.aggregate == "median":
        middle = len(counted) // 2
        pair = counted[middle - (len(counted) % 2 == 0) : middle + 1]
        return sum(pair, Fraction(0)) / len(pair)
    return sum(counted, Fraction(0)) / len(counted)


def time_penalty(rule: TimeRule | None, seconds: int | None) -> Fraction:
    """Return the points taken off for speaking too long: for each full minute over.

    Source: the penalty clause of contest rules such as "from one full minute over, one point off
    for each minute" (contest-rules K7).
    """
    if rule is None or seconds is None or seconds <= rule.max_seconds:
        return Fraction(0)
    penalty = rule.points_per_minute * ((seconds - rule.max_seconds) // 60)
    return min(penalty, rule.cap) if rule.cap is not None else penalty


def fault_points(
    faults: Sequence[Fault], times: Times, score: Fraction, cap: Fraction | None
) -> Fraction:
    """Return the points taken off for faults, at most ``cap``.

    Args:
        times: fault code → how often it was noted.
        score: what it is taken off; a percentage is of this, before anything is taken off.
    """
    lost = Fraction(0)
    for fault in faults:
        each = fault.points if fault.points is not None else score * (fault.percent or 0) / 100
        lost += each * times.get(fault.code, 0)
    return lost if cap is None else min(lost, cap)


def after_deductions(score: Fraction, deductions: Sequence[Fraction]) -> Fraction:
    """Return points after deductions, never below 0."""
    return max(score - sum(deductions, Fraction(0)), Fraction(0))


@dataclass(frozen=True)
class PartPoints:
    """A part's points with what was taken off."""

    lost_to_time: Fraction
    lost_to_faults: Fraction
    points: Fraction


def part_points(
    part: Part, totals: Sequence[Fraction], min_judges: int, seconds: int | None, times: Times
) -> PartPoints:
    """Return what a part earns: the panel's points, less time and faults, never below 0.

    Args:
        totals: the total of each signed sheet.
        seconds: how long the performance took.
        times: fault code → how often it was noted.

    Raises:
        TooFewJudges: too few sheets.
    """
    score = panel_score(part, totals, min_judges)
    late = time_penalty(part.time, seconds)
    lost = fault_points(part.deductions, times, score, part.deductions_cap)
    return PartPoints(late, lost, after_deductions(score, [late, lost]))


def quiz_points(right: Fraction, most: Fraction, max_points: Fraction) -> Fraction:
    """Return a quiz's points scaled to the round's maximum."""
    return right / most * max_points if most else Fraction(0)
