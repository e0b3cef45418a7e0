"""Whose figures and of which days: a unit with all that stood below it on each day."""

from dataclasses import dataclass
from datetime import date, timedelta

from foundation.organisation.queries import DatedTree, UnitLife, dated_tree, unit_by_code
from training.rules.indicators import Life
from training.rules.period import Period


@dataclass(frozen=True)
class Scope:
    """A unit, a period, and the tree that says who stood below the unit on which day."""

    unit: UnitLife
    period: Period
    today: date
    tree: DatedTree

    @property
    def as_of(self) -> date:
        """Return the day for what is true at one moment, such as who is in post.

        It is the last day of the period, the unit's own last day, or today where the period
        still runs, whichever comes first.
        """
        return self.tree.day_of(self.unit.id, min(self.period.last_day, self.today))

    @property
    def until(self) -> date:
        """Return the first day that no longer counts: after the period, or tomorrow."""
        return min(self.period.ends_before, self.today + timedelta(days=1))

    @property
    def ever_below(self) -> frozenset[int]:
        """Return the unit and all that stood below it on some day of the period."""
        return self.tree.ever_below(self.unit.id, self.period.starts_on, self.period.ends_before)

    def holds(self, unit_id: int, on: date) -> bool:
        """Return whether a unit belonged here on that day."""
        return unit_id in self.tree.below(self.unit.id, on)

    def units_of(self, *levels: str) -> list[int]:
        """Return the units of these levels that belonged here on the day ``as_of``, by code."""
        found = [self.tree.units[one] for one in self.tree.below(self.unit.id, self.as_of)]
        return [one.id for one in sorted(found, key=_code) if one.level_code in levels]

    def life_of(self, unit_id: int) -> Life:
        """Return the days of a unit, as the rules of meetings want them."""
        unit = self.tree.units[unit_id]
        return Life(unit.begins, unit.ends)

    def before(self) -> "Scope | None":
        """Return the period before for the same unit; None where the unit did not exist yet."""
        period = self.period.before
        if self.unit.begins > period.last_day:
            return None
        return Scope(self.unit, period, self.today, self.tree)

    def narrowed(self, unit_id: int) -> "Scope":
        """Return the same period for another unit, without reading the tree again."""
        return Scope(self.tree.units[unit_id], self.period, self.today, self.tree)


def _code(unit: UnitLife) -> str:
    return unit.code


def scope_of(unit_id: int, period: Period, today: date) -> Scope:
    """Return the scope of a unit's figures."""
    tree = dated_tree()
    return Scope(tree.units[unit_id], period, today, tree)


def scope_by_code(code: str, period: Period, today: date) -> Scope | None:
    """Return the scope of the unit with this code, or None."""
    unit = unit_by_code(code)
    return None if unit is None else scope_of(unit.id, period, today)


def top_scope(period: Period, today: date) -> Scope | None:
    """Return the scope of the top unit of the period; None where there are no units.

    Of the units with nothing above them it is the one with the most below; where a single
    unit stands below it, all records are that unit's, and so on down.
    """
    tree = dated_tree()
    on = min(period.last_day, today)
    living = [unit.id for unit in tree.units.values() if unit.lives_on(on)]
    roots = [one for one in living if not tree.above(one, on)] if living else []
    if not roots:
        return None
    top = max(roots, key=lambda one: (len(tree.below(one, on)), -one))
    while len(children := tree.children(top, on)) == 1:
        [top] = children
    return Scope(tree.units[top], period, today, tree)
