"""Which sheets judges were reminded of, and what a judge has not seen yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select

from contest.models import Entry, PanelSeat, Reminder, Round, RoundEntry, Scoresheet
from contest.queries.loading import contest_whole
from contest.rules.states import RoundState
from foundation.db import session
from foundation.errors import NotFound


@dataclass(frozen=True)
class ReminderRow:
    """A reminder as the judge reads it."""

    reminder: Reminder
    order: int | None
    full_name: str
    part_title: str


def of_round(round_id: int) -> Mapping[tuple[int, int, str], Reminder]:
    """Return the reminders of a round, by seat, performance and part."""
    found = session.scalars(
        select(Reminder)
        .join(PanelSeat, PanelSeat.id == Reminder.seat_id)
        .where(PanelSeat.round_id == round_id)
    )
    return {(row.seat_id, row.round_entry_id, row.part): row for row in found}


def unseen(user_id: int) -> list[ReminderRow]:
    """Return what a judge was reminded of and has neither seen nor signed, the oldest first."""
    is_signed = exists().where(
        Scoresheet.seat_id == Reminder.seat_id,
        Scoresheet.round_entry_id == Reminder.round_entry_id,
        Scoresheet.part == Reminder.part,
        Scoresheet.state == "SIGNED",
    )
    found = session.execute(
        select(Reminder, RoundEntry.order, Entry.full_name, Round.contest_id)
        .join(PanelSeat, PanelSeat.id == Reminder.seat_id)
        .join(Round, Round.id == PanelSeat.round_id)
        .join(RoundEntry, RoundEntry.id == Reminder.round_entry_id)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(
            PanelSeat.user_id == user_id,
            Round.state == RoundState.OPEN.name,
            Reminder.seen_at.is_(None),
            ~is_signed,
        )
        .order_by(Reminder.asked_at, Reminder.id)
    ).all()
    return [
        ReminderRow(row, order, name, contest_whole(contest_id).rules.part(row.part).title)
        for row, order, name, contest_id in found
    ]


def own(reminder_id: int, user_id: int) -> Reminder:
    """Return a reminder to this judge.

    Raises:
        NotFound: there is none, or it is another judge's.
    """
    found = session.scalar(
        select(Reminder)
        .join(PanelSeat, PanelSeat.id == Reminder.seat_id)
        .where(Reminder.id == reminder_id, PanelSeat.user_id == user_id)
    )
    if found is None:
        raise NotFound
    return found
