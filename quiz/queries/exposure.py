"""How often questions were seen, counted from the papers that were drawn."""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select

from foundation.db import session
from question_bank import queries as bank
from quiz.models import Attempt, PaperItem


def seen(question_ids: Iterable[int]) -> dict[int, int]:
    """Return question → how many papers held it, in any of its versions."""
    owners = bank.owners_of_versions(question_ids)
    found = session.execute(
        select(PaperItem.version_id, func.count()).group_by(PaperItem.version_id)
    )
    counts: Counter[int] = Counter()
    for version_id, count in found:
        if version_id in owners:
            counts[owners[version_id]] += count
    return dict(counts)


def versions_drawn(quiz_id: int) -> set[int]:
    """Return the versions that stand in the papers of a quiz."""
    query = (
        select(PaperItem.version_id)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.quiz_id == quiz_id)
    )
    return set(session.scalars(query))
