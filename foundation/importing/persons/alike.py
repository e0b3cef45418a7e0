"""Rows of a list that are alike: one number twice, one name and birth date, one card."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.days import is_slip, may_be_one
from foundation.errors import N_
from foundation.importing.judged import Doubt, Judged, Saying
from foundation.importing.persons.cells import PersonCells
from foundation.importing.persons.known import Identity
from foundation.text import likeness_key

TWICE = N_("Rows %(rows)s have the same number of a member's file, %(number)s.")
PAIR_IN_FILE = N_("Same name and birth date as row %(rows)s. Is it the same person?")
NEAR_IN_FILE = N_(
    "Same name as row %(rows)s, and the birth dates differ by a slip at most. Is it one person?"
)
KEEP_THIS = N_("The same person: keep this row")
LEAVE_THIS = N_("The same person: leave this row out")
CARD_SHORT = N_("The card number has 7 digits; Excel may have dropped the first zero.")
CARD_TWICE = N_("Card number %(number)s stands in row %(rows)s too.")
SAME_PERSON = N_("The same person")
ANOTHER = N_("Another person")
KEEP = N_("Keep this row")
LEAVE = N_("Leave this row out")
WITH_ZERO = N_("Keep it with the zero in front")


@dataclass
class Row:
    """A row while it is judged."""

    number: int
    cells: PersonCells
    judged: Judged

    @property
    def born(self) -> str:
        """Return the birth date as it was told, or nothing."""
        return self.cells.birth.words if self.cells.birth else ""

    @property
    def identity(self) -> Identity:
        """Return the key of possible duplicates."""
        return (likeness_key(self.cells.full_name), self.born)


def groups(pairs: Iterable[tuple[Any, Row]]) -> dict[Any, list[Row]]:
    """Return the rows that share a key."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def mark_twice(made: Sequence[Row]) -> None:
    """Refuse rows that share a number of a file until somebody chooses one of them."""
    shared = groups((one.cells.file_number, one) for one in made if one.cells.file_number)
    for number, rows in shared.items():
        named = ", ".join(str(one.number) for one in rows)
        for one in rows:
            one.judged.doubts.insert(
                0,
                Doubt(
                    "twice",
                    Saying(TWICE, {"rows": named, "number": number}),
                    (("keep", KEEP), ("leave", LEAVE)),
                    group=f"n:{number}",
                    leaves=("leave",),
                    others=_others(one, rows),
                ),
            )


def mark_pairs(made: Sequence[Row]) -> None:
    """Ask of rows with one name and birth date whether they are one person."""
    fresh = [one for one in made if one.judged.person_id is None and one.cells.full_name]
    for rows in groups((_pair_key(one), one) for one in fresh).values():
        numbers = {one.cells.file_number for one in rows}
        if len(numbers) == 1 and "" not in numbers:
            continue  # that they share a number is said already
        for place, one in enumerate(rows):
            named = ", ".join(str(other.number) for other in rows if other is not one)
            if any(doubt.code == "pair" for doubt in one.judged.doubts):
                continue
            one.judged.doubts.append(
                Doubt(
                    "pair",
                    Saying(PAIR_IN_FILE, {"rows": named}),
                    (("same", SAME_PERSON), ("other", ANOTHER)),
                    group=f"p:{rows[0].number}",
                    leaves=("same",) if place else (),
                    others=_others(one, rows),
                )
            )


def mark_near(made: Sequence[Row]) -> None:
    """Ask of rows with one name whose birth dates are a slip apart whether they are one person.

    Two numbers of files tell people apart who only look alike.
    """
    fresh = [one for one in made if one.judged.person_id is None and one.cells.birth]
    for rows in groups((one.identity[0], one) for one in fresh if one.identity[0]).values():
        for near in _near_groups(rows):
            for one in near:
                named = ", ".join(str(other.number) for other in near if other is not one)
                one.judged.doubts.append(
                    Doubt(
                        "near",
                        Saying(NEAR_IN_FILE, {"rows": named}),
                        (("keep", KEEP_THIS), ("leave", LEAVE_THIS), ("other", ANOTHER)),
                        group=f"s:{near[0].number}",
                        leaves=("leave",),
                        others=_others(one, near),
                    )
                )


def _near_groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows that are near each other, directly or by way of others, in their order."""
    numbers = {one.cells.file_number for one in rows} - {""}
    if len(numbers) == len(rows):  # as in the lists of a whole province: nothing to compare
        return []
    found: list[list[Row]] = []
    for one in rows:
        joined = [near for near in found if any(_is_near(one, other) for other in near)]
        found = [near for near in found if near not in joined]
        found.append([*(other for near in joined for other in near), one])
    return [near for near in found if len(near) > 1]


def _is_near(one: Row, other: Row) -> bool:
    number, another = one.cells.file_number, other.cells.file_number
    if (number and another and number != another) or one.born == other.born:
        return False
    return is_slip(one.born, other.born) or may_be_one(one.born, other.born)


def _pair_key(row: Row) -> tuple[str, ...]:
    """Return what makes two rows possible duplicates; without a birth date, the cell too."""
    name, born = row.identity
    return (name, born) if born else (name, "", str(row.judged.unit_id))


def _others(one: Row, rows: Sequence[Row]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "row": other.number,
            "title": other.cells.full_name,
            "pairs": [list(pair) for pair in other.judged.shown],
        }
        for other in rows
        if other is not one
    )


def mark_cards(made: Sequence[Row]) -> None:
    """Propose the zero a card number lost; say which rows share a card."""
    shared = groups((one.cells.card, one) for one in made if one.cells.card)
    for number, rows in shared.items():
        for one in rows:
            named = ", ".join(str(other.number) for other in rows if other is not one)
            one.judged.notes.append(Saying(CARD_TWICE, {"number": number, "rows": named}))
    for one in made:
        if not one.cells.short_card:
            continue
        if one.judged.person_id is not None and "card" not in one.judged.values["fill"]:
            continue  # known with the zero already
        one.judged.doubts.append(Doubt("card", Saying(CARD_SHORT), (("yes", WITH_ZERO),)))
