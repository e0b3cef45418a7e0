"""Writes the demo’s units and people: the district of 2014, then the communes of today."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.organisation import services
from foundation.organisation.models import Membership, Person, Post
from foundation.organisation.services import UnitDraft
from foundation.text import name_key, search_key
from webapp.demo.names import invent
from webapp.demo.places import COMMUNES_OF_TODAY, GRASSROOTS, GrassrootsPlan

SEED = 2014
FOUNDED = date(1995, 1, 1)
DISTRICT_ENDS = date(2025, 7, 1)
"""The first day without the district; its last day was 30 June 2025."""
CHANGE_OF_POSTS = date(2020, 5, 1)
MEMBERS = {"residential": (9, 15), "school": (10, 17), "health": (8, 14), "military": (9, 12),
           "office": (7, 14)}  # fmt: skip
FIRST_JOINED, LAST_JOINED = date(1996, 1, 1), date(2014, 6, 1)
HOLDERS = 6
"""So many people at the head of a cell's list hold posts sooner or later."""
DEPUTY_FROM = 9
"""A cell with at least so many members has a deputy secretary."""


@dataclass
class DemoUnits:
    """The ids of what was founded, for whoever builds on it."""

    old_province: int = 0
    province: int = 0
    district: int = 0
    communes: dict[str, int] = field(default_factory=dict)
    grassroots: dict[str, int] = field(default_factory=dict)
    cells: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Cell's unit id → (kind, id of its grassroots organisation)."""


@transactional
def load_organisation(*, at: datetime) -> DemoUnits:
    """Found all units, end the district, and write down everybody; one audit entry for people."""
    services.ensure_vocabulary()
    units = DemoUnits()
    _found_above(units, at)
    for plan in GRASSROOTS:
        _found_grassroots(units, plan, at)
    _end_district(units, at)
    people = _write_people(units)
    record("demo.load", "organisation", actor_id=None, at=at, units=len(units.cells), people=people)
    return units


def _found(  # noqa: PLR0917 - the words of one unit
    code: str, name: str, level: str, parent_id: int | None, on: date, at: datetime,
    kind: str | None = None,
) -> int:  # fmt: skip
    draft = UnitDraft(
        code=code,
        name=name,
        short_name=name.removeprefix("Đảng bộ ").removeprefix("Chi bộ cơ sở "),
        level_code=level,
        kind_code=kind,
        parent_id=parent_id,
        valid_from=on,
        is_demo=True,
    )
    return services.create_unit(draft, actor_id=None, at=at).id


def _found_above(units: DemoUnits, at: datetime) -> None:
    units.old_province = _found("T-YB", "Đảng bộ tỉnh Yên Bái", "province", None, FOUNDED, at)
    units.province = _found("T-LC", "Đảng bộ tỉnh Lào Cai", "province", None, FOUNDED, at)
    units.district = _found(
        "H-MCC", "Đảng bộ huyện Mù Cang Chải", "district", units.old_province, FOUNDED, at
    )


def _found_grassroots(units: DemoUnits, plan: GrassrootsPlan, at: datetime) -> None:
    owner = _found(plan.code, plan.name, "grassroots", units.district, FOUNDED, at)
    units.grassroots[plan.code] = owner
    for number, (kind, name) in enumerate(plan.cells(), start=1):
        cell = _found(f"{plan.code}-{number:02d}", name, "cell", owner, FOUNDED, at, kind)
        units.cells[cell] = (kind, owner)


def _end_district(units: DemoUnits, at: datetime) -> None:
    """Let the communes of today take over, and the provinces merge."""
    for code, place in COMMUNES_OF_TODAY:
        units.communes[code] = _found(
            code, f"Đảng bộ xã {place}", "commune", units.province, DISTRICT_ENDS, at
        )
    for plan in GRASSROOTS:
        services.move_unit(
            units.grassroots[plan.code],
            units.communes[plan.heir],
            DISTRICT_ENDS,
            actor_id=None,
            at=at,
        )
    heirs = list(units.communes.values())
    _dissolve(units.district, heirs, "split", at)
    _dissolve(units.old_province, [units.province], "merged", at)


