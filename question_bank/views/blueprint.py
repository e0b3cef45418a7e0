"""The blueprint of the bank's pages, and loading what an address names."""

from flask import Blueprint

from foundation import clock
from foundation.account import guards
from foundation.account.permissions import Permission
from foundation.errors import N_, Forbidden, NotFound
from foundation.organisation import queries as organisation
from foundation.organisation.queries import UnitRow
from question_bank import queries
from question_bank.models import Question, SourceDocument

blueprint = Blueprint("question_bank", __name__)
READ, WRITE, APPROVE = (
    Permission.QUESTION_READ,
    Permission.QUESTION_WRITE,
    Permission.QUESTION_APPROVE,
)


class SourceOfOthers(Forbidden):
    """What the register says holds for everybody whose questions rest on the document."""

    message = N_(
        "Questions of other units or of the common bank rest on this document: whoever approves "
        "questions in the unit above all of them changes it. What no longer holds you can replace "
        "for your own unit."
    )


def readable_units() -> frozenset[int]:
    """Return the units in which the caller may read questions."""
    return guards.units_where(READ)


def living_units(permission: Permission) -> list[UnitRow]:
    """Return the units that exist today in which the caller may do that, the highest first.

    Records of dissolved units are within reach, but nothing new is written for them.
    """
    today = clock.today()
    rows = organisation.unit_rows(guards.units_where(permission), today)
    return [row for row in rows if row.valid_to is None or row.valid_to > today]


def readable_question(public_id: str) -> Question:
    """Return a question the caller may read.

    Raises:
        NotFound: there is none, or it belongs to others.
    """
    return queries.question_by_public_id(public_id, readable_units(), clock.today())


def changeable_units(permission: Permission) -> frozenset[int | None]:
    """Return the units whose questions the caller may change; None stands for the common bank.

    The common bank belongs to the one unit that stands above all others.
    """
    units = guards.units_where(permission)
    top = organisation.top_unit_ids(clock.today())
    return frozenset(units) | (frozenset({None}) if len(top) == 1 and top <= units else frozenset())


def own_question(public_id: str, permission: Permission) -> Question:
    """Return a question the caller may change.

    Raises:
        NotFound: it is out of the caller's reach.
    """
    question = readable_question(public_id)
    if question.unit_id not in changeable_units(permission):
        raise NotFound
    return question


def may_change_source(source_id: int) -> bool:
    """Return whether the caller approves in every unit whose questions rest on a document."""
    return queries.owners_of_source(source_id) <= changeable_units(APPROVE)


def own_source(public_id: str) -> SourceDocument:
    """Return a document whose words in the common register the caller may change.

    Raises:
        NotFound: there is none.
        SourceOfOthers: questions out of the caller's reach rest on it.
    """
    source = queries.source_by_public_id(public_id)
    if not may_change_source(source.id):
        raise SourceOfOthers
    return source
