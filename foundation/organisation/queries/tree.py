"""The tree of units as of a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true

from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation.models import (
    CellKind,
    Level,
    Unit,
    UnitName,
    UnitParent,
    UnitSuccession,
)


@dataclass(frozen=True)
class UnitRow:
    """A unit as pages show it on a day."""

    id: int
    public_id: str
    code: str
    name: str
    short_name: str
    level_code: str
    level_name: str
    kind_code: str | None
    kind_name: str | None
    valid_from: date
    valid_to: date | None
    parent_id: int | None


def in_force(row: Any, on: date) -> ColumnElement[bool]:
    """Return the condition that a dated row holds on a day: its last day is not in it."""
    return and_(row.valid_from <= on, or_(row.valid_to.is_(None), row.valid_to > on))


def unit_names(unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """Return what each unit was called on that day, or last called if it had ended."""
    return {row.id: row.name for row in unit_rows(unit_ids, on)}


def unit_rows(unit_ids: Iterable[int] | None, on: date) -> list[UnitRow]:
    """Return the units in the order of level and name.

    A unit that had ended by then, or not begun, is shown with its nearest name.

    Args:
        unit_ids: which units; None for all.
        on: the day whose names and parents are shown.
    """
    wanted = true() if unit_ids is None else Unit.id.in_(list(unit_ids))
    found = session.execute(
        select(Unit, Level, CellKind)
        .join(Level, Level.id == Unit.level_id)
        .outerjoin(CellKind, CellKind.id == Unit.kind_id)
        .where(wanted)
    ).all()
    names = _nearest(session.scalars(select(UnitName).join(Unit).where(wanted)), on)
    in_tree = Unit.id == UnitParent.unit_id
    parents = _nearest(session.scalars(select(UnitParent).join(Unit, in_tree).where(wanted)), on)
    rows = [
        (
            level.rank,
            UnitRow(
                id=unit.id,
                public_id=unit.public_id,
                code=unit.code,
                name=names[unit.id].name,
                short_name=names[unit.id].short_name,
                level_code=level.code,
                level_name=level.name,
                kind_code=kind.code if kind else None,
                kind_name=kind.name if kind else None,
                valid_from=unit.valid_from,
                valid_to=unit.valid_to,
                parent_id=parents[unit.id].parent_id if unit.id in parents else None,
            ),
        )
        for unit, level, kind in found
    ]
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], pair[1].code))]


def _nearest(dated: Iterable[Any], on: date) -> dict[int, Any]:
    """Return for each unit the row in force on that day, else the last one, else the first."""
    best: dict[int, Any] = {}
    for row in sorted(dated, key=lambda row: row.valid_from):
        if row.unit_id not in best or row.valid_from <= on:
            best[row.unit_id] = row
    return best


def children(unit_id: int, on: date) -> list[UnitRow]:
    """Return the units directly below on that day."""
    ids = session.scalars(
        select(UnitParent.unit_id)
        .join(Unit, Unit.id == UnitParent.unit_id)
        .where(UnitParent.parent_id == unit_id, in_force(UnitParent, on), in_force(Unit, on))
    ).all()
    return unit_rows(ids, on)


def subtree_ids(unit_id: int, on: date) -> set[int]:
    """Return the unit and all units below it on that day."""
    return _below({unit_id}, on)


def _below(roots: Collection[int], on: date) -> set[int]:
    bonds = session.execute(
        select(UnitParent.parent_id, UnitParent.unit_id)
        .join(Unit, Unit.id == UnitParent.unit_id)
        .where(in_force(UnitParent, on), in_force(Unit, on))
    )
    return _closure(roots, bonds)


def _closure(roots: Collection[int], bonds: Iterable[tuple[int, int]]) -> set[int]:
    below: dict[int, list[int]] = {}
    for parent, child in bonds:
        below.setdefault(parent, []).append(child)
    reached, waiting = set(roots), list(roots)
    while waiting:
        for child in below.get(waiting.pop(), ()):
            if child not in reached:
                reached.add(child)
                waiting.append(child)
    return reached


def record_unit_ids(roots: Collection[int], on: date) -> frozenset[int]:
    """Return the units whose records belong to ``roots`` on that day.

    These are the units below them, and the dissolved units whose records were passed to
    one of them, with what had already ended below those.
    """
    living = _below(roots, on)
    passed = session.execute(
        select(UnitSuccession.successor_id, UnitSuccession.unit_id).where(
            UnitSuccession.passes_records, UnitSuccession.on <= on
        )
    )
    ended = session.execute(
        select(UnitParent.parent_id, UnitParent.unit_id)
        .join(Unit, Unit.id == UnitParent.unit_id)
        .where(Unit.valid_to <= on, UnitParent.valid_to.is_(None))
    )
    return frozenset(_closure(living, [*passed, *ended]))


def ancestor_ids(unit_id: int, on: date) -> list[int]:
    """Return the units above on that day, the nearest first."""
    above = _parents(on)
    found: list[int] = []
    while (unit_id := above.get(unit_id, 0)) and unit_id not in found:
        found.append(unit_id)
    return found


def ids_above(unit_ids: Iterable[int], on: date) -> set[int]:
    """Return every unit above one of these on that day; the tree is read once."""
    above, found = _parents(on), set[int]()
    for unit_id in unit_ids:
        while (unit_id := above.get(unit_id, 0)) and unit_id not in found:
            found.add(unit_id)
    return found


def _parents(on: date) -> dict[int, int]:
    bonds = session.execute(
        select(UnitParent.unit_id, UnitParent.parent_id).where(in_force(UnitParent, on))
    )
    return dict(bonds.all())


def top_unit_ids(on: date) -> set[int]:
    """Return the units nothing stands above on that day."""
    below = select(UnitParent.unit_id).where(in_force(UnitParent, on))
    return set(session.scalars(select(Unit.id).where(in_force(Unit, on), Unit.id.not_in(below))))


def unit_by_public_id(public_id: str, within: Collection[int]) -> Unit:
    """Return the unit, for a caller whose units are ``within``.

    Raises:
        NotFound: there is no such unit, or it is outside the caller's units.
    """
    unit = session.scalar(select(Unit).where(Unit.public_id == public_id))
    if unit is None or unit.id not in within:
        raise NotFound
    return unit


def unit_by_code(code: str) -> Unit | None:
    """Return the unit with this code, or None."""
    return session.scalar(select(Unit).where(Unit.code == code))


def successors(unit_id: int) -> list[UnitSuccession]:
    """Return which units go on from a dissolved one."""
    query = select(UnitSuccession).where(UnitSuccession.unit_id == unit_id)
    return list(session.scalars(query.order_by(UnitSuccession.id)))


def levels() -> list[Level]:
    """Return all levels, the highest first."""
    return list(session.scalars(select(Level).order_by(Level.rank)))


def levels_below(level_id: int) -> list[Level]:
    """Return the levels a unit below one of this level may have, the highest first.

    Cells stand at the bottom: below one there is nothing but another.
    """
    every = levels()
    rank = next(one.rank for one in every if one.id == level_id)
    return [one for one in every if one.rank > rank] or every[-1:]


def cell_kinds() -> list[CellKind]:
    """Return all kinds of cell."""
    return list(session.scalars(select(CellKind).order_by(CellKind.id)))
