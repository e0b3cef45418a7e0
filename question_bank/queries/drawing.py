"""What a paper may draw, and who may read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from foundation.db import session
from foundation.organisation import queries as organisation
from question_bank.models import Question, QuestionVersion, SourceDocument, SourceReplacement, Topic

FEW = 500
"""Up to so many ids stand in a statement; for more, everything is read."""


@dataclass(frozen=True)
class TopicRow:
    """A topic."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class PoolQuestion:
    """A question a paper may draw, without a word of what it says."""

    question_id: int
    version_id: int
    topic_id: int
    difficulty: str
    kind: str
    group: str = ""
    """At most one question of a group stands in a paper."""


def topics(_unit_id: int | None = None) -> list[TopicRow]:
    """Return all topics by name."""
    return [
        TopicRow(t.id, t.code, t.name) for t in session.scalars(select(Topic).order_by(Topic.name))
    ]


def topic_by_code(code: str) -> Topic | None:
    """Return the topic with this code, or None."""
    return session.scalar(select(Topic).where(Topic.code == code))


def units_above(unit_ids: Collection[int], on: date) -> set[int]:
    """Return every unit above one of these."""
    return organisation.ids_above(unit_ids, on)


def source_holds(unit_ids: Collection[int], on: date) -> ColumnElement[bool]:
    """Return the condition that the joined document holds on a day for these units.

    A document may have ended for everybody, or these units or one above replaced it.
    """
    replaced = select(SourceReplacement.source_id).where(
        SourceReplacement.unit_id.in_(set(unit_ids) | units_above(unit_ids, on)),
        SourceReplacement.from_day <= on,
    )
    return or_(
        SourceDocument.id.is_(None),
        and_(
            or_(SourceDocument.in_force_to.is_(None), SourceDocument.in_force_to > on),
            SourceDocument.id.not_in(replaced),
        ),
    )


def visible_to(unit_ids: Collection[int], on: date) -> ColumnElement[bool]:
    """Return the condition that officials of these units may read a question.

    They read their own units' questions, the common ones, and what units above share.
    """
    above = units_above(unit_ids, on)
    return and_(
        Question.arrives_with.is_(None),
        or_(
            Question.unit_id.is_(None),
            Question.unit_id.in_(unit_ids),
            and_(Question.unit_id.in_(above), Question.is_shared_down),
        ),
    )


def pool(unit_id: int, on: date) -> tuple[PoolQuestion, ...]:
    """Return what a paper of this unit may draw on that day, in a stable order.

    Approved questions in force on the day, whose document is in force too: the unit's own,
    those shared from above, and the common bank.
    """
    version = QuestionVersion
    found = session.execute(
        select(
            version.question_id,
            version.id,
            version.topic_id,
            version.difficulty,
            version.kind,
            version.exclusion_group,
        )
        .join(Question, Question.current_version_id == version.id)
        .outerjoin(SourceDocument, SourceDocument.id == version.source_id)
        .where(
            Question.state == "approved",
            visible_to([unit_id], on),
            or_(version.valid_from.is_(None), version.valid_from <= on),
            or_(version.valid_to.is_(None), version.valid_to > on),
            source_holds([unit_id], on),
        )
        .order_by(version.question_id)
    )
    return tuple(PoolQuestion(*row) for row in found)


def questions_of_versions(version_ids: Iterable[int]) -> set[int]:
    """Return the questions these versions belong to."""
    query = select(QuestionVersion.question_id).where(QuestionVersion.id.in_(list(version_ids)))
    return set(session.scalars(query))


def public_ids(question_ids: Iterable[int]) -> dict[int, str]:
    """Return question → public id."""
    query = select(Question.id, Question.public_id).where(Question.id.in_(list(question_ids)))
    return dict(session.execute(query).all())


def owners_of_versions(question_ids: Iterable[int]) -> dict[int, int]:
    """Return version → question, for every version of these questions."""
    wanted = set(question_ids)
    query = select(QuestionVersion.id, QuestionVersion.question_id)
    if len(wanted) <= FEW:
        query = query.where(QuestionVersion.question_id.in_(wanted))
    found = session.execute(query)
    return {version: question for version, question in found if question in wanted}
