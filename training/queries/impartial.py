"""Who may not mark whom, and who may not sit the exam of a class."""

from dataclasses import dataclass

from sqlalchemy import select

from foundation.account.models import User
from foundation.db import session
from training.models import DeclaredTie, Enrolment, QuizSetter
from training.rules import impartial
from training.rules.impartial import Declared, Sitter


@dataclass(frozen=True)
class TieRow:
    """A declaration with the names."""

    tie: DeclaredTie
    learner: str
    official: str


def ties(course_id: int) -> tuple[TieRow, ...]:
    """Return what officials have declared about learners of a class, in the order of the list."""
    found = session.execute(
        select(DeclaredTie, Enrolment.full_name, User.display_name)
        .join(Enrolment, Enrolment.id == DeclaredTie.enrolment_id)
        .join(User, User.id == DeclaredTie.user_id)
        .where(Enrolment.course_id == course_id)
        .order_by(Enrolment.number, DeclaredTie.id)
    )
    return tuple(TieRow(*row) for row in found)


def barred_from_marking(course_id: int, user_id: int | None) -> frozenset[int]:
    """Return the enrolments of a class whose papers an official does not mark."""
    if user_id is None:
        return frozenset()
    return impartial.barred_for(user_id, _sitters(course_id), _declared(course_id))


def setters_sitting(course_id: int, also: int | None = None) -> frozenset[int]:
    """Return the enrolments of those who have set the exit quiz; ``also`` is about to set it."""
    setters = set(
        session.scalars(select(QuizSetter.user_id).where(QuizSetter.course_id == course_id))
    )
    if also is not None:
        setters.add(also)
    return impartial.setters_sitting(setters, _sitters(course_id), _declared(course_id))


def _sitters(course_id: int) -> tuple[Sitter, ...]:
    found = session.execute(
        select(Enrolment.id, User.id)
        .join(User, User.person_id == Enrolment.person_id, isouter=True)
        .where(Enrolment.course_id == course_id, Enrolment.state == "ENROLLED")
    )
    accounts: dict[int, set[int]] = {}
    for enrolment_id, user_id in found:
        accounts.setdefault(enrolment_id, set()).update({user_id} - {None})
    return tuple(Sitter(key, frozenset(users)) for key, users in accounts.items())


def _declared(course_id: int) -> tuple[Declared, ...]:
    return tuple(
        Declared(row.tie.user_id, row.tie.enrolment_id, row.tie.is_self) for row in ties(course_id)
    )
