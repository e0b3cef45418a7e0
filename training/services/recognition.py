"""Recognising the results of a class by a decision; from then on they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.text import clean, clean_name
from training.models import CourseResult, Recognition
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import OutcomeRow, outcomes
from training.rules.ruleset import as_json, digest
from training.rules.states import CourseState, course_after
from training.services.guarding import decision_number


@dataclass(frozen=True)
class Decision:
    """The decision of recognition."""

    number: str
    decided_on: date
    signer_name: str = ""
    signer_office: str = ""
    is_drawn: bool = False
    """Whether it takes the next number of the unit's decisions instead."""


@transactional
def recognise(
    course_id: int, decision: Decision, *, actor_id: int | None, at: datetime
) -> Recognition:
    """Freeze the result of every learner under a decision.

    Raises:
        NotInThisCourseState: the class does not await recognition.
        WordMissing: the decision has no number.
        TermMissing: it shall be drawn, and no term is known for its day.
    """
    whole = course_whole(course_id)
    course_after(whole.state, CourseState.RECOGNISED)
    number = decision_number(
        decision.number, whole.course.unit_id, decision.decided_on, is_drawn=decision.is_drawn
    )
    rows = outcomes(whole)
    frozen = {str(row.enrolment.number): result_words(row) for row in rows}
    made = Recognition(
        course_id=course_id,
        number=number,
        decided_on=decision.decided_on,
        signer_name=clean_name(decision.signer_name)[:120],
        signer_office=clean(decision.signer_office)[:120],
        digest=digest(frozen),
        recognised_by=actor_id,
        recognised_at=at,
    )
    session.add(made)
    session.flush()
    session.add_all(_result(whole, made.id, row) for row in rows)
    whole.course.state = CourseState.RECOGNISED.name
    whole.course.recognised_on = decision.decided_on
    session.flush()
    record(
        "course.recognise",
        f"course:{course_id}",
        actor_id=actor_id,
        at=at,
        unit_id=whole.course.unit_id,
        decision=made.number,
        learners=len(rows),
        passed=sum(row.outcome.is_passed for row in rows),
        digest=made.digest,
    )
    return made


def result_words(row: OutcomeRow) -> dict[str, object]:
    """Return a result as plain JSON, from which its digest is made."""
    found = row.outcome
    return {
        "name": row.enrolment.full_name,
        "attended": str(found.attendance.attended),
        "held": found.attendance.held,
        "mark": None if found.mark is None else str(found.mark),
        "label": found.label,
        "reasons": [one.as_json() for one in found.reasons],
    }


def _result(whole: CourseWhole, recognition_id: int, row: OutcomeRow) -> CourseResult:
    found = row.outcome
    return CourseResult(
        enrolment_id=row.enrolment.id,
        recognition_id=recognition_id,
        attended=found.attendance.attended,
        held=found.attendance.held,
        mark=found.mark,
        band=found.band,
        label=found.label,
        is_passed=found.is_passed,
        reasons=[one.as_json() for one in found.reasons],
        papers={one.paper.code: _papers(one.given) for one in found.papers},
        rules_digest=whole.course.rules_digest or digest(as_json(whole.rules)),
    )


def _papers(given: tuple[Fraction | None, ...]) -> list[str | None]:
    return [None if one is None else str(one) for one in given]
