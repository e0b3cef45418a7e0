"""The secretariat reminds a judge of a sheet that is missing; the judge says it is seen."""

from datetime import datetime

from sqlalchemy import select

from contest.models import PanelSeat, Reminder, Scoresheet
from contest.queries.loading import contest_whole
from contest.rules.states import RoundState
from contest.services.guarding import contest_of, round_in_state
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal


class NothingToRemindOf(Refusal):
    """The sheet is not waited for."""

    message = N_("This sheet is signed, or its judge is absent: nobody has to be reminded.")


@transactional
def remind_judge(
    seat_id: int, round_entry_id: int, part: str, *, actor_id: int, at: datetime
) -> Reminder:
    """Remind a judge of a sheet; while a reminder is not seen, another changes nothing.

    Raises:
        NothingToRemindOf: the sheet is signed, or the judge is absent.
        NotInThisState: the round is not open.
    """
    seat = session.get_one(PanelSeat, seat_id)
    one, contest = contest_of(seat.round_id)
    round_in_state(one, RoundState.OPEN)
    contest_whole(contest.id).rules.part(part)
    if seat.absent_reason is not None or _is_signed(seat_id, round_entry_id, part):
        raise NothingToRemindOf
    kept = session.scalar(
        select(Reminder).where(
            Reminder.seat_id == seat_id,
            Reminder.round_entry_id == round_entry_id,
            Reminder.part == part,
        )
    )
    if kept is not None and kept.seen_at is None:
        return kept
    if kept is None:
        kept = Reminder(seat_id=seat_id, round_entry_id=round_entry_id, part=part)
        session.add(kept)
    kept.asked_by, kept.asked_at, kept.seen_at = actor_id, at, None
    session.flush()
    record(
        "judging.remind",
        f"reminder:{kept.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        seat=seat_id,
        round_entry=round_entry_id,
        part=part,
    )
    return kept


def _is_signed(seat_id: int, round_entry_id: int, part: str) -> bool:
    return (
        session.scalar(
            select(Scoresheet.id).where(
                Scoresheet.seat_id == seat_id,
                Scoresheet.round_entry_id == round_entry_id,
                Scoresheet.part == part,
                Scoresheet.state == "SIGNED",
            )
        )
        is not None
    )


@transactional
def see_reminder(reminder_id: int, *, actor_id: int, at: datetime) -> Reminder:
    """Note that the judge has seen a reminder; seen again, nothing changes."""
    kept = session.get_one(Reminder, reminder_id)
    if kept.seen_at is not None:
        return kept
    kept.seen_at = at
    seat = session.get_one(PanelSeat, kept.seat_id)
    _one, contest = contest_of(seat.round_id)
    record(
        "judging.reminder_seen",
        f"reminder:{kept.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
    )
    return kept
