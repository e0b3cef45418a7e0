"""The roll: scanned from the projector, ticked on the list, typed from paper, corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, NotFound, Refusal
from foundation.text import reason_of
from training.models import (
    AttendanceConflict,
    AttendanceRecord,
    Course,
    Enrolment,
    Lesson,
)
from training.queries.loading import course_whole
from training.queries.outcomes import recognised_ids
from training.rules.roll import Ruling, Said
from training.rules.rolling import is_fresh
from training.rules.states import (
    MAKING_UP,
    TEACHING,
    CourseState,
    LessonState,
    Presence,
    RollSource,
)
from training.services.courses import step_course
from training.services.guarding import ResultStands, course_in
from training.services.keeping_roll import By, NotInClass, Tick, change, keep


class CodeTooOld(Refusal):
    """The code on the projector changed, or belongs to another lesson."""

    message = N_("The code on the screen has changed. Scan the one that is shown now.")


class LessonCancelled(Refusal):
    """Nobody attends a lesson that was cancelled."""

    message = N_("Lesson %(number)s was cancelled for all.")


@dataclass(frozen=True)
class RollOutcome:
    """How many statements were taken, changed nothing, or wait for a decision."""

    taken: int
    same: int
    conflicts: int


def _open_lesson(
    lesson_id: int, states: frozenset[CourseState] = TEACHING
) -> tuple[Lesson, Course]:
    lesson = session.get_one(Lesson, lesson_id)
    course = course_in(lesson.course_id, *states)
    if lesson.state == LessonState.CANCELLED.name:
        raise LessonCancelled(number=lesson.number)
    return lesson, course


@transactional
def sign_in(enrolment_id: int, lesson_public_id: str, code: str, *, at: datetime) -> Ruling:
    """Mark a learner present by the projector's code; the same again changes nothing.

    Raises:
        CodeTooOld: the code is older than a minute, or another lesson's.
        NotFound: the lesson is of another class.
        NotInClass: the learner left the class.
    """
    one = session.get_one(Enrolment, enrolment_id)
    found = session.scalar(
        select(Lesson.id).where(
            Lesson.public_id == lesson_public_id, Lesson.course_id == one.course_id
        )
    )
    if found is None:
        raise NotFound
    lesson, course = _open_lesson(found)
    if not is_fresh(code, lesson.secret, lesson.public_id, at):
        raise CodeTooOld
    tick = Tick(Said(Presence.PRESENT))
    kept = keep(lesson, one, tick, By(RollSource.QR, "", None, at))
    if kept is not Ruling.SAME:
        _record("roll.scan", course, lesson, None, at, learner=one.number, ruling=kept.value)
    return kept


@transactional
def mark_roll(
    lesson_id: int,
    ticks: Mapping[int, Tick],
    source: RollSource,
    reason: str = "",
    *,
    actor_id: int | None,
    at: datetime,
) -> RollOutcome:
    """Keep what a list or a paper roll says, enrolment by enrolment.

    Raises:
        ReasonNeeded: a mark that stands would change without a word; nothing is kept.
        LostOutside: somebody was late by nothing, or by the whole lesson.
        NotInClass: somebody is not in this class.
        ResultStands: somebody was recognised already.
    """
    lesson, course = _open_lesson(lesson_id, MAKING_UP)
    by = By(source, " ".join(reason.split())[:300], actor_id, at)
    people = {one.id: one for one in course_whole(course.id).present}
    standing = recognised_ids(course.id)
    found = []
    for enrolment_id, tick in ticks.items():
        if enrolment_id not in people:
            raise NotInClass(name="…")
        one = people[enrolment_id]
        found.append(keep(lesson, one, tick, by))
        if found[-1] is not Ruling.SAME and one.id in standing:
            raise ResultStands(name=one.full_name)
    changed = [one for one in found if one is not Ruling.SAME]
    if changed:
        _record(
            "roll.mark",
            course,
            lesson,
            actor_id,
            at,
            source=source.name,
            reason=by.reason,
            marks=[[people[key].number, tick.said.presence.name] for key, tick in ticks.items()],
        )
    conflicts = found.count(Ruling.CONFLICT)
    return RollOutcome(len(changed) - conflicts, found.count(Ruling.SAME), conflicts)


@transactional
def settle_conflict(
    conflict_id: int, *, is_taken: bool, reason: str, actor_id: int, at: datetime
) -> None:
    """Decide a contradiction: take what differs, or leave what stands; settled, it stays.

    Raises:
        ReasonMissing: nothing is changed.
    """
    one = session.get_one(AttendanceConflict, conflict_id)
    if one.settled_at is not None:
        return
    lesson, course = _open_lesson(one.lesson_id, MAKING_UP)
    one.settled_reason, one.is_taken = reason_of(reason), is_taken
    one.settled_by, one.settled_at = actor_id, at
    if is_taken:
        enrolment = session.get_one(Enrolment, one.enrolment_id)
        kept = session.scalars(
            select(AttendanceRecord).where(
                AttendanceRecord.enrolment_id == one.enrolment_id,
                AttendanceRecord.lesson_id == one.lesson_id,
            )
        ).one()
        by = By(RollSource[one.source], one.settled_reason, actor_id, at)
        change(kept, lesson, enrolment, Said(Presence[one.state], one.lost), by)
    _record("roll.settle", course, lesson, actor_id, at, is_taken=is_taken, reason=reason)


@transactional
def finish_roll(lesson_id: int, *, actor_id: int | None, at: datetime) -> int:
    """End a lesson's roll: it was taught, and whoever has no mark was absent without leave.

    Returns:
        How many were written down as absent.
    """
    lesson, course = _open_lesson(lesson_id)
    if CourseState[course.state] is CourseState.OPEN:
        step_course(course.id, CourseState.RUNNING, actor_id=actor_id, at=at)
    known = set(
        session.scalars(
            select(AttendanceRecord.enrolment_id).where(AttendanceRecord.lesson_id == lesson_id)
        )
    )
    by = By(RollSource.LIST, "", actor_id, at)
    missing = [one for one in course_whole(course.id).present if one.id not in known]
    for one in missing:
        keep(lesson, one, Tick(Said(Presence.ABSENT)), by)
    lesson.state = LessonState.TAUGHT.name
    _record("roll.finish", course, lesson, actor_id, at, absent=len(missing))
    return len(missing)


def _record(
    deed: str, course: Course, lesson: Lesson, actor_id: int | None, at: datetime, **words: object
) -> None:
    record(
        deed,
        f"lesson:{lesson.id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        course=course.id,
        number=lesson.number,
        **words,
    )
