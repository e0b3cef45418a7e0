"""Bulk edits with what they changed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from foundation.db import session
from foundation.errors import NotFound
from question_bank.models import BulkEdit, Question, QuestionVersion


@dataclass(frozen=True)
class EditRow:
    """A question of a bulk edit: as it was, as it became, and whether it was changed since."""

    question: Question
    before: QuestionVersion
    after: QuestionVersion

    @property
    def is_changed_since(self) -> bool:
        """Return whether another version came after the edit."""
        return self.question.current_version_id != self.after.id


def edit_by_public_id(public_id: str, actor_id: int) -> BulkEdit:
    """Return a bulk edit of this person.

    Raises:
        NotFound: there is none, or somebody else did it.
    """
    query = select(BulkEdit).where(BulkEdit.public_id == public_id, BulkEdit.actor_id == actor_id)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def edits_of(actor_id: int) -> list[BulkEdit]:
    """Return a person's bulk edits, the newest first."""
    query = select(BulkEdit).where(BulkEdit.actor_id == actor_id).order_by(BulkEdit.id.desc())
    return list(session.scalars(query.limit(50)))


def edit_rows(edit: BulkEdit) -> list[EditRow]:
    """Return what a bulk edit changed."""
    ids = {version for _question, before, after in edit.changes for version in (before, after)}
    versions = {
        version.id: version
        for version in session.scalars(
            select(QuestionVersion)
            .where(QuestionVersion.id.in_(ids))
            .options(joinedload(QuestionVersion.topic))
        )
    }
    wanted = [question for question, _before, _after in edit.changes]
    questions = {
        one.id: one for one in session.scalars(select(Question).where(Question.id.in_(wanted)))
    }
    return [
        EditRow(questions[question], versions[before], versions[after])
        for question, before, after in edit.changes
    ]
