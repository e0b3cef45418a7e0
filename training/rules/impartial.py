"""Nobody marks himself or his family, nobody sits what he has set: pure.

Source: rule 14 of the training paper (docs/decisions/0007). Family is what a marker has
declared; oneself is known by the account's person, or declared.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Declared:
    """What an official has declared about a learner."""

    user_id: int
    enrolment_id: int
    is_self: bool


@dataclass(frozen=True)
class Sitter:
    """A learner, with the accounts of the same person."""

    enrolment_id: int
    user_ids: frozenset[int] = frozenset()


def own_of(user_id: int, sitters: Iterable[Sitter], declared: Iterable[Declared]) -> frozenset[int]:
    """Return the enrolments that are the official's own."""
    said = {one.enrolment_id for one in declared if one.user_id == user_id and one.is_self}
    return frozenset(
        one.enrolment_id for one in sitters if user_id in one.user_ids or one.enrolment_id in said
    )


def barred_for(
    user_id: int, sitters: Iterable[Sitter], declared: Iterable[Declared]
) -> frozenset[int]:
    """Return the enrolments whose papers the official does not mark: his own and his family's."""
    known = tuple(declared)
    family = {one.enrolment_id for one in known if one.user_id == user_id}
    return own_of(user_id, sitters, known) | family


def setters_sitting(
    setters: Collection[int], sitters: Iterable[Sitter], declared: Iterable[Declared]
) -> frozenset[int]:
    """Return the enrolments of those who have set the exam."""
    people, known = tuple(sitters), tuple(declared)
    return frozenset().union(*(own_of(one, people, known) for one in setters))
