"""Writing down what figures need: each deed one transaction and one entry of the log."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, NotFound, Refusal
from foundation.organisation import queries as organisation
from foundation.text import search_key
from training.models import (
    ExternalStudy,
    Meeting,
    OrganisationRating,
    ResolutionBook,
    TypedAggregate,
)


class WrittenAlready(Refusal):
    """The same thing stands in the records."""

    message = N_("This is written down already.")


class CountsDoNotFit(InvalidInput):
    """More people came or were excused than were due."""

    field = "present"
    message = N_("Present and excused together cannot be more than those due.")


class DayToCome(InvalidInput):
    """Something is written down before it happened."""

    field = "held_on"
    message = N_("This day is still to come.")


class NobodyOfThisName(InvalidInput):
    """No member of the cell has the name."""

    field = "full_name"
    message = N_("Nobody named “%(name)s” was a member of this cell on that day.")


class SeveralOfThisName(InvalidInput):
    """Two members of the cell have the name."""

    field = "full_name"
    message = N_("Several members of this cell are named “%(name)s”. Add them by the import.")


class PeriodsOverlap(Refusal):
    """A typed number of the same kind holds some of the days already."""

    message = N_("A number for some of these days is written down already, from %(document)s.")


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting to be written down."""

    unit_id: int
    kind: str
    held_on: date
    due: int
    present: int
    excused: int
    theme: str = ""


@dataclass(frozen=True)
class StudyDraft:
    """A study elsewhere of a member of ``unit_id``."""

    unit_id: int
    full_name: str
    kind: str
    level: str
    institution: str
    started_on: date
    ended_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class AggregateDraft:
    """A number from a document; ``last_day`` is counted."""

    unit_id: int
    code: str
    value: int
    first_day: date
    last_day: date
    document: str
    document_date: date
    note: str = ""


@transactional
def write_meeting(draft: MeetingDraft, *, actor_id: int, at: datetime, today: date) -> Meeting:
    """Write a meeting down.

    Raises:
        DayToCome, CountsDoNotFit, WrittenAlready: nothing is written.
    """
    if draft.held_on > today:
        raise DayToCome
    if draft.present + draft.excused > draft.due:
        raise CountsDoNotFit
    known = select(Meeting.id).where(
        Meeting.unit_id == draft.unit_id,
        Meeting.kind == draft.kind,
        Meeting.held_on == draft.held_on,
    )
    if session.scalar(known) is not None:
        raise WrittenAlready
    made = Meeting(**draft.__dict__)
    session.add(made)
    session.flush()
    log("meeting.write", f"meeting:{made.id}", draft.unit_id, actor_id, at, **draft.__dict__)
    return made


@transactional
def write_study(draft: StudyDraft, *, actor_id: int, at: datetime) -> ExternalStudy:
    """Write down that a member was sent to a school elsewhere.

    Raises:
        NobodyOfThisName, SeveralOfThisName, WrittenAlready: nothing is written.
    """
    wanted = search_key(draft.full_name)
    people = organisation.members_of([draft.unit_id], draft.started_on)
    found = [one.id for one in people if search_key(one.full_name) == wanted]
    if not found:
        raise NobodyOfThisName(name=draft.full_name)
    if len(found) > 1:
        raise SeveralOfThisName(name=draft.full_name)
    known = select(ExternalStudy.id).where(
        ExternalStudy.person_id == found[0],
        ExternalStudy.kind == draft.kind,
        ExternalStudy.started_on == draft.started_on,
    )
    if session.scalar(known) is not None:
        raise WrittenAlready
    words = {name: value for name, value in draft.__dict__.items() if name != "full_name"}
    made = ExternalStudy(person_id=found[0], **words)
    session.add(made)
    session.flush()
    log("study.write", f"study:{made.id}", draft.unit_id, actor_id, at, person_id=found[0])
    return made


