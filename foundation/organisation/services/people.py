"""Persons: written down, moved to another unit, appointed to posts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.days import Day
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation.models import Membership, Person, Post, PostKind
from foundation.organisation.queries.tree import in_force
from foundation.text import clean_name, name_key, search_key


class NameMissing(InvalidInput):
    """A person without a name."""

    field = "full_name"
    message = N_("Type the full name.")


class UnknownPost(InvalidInput):
    """A kind of post that is not in the list."""

    field = "post"
    message = N_("“%(word)s” is not a post.")


class MovedLater(Refusal):
    """A move before another one that is written down already."""

    field = "on"
    message = N_("This person joined a unit on %(day)s. Choose that day or a later one.")


@dataclass(frozen=True)
class PersonDraft:
    """A person to be written down as a member of a unit; without one, somebody who is no member."""

    full_name: str
    unit_id: int | None
    valid_from: date
    born: Day | None = None
    gender: str | None = None
    ethnicity: str | None = None
    is_demo: bool = False


@transactional
def create_person(draft: PersonDraft, *, actor_id: int | None, at: datetime) -> Person:
    """Write down a person and the unit he or she belongs to.

    Raises:
        NameMissing: nothing is left of the name.
        UnreadableText: the name holds a hidden character.
    """
    person = Person(
        gender=draft.gender,
        ethnicity=draft.ethnicity,
        is_demo=draft.is_demo,
        created_at=at,
    )
    _name(person, draft.full_name)
    _birth(person, draft.born)
    session.add(person)
    session.flush()
    if draft.unit_id is not None:
        session.add(
            Membership(person_id=person.id, unit_id=draft.unit_id, valid_from=draft.valid_from)
        )
        session.flush()
    record(
        "person.create",
        f"person:{person.id}",
        actor_id=actor_id,
        at=at,
        unit_id=draft.unit_id,
        name=person.full_name,
    )
    return person


def _name(person: Person, full_name: str) -> None:
    name = clean_name(full_name)
    if not name:
        raise NameMissing
    person.full_name = name[:120]
    person.name_key = name_key(name)[:400]
    person.search_key = search_key(name)[:120]


def _birth(person: Person, born: Day | None) -> None:
    """Keep a birth date as precise as it is known."""
    person.birth_date = born.whole if born else None
    only = born if born and born.whole is None else None
    person.birth_year = only.year if only else None
    person.birth_month = only.month if only else None


@transactional
def change_person(
    person_id: int, full_name: str, born: Day | None, *, actor_id: int, at: datetime
) -> None:
    """Correct a name or birth date; papers already issued keep theirs."""
    person = session.get_one(Person, person_id)
    old = {"name": person.full_name, "birth_date": person.birth_words}
    _name(person, full_name)
    _birth(person, born)
    record(
        "person.change",
        f"person:{person_id}",
        actor_id=actor_id,
        at=at,
        old=old,
        new={"name": person.full_name, "birth_date": person.birth_words},
    )


@transactional
def note_admission(
    person_id: int,
    admitted_on: date | None,
    official_on: date | None,
    *,
    actor_id: int | None,
    at: datetime,
) -> None:
    """Write down when somebody was admitted to the Party, and became an official member."""
    person = session.get_one(Person, person_id)
    person.admitted_on, person.official_on = admitted_on, official_on
    record(
        "person.admission",
        f"person:{person_id}",
        actor_id=actor_id,
        at=at,
        admitted_on=admitted_on,
        official_on=official_on,
    )


@transactional
def move_person(
    person_id: int, unit_id: int, on: date, *, actor_id: int | None, at: datetime
) -> None:
    """Let the person belong to another unit from a day on.

    Raises:
        MovedLater: what is known of later days would no longer hold.
    """
    later = (Membership.person_id == person_id) & (Membership.valid_from > on)
    if (day := session.scalar(select(Membership.valid_from).where(later))) is not None:
        raise MovedLater(day=day)
    bonds = session.scalars(
        select(Membership).where(Membership.person_id == person_id, in_force(Membership, on))
    ).all()
    if any(bond.unit_id == unit_id for bond in bonds):
        return
    for bond in bonds:
        if bond.valid_from == on:
            session.delete(bond)
        else:
            bond.valid_to = on
    session.flush()
    session.add(Membership(person_id=person_id, unit_id=unit_id, valid_from=on))
    session.flush()
    record(
        "person.move",
        f"person:{person_id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        left=[bond.unit_id for bond in bonds],
        on=on,
    )


@transactional
def appoint(
    person_id: int, unit_id: int, post_code: str, on: date, *, actor_id: int | None, at: datetime
) -> Post:
    """Put the person in a post from a day on; the same again changes nothing.

    Raises:
        UnknownPost: there is no such kind of post.
    """
    if session.get(PostKind, post_code) is None:
        raise UnknownPost(word=post_code)
    held = session.scalar(
        select(Post).where(
            Post.person_id == person_id,
            Post.unit_id == unit_id,
            Post.kind_code == post_code,
            in_force(Post, on),
        )
    )
    if held is not None:
        return held
    post = Post(person_id=person_id, unit_id=unit_id, kind_code=post_code, valid_from=on)
    session.add(post)
    session.flush()
    record(
        "post.appoint",
        f"post:{post.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        person_id=person_id,
        post=post_code,
        on=on,
    )
    return post


@transactional
def end_post(post_id: int, on: date, *, actor_id: int, at: datetime) -> None:
    """End a post; ``on`` is the first day it is no longer held. One yet to begin is never held."""
    post = session.get_one(Post, post_id)
    post.valid_to = max(on, post.valid_from)
    record("post.end", f"post:{post_id}", actor_id=actor_id, at=at, unit_id=post.unit_id, on=on)


@transactional
def admit_person(
    draft: PersonDraft, post_code: str | None, *, actor_id: int, at: datetime
) -> Person:
    """Write down a person and, if given, the post held in the same unit from the same day."""
    person = create_person(draft, actor_id=actor_id, at=at)
    if post_code is not None and draft.unit_id is not None:
        appoint(person.id, draft.unit_id, post_code, draft.valid_from, actor_id=actor_id, at=at)
    return person
