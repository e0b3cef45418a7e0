"""Programmes, rules and classes with every argument defaulted."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from foundation.db import session, transactional
from foundation.organisation.models import Unit
from foundation.text import random_token
from tests.factories import organisation as make
from training.models import (
    Course,
    Enrolment,
    Lesson,
    PlanItem,
    Programme,
    ProgrammeVersion,
    RuleSet,
)
from training.rules.ruleset import RuleDocument, as_json, default_rules, digest

THEN = datetime(2026, 1, 1, tzinfo=UTC)
_number = count(1)


@transactional
def a_rule_set(
    unit: Unit, rules: RuleDocument | None = None, *, is_approved: bool = True
) -> RuleSet:
    """Return a rule set of a unit, approved unless said otherwise."""
    document = rules or default_rules()
    made = RuleSet(
        unit_id=unit.id,
        code=document.code,
        number=next(_number),
        title=document.title,
        document=as_json(document),
        created_at=THEN,
    )
    if is_approved:
        made.approver_name, made.approver_office = "Vàng A Lâu", "Giám đốc"
        made.approved_at = THEN
    session.add(made)
    session.flush()
    return made


@transactional
def a_programme(
    unit: Unit,
    name: str = "Bồi dưỡng nghiệp vụ công tác đảng",
    *,
    audience: str = "COMMITTEE",
    rule_set: RuleSet | None = None,
    **version: object,
) -> ProgrammeVersion:
    """Return the first version of a programme of 50 tiết in ten lessons' worth of items."""
    rules = rule_set or a_rule_set(unit)
    programme = Programme(
        unit_id=unit.id,
        code=f"CT{next(_number)}",
        name=name,
        kind="FURTHER_TRAINING",
        created_at=THEN,
    )
    session.add(programme)
    session.flush()
    words: dict[str, object] = {"valid_from": date(2010, 1, 1), "periods": 50, **version}
    made = ProgrammeVersion(
        programme_id=programme.id,
        rule_set_id=rules.id,
        number=1,
        audience=audience,
        created_at=THEN,
        **words,
    )
    session.add(made)
    session.flush()
    session.add(PlanItem(version_id=made.id, position=1, title="Bài 1", periods=made.periods))
    session.flush()
    return made


@transactional
def a_course(
    unit: Unit,
    version: ProgrammeVersion | None = None,
    *,
    state: str = "RUNNING",
    starts_on: date = date(2026, 11, 18),
    recognised_on: date | None = None,
    rules: RuleDocument | None = None,
    **words: object,
) -> Course:
    """Return a class with its rules frozen; nobody is enrolled and no lesson planned."""
    document = as_json(rules or default_rules())
    made = Course(
        unit_id=unit.id,
        version_id=(version or a_programme(unit)).id,
        code=f"L{next(_number)}",
        title="Nghiệp vụ công tác đảng 2026",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=5),
        state=state,
        recognised_on=recognised_on,
        rules=document,
        rules_digest=digest(document),
        created_at=THEN,
        **words,
    )
    session.add(made)
    session.flush()
    return made


@transactional
def a_learner(course: Course, cell: Unit, full_name: str = "Giàng A Páo") -> Enrolment:
    """Return a new member of ``cell`` enrolled in the class."""
    person = make.a_person(cell, full_name)
    number = next(_number)
    made = Enrolment(
        course_id=course.id,
        person_id=person.id,
        number=number,
        full_name=full_name,
        birth_text="1980",
        sending_unit_id=cell.id,
        sending_unit_name="Chi bộ bản Kim Nọi, Đảng bộ xã Mù Cang Chải",
        enrolled_on=course.starts_on,
        created_at=THEN,
    )
    session.add(made)
    session.flush()
    return made


@transactional
def a_lesson(course: Course, number: int, *, periods: int = 5, state: str = "TAUGHT") -> Lesson:
    """Return a lesson of the class."""
    made = Lesson(
        course_id=course.id,
        number=number,
        held_on=course.starts_on + timedelta(days=(number - 1) // 2),
        half_day="MORNING" if number % 2 else "AFTERNOON",
        title=f"Bài {number}",
        periods=periods,
        state=state,
        secret=random_token(256),
    )
    session.add(made)
    session.flush()
    return made
