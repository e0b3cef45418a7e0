"""Points of sheets, parts and entries, in exact numbers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from contest.rules.document import Part, TimeRule
from foundation.errors import N_, InvalidInput, Refusal


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


def part_score(score: Fraction, deductions: Sequence[Fraction]) -> Fraction:
    """Return the points of a part after deductions, never below 0."""
    return max(score - sum(deductions, Fraction(0)), Fraction(0))


def quiz_points(right: Fraction, most: Fraction, max_points: Fraction) -> Fraction:
    """Return a quiz's points scaled to the round's maximum."""
    return right / most * max_points if most else Fraction(0)