@transactional
def write_books(
    kept: Mapping[int, bool], year: int, unit_id: int, *, actor_id: int, at: datetime
) -> None:
    """Write down which cells kept their book of resolutions in a year."""
    rows = session.scalars(
        select(ResolutionBook).where(ResolutionBook.year == year, ResolutionBook.unit_id.in_(kept))
    )
    known = {row.unit_id: row for row in rows}
    for cell, is_kept in kept.items():
        if cell in known:
            known[cell].is_kept = is_kept
        else:
            session.add(ResolutionBook(unit_id=cell, year=year, is_kept=is_kept))
    missing = [cell for cell, is_kept in kept.items() if not is_kept]
    log("books.write", f"year:{year}", unit_id, actor_id, at, cells=len(kept), not_kept=missing)


@transactional
def write_ratings(
    classes: Mapping[int, str],
    year: int,
    decision: str,
    *,
    unit_id: int,
    actor_id: int,
    at: datetime,
) -> None:
    """Write down the classes of organisations for a year; an empty one was not assessed."""
    rows = session.scalars(
        select(OrganisationRating).where(
            OrganisationRating.year == year, OrganisationRating.unit_id.in_(classes)
        )
    )
    known = {row.unit_id: row for row in rows}
    for one, code in classes.items():
        row = known.get(one)
        if row is not None and not code:
            session.delete(row)
        elif row is not None:
            row.class_code, row.decision = code, decision
        elif code:
            session.add(
                OrganisationRating(unit_id=one, year=year, class_code=code, decision=decision)
            )
    plain = {str(one): code for one, code in classes.items()}
    log("ratings.write", f"year:{year}", unit_id, actor_id, at, decision=decision, classes=plain)


@transactional
def write_aggregate(draft: AggregateDraft, *, actor_id: int, at: datetime) -> TypedAggregate:
    """Write down a number from a document.

    Raises:
        PeriodsOverlap: the same days would be counted twice.
    """
    before = draft.last_day + timedelta(days=1)
    clash = session.scalar(
        select(TypedAggregate.document).where(
            TypedAggregate.unit_id == draft.unit_id,
            TypedAggregate.code == draft.code,
            TypedAggregate.period_from < before,
            TypedAggregate.period_to > draft.first_day,
        )
    )
    if clash is not None:
        raise PeriodsOverlap(document=clash)
    made = TypedAggregate(
        unit_id=draft.unit_id,
        code=draft.code,
        value=draft.value,
        period_from=draft.first_day,
        period_to=before,
        document=draft.document,
        document_date=draft.document_date,
        note=draft.note,
    )
    session.add(made)
    session.flush()
    log("aggregate.write", f"aggregate:{made.id}", draft.unit_id, actor_id, at, **draft.__dict__)
    return made


ERASABLE: dict[str, type[Meeting] | type[ExternalStudy] | type[TypedAggregate]] = {
    "meeting": Meeting,
    "study": ExternalStudy,
    "aggregate": TypedAggregate,
}


@transactional
def strike(
    what: str, public_id: str, unit_ids: Collection[int], *, actor_id: int, at: datetime
) -> None:
    """Take out a line written by mistake; what it said stays in the log.

    Raises:
        NotFound: no such line, or it is another unit's.
    """
    table = ERASABLE[what]
    row: Any = session.scalar(select(table).where(table.public_id == public_id))
    if row is None or row.unit_id not in unit_ids:
        raise NotFound
    said = {column.name: getattr(row, column.key) for column in table.__table__.columns}
    session.delete(row)
    log(f"{what}.strike", f"{what}:{row.id}", row.unit_id, actor_id, at, **said)


def log(
    action: str, subject: str, unit: int, actor_id: int, at: datetime, **details: object
) -> None:
    """Add the entry of a deed to the log."""
    words = {name: value for name, value in details.items() if name != "unit_id"}
    record(action, subject, actor_id=actor_id, at=at, unit_id=unit, **words)
