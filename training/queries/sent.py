"""Who was a member of some units, with the days, as lists of studies elsewhere ask."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from foundation.db import session
from foundation.organisation.models import Membership, Person, birth_words
from foundation.text import likeness_key


@dataclass(frozen=True)
class MemberThen:
    """A member of a unit from a day on, up to, not with, another."""

    person_id: int
    unit_id: int
    full_name: str
    born: str
    file_number: str | None
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Return whether he or she was a member there on that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def members_ever(unit_ids: Collection[int]) -> dict[str, list[MemberThen]]:
    """Return everybody who ever was a member of these units, by folded name."""
    found = session.execute(
        select(Person, Membership.unit_id, Membership.valid_from, Membership.valid_to)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.unit_id.in_(unit_ids))
        .order_by(Person.id, Membership.valid_from)
    )
    by_name: dict[str, list[MemberThen]] = defaultdict(list)
    for person, unit_id, valid_from, valid_to in found:
        by_name[likeness_key(person.full_name)].append(
            MemberThen(
                person_id=person.id,
                unit_id=unit_id,
                full_name=person.full_name,
                born=birth_words(person.birth_date, person.birth_year, person.birth_month),
                file_number=person.file_number,
                valid_from=valid_from,
                valid_to=valid_to,
            )
        )
    return by_name
