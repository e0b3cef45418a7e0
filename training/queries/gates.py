"""Certificates that open a gate, and new members who have not attended their class yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import documents_of
from foundation.organisation import queries as organisation
from training.models import (
    Course,
    CourseResult,
    Enrolment,
    Programme,
    ProgrammeVersion,
    Recognition,
)
from training.queries.learner import SUBJECT
from training.rules.gates import (
    PROBATION,
    GateStanding,
    GateState,
    at_gate,
    months_later,
    probation_alert,
)
from training.rules.states import Gate, ProgrammeKind


@dataclass(frozen=True)
class GateRow:
    """A certificate that opens a gate; its day is that of the first issue."""

    full_name: str
    unit_name: str
    issued_on: date
    months: int | None
    state: GateState


@dataclass(frozen=True)
class ProbationRow:
    """A new member without the class, and how many months are over."""

    full_name: str
    unit_name: str
    admitted_on: date
    ends_on: date
    alert: int


@dataclass(frozen=True)
class TheoryRow:
    """Whom a degree gave a level of political theory, and since when."""

    full_name: str
    unit_name: str
    level: str
    since: date


def theory_rows(unit_ids: Collection[int], on: date) -> list[TheoryRow]:
    """Return the levels that degree classes of these units gave by a day.

    A level counts from the day of the paper, else from the decision of recognition;
    a revoked paper gives none, and further training never raises a level.
    """
    rows = session.execute(
        select(CourseResult.id, Enrolment, ProgrammeVersion.theory_level, Recognition.decided_on)
        .join(Enrolment, Enrolment.id == CourseResult.enrolment_id)
        .join(Recognition, Recognition.id == CourseResult.recognition_id)
        .join(Course, Course.id == Enrolment.course_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .join(Programme, Programme.id == ProgrammeVersion.programme_id)
        .where(
            Course.unit_id.in_(unit_ids),
            CourseResult.is_passed,
            Programme.kind == ProgrammeKind.DEGREE_TRAINING.name,
            ProgrammeVersion.theory_level.is_not(None),
        )
        .order_by(Recognition.decided_on, Enrolment.number)
    ).all()
    ids = [row[0] for row in rows]
    newest, first = documents_of(SUBJECT, ids), _first_days(ids)
    found = []
    for result_id, one, level, recognised in rows:
        since = first.get(result_id, recognised)
        is_revoked = result_id in newest and newest[result_id].state == "revoked"
        if level and since and since <= on and not is_revoked:
            found.append(TheoryRow(one.full_name, one.sending_unit_name, level, since))
    return found


def gate_certificates(
    whose: ColumnElement[bool], gate: Gate, on: date
) -> dict[int, tuple[str, str, GateState, int | None, date]]:
    """Return person to the newest certificate of a gate; revoked ones open nothing.

    How long it may be used is what the programme says on the day asked about, not what it
    said when the class was held: a rule of use that changes changes for all.

    Args:
        whose: which classes or learners are looked at.
    """
    rows = session.execute(
        select(CourseResult.id, Enrolment, ProgrammeVersion)
        .join(Enrolment, Enrolment.id == CourseResult.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .where(whose, CourseResult.is_passed, ProgrammeVersion.gate == gate.name)
    ).all()
    ids = [row[0] for row in rows]
    newest = documents_of(SUBJECT, ids)
    first = _first_days(ids)
    in_force = _months_in_force({version.programme_id for _, _, version in rows}, on)
    found: dict[int, tuple[str, str, GateState, int | None, date]] = {}
    for result_id, one, version in rows:
        months = in_force.get(version.programme_id, version.validity_months)
        paper = newest.get(result_id)
        if paper is None or paper.state == "revoked":
            continue
        day = first[result_id]
        known = found.get(one.person_id)
        if known is None or known[4] < day:
            state = at_gate(day, months, on)
            words = (one.full_name, one.sending_unit_name)
            found[one.person_id] = (*words, state, months, day)
    return found


def _months_in_force(programme_ids: Collection[int], on: date) -> dict[int, int | None]:
    """Return programme to the months of use by its version of that day."""
    rows = session.execute(
        select(ProgrammeVersion.programme_id, ProgrammeVersion.validity_months)
        .where(ProgrammeVersion.programme_id.in_(programme_ids), ProgrammeVersion.valid_from <= on)
        .order_by(ProgrammeVersion.valid_from, ProgrammeVersion.number)
    )
    return dict(rows.all())


def _first_days(result_ids: Collection[int]) -> dict[int, date]:
    rows = session.execute(
        select(IssuedDocument.subject_id, IssuedDocument.issued_on).where(
            IssuedDocument.subject_kind == SUBJECT,
            IssuedDocument.subject_id.in_(result_ids),
            IssuedDocument.issue == 1,
        )
    )
    return dict(rows.all())


def admission_rows(unit_ids: Collection[int], on: date) -> list[GateRow]:
    """Return the certificates of awareness of the Party, the one that ends first first."""
    found = gate_certificates(Course.unit_id.in_(unit_ids), Gate.ADMISSION, on)
    rows = [
        GateRow(name, unit, day, months, state) for name, unit, state, months, day in found.values()
    ]
    return sorted(rows, key=lambda row: (row.state.last_day or date.max, row.full_name))


def ending_soon(unit_ids: Collection[int], on: date) -> int:
    """Return how many certificates of awareness of the Party end within six months."""
    found = gate_certificates(Course.unit_id.in_(unit_ids), Gate.ADMISSION, on)
    return sum(row[2].standing is GateStanding.ENDS_SOON for row in found.values())


def probation_rows(unit_ids: Collection[int], on: date) -> list[ProbationRow]:
    """Return the new members who have no certificate after 6, 9 or 11 months.

    A certificate counts wherever the class was held.
    """
    people = organisation.probationers(unit_ids, on)
    whose = Enrolment.person_id.in_([person.id for person, _unit_id in people])
    trained = {
        person_id
        for person_id, row in gate_certificates(whose, Gate.OFFICIAL, on).items()
        if row[2].standing is not GateStanding.TOO_OLD
    }
    names = organisation.unit_names({unit_id for _person, unit_id in people}, on)
    rows = []
    for person, unit_id in people:
        if person.admitted_on is None or person.id in trained:
            continue
        alert = probation_alert(person.admitted_on, on)
        if alert is not None:
            ends = months_later(person.admitted_on, PROBATION)
            rows.append(
                ProbationRow(person.full_name, names[unit_id], person.admitted_on, ends, alert)
            )
    return rows
