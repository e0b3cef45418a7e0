"""Recognised classes of a period and what their learners completed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from foundation.db import session
from foundation.organisation.models import Membership, Person
from training.models import (
    Course,
    CourseResult,
    Enrolment,
    Programme,
    ProgrammeVersion,
    Recognition,
    YearPlanRow,
)
from training.queries.scope import Scope
from training.rules.figures import Learning
from training.rules.states import CourseState, EnrolmentRole, EnrolmentState

RECOGNISED = (CourseState.RECOGNISED.name, CourseState.CLOSED.name)


@dataclass(frozen=True)
class CourseLine:
    """A recognised class; it counts in the year of its recognition."""

    id: int
    public_id: str
    unit_id: int
    programme_id: int
    programme_name: str
    title: str
    cohort: str
    audience: str
    starts_on: date
    ends_on: date
    recognised_on: date
    is_embedded: bool


@dataclass(frozen=True)
class PlanLine:
    """What a unit's plan of a year wanted of a programme."""

    unit_id: int
    year: int
    programme_id: int
    programme_name: str
    courses: int
    learners: int


def recognised_courses(scope: Scope) -> list[CourseLine]:
    """Return the classes of the period that the unit, or a unit then below it, held."""
    found = session.execute(
        _courses().where(_in_period(scope), Course.unit_id.in_(scope.ever_below))
    )
    lines = [_line(row) for row in found]
    return [line for line in lines if scope.holds(line.unit_id, line.recognised_on)]


def courses_by_id(course_ids: set[int]) -> dict[int, CourseLine]:
    """Return recognised classes by id, whoever held them."""
    found = session.execute(_courses().where(Course.id.in_(course_ids)))
    return {line.id: line for line in map(_line, found)}


def _courses() -> Select[Course, str, int, str]:
    return (
        select(Course, ProgrammeVersion.audience, Programme.id, Programme.name)
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .join(Programme, Programme.id == ProgrammeVersion.programme_id)
        .where(Course.state.in_(RECOGNISED), Course.recognised_on.is_not(None))
        .order_by(Course.recognised_on, Course.id)
    )


def _line(row: Row[Course, str, int, str]) -> CourseLine:
    course, audience, programme_id, programme_name = row
    assert course.recognised_on is not None
    return CourseLine(
        id=course.id,
        public_id=course.public_id,
        unit_id=course.unit_id,
        programme_id=programme_id,
        programme_name=programme_name,
        title=course.title,
        cohort=course.cohort,
        audience=audience,
        starts_on=course.starts_on,
        ends_on=course.ends_on,
        recognised_on=course.recognised_on,
        is_embedded=course.is_embedded,
    )


def _in_period(scope: Scope) -> ColumnElement[bool]:
    return and_(
        Course.recognised_on >= scope.period.starts_on,
        Course.recognised_on < scope.period.ends_before,
    )


def learning(scope: Scope) -> list[Learning]:
    """Return the parts in recognised classes that count for the unit.

    They are those of its own people, by the unit that sent them, wherever the class was held;
    and those of all learners of the classes it held itself, also when others sent them.
    """
    units = scope.ever_below
    found = session.execute(
        _parts().where(
            _in_period(scope),
            or_(Enrolment.sending_unit_id.in_(units), Course.unit_id.in_(units)),
        )
    )
    rows = [Learning(*row) for row in found]
    return [row for row in rows if _counts(scope, row)]


def _counts(scope: Scope, row: Learning) -> bool:
    below = scope.tree.below(scope.unit.id, row.recognised_on)
    return row.unit_id in below or row.owner_id in below


def _parts() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Enrolment.id,
            Enrolment.course_id,
            ProgrammeVersion.programme_id,
            Enrolment.person_id,
            Enrolment.sending_unit_id,
            Course.unit_id,
            ProgrammeVersion.audience,
            Course.recognised_on,
            func.coalesce(CourseResult.is_passed, False),
            func.coalesce(CourseResult.band, ""),
            func.coalesce(CourseResult.label, ""),
            Person.gender,
            Person.ethnicity,
        )
        .join(Course, Course.id == Enrolment.course_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(CourseResult, current_result())
        .where(
            Course.state.in_(RECOGNISED),
            Enrolment.state == EnrolmentState.ENROLLED.name,
            Enrolment.role != EnrolmentRole.AUDITOR.name,
        )
        .order_by(Enrolment.id)
    )


