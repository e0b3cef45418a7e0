"""What a page of rows behind a figure is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from foundation.errors import N_
from foundation.organisation import queries as organisation
from foundation.organisation.queries import UnitRow
from training.queries.gathered import Gathered
from training.rules.suppression import without_small_counts

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Line:
    """One row: its words, and where it leads."""

    cells: tuple[Cell, ...]
    unit_public_id: str | None = None
    """A unit whose own rows stand behind this one."""
    is_good: bool | None = None


@dataclass(frozen=True)
class Listing:
    """Rows behind a figure; ``columns`` are msgids, the first one names the row."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    has_names: bool = False


UNIT = N_("Unit")


def people_by_unit(
    rows: Gathered, found: Sequence[tuple[int, int, date]], counted: str = N_("Persons")
) -> Listing:
    """Count people, or papers, by the unit directly below; the counts may be shared.

    Args:
        found: unit, id of what is counted, and the day on which the unit's place counts.
    """
    scope = rows.scope
    people: dict[int, set[int]] = {}
    for unit_id, person_id, day in found:
        branch = scope.tree.branch(scope.unit.id, unit_id, day)
        if branch is not None:
            people.setdefault(branch, set()).add(person_id)
    units = organisation.unit_rows(list(people), scope.as_of)
    shown = without_small_counts([len(people[row.id]) for row in units])
    lines = (
        Line((row.name, count), row.public_id) for row, count in zip(units, shown, strict=True)
    )
    return Listing((UNIT, counted), tuple(lines))


def full_names(rows: Gathered, units: Iterable[UnitRow]) -> dict[int, str]:
    """Return the names of units, each cell with what it stands under: many share a name."""
    found = list(units)
    parents = {one.parent_id for one in found if one.parent_id}
    above = {row.id: row.short_name for row in organisation.unit_rows(parents, rows.scope.as_of)}
    return {
        one.id: f"{one.name}, {above[one.parent_id]}"
        if one.level_code == "cell" and one.parent_id in above
        else one.name
        for one in found
    }
