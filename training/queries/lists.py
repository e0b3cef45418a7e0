"""Lists of the office: classes, programmes, rule sets, the plan against what was done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, func, or_, select

from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.text import search_key
from training.models import (
    Course,
    CourseMaterial,
    CourseResult,
    CourseTrainer,
    Enrolment,
    Lesson,
    Programme,
    ProgrammeVersion,
    Recognition,
    RuleSet,
    YearPlanRow,
)
from training.rules.states import FROZEN, CourseState, EnrolmentRole, EnrolmentState, LessonState


@dataclass(frozen=True)
class CourseRow:
    """A class in a list."""

    course: Course
    programme: str
    unit_name: str
    learners: int
    passed: int | None


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme with its newest version and rules."""

    programme: Programme
    version: ProgrammeVersion
    rules: RuleSet
    unit_name: str

    @property
    def full_name(self) -> str:
        """Return the name by which programmes of the same name in other units are told apart."""
        return f"{self.programme.name} ({self.programme.code}, {self.unit_name})"


@dataclass(frozen=True)
class PlanLine:
    """A line of the plan with what was done of it: recognised classes of that year."""

    row: YearPlanRow
    programme: str
    unit_name: str
    courses_done: int
    turns_done: int


_COUNTED = Enrolment.state == EnrolmentState.ENROLLED.name


def course_rows(
    unit_ids: Collection[int],
    on: date,
    *,
    year: int | None = None,
    state: str = "",
    words: str = "",
) -> list[CourseRow]:
    """Return the classes of these units, the newest first.

    Args:
        words: part of the title, with or without marks.
    """
    query = select(Course).where(Course.unit_id.in_(unit_ids))
    if year is not None:
        begun = extract("year", Course.starts_on) == year
        query = query.where(or_(begun, extract("year", Course.recognised_on) == year))
    if state:
        query = query.where(Course.state == state)
    found, wanted = session.scalars(query), search_key(words)
    return _rows([one for one in found if wanted in search_key(one.title)], on)


def own_course_rows(user_id: int, on: date) -> list[CourseRow]:
    """Return the classes somebody teaches, the newest first."""
    own = select(CourseTrainer.course_id).where(CourseTrainer.user_id == user_id)
    return _rows(list(session.scalars(select(Course).where(Course.id.in_(own)))), on)


def _rows(courses: list[Course], on: date) -> list[CourseRow]:
    ids = [one.id for one in courses]
    names = dict(
        session.execute(
            select(ProgrammeVersion.id, Programme.name).join(
                Programme, Programme.id == ProgrammeVersion.programme_id
            )
        ).all()
    )
    units = organisation.unit_names({one.unit_id for one in courses}, on)
    counts = dict(
        session.execute(
            select(Enrolment.course_id, func.count())
            .where(
                Enrolment.course_id.in_(ids),
                _COUNTED,
                Enrolment.role != EnrolmentRole.AUDITOR.name,
            )
            .group_by(Enrolment.course_id)
        ).all()
    )
    passed = dict(
        session.execute(
            select(Recognition.course_id, func.count())
            .join(CourseResult, CourseResult.recognition_id == Recognition.id)
            .where(Recognition.course_id.in_(ids), CourseResult.is_passed, CourseResult.is_current)
            .group_by(Recognition.course_id)
        ).all()
    )
    rows = [
        CourseRow(
            course=one,
            programme=names[one.version_id],
            unit_name=units[one.unit_id],
            learners=counts.get(one.id, 0),
            passed=passed.get(one.id, 0) if CourseState[one.state] in FROZEN else None,
        )
        for one in courses
    ]
    return sorted(rows, key=lambda row: (row.course.starts_on, row.course.id), reverse=True)


def programme_rows(unit_ids: Collection[int], on: date) -> list[ProgrammeRow]:
    """Return the programmes of these units with the version in force, by name."""
    found = session.execute(
        select(Programme, ProgrammeVersion, RuleSet)
        .join(ProgrammeVersion, ProgrammeVersion.programme_id == Programme.id)
        .join(RuleSet, RuleSet.id == ProgrammeVersion.rule_set_id)
        .where(Programme.unit_id.in_(unit_ids))
        .order_by(Programme.name, Programme.id, ProgrammeVersion.number)
    ).all()
    units = organisation.unit_names({row[0].unit_id for row in found}, on)
    newest = {
        programme.id: ProgrammeRow(programme, version, rules, units[programme.unit_id])
        for programme, version, rules in found
    }
    return list(newest.values())


