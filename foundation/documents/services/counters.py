"""Numbers and terms: a counter's row is locked from the taking of a number until the commit."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from foundation.audit.services import record
from foundation.db import is_sqlite, session, transactional
from foundation.documents.models import Counter, Term
from foundation.documents.numbering import Numbering, TermDates, term_period, year_period
from foundation.errors import N_, Refusal
from foundation.organisation import queries as organisation


class TermMissing(Refusal):
    """A Party paper is numbered through a term, and none is known for the day."""

    message = N_("No term of %(unit)s is recorded for %(day)s. Record the congress first.")


class TermOutOfOrder(Refusal):
    """A term begins after the one before."""

    message = N_("A later term of this unit is recorded already.")


def take_numbers(issuer_unit_id: int, series: str, period: str, count: int = 1) -> int:
    """Take ``count`` numbers that follow each other and return the first.

    The statement locks the counter's row until the caller's transaction ends: two clerks never get
    one number, and a transaction that is rolled back leaves no gap.
    """
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    statement = (
        insert(Counter)
        .values(issuer_unit_id=issuer_unit_id, series=series, period=period, last=count)
        .on_conflict_do_update(
            index_elements=["issuer_unit_id", "series", "period"],
            set_={"last": Counter.last + count},
        )
        .returning(Counter.last)
    )
    return int(session.execute(statement).scalar_one()) - count + 1


def period_of(numbering: Numbering, issuer_unit_id: int, day: date) -> str:
    """Return the period in which a paper of that day counts.

    Raises:
        TermMissing: a Party paper, and neither the issuer nor a unit above has a term that day.
    """
    if numbering is not Numbering.PARTY:
        return year_period(day)
    for unit_id in (issuer_unit_id, *organisation.ancestor_ids(issuer_unit_id, day)):
        if found := term_period(day, terms_of(unit_id)):
            return found
    unit = organisation.unit_names([issuer_unit_id], day)[issuer_unit_id]
    raise TermMissing(unit=unit, day=f"{day:%d/%m/%Y}")


def terms_of(unit_id: int) -> list[TermDates]:
    """Return the terms of a unit's committee, the newest first."""
    rows = session.scalars(
        select(Term).where(Term.unit_id == unit_id).order_by(Term.valid_from.desc())
    )
    return [TermDates(row.name, row.valid_from, row.valid_to) for row in rows]


@transactional
def begin_term(
    unit_id: int, name: str, congress_closed_on: date, *, actor_id: int | None, at: datetime
) -> Term:
    """Begin a term on the day after the congress closes; the one before ends there.

    Raises:
        TermOutOfOrder: the last known term began later.
    """
    first_day = congress_closed_on + timedelta(days=1)
    last = session.scalar(
        select(Term).where(Term.unit_id == unit_id).order_by(Term.valid_from.desc()).limit(1)
    )
    if last is not None:
        if last.valid_from >= first_day or last.name == name:
            raise TermOutOfOrder
        last.valid_to = first_day
    term = Term(unit_id=unit_id, name=name, valid_from=first_day)
    session.add(term)
    session.flush()
    record(
        "term.begin", f"term:{term.id}", actor_id=actor_id, at=at, unit_id=unit_id,
        name=name, first_day=first_day,
    )  # fmt: skip
    return term
