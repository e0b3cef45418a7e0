"""Pictures of questions, for those who may see the question."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import undefer

from foundation.db import session
from foundation.errors import NotFound
from question_bank.models import Picture, Question, QuestionVersion, VersionPicture
from question_bank.queries.drawing import visible_to
from question_bank.rules import bodies


def picture_for_reader(
    digest: str, unit_ids: Collection[int], on: date, user_id: int
) -> bodies.Picture:
    """Return a picture for an official: of a readable question, or one they brought themselves.

    Raises:
        NotFound: there is none, or not for them.
    """
    shown_by = (
        select(VersionPicture.id)
        .join(QuestionVersion, QuestionVersion.id == VersionPicture.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(VersionPicture.picture_id == Picture.id, visible_to(unit_ids, on))
    )
    return _one(digest, or_(Picture.owner_id == user_id, shown_by.exists()))


def picture_of_versions(digest: str, version_ids: Collection[int]) -> bodies.Picture:
    """Return a picture that one of these versions shows.

    Raises:
        NotFound: there is none.
    """
    shown_by = select(VersionPicture.id).where(
        VersionPicture.picture_id == Picture.id, VersionPicture.version_id.in_(version_ids)
    )
    return _one(digest, shown_by.exists())


def _one(digest: str, condition: ColumnElement[bool]) -> bodies.Picture:
    query = select(Picture).where(Picture.digest == digest, condition)
    found = session.scalar(query.options(undefer(Picture.content)))
    if found is None:
        raise NotFound
    return bodies.Picture(digest, found.media_type, found.content)
