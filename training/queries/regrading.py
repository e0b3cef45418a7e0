"""What other points in an exit quiz would change in its class: mark, passing, certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session
from foundation.documents.models import IssuedDocument
from quiz import queries as quizzes
from training.models import Course, Enrolment
from training.queries.certificates import SUBJECT
from training.queries.loading import course_whole
from training.queries.outcomes import outcomes
from training.rules.eligibility import Outcome


@dataclass(frozen=True)
class LearnerChange:
    """A learner as he or she stands now, and as it would be."""

    enrolment: Enrolment
    before: Outcome
    after: Outcome
    certificate: str
    """Number of the certificate that would have to be replaced, or nothing."""


@dataclass(frozen=True)
class CourseChanges:
    """A class whose exit quiz is counted anew."""

    course: Course
    learners: tuple[LearnerChange, ...]


def course_changes(quiz_id: int, points: Mapping[int, Fraction | None]) -> CourseChanges | None:
    """Return what these points (candidate → points) would change; None without a class."""
    course = session.scalar(select(Course).where(Course.quiz_id == quiz_id))
    if course is None:
        return None
    whole = course_whole(course.id)
    before = {row.enrolment.id: row for row in outcomes(whole)}
    with quizzes.supposing(points):
        after = {row.enrolment.id: row for row in outcomes(whole)}
    numbers = _numbers(list(after))
    changed = [
        LearnerChange(row.enrolment, before[id_].outcome, row.outcome, numbers.get(id_, ""))
        for id_, row in after.items()
        if _seen(before[id_].outcome) != _seen(row.outcome)
    ]
    return CourseChanges(course, tuple(changed))


def _seen(outcome: Outcome) -> tuple[object, ...]:
    return outcome.mark, outcome.label, outcome.is_passed


def _numbers(enrolment_ids: list[int]) -> dict[int, str]:
    """Return enrolment → number of its certificate that is valid."""
    found = session.execute(
        select(IssuedDocument.subject_id, IssuedDocument.number_text).where(
            IssuedDocument.subject_kind == SUBJECT,
            IssuedDocument.subject_id.in_(enrolment_ids),
            IssuedDocument.state == "valid",
        )
    )
    return dict(found.all())
