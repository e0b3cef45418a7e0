"""Persons, members and holders of posts as of a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select

from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation.models import (
    CardNumber,
    CellKind,
    Membership,
    Person,
    Post,
    PostKind,
    Unit,
)
from foundation.organisation.queries.tree import in_force, unit_names
from foundation.paging import PAGE_SIZE, ListPage
from foundation.text import search_key


@dataclass(frozen=True)
class LeaderRow:
    """Somebody in post on a day."""

    person_id: int
    full_name: str
    name_key: str
    unit_id: int
    unit_name: str
    post_code: str
    post_name: str
    cell_kind_code: str | None


@dataclass(frozen=True)
class PersonRow:
    """A person in a list, with the unit and post of that day."""

    id: int
    public_id: str
    full_name: str
    unit_id: int
    unit_name: str
    birth_date: date | None
    birth_words: str


def leaders(
    unit_ids: Collection[int], on: date, *, post_codes: Collection[str] = ("secretary", "deputy")
) -> list[LeaderRow]:
    """Return who held one of the posts in those units on that day, by unit and rank."""
    found = session.execute(
        select(Post, Person, PostKind, CellKind.code)
        .join(Person, Person.id == Post.person_id)
        .join(PostKind, PostKind.code == Post.kind_code)
        .join(Unit, Unit.id == Post.unit_id)
        .outerjoin(CellKind, CellKind.id == Unit.kind_id)
        .where(Post.unit_id.in_(unit_ids), in_force(Post, on), Post.kind_code.in_(post_codes))
        .order_by(Post.unit_id, PostKind.rank, Person.name_key)
    ).all()
    names = unit_names({post.unit_id for post, *_ in found}, on)
    return [
        LeaderRow(
            person_id=person.id,
            full_name=person.full_name,
            name_key=person.name_key,
            unit_id=post.unit_id,
            unit_name=names[post.unit_id],
            post_code=kind.code,
            post_name=kind.name,
            cell_kind_code=cell_kind,
        )
        for post, person, kind, cell_kind in found
    ]


def people(person_ids: Collection[int]) -> dict[int, Person]:
    """Return the persons by id."""
    found = session.scalars(select(Person).where(Person.id.in_(person_ids)))
    return {person.id: person for person in found}


def numbers_of(person_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return the numbers of those persons' files and membership cards, where any is known."""
    files = select(Person.id, Person.file_number).where(
        Person.id.in_(person_ids), Person.file_number.is_not(None)
    )
    cards = select(CardNumber.person_id, CardNumber.number).where(
        CardNumber.person_id.in_(person_ids)
    )
    found: dict[int, set[str]] = {}
    for person_id, number in [*session.execute(files), *session.execute(cards)]:
        found.setdefault(person_id, set()).add(str(number))
    return {person_id: frozenset(numbers) for person_id, numbers in found.items()}


def members_of(unit_ids: Collection[int], on: date) -> list[PersonRow]:
    """Return the members of those units on that day, sorted as Vietnamese lists are."""
    return _rows(unit_ids, on, "", None, 0)


def search_people(
    unit_ids: Collection[int], on: date, *, words: str = "", page: int = 1
) -> ListPage[PersonRow]:
    """Return one page of members whose name holds ``words``, marks or none."""
    query = _members(unit_ids, on, words).with_only_columns(func.count()).order_by(None)
    total = session.scalar(query) or 0
    number = min(max(page, 1), max(1, -(-total // PAGE_SIZE)))
    rows = _rows(unit_ids, on, words, PAGE_SIZE, (number - 1) * PAGE_SIZE)
    return ListPage(tuple(rows), total, number)


def _members(unit_ids: Collection[int], on: date, words: str) -> Select[Person, int]:
    query = (
        select(Person, Membership.unit_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.unit_id.in_(unit_ids), in_force(Membership, on))
        .order_by(Person.name_key, Person.id)
    )
    if words:
        query = query.where(Person.search_key.contains(search_key(words), autoescape=True))
    return query


def _rows(
    unit_ids: Collection[int], on: date, words: str, limit: int | None, offset: int
) -> list[PersonRow]:
    query = _members(unit_ids, on, words).offset(offset)
    if limit is not None:
        query = query.limit(limit)
    found = session.execute(query).all()
    names = unit_names({unit_id for _, unit_id in found}, on)
    return [
        PersonRow(
            p.id, p.public_id, p.full_name, unit_id, names[unit_id], p.birth_date, p.birth_words
        )
        for p, unit_id in found
    ]


def probationers(unit_ids: Collection[int], on: date) -> list[tuple[Person, int]]:
    """Return members on probation on that day with their unit, the earliest admitted first."""
    found = session.execute(
        select(Person, Membership.unit_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.unit_id.in_(unit_ids),
            in_force(Membership, on),
            Person.admitted_on <= on,
            or_(Person.official_on.is_(None), Person.official_on > on),
        )
        .order_by(Person.admitted_on, Person.name_key)
    )
    return [(person, unit_id) for person, unit_id in found]


def person_by_public_id(public_id: str, within: Collection[int]) -> Person:
    """Return the person, for a caller whose units are ``within``.

    Raises:
        NotFound: nobody of that name, or never a member of one of the caller's units.
    """
    person = session.scalar(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.public_id == public_id, Membership.unit_id.in_(within))
        .limit(1)
    )
    if person is None:
        raise NotFound
    return person


def posts_of(person_id: int) -> list[tuple[Post, PostKind]]:
    """Return all posts of a person, the latest first."""
    found = session.execute(
        select(Post, PostKind)
        .join(PostKind, PostKind.code == Post.kind_code)
        .where(Post.person_id == person_id)
        .order_by(Post.valid_from.desc(), Post.id.desc())
    )
    return [(post, kind) for post, kind in found]


def unit_ids_of(person_id: int, on: date | None = None) -> set[int]:
    """Return the units a person belongs to on that day, or ever belonged to."""
    query = select(Membership.unit_id).where(Membership.person_id == person_id)
    if on is not None:
        query = query.where(in_force(Membership, on))
    return set(session.scalars(query))


def post_kinds() -> list[PostKind]:
    """Return all kinds of post, the highest first."""
    return list(session.scalars(select(PostKind).order_by(PostKind.rank)))
