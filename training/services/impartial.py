"""Declaring oneself or family among the learners; refusing to mark or sit against it."""

from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, reason_of
from training.models import Course, DeclaredTie, Enrolment, QuizSetter
from training.queries.impartial import setters_sitting


class MarksOwnFamily(Refusal):
    """Nobody marks himself or somebody of his family."""

    message = N_(
        "%(name)s is yourself or of your family, as declared. Somebody else marks this learner."
    )


class SetterSits(Refusal):
    """Whoever set an exam does not sit it."""

    message = N_(
        "%(name)s has set this exam and may not sit it. Let somebody else set up and publish the "
        "exit quiz, or take this learner out of the class."
    )


class MayNotSit(Refusal):
    """A learner who set the exam is at its door."""

    message = N_("You have set this exam, so you may not sit it. Ask the office of the class.")


class RelationMissing(InvalidInput):
    """Who the learner is to the official must be said."""

    field = "relation"
    message = N_("Write what the learner is to you, such as: younger brother.")


@transactional
def declare_tie(
    enrolment_id: int, relation: str, *, is_self: bool, actor_id: int, at: datetime
) -> DeclaredTie:
    """Declare that a learner is oneself or of one's family; again, the newer words stand.

    Raises:
        RelationMissing: it is family, and nobody knows how.
    """
    one = session.get_one(Enrolment, enrolment_id)
    words = clean(relation)[:120]
    if not is_self and not words:
        raise RelationMissing
    query = select(DeclaredTie).where(
        DeclaredTie.enrolment_id == enrolment_id, DeclaredTie.user_id == actor_id
    )
    tie = session.scalar(query) or DeclaredTie(enrolment_id=enrolment_id, user_id=actor_id)
    tie.is_self, tie.relation, tie.declared_at = is_self, "" if is_self else words, at
    session.add(tie)
    session.flush()
    _record("tie.declare", one, actor_id, at, is_self=is_self, relation=tie.relation)
    return tie


@transactional
def withdraw_tie(tie_id: int, reason: str, *, actor_id: int, at: datetime) -> None:
    """Take a declaration back that was a mistake.

    Raises:
        ReasonMissing: nobody knows why.
    """
    tie = session.get_one(DeclaredTie, tie_id)
    why = reason_of(reason)
    one = session.get_one(Enrolment, tie.enrolment_id)
    session.delete(tie)
    session.flush()
    _record("tie.withdraw", one, actor_id, at, of=tie.user_id, reason=why)


def _record(deed: str, one: Enrolment, actor_id: int, at: datetime, **words: object) -> None:
    course = session.get_one(Course, one.course_id)
    record(
        deed,
        f"enrolment:{one.id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        name=one.full_name,
        **words,
    )


def note_setter(course_id: int, actor_id: int) -> None:
    """Write down who sets an exit quiz.

    Raises:
        SetterSits: he or she, or an earlier setter, is a learner of the class.
    """
    for enrolment_id in sorted(setters_sitting(course_id, also=actor_id)):
        raise SetterSits(name=session.get_one(Enrolment, enrolment_id).full_name)
    if session.get(QuizSetter, (course_id, actor_id)) is None:
        session.add(QuizSetter(course_id=course_id, user_id=actor_id))
        session.flush()


def refuse_setter(one: Enrolment) -> None:
    """Refuse to let somebody into the exam that he or she has set.

    Raises:
        MayNotSit: it is so.
    """
    if one.id in setters_sitting(one.course_id):
        raise MayNotSit
