"""Which sheets of a round are not signed yet, and where the rules ask for more of them."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from contest.models import Entry, PanelSeat, Round, RoundEntry, TimeRecord
from contest.queries.loading import newest_rules, seats, sheets_of_round
from contest.rules.document import read_rules
from foundation.db import session


@dataclass(frozen=True)
class Missing:
    """A sheet that is not signed yet."""

    seat: PanelSeat
    round_entry: RoundEntry
    part: str


def times_of(round_id: int) -> dict[tuple[int, str], TimeRecord]:
    """Return the times of a round by appearance and part."""
    found = session.scalars(
        select(TimeRecord)
        .join(RoundEntry, RoundEntry.id == TimeRecord.round_entry_id)
        .where(RoundEntry.round_id == round_id)
    )
    return {(row.round_entry_id, row.part): row for row in found}


def came_later(seat: PanelSeat, time: TimeRecord | None) -> bool:
    """Return whether a judge was seated when that performance was over."""
    over = time.stopped_at if time is not None else None
    return seat.seated_at is not None and over is not None and seat.seated_at > over


def is_waited_for(seat: PanelSeat, time: TimeRecord | None) -> bool:
    """Return whether a sheet of this judge is waited for: present, and in time to see it."""
    return seat.absent_reason is None and not came_later(seat, time)


def missing_sheets(round_id: int) -> list[Missing]:
    """Return which sheets are not signed, of every judge who is waited for."""
    one = session.get_one(Round, round_id)
    signed, times, panel = _signed(round_id), times_of(round_id), seats(round_id)
    return [
        Missing(seat, round_entry, part)
        for round_entry in _appearing(round_id)
        for part in _parts(one)
        for seat in panel
        if is_waited_for(seat, times.get((round_entry.id, part)))
        and (seat.id, round_entry.id, part) not in signed
    ]


def too_few(round_id: int, needed: int) -> list[tuple[RoundEntry, str, int]]:
    """Return which performances have fewer signed sheets than ``needed``, with their number."""
    one = session.get_one(Round, round_id)
    counts = Counter((entry_id, part) for _seat, entry_id, part in _signed(round_id))
    return [
        (row, part, counts[row.id, part])
        for row in _appearing(round_id)
        for part in _parts(one)
        if counts[row.id, part] < needed
    ]


def _parts(one: Round) -> list[str]:
    rules = read_rules(newest_rules(one.contest_id).document)
    return [part.code for part in rules.round(one.code).parts]


def _signed(round_id: int) -> set[tuple[int, int, str]]:
    return {
        (sheet.seat_id, sheet.round_entry_id, sheet.part)
        for sheet in sheets_of_round(round_id)
        if sheet.state == "SIGNED"
    }


def _appearing(round_id: int) -> list[RoundEntry]:
    found = session.execute(
        select(RoundEntry)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(
            RoundEntry.round_id == round_id,
            RoundEntry.state != "ABSENT",
            Entry.state == "REGISTERED",
        )
        .order_by(RoundEntry.order)
    ).scalars()
    return list(found)
