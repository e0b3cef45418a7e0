"""Entry codes for whoever wants to try the demo's quiz, or its class as a learner."""

from datetime import datetime

from sqlalchemy import select

from foundation.db import session
from quiz import services as quizzes
from quiz.models import Attempt, Candidate, Quiz
from quiz.services import Slip
from training.models import Course, Enrolment
from training.rules.states import CourseState
from training.services import enrolling
from training.services.enrolling import LearnerSlip


def a_slip(*, at: datetime) -> Slip | None:
    """Return a fresh slip of somebody who has not started an open quiz, or None.

    The slip printed before dies: its code is kept nowhere, so it cannot be printed again.
    """
    waiting = session.scalar(
        select(Candidate)
        .join(Quiz, Quiz.id == Candidate.quiz_id)
        .outerjoin(Attempt, Attempt.candidate_id == Candidate.id)
        .where(Quiz.state == "locked", Quiz.closes_at > at, Attempt.id.is_(None))
        .order_by(Candidate.number.desc())
        .limit(1)
    )
    if waiting is None:
        return None
    [slip] = quizzes.issue_slips(waiting.quiz_id, [waiting.id], actor_id=None, at=at)
    return slip


def a_learner_slip(*, at: datetime) -> LearnerSlip | None:
    """Return a fresh slip of a learner in a class that is being taught, or None."""
    found = session.execute(
        select(Enrolment.course_id, Enrolment.id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Course.state == CourseState.RUNNING.name, Enrolment.state == "ENROLLED")
        .order_by(Enrolment.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    [slip] = enrolling.issue_slips(found[0], [found[1]], actor_id=None, at=at)
    return slip
