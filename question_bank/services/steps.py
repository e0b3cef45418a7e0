"""One step in a question's life: its state changes, and the step is kept with who and why."""

from datetime import datetime

from foundation.db import session
from question_bank.models import Question, Review
from question_bank.rules.kinds import State


def take_step(
    question: Question, after: State, *, actor_id: int | None, at: datetime, remark: str = ""
) -> str:
    """Put a question into another state and keep the step; return the state before."""
    before = question.state
    question.state = after.code
    session.add(
        Review(
            question_id=question.id,
            version_id=question.current_version_id,
            reviewer_id=actor_id,
            before=before,
            after=after.code,
            remark=remark,
            at=at,
        )
    )
    return before
