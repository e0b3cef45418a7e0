"""Keeping one statement about one learner in one lesson, inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from foundation.db import is_sqlite, session
from foundation.errors import N_, Refusal
from training.models import (
    AttendanceChange,
    AttendanceConflict,
    AttendanceRecord,
    Enrolment,
    Lesson,
)
from training.rules.roll import ReasonNeeded, Ruling, Said, Standing, ruling
from training.rules.states import EnrolmentState, Presence, RollSource

OWN_SLIP = timedelta(minutes=10)
"""How long the same person may repair a tick of his or her own without a reason."""


class NotInClass(Refusal):
    """Somebody who left the class, or never was in it."""

    message = N_("%(name)s is not in this class.")


@dataclass(frozen=True)
class Tick:
    """What a page or a paper says of one learner, and what the page showed before."""

    said: Said
    seen: Presence | None = None


@dataclass(frozen=True)
class By:
    """Who says it, how, why and when."""

    source: RollSource
    reason: str
    actor_id: int | None
    at: datetime


def keep(lesson: Lesson, one: Enrolment, tick: Tick, by: By) -> Ruling:
    """Keep one statement, inside the caller's transaction."""
    if one.state != EnrolmentState.ENROLLED.name:
        raise NotInClass(name=one.full_name)
    said = tick.said.checked(lesson.periods)
    if _insert(lesson, one, said, by):
        _log(lesson, one, None, said, by)
        return Ruling.TAKE
    kept = session.scalars(
        select(AttendanceRecord)
        .where(AttendanceRecord.enrolment_id == one.id, AttendanceRecord.lesson_id == lesson.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    standing = Standing(
        said=Said(Presence[kept.state], kept.lost),
        is_own_and_fresh=by.actor_id is not None
        and kept.marked_by == by.actor_id
        and by.at - kept.marked_at <= OWN_SLIP,
        was_seen=tick.seen is Presence[kept.state],
    )
    found = ruling(standing, said, by.source, by.reason)
    if found is Ruling.NEEDS_REASON:
        raise ReasonNeeded(name=one.full_name)
    if found is Ruling.CONFLICT:
        _contradict(lesson, one, said, by)
    if found is Ruling.TAKE:
        change(kept, lesson, one, said, by)
    return found


def _insert(lesson: Lesson, one: Enrolment, said: Said, by: By) -> bool:
    """Write the first mark; False where there is one already, also if it came this instant."""
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    statement = (
        insert(AttendanceRecord)
        .values(
            enrolment_id=one.id,
            lesson_id=lesson.id,
            site_id=one.site_id or lesson.site_id,
            state=said.presence.name,
            lost=said.lost,
            source=by.source.name,
            marked_by=by.actor_id,
            marked_at=by.at,
        )
        .on_conflict_do_nothing(index_elements=["enrolment_id", "lesson_id"])
        .returning(AttendanceRecord.id)
    )
    return session.execute(statement).scalar() is not None


def change(kept: AttendanceRecord, lesson: Lesson, one: Enrolment, said: Said, by: By) -> None:
    """Let the roll say something else of a learner, and log what it said before."""
    before = Presence[kept.state]
    kept.state, kept.lost, kept.source = said.presence.name, said.lost, by.source.name
    kept.marked_by, kept.marked_at = by.actor_id, by.at
    _log(lesson, one, before, said, by)


def _log(lesson: Lesson, one: Enrolment, before: Presence | None, said: Said, by: By) -> None:
    session.add(
        AttendanceChange(
            enrolment_id=one.id,
            lesson_id=lesson.id,
            before=before.name if before else None,
            after=said.presence.name,
            lost=said.lost,
            source=by.source.name,
            reason=by.reason,
            made_by=by.actor_id,
            made_at=by.at,
        )
    )
    session.flush()


def _contradict(lesson: Lesson, one: Enrolment, said: Said, by: By) -> None:
    """Keep a statement that differs for somebody to decide; the same again, once."""
    known = session.scalar(
        select(AttendanceConflict.id).where(
            AttendanceConflict.enrolment_id == one.id,
            AttendanceConflict.lesson_id == lesson.id,
            AttendanceConflict.state == said.presence.name,
            AttendanceConflict.settled_at.is_(None),
        )
    )
    if known is None:
        session.add(
            AttendanceConflict(
                enrolment_id=one.id,
                lesson_id=lesson.id,
                state=said.presence.name,
                lost=said.lost,
                source=by.source.name,
                claimed_by=by.actor_id,
                claimed_at=by.at,
            )
        )
        session.flush()
