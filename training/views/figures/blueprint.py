"""The blueprint of figures, whose figures a reader may see, and what an address asks for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, request

from foundation import clock
from foundation.account import guards
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.organisation.queries import DatedTree, UnitRow, dated_tree
from foundation.typed import whole_number
from training.queries.scope import Scope
from training.rules.period import Period, PeriodUnreadable

blueprint = Blueprint("figures", __name__)
READ = Permission.TRAINING_READ
NAMES = Permission.TRAINING_NAMES
WRITE = Permission.FIGURE_WRITE


@dataclass(frozen=True)
class Asked:
    """A scope the reader may see, with the unit as it was then."""

    scope: Scope
    unit: UnitRow
    with_names: bool
    choices: tuple[UnitRow, ...]
    """Units the reader may choose for this period."""

    @property
    def address(self) -> dict[str, Any]:
        """Return the parts of an address that lead back to the same scope."""
        period = self.scope.period
        return {"first": period.first, "last": period.last, "unit": self.unit.public_id}

    def narrowed(self, unit: UnitRow) -> "Asked":
        """Return the same for another unit that the reader may see as well."""
        return replace(self, scope=self.scope.narrowed(unit.id), unit=unit)


def asked() -> Asked:
    """Return the scope that the address asks for.

    Raises:
        NotFound: the unit is unknown or out of the reader's reach.
    """
    period = _period()
    tree = dated_tree()
    today = clock.today()
    on = min(period.last_day, today)
    choices = organisation.unit_rows(_reachable(tree, on, READ), on)
    if not choices:
        raise NotFound
    public_id = request.args.get("unit", "")
    chosen = next((row for row in choices if row.public_id == public_id), None)
    if chosen is None:
        if public_id:
            raise NotFound
        chosen = max(choices, key=lambda row: (len(tree.below(row.id, on)), -row.id))
    return Asked(
        scope=Scope(tree.units[chosen.id], period, today, tree),
        unit=chosen,
        with_names=chosen.id in _reachable(tree, on, NAMES),
        choices=tuple(choices),
    )


def _reachable(tree: DatedTree, on: date, permission: Permission) -> set[int]:
    """Return the units whose figures of that day the caller may see.

    They are the caller's own; and what stood on that day below a unit that has ended since and
    whose records passed to the caller.
    """
    own = guards.units_where(permission)
    ended = [one for one in own if one in tree.units and tree.units[one].ends is not None]
    return set(own).union(*(tree.below(one, on) for one in ended))


def _period() -> Period:
    """Return the years the address asks for; without any, this one."""
    this = clock.today().year
    first = request.args.get("first", this, type=whole_number)
    last = request.args.get("last", first, type=whole_number)
    try:
        return Period.parse(f"{min(first, last)}-{max(first, last)}")
    except PeriodUnreadable:
        return Period(this, this)
