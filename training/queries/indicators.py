"""Studies elsewhere, meetings, books, ratings and typed numbers of a unit's period."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from foundation.db import session
from training.models import (
    ExternalStudy,
    Meeting,
    OrganisationRating,
    ResolutionBook,
    TypedAggregate,
)
from training.queries.scope import Scope
from training.rules.indicators import COMMITTEE_LEVELS, Held, months_due


@dataclass(frozen=True)
class UnitMeetings:
    """A unit that owed meetings in a year: the months due, and what it held."""

    unit_id: int
    year: int
    months: tuple[int, ...]
    held: tuple[Held, ...]


def studies(scope: Scope) -> list[ExternalStudy]:
    """Return the studies elsewhere that began in the period, of people then sent from here."""
    found = session.scalars(
        select(ExternalStudy)
        .where(
            ExternalStudy.started_on >= scope.period.starts_on,
            ExternalStudy.started_on < scope.period.ends_before,
            ExternalStudy.unit_id.in_(scope.ever_below),
        )
        .order_by(ExternalStudy.started_on, ExternalStudy.id)
    )
    return [one for one in found if scope.holds(one.unit_id, one.started_on)]


def meetings(scope: Scope) -> dict[int, list[Held]]:
    """Return the meetings of the period by unit, of units that then stood here."""
    found = session.execute(
        select(Meeting.unit_id, Meeting.kind, Meeting.held_on, Meeting.due, Meeting.present)
        .where(
            Meeting.held_on >= scope.period.starts_on,
            Meeting.held_on < scope.period.ends_before,
            Meeting.unit_id.in_(scope.ever_below),
        )
        .order_by(Meeting.held_on, Meeting.id)
    )
    by_unit: dict[int, list[Held]] = {}
    for unit_id, kind, held_on, due, present in found:
        one = Held(kind, held_on, due, present)
        if scope.holds(unit_id, one.held_on):
            by_unit.setdefault(unit_id, []).append(one)
    return by_unit


def meetings_owed(
    scope: Scope, held: dict[int, list[Held]], levels: tuple[str, ...]
) -> list[UnitMeetings]:
    """Return the units of these levels that owed meetings in the last year of the period.

    Where not one meeting of theirs was written down for that year nothing is known: no units.
    """
    year = scope.period.last
    owing = []
    for unit_id in scope.units_of(*levels):
        months = months_due(year, scope.life_of(unit_id), _over(scope))
        if months:
            own = tuple(one for one in held.get(unit_id, ()) if one.held_on.year == year)
            owing.append(UnitMeetings(unit_id, year, months, own))
    return owing if any(one.held for one in owing) else []


def _over(scope: Scope) -> date:
    """Return the first day not over: the period's end, today, or the end of the unit itself."""
    ends = scope.unit.ends or date.max
    return min(scope.period.ends_before, scope.today, ends)


def cells_owing(scope: Scope, held: dict[int, list[Held]]) -> list[UnitMeetings]:
    """Return the cells that owed meetings."""
    return meetings_owed(scope, held, ("cell",))


def committees_owing(scope: Scope, held: dict[int, list[Held]]) -> list[UnitMeetings]:
    """Return the committees of grassroots organisations that owed meetings."""
    return meetings_owed(scope, held, COMMITTEE_LEVELS)


def books_kept(scope: Scope) -> dict[int, bool]:
    """Return for each cell of the period's last year whether its book was kept; unsaid is no.

    Where nothing was written down for any of them nothing is known: no cells.
    """
    cells = scope.units_of("cell")
    found = session.execute(
        select(ResolutionBook.unit_id, ResolutionBook.is_kept).where(
            ResolutionBook.year == scope.period.last, ResolutionBook.unit_id.in_(cells)
        )
    )
    kept = dict(found.all())
    return {cell: kept.get(cell, False) for cell in cells} if kept else {}


def ratings(scope: Scope) -> dict[int, str]:
    """Return the class of each grassroots organisation assessed for the period's last year."""
    found = session.execute(
        select(OrganisationRating.unit_id, OrganisationRating.class_code).where(
            OrganisationRating.year == scope.period.last,
            OrganisationRating.unit_id.in_(scope.units_of(*COMMITTEE_LEVELS)),
        )
    )
    return dict(found.all())


def typed(scope: Scope) -> list[TypedAggregate]:
    """Return the typed numbers whose own days lie within the period: others cannot be split."""
    found = session.scalars(
        select(TypedAggregate)
        .where(
            TypedAggregate.period_from >= scope.period.starts_on,
            TypedAggregate.period_to <= scope.period.ends_before,
            TypedAggregate.unit_id.in_(scope.ever_below),
        )
        .order_by(TypedAggregate.period_from, TypedAggregate.id)
    )
    return [one for one in found if scope.holds(one.unit_id, one.period_from)]


def typed_value(scope: Scope, rows: list[TypedAggregate], code: str) -> int | None:
    """Return the number typed for the unit; else the sum of those typed just below it.

    A unit's own number holds all below it, so that nothing is counted twice.
    """
    by_unit: dict[int, int] = {}
    for row in rows:
        if row.code == code:
            by_unit[row.unit_id] = by_unit.get(row.unit_id, 0) + row.value
    return _typed_below(scope, by_unit, scope.unit.id)


def _typed_below(scope: Scope, by_unit: dict[int, int], unit_id: int) -> int | None:
    if unit_id in by_unit:
        return by_unit[unit_id]
    if not by_unit:
        return None
    below = [
        _typed_below(scope, by_unit, child) for child in scope.tree.children(unit_id, scope.as_of)
    ]
    known = [value for value in below if value is not None]
    return sum(known) if known else None
