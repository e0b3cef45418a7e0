"""One question with its versions and steps; one file that waits."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from foundation.db import session
from foundation.errors import NotFound
from question_bank.models import Question, QuestionVersion, Review
from question_bank.queries.drawing import visible_to
from question_bank.queries.whole import WHOLE


def question_by_public_id(public_id: str, unit_ids: Collection[int], on: date) -> Question:
    """Return the question, for readers of these units.

    Raises:
        NotFound: no such question, or it belongs to others.
    """
    question = session.scalar(
        select(Question).where(Question.public_id == public_id, visible_to(unit_ids, on))
    )
    if question is None:
        raise NotFound
    return question


def is_approved(question_id: int) -> bool:
    """Return whether what the newest version says was approved."""
    return session.get_one(Question, question_id).state == "approved"


def history(question_id: int) -> list[QuestionVersion]:
    """Return all versions, the newest first, with everything they hold."""
    return list(
        session.scalars(
            select(QuestionVersion)
            .where(QuestionVersion.question_id == question_id)
            .options(*WHOLE)
            .order_by(QuestionVersion.number.desc())
        )
    )


def reviews(question_id: int) -> list[Review]:
    """Return every step of a question's life, the newest first."""
    query = select(Review).where(Review.question_id == question_id)
    return list(session.scalars(query.order_by(Review.id.desc())))
