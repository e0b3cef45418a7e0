"""An entry code for whoever wants to try the demo's quiz."""

from datetime import datetime

from sqlalchemy import select

from foundation.db import session
from quiz import services as quizzes
from quiz.models import Attempt, Candidate, Quiz
from quiz.services import Slip


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
