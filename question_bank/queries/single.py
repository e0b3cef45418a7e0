"""One question with its versions and steps; one file that waits."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from foundation.db import session
from foundation.errors import NotFound
from question_bank.models import ImportPreview, Question, QuestionVersion, Review
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


def preview_by_public_id(public_id: str, unit_ids: Collection[int]) -> ImportPreview:
    """Return a file that waits for confirmation.

    Raises:
        NotFound: no such file, or it was read for another unit.
    """
    found = session.scalar(
        select(ImportPreview).where(
            ImportPreview.public_id == public_id, ImportPreview.unit_id.in_(unit_ids)
        )
    )
    if found is None:
        raise NotFound
    return found


def alike(digests: Collection[str], unit_id: int, on: date) -> dict[str, str]:
    """Return for each likeness digest the public id of a question that reads the same."""
    found = session.execute(
        select(QuestionVersion.likeness_digest, Question.public_id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(QuestionVersion.likeness_digest.in_(digests), visible_to([unit_id], on))
    )
    return dict(found.all())