def usable_programmes(unit_ids: Collection[int], on: date) -> list[ProgrammeRow]:
    """Return the programmes classes of these units may be held by: their own and those above."""
    above = organisation.ids_above(unit_ids, on)
    return programme_rows({*unit_ids, *above}, on)


def programme_by_public_id(public_id: str, unit_ids: Collection[int]) -> Programme:
    """Return a programme of these units.

    Raises:
        NotFound: no such programme, or another unit's.
    """
    found = session.scalar(
        select(Programme).where(Programme.public_id == public_id, Programme.unit_id.in_(unit_ids))
    )
    if found is None:
        raise NotFound
    return found


def rule_sets(unit_ids: Collection[int]) -> list[RuleSet]:
    """Return all versions of the rule sets of these units, newest version first."""
    query = select(RuleSet).where(RuleSet.unit_id.in_(unit_ids))
    return list(session.scalars(query.order_by(RuleSet.code, RuleSet.number.desc())))


def rule_set_by_public_id(public_id: str, unit_ids: Collection[int]) -> RuleSet:
    """Return a rule set of these units.

    Raises:
        NotFound: no such rule set, or another unit's.
    """
    for one in rule_sets(unit_ids):
        if one.public_id == public_id:
            return one
    raise NotFound


def plan_lines(unit_ids: Collection[int], year: int, on: date) -> list[PlanLine]:
    """Return the plan of a year; a class counts in the year of its recognition."""
    rows = session.execute(
        select(YearPlanRow, Programme.name)
        .join(Programme, Programme.id == YearPlanRow.programme_id)
        .where(YearPlanRow.unit_id.in_(unit_ids), YearPlanRow.year == year)
        .order_by(Programme.name, YearPlanRow.id)
    ).all()
    done = _done(unit_ids, year)
    units = organisation.unit_names({row.unit_id for row, _ in rows}, on)
    return [
        PlanLine(
            row,
            programme,
            units[row.unit_id],
            *done.get((row.unit_id, row.programme_id), (0, 0)),
        )
        for row, programme in rows
    ]


def _done(unit_ids: Collection[int], year: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return (unit, programme) to recognised classes and completed enrolments of a year."""
    found = session.execute(
        select(
            Course.unit_id,
            ProgrammeVersion.programme_id,
            func.count(func.distinct(Course.id)),
            func.count(CourseResult.id).filter(CourseResult.is_passed),
        )
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .join(Recognition, Recognition.course_id == Course.id)
        .outerjoin(CourseResult, CourseResult.recognition_id == Recognition.id)
        .where(
            Course.unit_id.in_(unit_ids),
            Course.recognised_on >= date(year, 1, 1),
            Course.recognised_on <= date(year, 12, 31),
        )
        .group_by(Course.unit_id, ProgrammeVersion.programme_id)
    )
    return {(unit, programme): (courses, turns) for unit, programme, courses, turns in found}


def materials(course_id: int) -> list[CourseMaterial]:
    """Return the documents learners see, without their content."""
    return list(
        session.scalars(
            select(CourseMaterial)
            .where(CourseMaterial.course_id == course_id, CourseMaterial.removed_at.is_(None))
            .order_by(CourseMaterial.id)
        )
    )


def material_content(course_id: int, public_id: str) -> tuple[CourseMaterial, bytes]:
    """Return a document of a class with its content.

    Raises:
        NotFound: the class has no such document.
    """
    found = session.execute(
        select(CourseMaterial, CourseMaterial.content).where(
            CourseMaterial.course_id == course_id,
            CourseMaterial.public_id == public_id,
            CourseMaterial.removed_at.is_(None),
        )
    ).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def next_lessons(course_ids: Collection[int]) -> dict[int, Lesson]:
    """Return course to the first lesson that is still to come."""
    rows = session.scalars(
        select(Lesson)
        .where(Lesson.course_id.in_(course_ids), Lesson.state == LessonState.PLANNED.name)
        .order_by(Lesson.held_on.desc(), Lesson.number.desc())
    )
    return {row.course_id: row for row in rows}
