"""The whole tree with its dates, loaded once: who stood where on any day of a period."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from foundation.db import session
from foundation.organisation.models import CellKind, Level, Unit, UnitParent

_EVER = date.max


@dataclass(frozen=True)
class UnitLife:
    """A unit with its level, kind and days; its name depends on the day and is read apart."""

    id: int
    code: str
    level_code: str
    rank: int
    kind_code: str | None
    begins: date
    ends: date | None

    def lives_on(self, day: date) -> bool:
        """Return whether the unit exists on that day: its last day is not in it."""
        return self.begins <= day < (self.ends or _EVER)


@dataclass
class DatedTree:
    """The bonds of all units; every question names a day and costs no query."""

    units: dict[int, UnitLife]
    bonds: list[tuple[int, int, date, date]]
    """Child, parent, from, up to."""
    _below: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    _children: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    _parents: dict[int, dict[int, int]] = field(default_factory=dict)
    _turns: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Collect the days on which anything changed; between two of them the tree is one."""
        days = {day for _, _, since, until in self.bonds for day in (since, until)}
        days |= {day for one in self.units.values() for day in (one.begins, one.ends or _EVER)}
        self._turns = sorted(days)

    def below(self, unit_id: int, on: date) -> frozenset[int]:
        """Return the unit and all units below it on that day; nothing where it did not exist."""
        key = (unit_id, bisect_right(self._turns, on))
        if key not in self._below:
            self._below[key] = self._closure(unit_id, on)
        return self._below[key]

    def _closure(self, unit_id: int, on: date) -> frozenset[int]:
        if unit_id not in self.units or not self.units[unit_id].lives_on(on):
            return frozenset()
        children = self._children_on(on)
        reached, waiting = {unit_id}, [unit_id]
        while waiting:
            fresh = set(children.get(waiting.pop(), ())) - reached
            reached |= fresh
            waiting += fresh
        return frozenset(reached)

    def _bonds_on(self, on: date) -> Iterable[tuple[int, int]]:
        for child, parent, since, until in self.bonds:
            if since <= on < until and self.units[child].lives_on(on):
                yield child, parent

    def _children_on(self, on: date) -> dict[int, list[int]]:
        turn = bisect_right(self._turns, on)
        if turn not in self._children:
            found: dict[int, list[int]] = {}
            for child, parent in self._bonds_on(on):
                found.setdefault(parent, []).append(child)
            self._children[turn] = found
        return self._children[turn]

    def children(self, unit_id: int, on: date) -> list[int]:
        """Return the units directly below on that day, by code."""
        found = self._children_on(on).get(unit_id, ())
        return sorted(found, key=lambda child: self.units[child].code)

    def _parents_on(self, on: date) -> dict[int, int]:
        turn = bisect_right(self._turns, on)
        if turn not in self._parents:
            self._parents[turn] = dict(self._bonds_on(on))
        return self._parents[turn]

    def above(self, unit_id: int, on: date) -> list[int]:
        """Return the units above on that day, the nearest first."""
        parents = self._parents_on(on)
        found: list[int] = []
        while (unit_id := parents.get(unit_id, 0)) and unit_id not in found:
            found.append(unit_id)
        return found

    def branch(self, top_id: int, unit_id: int, on: date) -> int | None:
        """Return the unit directly below ``top_id`` through which a unit belonged to it then.

        It is ``top_id`` for itself, and None for a unit that did not belong to it.
        """
        if unit_id == top_id:
            return top_id
        chain = [unit_id, *self.above(unit_id, on)]
        return chain[chain.index(top_id) - 1] if top_id in chain else None

    def ever_below(self, unit_id: int, first: date, before: date) -> frozenset[int]:
        """Return all units that stood below on some day from ``first`` up to ``before``."""
        days = [first, *(day for day in self._turns if first < day < before)]
        return frozenset().union(*(self.below(unit_id, day) for day in days))

    def day_of(self, unit_id: int, wanted: date) -> date:
        """Return the day nearest to ``wanted``, not after it, on which the unit existed.

        A unit not yet founded then keeps ``wanted``: nothing stood below it on that day.
        """
        ends = self.units[unit_id].ends
        return wanted if ends is None else min(wanted, ends - timedelta(days=1))


def dated_tree() -> DatedTree:
    """Return the tree of all units with its dates, in two queries."""
    units = session.execute(
        select(
            Unit.id, Unit.code, Level.code, Level.rank, CellKind.code, Unit.valid_from,
            Unit.valid_to,
        )
        .join(Level, Level.id == Unit.level_id)
        .outerjoin(CellKind, CellKind.id == Unit.kind_id)
    )  # fmt: skip
    bonds = session.execute(
        select(UnitParent.unit_id, UnitParent.parent_id, UnitParent.valid_from, UnitParent.valid_to)
    )
    return DatedTree(
        {row[0]: UnitLife(*row) for row in units},
        [(child, parent, since, until or _EVER) for child, parent, since, until in bonds],
    )
