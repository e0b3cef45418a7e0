"""Who is known in a unit and below, as lists of persons are compared with them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from foundation.db import session
from foundation.organisation import queries as organisation
from foundation.organisation.models import CardNumber, Membership, Person, birth_words
from foundation.organisation.queries.tree import in_force
from foundation.text import likeness_key, search_key

Identity = tuple[str, str]
"""Folded name, and the birth date as it is known."""


@dataclass
class Known:
    """A member, with what a list may say of him or her."""

    id: int
    full_name: str
    born: str
    gender: str | None
    ethnicity: str | None
    admitted_on: date | None
    official_on: date | None
    file_number: str | None
    phone: str | None
    unit_id: int
    cards: set[str] = field(default_factory=set)


class Members:
    """The members of some units, found by number or by name and birth date."""

    def __init__(self, unit_ids: Collection[int], on: date) -> None:
        """Load them, and every number of a file that anybody holds elsewhere."""
        self.all = _members(unit_ids, on)
        self.by_number = {one.file_number: one for one in self.all.values() if one.file_number}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for one in self.all.values():
            self.by_name[likeness_key(one.full_name)].append(one)
        numbers = select(Person.file_number).where(Person.file_number.is_not(None))
        self.numbers_anywhere = set(session.scalars(numbers))


def _members(unit_ids: Collection[int], on: date) -> dict[int, Known]:
    found = session.execute(
        select(
            Person.id, Person.full_name, Person.birth_date, Person.birth_year, Person.birth_month,
            Person.gender, Person.ethnicity, Person.admitted_on, Person.official_on,
            Person.file_number, Person.phone, Membership.unit_id,
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.unit_id.in_(unit_ids), in_force(Membership, on))
        .order_by(Person.id)
    )  # fmt: skip
    members = {row.id: _known(row) for row in found}
    cards = (
        select(CardNumber.person_id, CardNumber.number)
        .join(Membership, Membership.person_id == CardNumber.person_id)
        .where(Membership.unit_id.in_(unit_ids))
    )
    for person_id, number in session.execute(cards):
        if person_id in members:
            members[person_id].cards.add(number)
    return members


def _known(row: Any) -> Known:
    return Known(
        id=row.id,
        full_name=row.full_name,
        born=birth_words(row.birth_date, row.birth_year, row.birth_month),
        gender=row.gender,
        ethnicity=row.ethnicity,
        admitted_on=row.admitted_on,
        official_on=row.official_on,
        file_number=row.file_number,
        phone=row.phone,
        unit_id=row.unit_id,
    )


class Units:
    """The units a list may name, found by the many ways people write their names."""

    def __init__(self, unit_id: int, on: date) -> None:
        """Load the unit and all below it."""
        self.own = unit_id
        rows = organisation.unit_rows(organisation.subtree_ids(unit_id, on), on)
        self.names = {row.id: row.name for row in rows}
        self._parents = {row.id: row.parent_id for row in rows}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for name in (row.name, row.short_name, row.code):
                self._by_name[unit_key(name)].add(row.id)

    @property
    def ids(self) -> frozenset[int]:
        """Return the unit and all below it."""
        return frozenset(self.names)

    def find(self, name: str, above: str) -> list[int]:
        """Return the units of this name, below the one named ``above`` where that helps."""
        if not name:
            return self.find(above, "") if above else [self.own]
        found = sorted(self._by_name.get(unit_key(name), ()))
        if len(found) > 1:
            exact = [one for one in found if search_key(self.names[one]) == search_key(name)]
            found = exact or found
        if len(found) > 1 and above:
            wanted = unit_key(above)
            under = [one for one in found if wanted in self._keys_above(one)]
            return under or found
        return found

    def _keys_above(self, unit_id: int) -> set[str]:
        keys: set[str] = set()
        above = self._parents.get(unit_id)
        while above is not None and above in self.names:
            keys.add(unit_key(self.names[above]))
            above = self._parents.get(above)
        return keys


def unit_key(name: str) -> str:
    """Return a unit's name without marks and without the word for its kind."""
    key = " ".join(search_key(name).replace(".", " ").replace(",", " ").split())
    for word in ("chi bo ", "cb ", "dang bo ", "dang uy ", "db ", "du "):
        key = key.removeprefix(word)
    return key
