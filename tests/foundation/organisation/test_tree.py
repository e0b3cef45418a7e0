"""The tree of units as of a day, and what happens when a district ends."""

from datetime import date, datetime

import pytest
from flask import Flask

from foundation.organisation import queries, services
from foundation.organisation.services import units
from tests.factories import organisation as make

LAST_DAY = date(2025, 6, 30)
END = date(2025, 7, 1)


def _dissolve(unit_id: int, heir_id: int, at: datetime) -> None:
    services.dissolve_unit(
        unit_id,
        END,
        successor_ids=[heir_id],
        manner="dissolved",
        records_to=heir_id,
        actor_id=None,
        at=at,
    )


def test_an_organisation_stood_under_the_district_and_stands_under_the_commune(
    app: Flask, at: datetime
) -> None:
    district = make.a_unit("Đảng bộ huyện", level="district")
    commune = make.a_unit("Đảng bộ xã", valid_from=END)
    organisation = make.a_unit("Đảng bộ Kim Nọi", level="grassroots", parent=district)
    cell = make.a_cell(organisation)
    services.move_unit(organisation.id, commune.id, END, actor_id=None, at=at)
    _dissolve(district.id, commune.id, at)

    assert queries.ancestor_ids(cell.id, LAST_DAY) == [organisation.id, district.id]
    assert queries.ids_above([cell.id, organisation.id], LAST_DAY) == {organisation.id, district.id}
    assert queries.ancestor_ids(cell.id, END) == [organisation.id, commune.id]
    assert queries.subtree_ids(district.id, LAST_DAY) == {district.id, organisation.id, cell.id}
    assert queries.subtree_ids(commune.id, END) == {commune.id, organisation.id, cell.id}


def test_the_records_of_a_dissolved_unit_pass_to_its_heir_only(app: Flask, at: datetime) -> None:
    district = make.a_unit("Đảng bộ huyện", level="district")
    heir = make.a_unit("Đảng bộ xã A", valid_from=END)
    other = make.a_unit("Đảng bộ xã B", valid_from=END)
    services.dissolve_unit(
        district.id,
        END,
        successor_ids=[heir.id, other.id],
        manner="split",
        records_to=heir.id,
        actor_id=None,
        at=at,
    )
    assert queries.record_unit_ids({heir.id}, END) == {heir.id, district.id}
    assert queries.record_unit_ids({other.id}, END) == {other.id}
    assert queries.record_unit_ids({heir.id}, LAST_DAY) == {heir.id}


def test_a_unit_cannot_end_while_units_stand_below_it(app: Flask, at: datetime) -> None:
    district = make.a_unit("Đảng bộ huyện", level="district")
    make.a_cell(district)
    heir = make.a_unit("Đảng bộ xã")
    with pytest.raises(units.HasLivingUnits):
        _dissolve(district.id, heir.id, at)
    assert queries.unit_rows([district.id], END)[0].valid_to is None


def test_a_unit_is_named_as_it_was_on_the_day(app: Flask, at: datetime) -> None:
    unit = make.a_unit("Đảng bộ thị trấn")
    user = make.a_user()
    services.rename_unit(unit.id, "Đảng bộ xã", "Xã", END, actor_id=user.id, at=at)
    assert queries.unit_names([unit.id], LAST_DAY) == {unit.id: "Đảng bộ thị trấn"}
    assert queries.unit_names([unit.id], END) == {unit.id: "Đảng bộ xã"}


def test_a_unit_cannot_stand_below_itself(app: Flask, at: datetime) -> None:
    top = make.a_unit()
    below = make.a_unit("Đảng bộ bộ phận", level="section", parent=top)
    with pytest.raises(units.CircularTree):
        services.move_unit(top.id, below.id, END, actor_id=None, at=at)


def test_two_units_cannot_share_a_code(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    draft = services.UnitDraft(unit.code, "Khác", "", "commune", None, None, END)
    with pytest.raises(units.CodeTaken):
        services.create_unit(draft, actor_id=None, at=at)


def test_leaders_are_those_in_post_on_the_day(app: Flask, at: datetime) -> None:
    cell = make.a_cell(make.a_unit())
    old = make.a_person(cell, "Giàng A Páo", post="secretary")
    new = make.a_person(cell, "Vàng Thị Sua")
    user = make.a_user()
    [(post, _kind)] = queries.posts_of(old.id)
    services.end_post(post.id, END, actor_id=user.id, at=at)
    services.appoint(new.id, cell.id, "secretary", END, actor_id=user.id, at=at)

    assert [row.full_name for row in queries.leaders([cell.id], LAST_DAY)] == ["Giàng A Páo"]
    assert [row.full_name for row in queries.leaders([cell.id], END)] == ["Vàng Thị Sua"]


def test_a_person_is_found_without_marks(app: Flask) -> None:
    cell = make.a_cell(make.a_unit())
    make.a_person(cell, "Giàng A Páo")
    make.a_person(cell, "Đặng Thị Dợ")
    found = queries.search_people([cell.id], END, words="dang")
    assert [row.full_name for row in found.rows] == ["Đặng Thị Dợ"]
