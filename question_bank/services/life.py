"""Moving a question through its life; nobody approves what they wrote."""

from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from question_bank.models import Question, QuestionVersion, Review
from question_bank.rules.kinds import State, may_move


class WrongMove(Refusal):
    """The question is not where this step begins."""

    message = N_("A question that is “%(before)s” cannot become “%(after)s”.")


class OwnQuestion(Refusal):
    """Two different people write and approve."""

    message = N_("Somebody else must approve this question: you wrote it yourself.")


@transactional
def move_question(
    question_id: int, after: State, *, actor_id: int, at: datetime, remark: str = ""
) -> Question:
    """Move a question to another state; the same again changes nothing.

    Raises:
        WrongMove: the question is not in a state from which that is possible.
        OwnQuestion: the author approves.
    """
    question = session.get_one(Question, question_id)
    before = State[question.state.upper()]
    if before is after:
        return question
    if not may_move(before, after):
        raise WrongMove(before=before, after=after)
    version = session.get_one(QuestionVersion, question.current_version_id)
    if after is State.APPROVED and version.author_id == actor_id:
        raise OwnQuestion
    question.state = after.code
    session.add(
        Review(
            question_id=question_id,
            version_id=version.id,
            reviewer_id=actor_id,
            before=before.code,
            after=after.code,
            remark=remark,
            at=at,
        )
    )
    record(
        "question.move",
        f"question:{question_id}",
        actor_id=actor_id,
        at=at,
        unit_id=question.unit_id,
        before=before.code,
        after=after.code,
    )
    return question


@transactional
def approve_many(
    public_ids: list[str], unit_ids: frozenset[int], *, actor_id: int, at: datetime
) -> int:
    """Approve those questions of these units that are in review; return how many.

    Raises:
        OwnQuestion: one of them was written by the one who approves; none is approved.
    """
    chosen = session.scalars(
        select(Question).where(
            Question.public_id.in_(public_ids),
            Question.unit_id.in_(unit_ids),
            Question.state == State.REVIEW.code,
        )
    ).all()
    for question in chosen:
        move_question(question.id, State.APPROVED, actor_id=actor_id, at=at)
    return len(chosen)
