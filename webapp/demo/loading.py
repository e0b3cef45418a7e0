"""Loading the demo into an empty database, and taking it away again."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

from foundation import clock
from foundation.account.models import User
from foundation.audit.models import AuditEntry
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.db.emptying import empty_all_tables
from foundation.errors import N_, Refusal
from foundation.organisation import queries as organisation
from foundation.organisation.models import Person, Unit
from question_bank.models import Question
from question_bank.services import load_starter
from question_bank.services.starter import Signers, replay_replacements, starter_ids
from webapp.demo.accounts import HOME, load_accounts
from webapp.demo.awaiting import load_awaiting_class
from webapp.demo.awareness import load_old_awareness
from webapp.demo.bank import load_own_questions
from webapp.demo.indicators import load_indicators
from webapp.demo.organisation import load_organisation
from webapp.demo.papers import load_papers
from webapp.demo.story import load_contests
from webapp.demo.training import load_past_training
from webapp.demo.training_year import load_this_year

BEGUN = "demo.begin"


class HoldsRealRecords(Refusal):
    """The database holds units, people or accounts that are not the demo's."""

    message = N_("This database holds real records (%(example)s). The demo stays out of it.")


class DemoLoaded(Refusal):
    """The demo is there already."""

    message = N_("The demo is loaded already. Wipe it first: bin/flask demo wipe")


class NoDemoHere(Refusal):
    """There is no demo, so it has no accounts."""

    message = N_("There is no demo in this database. Load it first: bin/flask demo load")


def real_example() -> str | None:
    """Return the name of something real in this database, or None."""
    checks: list[tuple[object, ColumnElement[bool]]] = [
        (User.username, User.is_demo.is_(False)),
        (Unit.code, Unit.is_demo.is_(False)),
        (Person.full_name, Person.is_demo.is_(False)),
    ]
    if not _is_begun():
        written = or_(Question.origin.is_(None), Question.origin.not_in(starter_ids()))
        checks.append((Question.public_id, written))
    for column, is_real in checks:
        found = session.scalar(select(column).where(is_real).limit(1))  # type: ignore[call-overload]
        if found is not None:
            return str(found)
    return None


def _is_begun() -> bool:
    return session.scalar(select(Unit.id).where(Unit.is_demo).limit(1)) is not None


def is_loaded() -> bool:
    """Return whether the demo is in this database, whole: no load was broken off half-way."""
    marks = set(session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "demo")))
    return _is_begun() and marks != {BEGUN}


@transactional
def _mark(action: str, at: datetime) -> None:
    record(action, "demo", actor_id=None, at=at)


def _refuse_real() -> None:
    if (example := real_example()) is not None:
        raise HoldsRealRecords(example=example)


def load(*, at: datetime) -> None:
    """Load the whole demo.

    Raises:
        HoldsRealRecords: nothing is loaded beside real records.
        DemoLoaded: it is there already.
    """
    _refuse_real()
    if is_loaded():
        raise DemoLoaded
    empty_all_tables()  # of what a load that was broken off left behind
    _mark(BEGUN, at)
    units = load_organisation(at=at)
    officials = load_accounts(units, at=at)
    signers = Signers(officials["soancauhoi"], officials["duyetcauhoi"])
    load_starter(at=at, signers=signers, with_replaced=True)
    replay_replacements(
        min(organisation.top_unit_ids(clock.local(at).date())), actor_id=None, at=at
    )
    long_ago = at - timedelta(days=20)
    doubtful = load_own_questions(units.communes[HOME], officials, at=long_ago)
    load_papers(units, at=at)
    load_past_training(units, at=at)
    load_indicators(units, at=at)
    load_this_year(units, officials, at=at)
    load_awaiting_class(units, officials, at=at)
    load_old_awareness(units, officials, at=at)
    load_contests(units, officials, doubtful, at=at)
    _mark("demo.load", at)


def wipe() -> None:
    """Empty the database of the demo and of everything entered into it.

    Raises:
        HoldsRealRecords: nothing is taken away.
    """
    _refuse_real()
    empty_all_tables()