def _dissolve(unit_id: int, heirs: list[int], manner: str, at: datetime) -> None:
    services.dissolve_unit(
        unit_id,
        DISTRICT_ENDS,
        successor_ids=heirs,
        manner=manner,
        records_to=heirs[0],
        actor_id=None,
        at=at,
    )


def _write_people(units: DemoUnits) -> int:
    """Write members and posts in a few large statements: 2,200 services would take minutes."""
    chance = random.Random(SEED)
    people: list[dict[str, Any]] = []
    places: list[tuple[int, int, date]] = []
    for cell, (kind, _owner) in units.cells.items():
        size = chance.randint(*MEMBERS[kind])
        for place in range(size):
            row = _person_row(chance, kind)
            share = chance.randrange(17 * 365) / (17 * 365)
            joined = FIRST_JOINED + share * (LAST_JOINED - FIRST_JOINED)
            if place < HOLDERS:
                joined = min(joined, date(2009, 1, 1))
            row["birth_date"] = _fitting_birth(row["birth_date"], joined, holds=place < HOLDERS)
            people.append(row)
            places.append((cell, place, joined))
    ids = session.scalars(
        insert(Person).returning(Person.id, sort_by_parameter_order=True), people
    ).all()
    rows = list(zip(ids, places, strict=True))
    session.execute(
        insert(Membership),
        [
            {"person_id": person_id, "unit_id": cell, "valid_from": joined, "valid_to": None}
            for person_id, (cell, _place, joined) in rows
        ],
    )
    session.execute(insert(Post), _posts(units, rows))
    return len(ids)


def _fitting_birth(born: date, joined: date, *, holds: bool) -> date:
    """Return a birth date with which somebody could join on that day, and soon lead a cell."""
    youngest = 26 if holds else 19
    if youngest <= joined.year - born.year <= 45:
        return born
    year = joined.year - youngest - born.toordinal() % 15
    return born.replace(year=year, day=min(born.day, 28))


def _person_row(chance: random.Random, kind: str) -> dict[str, Any]:
    who = invent(chance, kind)
    return {
        "full_name": who.full_name,
        "name_key": name_key(who.full_name),
        "search_key": search_key(who.full_name),
        "gender": who.gender,
        "ethnicity": who.ethnicity,
        "birth_date": who.birth_date,
        "is_demo": True,
        "created_at": None,
    }


def _posts(
    units: DemoUnits, rows: list[tuple[int, tuple[int, int, date]]]
) -> list[dict[str, object]]:
    """Return who holds which post: before May 2020 the first two of a cell, then the next two."""
    members: dict[int, list[int]] = {}
    for person_id, (cell, _place, _joined) in rows:
        members.setdefault(cell, []).append(person_id)
    posts: list[dict[str, object]] = []
    for cell, ids in members.items():
        posts += _cell_posts(cell, ids)
    for owner in units.grassroots.values():
        cells = [cell for cell, (_kind, above) in units.cells.items() if above == owner]
        head, second = members[cells[0]][4], members[cells[-1]][5]
        posts += [
            _post(head, owner, "secretary", date(2010, 7, 1), None),
            _post(second, owner, "deputy", date(2010, 7, 1), None),
        ]
    return posts


def _cell_posts(cell: int, ids: list[int]) -> list[dict[str, object]]:
    has_deputy = len(ids) >= DEPUTY_FROM
    periods = ((date(2010, 1, 1), CHANGE_OF_POSTS, ids[0:2]), (CHANGE_OF_POSTS, None, ids[2:4]))
    posts = []
    for since, until, (secretary, deputy) in periods:
        posts.append(_post(secretary, cell, "secretary", since, until))
        if has_deputy:
            posts.append(_post(deputy, cell, "deputy", since, until))
    return posts


def _post(
    person_id: int, unit_id: int, kind: str, since: date, until: date | None
) -> dict[str, object]:
    return {
        "person_id": person_id,
        "unit_id": unit_id,
        "kind_code": kind,
        "valid_from": since,
        "valid_to": until,
    }
