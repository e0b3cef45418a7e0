"""A stage round before and while it is held: its panel, its list, its draws."""

from dataclasses import dataclass

from sqlalchemy import select

from contest.models import Draw, Entry, PanelSeat, RoundEntry
from contest.queries import loading
from foundation.account import queries as accounts
from foundation.db import session
from foundation.errors import NotFound


@dataclass(frozen=True)
class SeatRow:
    """A seat with the judge's name."""

    seat: PanelSeat
    name: str


@dataclass(frozen=True)
class DrawRow:
    """A draw with the entries in the order drawn."""

    draw: Draw
    order: tuple[tuple[int, Entry], ...]
    drawn_by: str


def seats(round_id: int) -> list[SeatRow]:
    """Return the panel of a round, the head first."""
    found = loading.seats(round_id)
    names = accounts.display_names({seat.user_id for seat in found})
    return [SeatRow(seat, names[seat.user_id]) for seat in found]


def seat(round_id: int, seat_id: int) -> PanelSeat:
    """Return a seat of this round.

    Raises:
        NotFound: the round has no such seat.
    """
    found = session.scalar(
        select(PanelSeat).where(PanelSeat.id == seat_id, PanelSeat.round_id == round_id)
    )
    if found is None:
        raise NotFound
    return found


def listed(round_id: int) -> list[tuple[RoundEntry, Entry]]:
    """Return who is on the published list, by number."""
    return sorted(loading.round_entries(round_id), key=lambda pair: pair[1].number)


def draws(round_id: int) -> list[DrawRow]:
    """Return the draws of a round, the one in force first."""
    found = list(
        session.scalars(select(Draw).where(Draw.round_id == round_id).order_by(Draw.number.desc()))
    )
    entries = {entry.number: entry for _, entry in loading.round_entries(round_id)}
    names = accounts.display_names({draw.drawn_by for draw in found})
    return [
        DrawRow(
            draw,
            tuple((place, entries[number]) for place, number in enumerate(draw.order, start=1)),
            names[draw.drawn_by],
        )
        for draw in found
    ]
