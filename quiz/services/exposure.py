"""How often questions were seen is told to the bank, which knows nothing of papers."""

from sqlalchemy import select

from foundation.db import session
from question_bank import queries as bank
from question_bank.services.exposure import keep_exposure
from quiz.models import Attempt, PaperItem
from quiz.queries.exposure import seen


def tell_exposure(quiz_id: int) -> None:
    """Let the bank know how often the questions of a quiz were seen; joins the caller's deed."""
    versions = session.scalars(
        select(PaperItem.version_id)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
        .distinct()
    )
    keep_exposure(seen(bank.questions_of_versions(versions)))
