"""How often questions were seen is told to the bank, which knows nothing of papers."""

from question_bank import queries as bank
from question_bank.services.exposure import keep_exposure
from quiz.queries.exposure import seen, versions_drawn


def tell_exposure(quiz_id: int) -> None:
    """Let the bank know how often the questions of a quiz were seen; joins the caller's deed."""
    keep_exposure(seen(bank.questions_of_versions(versions_drawn(quiz_id))))
