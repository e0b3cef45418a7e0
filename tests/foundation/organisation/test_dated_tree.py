"""One tree with its dates answers for any day what the queries of one day answer."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from foundation.organisation import queries, services
from foundation.organisation.models import Unit
from tests.factories import organisation as make

MOVED = date(2025, 7, 1)
DAYS = (date(2009, 1, 1), date(2014, 12, 31), MOVED - timedelta(days=1), MOVED, date(2026, 1, 1))


@pytest.fixture
def units(app: Flask, at: datetime) -> dict[str, Unit]:
    district = make.a_unit("Huyện", level="district")
    owner = make.a_unit("Xã", level="grassroots", parent=district)
    cell = make.a_cell(owner)
    heir = make.a_unit("Xã mới", valid_from=MOVED)
    services.move_unit(owner.id, heir.id, MOVED, actor_id=None, at=at)
    services.dissolve_unit(
        district.id, MOVED, successor_ids=[heir.id], manner="merged", records_to=heir.id,
        actor_id=None, at=at,
    )  # fmt: skip
    return {"district": district, "owner": owner, "cell": cell, "heir": heir}


@pytest.mark.parametrize("day", DAYS)
def test_it_agrees_with_the_queries_of_a_day(units: dict[str, Unit], day: date) -> None:
    tree = queries.dated_tree()
    for unit in units.values():
        if tree.units[unit.id].lives_on(day):
            assert tree.below(unit.id, day) == queries.subtree_ids(unit.id, day)
            assert tree.above(unit.id, day) == queries.ancestor_ids(unit.id, day)
        else:
            assert tree.below(unit.id, day) == frozenset()


def test_a_unit_belongs_through_the_one_directly_below(units: dict[str, Unit]) -> None:
    tree = queries.dated_tree()
    district, owner, cell, heir = (units[name].id for name in units)
    assert tree.branch(district, cell, DAYS[1]) == owner
    assert tree.branch(district, district, DAYS[1]) == district
    assert tree.branch(district, cell, MOVED) is None
    assert tree.branch(heir, cell, MOVED) == owner


def test_a_period_knows_everybody_who_ever_stood_below(units: dict[str, Unit]) -> None:
    tree = queries.dated_tree()
    heir = units["heir"].id
    assert tree.ever_below(heir, date(2024, 1, 1), MOVED) == frozenset()
    assert units["cell"].id in tree.ever_below(heir, date(2024, 1, 1), date(2026, 1, 1))
    assert tree.day_of(units["district"].id, date(2026, 1, 1)) == MOVED - timedelta(days=1)
