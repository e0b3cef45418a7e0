"""Writes classes of the demo in a few large statements: with services it would take minutes."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import insert

from foundation import clock
from foundation.db import session
from foundation.organisation import queries as organisation
from foundation.organisation.models import Person
from foundation.rounding import half_up
from training.models import (
    Course,
    CourseResult,
    Enrolment,
    Programme,
    ProgrammeVersion,
    Recognition,
    RuleSet,
)
from training.rules.eligibility import Cause, Reason
from training.rules.ruleset import as_json, default_rules, digest

RULES = as_json(default_rules())
DIGEST = digest(RULES)


@dataclass(frozen=True)
class ProgrammePlan:
    """A programme of the demo."""

    code: str
    name: str
    audience: str
    periods: int
    kind: str = "FURTHER_TRAINING"
    paper: str = "CERTIFICATE"
    gate: str = "NONE"
    months: int | None = None


@dataclass(frozen=True)
class ClassPlan:
    """A class that was held and recognised."""

    version_id: int
    code: str
    title: str
    cohort: str
    starts_on: date
    days: int
    decision: str
    is_embedded: bool = False


@dataclass(frozen=True)
class Learner:
    """Somebody in a class, with the unit that sent him or her."""

    person: Person
    unit_id: int


def a_rule_set(unit_id: int, approver: str, at: datetime) -> RuleSet:
    """Write the default rules down, approved by a named director."""
    made = RuleSet(
        unit_id=unit_id,
        code=str(RULES["code"]),
        number=1,
        title=str(RULES["title"]),
        document=RULES,
        created_at=at,
        approver_name=approver,
        approver_office="Giám đốc Trung tâm chính trị",
        approved_at=at,
    )
    session.add(made)
    session.flush()
    return made


def a_programme(plan: ProgrammePlan, rules: RuleSet, at: datetime) -> ProgrammeVersion:
    """Write a programme and its first version down."""
    programme = Programme(
        unit_id=rules.unit_id, code=plan.code, name=plan.name, kind=plan.kind, created_at=at
    )
    session.add(programme)
    session.flush()
    version = ProgrammeVersion(
        programme_id=programme.id,
        rule_set_id=rules.id,
        number=1,
        legal_basis="Dữ liệu mẫu, không phải văn bản thật",
        valid_from=clock.local(at).date(),
        periods=plan.periods,
        audience=plan.audience,
        gate=plan.gate,
        validity_months=plan.months,
        paper=plan.paper,
        created_at=at,
    )
    session.add(version)
    session.flush()
    return version


def a_class(plan: ClassPlan, unit_id: int, state: str, at: datetime) -> Course:
    """Write a class down, its rules frozen."""
    ends_on = plan.starts_on + timedelta(days=plan.days - 1)
    made = Course(
        unit_id=unit_id,
        version_id=plan.version_id,
        code=plan.code,
        title=plan.title,
        cohort=plan.cohort,
        starts_on=plan.starts_on,
        ends_on=ends_on,
        place="Hội trường Trung tâm chính trị",
        in_charge="Lò Văn Hiêng",
        is_embedded=plan.is_embedded,
        state=state,
        opening_number=plan.decision.replace("CN", "MO"),
        opened_on=plan.starts_on - timedelta(days=7),
        recognised_on=ends_on + timedelta(days=5) if state in ("RECOGNISED", "CLOSED") else None,
        rules=RULES,
        rules_digest=DIGEST,
        created_at=at,
    )
    session.add(made)
    session.flush()
    return made


def enrol(course: Course, learners: Sequence[Learner], at: datetime) -> list[int]:
    """Enrol everybody in one statement; return the ids in the same order."""
    names = organisation.unit_names({one.unit_id for one in learners}, course.starts_on)
    rows = [
        {
            "course_id": course.id,
            "person_id": one.person.id,
            "number": number,
            "full_name": one.person.full_name,
            "birth_text": f"{one.person.birth_date:%d/%m/%Y}" if one.person.birth_date else "",
            "sending_unit_id": one.unit_id,
            "sending_unit_name": names[one.unit_id],
            "role": "OFFICER" if number <= 3 else "LEARNER",
            "enrolled_on": course.starts_on,
            "created_at": at,
        }
        for number, one in enumerate(learners, start=1)
    ]
    found = session.scalars(
        insert(Enrolment).returning(Enrolment.id, sort_by_parameter_order=True), rows
    )
    return list(found)


def recognise(  # noqa: PLR0917 - what one decision says
    course: Course, enrolments: Sequence[int], failed: Collection[int], decision: str,
    chance: random.Random, at: datetime, *, periods: int = 50, signer: str = "Lò Văn Hiêng",
) -> None:  # fmt: skip
    """Recognise the results of a class: those at the places ``failed`` did not pass."""
    assert course.recognised_on is not None
    made = Recognition(
        course_id=course.id,
        number=decision,
        decided_on=course.recognised_on,
        signer_name=signer,
        signer_office="Giám đốc",
        digest=DIGEST,
        recognised_at=at,
    )
    session.add(made)
    session.flush()
    rows = [
        {"enrolment_id": enrolment_id, "recognition_id": made.id, "rules_digest": DIGEST}
        | _result(chance, periods, is_passed=place not in failed)
        for place, enrolment_id in enumerate(enrolments)
    ]
    session.execute(insert(CourseResult), rows)


def _result(chance: random.Random, periods: int, *, is_passed: bool) -> dict[str, object]:
    """Return an invented result that its rules would have given."""
    tenths = chance.choice((62, 66, 71, 74, 76, 78, 80, 83, 85, 90)) if is_passed else 45
    mark = Fraction(tenths, 10)
    band = next((one for one in RULES["bands"] if mark >= Fraction(str(one["at_least"]))), None)
    return {
        "attended": Fraction(periods - min(50 - chance.randint(42, 50), periods // 5)),
        "held": periods,
        "mark": mark,
        "band": band["code"] if band and is_passed else "",
        "label": band["label"] if band and is_passed else "",
        "is_passed": is_passed,
        "reasons": [] if is_passed else [_too_low(mark)],
        "papers": {"essay": [str(mark)]},
    }


def _too_low(mark: Fraction) -> list[object]:
    shown = str(half_up(mark, 1)).replace(".", ",")
    return Reason(Cause.MARK_LOW, {"mark": shown, "needed": "5,0"}).as_json()
