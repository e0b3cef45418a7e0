"""What other points in an exit quiz would change in its class, and what they have changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import documents_of
from quiz import queries as quizzes
from training.models import Course, CourseResult, Enrolment
from training.queries.certificates import SUBJECT
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import OutcomeRow, outcomes, results_of
from training.rules.eligibility import Outcome
from training.rules.states import FROZEN


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
    numbers = _numbers(course.id)
    changed = [
        LearnerChange(row.enrolment, before[id_].outcome, row.outcome, numbers.get(id_, ""))
        for id_, row in after.items()
        if _seen(before[id_].outcome) != _seen(row.outcome)
    ]
    return CourseChanges(course, tuple(changed))


def _seen(outcome: Outcome) -> tuple[object, ...]:
    return outcome.mark, outcome.label, outcome.is_passed


def _numbers(course_id: int) -> dict[int, str]:
    """Return enrolment → number of its certificate that is valid."""
    return {key: paper.number_text for key, paper in _valid(results_of(course_id)).items()}


def _valid(kept: Mapping[int, CourseResult]) -> dict[int, IssuedDocument]:
    """Return enrolment → its certificate in force."""
    papers = documents_of(SUBJECT, [one.id for one in kept.values()])
    found = {key: papers.get(one.id) for key, one in kept.items()}
    return {key: one for key, one in found.items() if one and one.state == "valid"}


def regraded(whole: CourseWhole) -> tuple[OutcomeRow, ...]:
    """Return whose exit quiz counts otherwise than when a decision froze the result."""
    quiz = whole.rules.quiz
    if quiz is None or whole.course.quiz_id is None or whole.state not in FROZEN:
        return ()
    kept = results_of(whole.course.id)
    return tuple(
        row
        for row in outcomes(whole)
        if row.enrolment.id in kept
        and _quiz_mark(row.outcome, quiz.code) != _kept_mark(kept[row.enrolment.id], quiz.code)
    )


def _quiz_mark(outcome: Outcome, code: str) -> Fraction | None:
    return next((one.value for one in outcome.papers if one.paper.code == code), None)


def _kept_mark(kept: CourseResult, code: str) -> Fraction | None:
    given = kept.papers.get(code) or [None]
    return None if given[0] is None else Fraction(given[0])


def course_counted_anew(quiz_id: int) -> Course | None:
    """Return the class of an exit quiz, if its recognised results no longer follow from it."""
    course = session.scalar(select(Course).where(Course.quiz_id == quiz_id))
    return course if course is not None and regraded(course_whole(course.id)) else None


@dataclass(frozen=True)
class StaleCertificate:
    """A certificate in force that no longer says what its learner reached."""

    enrolment: Enrolment
    result: CourseResult
    paper: IssuedDocument

    @property
    def is_held(self) -> bool:
        """Return whether it must be revoked by a decision: its holder no longer passes."""
        return not self.result.is_passed


def stale_certificates(whole: CourseWhole) -> tuple[StaleCertificate, ...]:
    """Return the certificates that a further decision has overtaken."""
    kept = results_of(whole.course.id)
    papers = _valid(kept)
    shows = whole.rules.print_label
    return tuple(
        StaleCertificate(one, kept[one.id], papers[one.id])
        for one in whole.enrolments
        if one.id in papers
        and (
            not kept[one.id].is_passed
            or (shows and papers[one.id].content.get("grade", "") != kept[one.id].label)
        )
    )
