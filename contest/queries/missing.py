"""Which sheets of a round are not signed yet."""

from dataclasses import dataclass

from sqlalchemy import select

from contest.models import Entry, PanelSeat, Round, RoundEntry
from contest.queries.loading import newest_rules, seats, sheets_of_round
from contest.rules.document import read_rules
from foundation.db import session


@dataclass(frozen=True)
class Missing:
    """A sheet that is not signed yet."""

    seat: PanelSeat
    round_entry: RoundEntry
    part: str


def missing_sheets(round_id: int) -> list[Missing]:
    """Return which sheets are not signed: every present judge, every entry that appears."""
    one = session.get_one(Round, round_id)
    rules = read_rules(newest_rules(one.contest_id).document)
    signed = {
        (sheet.seat_id, sheet.round_entry_id, sheet.part)
        for sheet in sheets_of_round(round_id)
        if sheet.state == "SIGNED"
    }
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
    appearing = list(found)
    return [
        Missing(seat, round_entry, part.code)
        for round_entry in appearing
        for part in rules.round(one.code).parts
        for seat in seats(round_id)
        if seat.absent_reason is None and (seat.id, round_entry.id, part.code) not in signed
    ]
