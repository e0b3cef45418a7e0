"""A roll of contestants from a table: which columns hold what, and whom each row means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.days import may_be_one, read_day
from foundation.errors import N_, InvalidInput
from foundation.text import clean, likeness_key, search_key

HEADS = {
    "name": ("ho va ten", "ho ten", "full name", "name"),
    "unit": ("chi bo", "don vi", "to chuc dang", "unit", "cell"),
    "birth": ("ngay sinh", "ngay thang nam sinh", "ngay, thang, nam sinh", "nam sinh", "birth"),
    "number": ("so ly lich", "so the dang", "so the"),
}
"""How the heads of the columns begin, without marks."""
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
    born: str = ""
    """The birth date as lists print it, as precise as it is known."""
    numbers: frozenset[str] = frozenset()
    """Of the member's file and cards."""


@dataclass(frozen=True)
class Written:
    """What a row of the roll says of a person."""

    line: int
    name: str
    unit: str = ""
    birth: str = ""
    number: str = ""


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
OTHERWISE = N_("Somebody of this name is a member here, but cell, birth date or number differs.")
SEVERAL = N_("Several people have this name. Write the cell or the birth date as well.")
NAMESAKES = N_(
    "Several people of this cell have this name. Write the birth date or the number of the "
    "member's file in the roll; it must stand on the person's own page too."
)
TWICE = N_("This person stands in the roll twice.")
ENTERED = N_("This person is entered already.")
NO_NAME = N_("The name is missing.")


def read_table(table: Sequence[Sequence[object]]) -> list[Written]:
    """Return what every row below the head says that holds a name or a unit.

    Raises:
        NoColumns: no row looks like the head of a roll.
    """
    for start, cells in enumerate(table[:HEAD_ROWS]):
        heads = [search_key(str(cell)) for cell in cells]
        places = {key: _column(heads, words) for key, words in HEADS.items()}
        if places["name"] is not None:
            return _rows(table, start + 1, places)
    raise NoColumns


def _column(heads: Sequence[str], wanted: Sequence[str]) -> int | None:
    for word in wanted:
        for place, head in enumerate(heads):
            if head.startswith(word):
                return place
    return None


def _rows(
    table: Sequence[Sequence[object]], start: int, places: Mapping[str, int | None]
) -> list[Written]:
    def cell(cells: Sequence[object], key: str) -> str:
        at = places[key]
        return clean(str(cells[at])) if at is not None and at < len(cells) else ""

    rows = []
    for line, cells in enumerate(table[start:], start=start + 1):
        name, unit = cell(cells, "name"), cell(cells, "unit")
        if name or unit:
            birth, number = cell(cells, "birth")[:40], cell(cells, "number")[:40]
            rows.append(Written(line, name[:120], unit[:200], birth, number))
    return rows


def match_rows(
    rows: Sequence[Written],
    known: Mapping[str, Sequence[Known]],
    entered: frozenset[int],
    today: date,
) -> list[RollRow]:
    """Return the rows with the person each one means; one row enters one person once.

    Args:
        known: people by the likeness key of their name.
        entered: persons who are in the contest already.
    """
    found: list[RollRow] = []
    seen: set[int] = set()
    for row in rows:
        named = known.get(likeness_key(row.name), ())
        meant = _meant(row, named, today)
        problem = _problem(row, named, meant) or _known_problem(meant[0], seen, entered)
        if problem is not None:
            found.append(RollRow(row.line, row.name, row.unit, problem=problem))
            continue
        [one] = meant
        seen.add(one.person_id)
        found.append(RollRow(row.line, row.name, one.unit_name, one.person_id, one.unit_id))
    return found


def _meant(row: Written, named: Sequence[Known], today: date) -> list[Known]:
    """Return whom a row may mean. Of namesakes only number or birth date names one surely."""
    day, number = read_day(row.birth, today), _plain(row.number)
    born = day.words if day else ""
    here = [one for one in named if is_same_unit(row.unit, one)]
    may = [
        one
        for one in here
        if may_be_one(born, one.born)
        and (not number or not one.numbers or number in _plain_numbers(one))
    ]
    if len(here) == 1 or not may:
        return may
    surely = [one for one in may if number in _plain_numbers(one)]
    return surely or [one for one in may if born and one.born] or here


def _plain_numbers(one: Known) -> set[str]:
    return {_plain(number) for number in one.numbers}


def _plain(number: str) -> str:
    """Return a number without spaces, the zeros Excel took from its front and the .0 it added."""
    return "".join(number.split()).removesuffix(".0").lstrip("0").upper()


def is_same_unit(typed: str, one: Known) -> bool:
    """Return whether the unit typed fits the person's, by whole words; nothing fits every unit."""
    return not typed or f" {search_key(typed)} " in f" {search_key(one.unit_name)} "


def _problem(row: Written, named: Sequence[Known], meant: Sequence[Known]) -> str | None:
    if not row.name:
        return NO_NAME
    if not meant:
        return OTHERWISE if named else NOBODY
    if len(meant) == 1:
        return None
    return NAMESAKES if len({one.unit_id for one in meant}) == 1 else SEVERAL


def _known_problem(one: Known, seen: set[int], entered: frozenset[int]) -> str | None:
    if one.person_id in entered:
        return ENTERED
    return TWICE if one.person_id in seen else None
