"""How far a class is, in counts that anybody may see who may see the class."""

from dataclasses import dataclass
from fractions import Fraction

from foundation.documents.queries import documents_of
from training.queries.learner import SUBJECT
from training.queries.loading import CourseWhole
from training.queries.outcomes import open_conflicts, results_of, standing
from training.rules.states import CourseState, PaperKind

ORDER = (
    CourseState.DRAFT,
    CourseState.OPEN,
    CourseState.RUNNING,
    CourseState.MARKING,
    CourseState.AWAITING,
    CourseState.RECOGNISED,
    CourseState.CLOSED,
)


@dataclass(frozen=True)
class CourseBoard:
    """What the page of a class counts."""

    learners: int
    members: int
    taught: int
    lessons: int
    periods: int
    planned_periods: int
    share: Fraction | None
    passed: int
    refused: int
    conflicts: int
    place: int
    """Which of the steps is the present one."""

    @property
    def is_off_plan(self) -> bool:
        """Return whether the lessons hold other tiết than the programme's plan."""
        return bool(self.lessons) and self.periods != self.planned_periods


def _place(whole: CourseWhole) -> int:
    """Return the present step: closing comes when nobody waits for a certificate any more."""
    if whole.state is CourseState.CLOSED:
        return len(ORDER)
    if whole.state is CourseState.RECOGNISED and not _waiting(whole):
        return ORDER.index(CourseState.CLOSED)
    return ORDER.index(whole.state) if whole.state in ORDER else -1


def _waiting(whole: CourseWhole) -> bool:
    if whole.version.paper != PaperKind.CERTIFICATE.name:
        return False
    ids = [one.id for one in results_of(whole.course.id).values() if one.is_passed]
    return len(documents_of(SUBJECT, ids)) < len(ids)


def course_board(whole: CourseWhole) -> CourseBoard:
    """Return the counts of a class."""
    rows = standing(whole)
    due = sum(row.outcome.attendance.held for row in rows)
    reached = sum((row.outcome.attendance.attended for row in rows), Fraction(0))
    passed = sum(row.outcome.is_passed for row in rows)
    return CourseBoard(
        learners=len(whole.learners),
        members=sum(one.is_member for one in whole.learners),
        taught=len(whole.taught),
        lessons=len(whole.counted),
        periods=whole.periods,
        planned_periods=whole.version.periods,
        share=reached / due if due else None,
        passed=passed,
        refused=len(rows) - passed,
        conflicts=len(open_conflicts(whole.course.id)),
        place=_place(whole),
    )
