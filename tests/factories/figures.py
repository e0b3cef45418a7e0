"""Rows the figures rest on, with every argument defaulted."""

from datetime import UTC, date, datetime, timedelta

from foundation.db import session, transactional
from foundation.organisation.models import Person, Unit
from tests.factories import training as make
from training.models import (
    Course,
    CourseResult,
    Enrolment,
    ExternalStudy,
    Meeting,
    ProgrammeVersion,
    Recognition,
)

THEN = datetime(2014, 1, 1, tzinfo=UTC)


@transactional
def a_recognised_course(
    unit: Unit, version: ProgrammeVersion | None = None, *, on: date = date(2014, 6, 1)
) -> Course:
    """Return a class of ``unit`` recognised on that day; nobody is in it."""
    course = make.a_course(
        unit, version, state="CLOSED", starts_on=on - timedelta(days=20), recognised_on=on
    )
    session.add(
        Recognition(
            course_id=course.id, number="07-QĐ/TTCT", decided_on=on, digest="d", recognised_at=THEN
        )
    )
    session.flush()
    return course


@transactional
def a_part(
    course: Course, person: Person, unit: Unit, *, is_passed: bool = True, band: str = "good"
) -> Enrolment:
    """Return somebody's part in a recognised class, sent by ``unit``."""
    recognition = session.query(Recognition).filter_by(course_id=course.id).one()
    number = session.query(Enrolment).filter_by(course_id=course.id).count() + 1
    part = Enrolment(
        course_id=course.id,
        person_id=person.id,
        number=number,
        full_name=person.full_name,
        sending_unit_id=unit.id,
        sending_unit_name="Chi bộ bản Kim Nọi",
        enrolled_on=course.starts_on,
        created_at=THEN,
    )
    session.add(part)
    session.flush()
    session.add(
        CourseResult(
            enrolment_id=part.id,
            recognition_id=recognition.id,
            attended=50,
            held=50,
            mark=8,
            band=band if is_passed else "",
            label="Giỏi" if is_passed else "",
            is_passed=is_passed,
            reasons=[],
            papers={},
            rules_digest="d",
        )
    )
    session.flush()
    return part


@transactional
def a_meeting(
    unit: Unit, on: date, *, kind: str = "regular", due: int = 10, present: int = 9
) -> Meeting:
    """Return a meeting of a unit."""
    made = Meeting(unit_id=unit.id, kind=kind, held_on=on, due=due, present=present, excused=0)
    session.add(made)
    session.flush()
    return made


def a_year_of_meetings(unit: Unit, year: int = 2014) -> None:
    """Let a unit meet every month, and on a theme every quarter."""
    for month in range(1, 13):
        a_meeting(unit, date(year, month, 3))
    for month in (2, 5, 8, 11):
        a_meeting(unit, date(year, month, 20), kind="thematic")


@transactional
def a_study(
    person: Person, unit: Unit, *, kind: str = "theory", on: date = date(2014, 9, 5)
) -> ExternalStudy:
    """Return a study elsewhere."""
    made = ExternalStudy(
        person_id=person.id,
        unit_id=unit.id,
        kind=kind,
        level="Trung cấp",
        institution="Trường Chính trị tỉnh",
        started_on=on,
    )
    session.add(made)
    session.flush()
    return made
