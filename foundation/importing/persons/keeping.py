"""Accepted rows become persons: out of sight first, members all at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, literal, select, update

from foundation import clock
from foundation.db import session
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.organisation.models import CardNumber, Membership, Person
from foundation.text import name_key, random_id, search_key

CARD_SERIES = "2003"
_DAYS = ("birth_date", "admitted_on", "official_on")
_PLAIN = (
    "birth_year", "birth_month", "gender", "ethnicity", "file_number", "phone",
)  # fmt: skip


def keep_people(
    _file: ImportedFile, rows: Sequence[ImportedRow], _actor_id: int | None, at: datetime
) -> None:
    """Write down new persons without a unit, so that nobody sees them yet; complete known ones."""
    fresh = [row for row in rows if _known_id(row) is None]
    write_people(fresh, at)
    for row in fresh:
        row.joins = True
    for row in rows:
        person_id = _known_id(row)
        if person_id is not None and row not in fresh:
            _complete(person_id, row)


def _known_id(row: ImportedRow) -> int | None:
    """Return whom a row means: found without a doubt, or chosen to be the same."""
    values = row.item["values"]
    if row.person_id is None and row.choices.get("pair") == "same" and "may_be" in values:
        return int(values["may_be"])
    return row.person_id


def write_people(rows: Sequence[ImportedRow], at: datetime) -> None:
    """Write down somebody for each row, without a unit; the caller writes the log."""
    if not rows:
        return
    made = [(random_id(), row) for row in rows]
    values = [{"public_id": key, **_person_values(row, at)} for key, row in made]
    session.execute(insert(Person), values)
    keys = [key for key, _row in made]
    query = select(Person.public_id, Person.id).where(Person.public_id.in_(keys))
    ids = {row.public_id: row.id for row in session.execute(query)}
    for key, row in made:
        row.person_id = ids[key]
    cards = [
        _card_values(ids[key], row.item["values"]["card"])
        for key, row in made
        if row.item["values"]["card"]
    ]
    if cards:
        session.execute(insert(CardNumber), cards)


def _person_values(row: ImportedRow, at: datetime) -> dict[str, Any]:
    values = row.item["values"]
    name = values["full_name"]
    return {
        "full_name": name[:120],
        "name_key": name_key(name)[:400],
        "search_key": search_key(name)[:120],
        "is_demo": False,
        "created_at": at,
        **{field: _day(values[field]) for field in _DAYS},
        **{field: values[field] for field in _PLAIN},
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _card_values(person_id: int, number: str) -> dict[str, Any]:
    series = CARD_SERIES if len(number) == 8 and number.isdecimal() else ""
    return {"person_id": person_id, "number": number, "series": series}


def _complete(person_id: int, row: ImportedRow) -> None:
    """Fill in what was not known, and change what a person said to take over."""
    values = row.item["values"]
    known = row.person_id is not None
    news = dict(values.get("fill", {})) if known else dict(values.get("may_fill", {}))
    if row.choices.get("differs") == "take":
        news |= values.get("change", {})
    card = news.pop("card", None)
    person = session.get_one(Person, person_id)
    for field, value in news.items():
        setattr(person, field, _day(value) if field in _DAYS else value)
    if "full_name" in news:
        person.name_key = name_key(person.full_name)[:400]
        person.search_key = search_key(person.full_name)[:120]
    if card and not _has_card(person_id, card):
        session.execute(insert(CardNumber), [_card_values(person_id, card)])
    row.person_id = person_id
    session.flush()


def _has_card(person_id: int, number: str) -> bool:
    query = select(CardNumber.id).where(
        CardNumber.person_id == person_id, CardNumber.number == number
    )
    return session.scalar(query) is not None


def let_people_join(file: ImportedFile, _actor_id: int | None, at: datetime) -> None:
    """Make everybody who was written down for a list a member of his or her unit at once."""
    day = clock.local(at).date()
    of_file = (ImportedRow.file_id == file.id, ImportedRow.joins.is_(True))
    rows = select(
        ImportedRow.person_id, ImportedRow.unit_id, literal(day, type_=Membership.valid_from.type)
    ).where(*of_file)
    session.execute(insert(Membership).from_select(["person_id", "unit_id", "valid_from"], rows))
    session.execute(update(ImportedRow).where(*of_file).values(joins=False))
