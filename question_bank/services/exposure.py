"""How often a question was in a paper, as quizzes count it; shown and sorted by in the list."""

from collections.abc import Mapping

from sqlalchemy import update

from foundation.db import session
from question_bank.models import Question


def keep_exposure(counts: Mapping[int, int]) -> None:
    """Keep question → how many papers held it; part of the deed of whoever counted."""
    rows = [{"id": question, "exposure": count} for question, count in sorted(counts.items())]
    if rows:
        session.execute(update(Question), rows)
