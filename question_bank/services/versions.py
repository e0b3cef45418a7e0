"""Another version that says the same, with something about it changed."""

from datetime import datetime

from sqlalchemy import func, inspect, select

from foundation.db import session
from question_bank.models import Option, Question, QuestionVersion


def copy_version(
    question: Question, *, author_id: int | None, at: datetime, **changes: object
) -> QuestionVersion:
    """Add a version with the words and the key of the current one, and make it the current one.

    Args:
        question: whose version.
        author_id: who is answerable for the version from now on.
        at: when.
        changes: columns of the version that differ.
    """
    old = session.get_one(QuestionVersion, question.current_version_id)
    last = session.scalar(
        select(func.max(QuestionVersion.number)).where(QuestionVersion.question_id == question.id)
    )
    values = {**_columns(old), "number": (last or 0) + 1, "author_id": author_id}
    new = QuestionVersion(**{**values, "written_at": at, **changes})
    session.add(new)
    session.flush()
    for relation in inspect(QuestionVersion).relationships:
        if relation.uselist:
            _copy_rows(relation.mapper.class_, old.id, new.id)
    question.current_version_id = new.id
    session.flush()
    return new


def _copy_rows(table: type[Option], old_id: int, new_id: int) -> None:
    rows = session.scalars(select(table).where(table.version_id == old_id).order_by(table.id))
    for row in rows.all():
        session.add(table(**{**_columns(row), "version_id": new_id}))
    session.flush()


def _columns(row: object) -> dict[str, object]:
    """Return what stands in a row's columns, without its key."""
    mapper = inspect(type(row))
    return {
        column.key: getattr(row, column.key)
        for column in mapper.column_attrs
        if not column.columns[0].primary_key
    }
