"""Recognising results of a class by decisions; from then on they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents.paper import frozen
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, clean_name
from training.models import CourseResult, Recognition
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import OutcomeRow, made_up, outcomes, results_of
from training.queries.papers import decision_paper
from training.queries.regrading import regraded
from training.rules.ruleset import as_json, digest
from training.rules.states import FROZEN, CourseState, course_after
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


class DecisionRepeated(InvalidInput):
    """A further decision bears the number of one before."""

    field = "number"
    message = N_("The class already has a decision with the number %(number)s.")


class DecisionTooEarly(InvalidInput):
    """A further decision would be older than the one before."""

    field = "decided_on"
    message = N_("A further decision cannot be older than the one of %(day)s.")


class NobodyMadeUp(Refusal):
    """A further decision would recognise nobody."""

    message = N_("Nobody has come to fulfil the conditions since the last decision.")


@transactional
def recognise(
    course_id: int, decision: Decision, *, actor_id: int | None, at: datetime
) -> Recognition:
    """Freeze results under a decision: of every learner; later, of those whose result changed.

    Somebody has made up since, or the exit quiz was counted anew.

    Raises:
        NotInThisCourseState: the class does not await recognition, or is closed.
        NobodyMadeUp, DecisionRepeated, DecisionTooEarly: a further decision that cannot be.
        WordMissing: the decision has no number.
        TermMissing: it shall be drawn, and no term is known for its day.
    """
    whole = course_whole(course_id)
    rows = _to_recognise(whole, decision)
    number = decision_number(
        decision.number, whole.course.unit_id, decision.decided_on, is_drawn=decision.is_drawn
    )
    if any(one.number == number for one in whole.recognitions):
        raise DecisionRepeated(number=number)
    made = _recognition(course_id, number, decision, rows)
    made.recognised_by, made.recognised_at = actor_id, at
    session.add(made)
    session.flush()
    _freeze(whole, made.id, rows)
    if whole.state not in FROZEN:
        whole.course.state = CourseState.RECOGNISED.name
        whole.course.recognised_on = decision.decided_on
    session.flush()
    made.paper = frozen(decision_paper(course_whole(course_id), made.decided_on, made))
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


def _to_recognise(whole: CourseWhole, decision: Decision) -> tuple[OutcomeRow, ...]:
    if whole.state not in FROZEN:
        course_after(whole.state, CourseState.RECOGNISED)
        return outcomes(whole)
    rows = further(whole)
    if not rows and whole.state is not CourseState.RECOGNISED:
        course_after(whole.state, CourseState.RECOGNISED)
    if not rows:
        raise NobodyMadeUp
    last = max(one.decided_on for one in whole.recognitions)
    if decision.decided_on < last:
        raise DecisionTooEarly(day=f"{last:%d/%m/%Y}")
    return rows


def further(whole: CourseWhole) -> tuple[OutcomeRow, ...]:
    """Return whom a further decision would name: who made up, and whose quiz was counted anew."""
    found = {row.enrolment.id: row for row in made_up(whole) if row.outcome.is_passed}
    found |= {row.enrolment.id: row for row in regraded(whole)}
    return tuple(sorted(found.values(), key=lambda row: row.enrolment.number))


def _recognition(
    course_id: int, number: str, decision: Decision, rows: tuple[OutcomeRow, ...]
) -> Recognition:
    frozen = {str(row.enrolment.number): result_words(row) for row in rows}
    return Recognition(
        course_id=course_id,
        number=number,
        decided_on=decision.decided_on,
        signer_name=clean_name(decision.signer_name)[:120],
        signer_office=clean(decision.signer_office)[:120],
        digest=digest(frozen),
    )


def _freeze(whole: CourseWhole, recognition_id: int, rows: tuple[OutcomeRow, ...]) -> None:
    """Keep the results. What an earlier decision said of the same learners stays beside them.

    A learner's current result keeps its id, by which the register knows the certificate.
    """
    kept = results_of(whole.course.id)
    for row in rows:
        words = _result(whole, recognition_id, row)
        current = kept.get(row.enrolment.id)
        if current is None:
            session.add(CourseResult(**words))
            continue
        before = {name: getattr(current, name) for name in words}
        for name, value in words.items():
            setattr(current, name, value)
        session.flush()
        session.add(CourseResult(**before, is_current=False))


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


def _result(whole: CourseWhole, recognition_id: int, row: OutcomeRow) -> dict[str, Any]:
    found = row.outcome
    return {
        "enrolment_id": row.enrolment.id,
        "recognition_id": recognition_id,
        "attended": found.attendance.attended,
        "held": found.attendance.held,
        "mark": found.mark,
        "band": found.band,
        "label": found.label,
        "is_passed": found.is_passed,
        "reasons": [one.as_json() for one in found.reasons],
        "papers": {one.paper.code: _papers(one.given) for one in found.papers},
        "rules_digest": whole.course.rules_digest or digest(as_json(whole.rules)),
    }


def _papers(given: tuple[Fraction | None, ...]) -> list[str | None]:
    return [None if one is None else str(one) for one in given]