def current_result() -> ColumnElement[bool]:
    """Return how an enrolment finds its result: the one by the newest decision."""
    return and_(CourseResult.enrolment_id == Enrolment.id, CourseResult.is_current)


def programme_names(programme_ids: set[int]) -> dict[int, str]:
    """Return what the programmes are called."""
    found = session.execute(
        select(Programme.id, Programme.name).where(Programme.id.in_(programme_ids))
    )
    return dict(found.all())


def band_order(course_ids: set[int]) -> list[str]:
    """Return the codes of bands from the best on, by the rules frozen in these classes."""
    found = session.execute(
        select(Course.rules, Course.rules_digest).where(Course.id.in_(course_ids))
    )
    by_digest = {digest: rules for rules, digest in found if rules}
    codes = [band["code"] for rules in by_digest.values() for band in rules.get("bands", ())]
    return list(dict.fromkeys(codes))


def trained_persons(audiences: tuple[str, ...], on: date) -> set[int]:
    """Return who had completed a class for these audiences by that day, wherever it was held."""
    found = session.scalars(
        select(Enrolment.person_id)
        .join(CourseResult, CourseResult.enrolment_id == Enrolment.id)
        .join(Recognition, Recognition.id == CourseResult.recognition_id)
        .join(Course, Course.id == Enrolment.course_id)
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .where(
            Course.state.in_(RECOGNISED),
            Recognition.decided_on <= on,
            CourseResult.is_passed,
            ProgrammeVersion.audience.in_(audiences),
        )
        .distinct()
    )
    return set(found)


def plan_lines(scope: Scope) -> list[PlanLine]:
    """Return what the plans of the period's years wanted, of all units then below."""
    found = session.execute(
        select(
            YearPlanRow.unit_id, YearPlanRow.year, Programme.id, Programme.name,
            YearPlanRow.courses, YearPlanRow.learners,
        )
        .join(Programme, Programme.id == YearPlanRow.programme_id)
        .where(
            YearPlanRow.year.between(scope.period.first, scope.period.last),
            YearPlanRow.unit_id.in_(scope.ever_below),
        )
        .order_by(YearPlanRow.year, YearPlanRow.id)
    )  # fmt: skip
    lines = [PlanLine(*row) for row in found]
    return [line for line in lines if scope.holds(line.unit_id, _plan_day(scope, line))]


def _plan_day(scope: Scope, line: PlanLine) -> date:
    """Return the day a plan speaks of: the year's last, or the unit's own last day in it."""
    return scope.tree.day_of(line.unit_id, date(line.year, 12, 31))


def members(scope: Scope) -> int:
    """Return how many persons were members of the unit's cells on the day that counts."""
    count = select(func.count(func.distinct(Membership.person_id)))
    return int(session.scalar(count.where(_is_member(scope))) or 0)


def _is_member(scope: Scope) -> ColumnElement[bool]:
    on = scope.as_of
    return and_(
        Membership.unit_id.in_(scope.tree.below(scope.unit.id, on)),
        Membership.valid_from <= on,
        or_(Membership.valid_to.is_(None), Membership.valid_to > on),
    )


@dataclass(frozen=True)
class TrainedMember:
    """A member of the unit's cells, with the newest class completed, wherever it was held."""

    person_id: int
    unit_id: int
    course_title: str
    recognised_on: date | None


def trained_members(scope: Scope) -> list[TrainedMember]:
    """Return the members on the day that counts who had completed a class by then."""
    found = session.execute(
        select(Membership.person_id, Membership.unit_id, Course.title, Course.recognised_on)
        .join(Enrolment, Enrolment.person_id == Membership.person_id)
        .join(CourseResult, CourseResult.enrolment_id == Enrolment.id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(
            _is_member(scope),
            Course.state.in_(RECOGNISED),
            Course.recognised_on <= scope.as_of,
            CourseResult.is_passed,
        )
        .order_by(Course.recognised_on, Course.id)
    )
    return list({row[0]: TrainedMember(*row) for row in found}.values())
