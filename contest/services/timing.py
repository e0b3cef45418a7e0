"""The clock of a performance: started, paused, stopped, or entered by hand with a reason."""

import math
from datetime import datetime

from sqlalchemy import select

from contest.models import Contest, Entry, RoundEntry, TimeRecord
from contest.queries.loading import contest_whole
from contest.rules.states import ActKind, RoundState
from contest.services.guarding import contest_of, round_in_state
from contest.services.keeping import keep_act
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import reason_of


class ClockNotRunning(Refusal):
    """Only a clock that runs can be paused."""

    message = N_("The clock of this performance does not run.")


@transactional
def start_clock(round_entry_id: int, part: str, *, actor_id: int, at: datetime) -> TimeRecord:
    """Start the clock of a performance; the same again changes nothing."""
    round_entry = session.get_one(RoundEntry, round_entry_id)
    one, contest = contest_of(round_entry.round_id)
    round_in_state(one, RoundState.OPEN)
    contest_whole(contest.id).rules.part(part)
    one.current_entry_id, one.current_part = round_entry_id, part
    kept = _time_of(round_entry_id, part)
    if kept is not None:
        return kept
    kept = TimeRecord(round_entry_id=round_entry_id, part=part, started_at=at)
    round_entry.state = "PERFORMING"
    session.add(kept)
    session.flush()
    record(
        "stage.start",
        f"round_entry:{round_entry_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        part=part,
    )
    return kept


def _time_of(round_entry_id: int, part: str) -> TimeRecord | None:
    return session.scalar(
        select(TimeRecord).where(
            TimeRecord.round_entry_id == round_entry_id, TimeRecord.part == part
        )
    )


@transactional
def stop_clock(
    round_entry_id: int,
    part: str,
    *,
    actor_id: int,
    at: datetime,
    seconds: int | None = None,
    reason: str = "",
) -> TimeRecord:
    """Stop the clock, or enter a time by hand with its reason; stopped again, nothing changes.

    Args:
        seconds: the time by the hall's own clock; needs a reason.

    Raises:
        ReasonMissing: a time was entered without one.
    """
    round_entry = session.get_one(RoundEntry, round_entry_id)
    one, contest = contest_of(round_entry.round_id)
    round_in_state(one, RoundState.OPEN)
    kept = _time_of(round_entry_id, part)
    if kept is None:
        kept = TimeRecord(round_entry_id=round_entry_id, part=part, started_at=at)
        session.add(kept)
    if kept.stopped_at is not None and seconds is None:
        return kept
    round_entry.state = "PERFORMED"
    if seconds is not None:
        _enter(kept, round_entry, seconds, reason_of(reason), actor_id, at)
        return kept
    kept.stopped_at, kept.seconds = at, kept.used(at)
    session.flush()
    record(
        "stage.stop",
        f"round_entry:{round_entry_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        part=part,
        seconds=kept.seconds,
    )
    return kept


def _enter(  # noqa: PLR0917 - the words of an act
    kept: TimeRecord, round_entry: RoundEntry, seconds: int, words: str, actor_id: int, at: datetime
) -> None:
    """Keep a time by the hall's own clock as an act of the day; the same again changes nothing."""
    if (kept.seconds, kept.reason) == (seconds, words):
        return
    kept.stopped_at, kept.seconds, kept.reason = at, seconds, words
    session.flush()
    _one, contest = contest_of(round_entry.round_id)
    subject = (round_entry.id, _entered(round_entry, kept.part, contest, seconds))
    keep_act(contest, ActKind.TIME_ENTERED, subject, words, actor_id, at)


def _entered(round_entry: RoundEntry, part: str, contest: Contest, seconds: int) -> str:
    """Return whose time was entered, of what part, and how long it was."""
    name = session.get_one(Entry, round_entry.entry_id).full_name
    title = contest_whole(contest.id).rules.part(part).title
    return f"{name} – {title} ({seconds // 60}:{seconds % 60:02})"


@transactional
def pause_clock(round_entry_id: int, part: str, *, actor_id: int, at: datetime) -> TimeRecord:
    """Let the clock stand still at once; paused again, nothing changes.

    Raises:
        ClockNotRunning: it was not started, or is stopped already.
    """
    kept, contest = _running(round_entry_id, part)
    if kept.paused_at is not None:
        return kept
    kept.paused_at = at
    record(
        "stage.pause",
        f"round_entry:{round_entry_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        part=part,
        used=kept.used(at),
    )
    return kept


@transactional
def resume_clock(
    round_entry_id: int, part: str, reason: str, *, actor_id: int, at: datetime
) -> TimeRecord:
    """Let the clock go on, with the reason why it stood; gone on again, nothing changes.

    A part of a second counts for the person on stage.

    Raises:
        ClockNotRunning: it was not started, or is stopped already.
        ReasonMissing: nothing was written.
    """
    kept, contest = _running(round_entry_id, part)
    if kept.paused_at is None:
        return kept
    words = reason_of(reason)
    stood = math.ceil((at - kept.paused_at).total_seconds())
    kept.paused_at, kept.paused_seconds = None, kept.paused_seconds + stood
    kept.reason = f"{kept.reason}; {words}"[:300] if kept.reason else words
    record(
        "stage.resume",
        f"round_entry:{round_entry_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        part=part,
        stood=stood,
        reason=words,
    )
    return kept


def _running(round_entry_id: int, part: str) -> tuple[TimeRecord, Contest]:
    round_entry = session.get_one(RoundEntry, round_entry_id)
    one, contest = contest_of(round_entry.round_id)
    round_in_state(one, RoundState.OPEN)
    kept = _time_of(round_entry_id, part)
    if kept is None or kept.stopped_at is not None:
        raise ClockNotRunning
    return kept, contest
