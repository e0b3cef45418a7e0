"""A roll of contestants from a table: which columns hold what, and whom each row means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.errors import N_, InvalidInput
from foundation.text import clean, likeness_key, search_key

NAME_HEADS = ("ho va ten", "ho ten", "full name", "name")
UNIT_HEADS = ("chi bo", "don vi", "to chuc dang", "unit", "cell")
HEAD_ROWS = 15
"""The head of the table stands among the first rows, below a title."""


class NoColumns(InvalidInput):
    """The table's head was not recognised."""

    message = N_("No column “Họ và tên” was found in the first rows of the table.")


@dataclass(frozen=True)
class Known:
    """Somebody who could be entered: a member of a cell below the contest's unit."""

    person_id: int
    full_name: str
    unit_id: int
    unit_name: str


@dataclass(frozen=True)
class RollRow:
    """One row of the roll with the person it means, or what is wrong with it (a msgid)."""

    line: int
    full_name: str
    unit_name: str
    person_id: int | None = None
    unit_id: int | None = None
    problem: str | None = None


NOBODY = N_("Nobody of this name is a member here. Check the spelling.")
SEVERAL = N_("Several people have this name. Write the cell as well.")
TWICE = N_("This person stands in the roll twice.")
ENTERED = N_("This person is entered already.")
NO_NAME = N_("The name is missing.")


def read_table(table: Sequence[Sequence[object]]) -> list[tuple[int, str, str]]:
    """Return line, name and unit of every row below the head that holds a name or a unit.

    Raises:
        NoColumns: no row looks like the head of a roll.
    """
    for start, cells in enumerate(table[:HEAD_ROWS]):
        heads = [search_key(str(cell)) for cell in cells]
        name_at = _column(heads, NAME_HEADS)
        if name_at is not None:
            return _rows(table, start + 1, name_at, _column(heads, UNIT_HEADS))
    raise NoColumns


def _column(heads: Sequence[str], wanted: Sequence[str]) -> int | None:
    for word in wanted:
        for place, head in enumerate(heads):
            if head.startswith(word):
                return place
    return None


def _rows(
    table: Sequence[Sequence[object]], start: int, name_at: int, unit_at: int | None
) -> list[tuple[int, str, str]]:
    rows = []
    for line, cells in enumerate(table[start:], start=start + 1):
        name = clean(str(cells[name_at])) if name_at < len(cells) else ""
        unit = clean(str(cells[unit_at])) if unit_at is not None and unit_at < len(cells) else ""
        if name or unit:
            rows.append((line, name[:120], unit[:200]))
    return rows


def match_rows(
    rows: Sequence[tuple[int, str, str]],
    known: Mapping[str, Sequence[Known]],
    entered: frozenset[int],
) -> list[RollRow]:
    """Return the rows with the person each one means; one row enters one person once.

    Args:
        known: people by the likeness key of their name.
        entered: persons who are in the contest already.
    """
    found: list[RollRow] = []
    seen: set[int] = set()
    for line, name, unit in rows:
        meant = [one for one in known.get(likeness_key(name), ()) if is_same_unit(unit, one)]
        problem = _problem(name, meant, seen, entered)
        if problem is not None:
            found.append(RollRow(line, name, unit, problem=problem))
            continue
        seen.add(meant[0].person_id)
        unit_name = meant[0].unit_name
        found.append(RollRow(line, name, unit_name, meant[0].person_id, meant[0].unit_id))
    return found


def is_same_unit(typed: str, one: Known) -> bool:
    """Return whether the unit typed fits the person's, by whole words; nothing fits every unit."""
    return not typed or f" {search_key(typed)} " in f" {search_key(one.unit_name)} "


def _problem(
    name: str, meant: Sequence[Known], seen: set[int], entered: frozenset[int]
) -> str | None:
    if not name:
        return NO_NAME
    if not meant:
        return NOBODY
    if len(meant) > 1:
        return SEVERAL
    if meant[0].person_id in entered:
        return ENTERED
    return TWICE if meant[0].person_id in seen else None
