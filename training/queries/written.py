"""What was written down for figures, the latest first, one page at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.paging import PAGE_SIZE, ListPage, nearest
from training.models import (
    ExternalStudy,
    IndicatorSet,
    IndicatorTarget,
    Meeting,
    OrganisationRating,
    ResolutionBook,
    TypedAggregate,
)
from training.queries.listing import Cell

_LATEST: dict[str, tuple[Any, Any]] = {
    "meeting": (Meeting, Meeting.held_on),
    "study": (ExternalStudy, ExternalStudy.started_on),
    "aggregate": (TypedAggregate, TypedAggregate.period_from),
}


@dataclass(frozen=True)
class WrittenLine:
    """A line that may be struck out."""

    public_id: str
    cells: tuple[Cell, ...]


def written_page(what: str, unit_ids: Collection[int], number: int) -> ListPage[WrittenLine]:
    """Return a page of meetings, studies or typed numbers of these units."""
    table, day = _LATEST[what]
    mine = table.unit_id.in_(unit_ids)
    total = session.scalar(select(func.count()).select_from(table).where(mine)) or 0
    number = nearest(number, total)
    found = session.scalars(
        select(table)
        .where(mine)
        .order_by(day.desc(), table.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    return ListPage(tuple(_lines(what, found)), total, number)


def _lines(what: str, found: Collection[Any]) -> list[WrittenLine]:
    on = max((_day(what, row) for row in found), default=None)
    names = organisation.unit_names({row.unit_id for row in found}, on) if on else {}
    people = {}
    if what == "study":
        people = organisation.people({row.person_id for row in found})
    lines = []
    for row in found:
        unit = names[row.unit_id]
        if what == "meeting":
            cells: tuple[Cell, ...] = (unit, row.held_on, row.kind, row.due, row.present)
        elif what == "study":
            cells = (people[row.person_id].full_name, unit, row.kind, row.level, row.started_on)
        else:
            cells = (row.document, unit, row.code, row.value, row.period_from)
        lines.append(WrittenLine(row.public_id, cells))
    return lines


def _day(what: str, row: Any) -> Any:
    return getattr(row, _LATEST[what][1].key)


def books_of(unit_ids: Collection[int], year: int) -> dict[int, bool]:
    """Return what is written down of the books of a year."""
    found = session.execute(
        select(ResolutionBook.unit_id, ResolutionBook.is_kept).where(
            ResolutionBook.year == year, ResolutionBook.unit_id.in_(unit_ids)
        )
    )
    return dict(found.all())


def ratings_of(unit_ids: Collection[int], year: int) -> dict[int, tuple[str, str]]:
    """Return the class and the decision of each organisation assessed for a year."""
    found = session.execute(
        select(
            OrganisationRating.unit_id, OrganisationRating.class_code, OrganisationRating.decision
        ).where(OrganisationRating.year == year, OrganisationRating.unit_id.in_(unit_ids))
    )
    return {unit_id: (code, decision) for unit_id, code, decision in found}


def indicator_sets(unit_ids: Collection[int]) -> list[IndicatorSet]:
    """Return the sets of these units, the latest first."""
    found = session.scalars(
        select(IndicatorSet)
        .where(IndicatorSet.unit_id.in_(unit_ids))
        .order_by(IndicatorSet.first_year.desc(), IndicatorSet.id.desc())
    )
    return list(found)


def indicator_set(
    public_id: str, unit_ids: Collection[int]
) -> tuple[IndicatorSet, list[IndicatorTarget]]:
    """Return a set with its targets.

    Raises:
        NotFound: no such set, or it is another unit's.
    """
    found = session.scalar(select(IndicatorSet).where(IndicatorSet.public_id == public_id))
    if found is None or found.unit_id not in unit_ids:
        raise NotFound
    targets = session.scalars(
        select(IndicatorTarget)
        .where(IndicatorTarget.set_id == found.id)
        .order_by(IndicatorTarget.position)
    )
    return found, list(targets)
