"""The blueprint of the bank's pages, and loading what an address names."""

from flask import Blueprint

from foundation import clock
from foundation.account import guards
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from question_bank import queries
from question_bank.models import Question

blueprint = Blueprint("question_bank", __name__)
READ, WRITE, APPROVE = (
    Permission.QUESTION_READ,
    Permission.QUESTION_WRITE,
    Permission.QUESTION_APPROVE,
)


def readable_units() -> frozenset[int]:
    """Return the units in which the caller may read questions."""
    return guards.units_where(READ)


def readable_question(public_id: str) -> Question:
    """Return a question the caller may read.

    Raises:
        NotFound: there is none, or it belongs to others.
    """
    return queries.question_by_public_id(public_id, readable_units(), clock.today())


def own_question(public_id: str, permission: Permission) -> Question:
    """Return a question the caller may change: one of a unit of theirs, never the common bank's.

    Raises:
        NotFound: it is out of the caller's reach.
    """
    question = readable_question(public_id)
    if question.unit_id not in guards.units_where(permission):
        raise NotFound
    return question
