"""The demo has the seed's figures, before and after the district ended."""

import random
from collections import Counter
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation.db import Base, session
from foundation.organisation import queries
from foundation.organisation.models import Person
from question_bank.models import Question
from tests.factories import organisation as make
from tests.factories.question_bank import a_question
from webapp.demo import loading
from webapp.demo.cli import logins
from webapp.demo.names import invent
from webapp.demo.organisation import DemoUnits, load_organisation

THEN = date(2014, 12, 31)
NOW = date(2026, 11, 24)


@pytest.fixture
def units(app: Flask, at: datetime) -> DemoUnits:
    """Return the demo's units, loaded."""
    return load_organisation(at=at)


def test_the_district_had_30_organisations_and_184_cells(units: DemoUnits) -> None:
    rows = queries.unit_rows(queries.subtree_ids(units.district, THEN), THEN)
    assert Counter(row.level_code for row in rows) == {"district": 1, "grassroots": 30, "cell": 184}
    assert Counter(row.kind_code for row in rows if row.kind_code) == {
        "residential": 124,
        "school": 25,
        "health": 4,
        "military": 2,
        "office": 29,
    }


def test_the_communes_of_today_hold_the_same_organisations(units: DemoUnits) -> None:
    below = [queries.subtree_ids(commune, NOW) for commune in units.communes.values()]
    assert sum(map(len, below)) == 4 + 30 + 184
    assert queries.unit_rows([units.district], NOW)[0].valid_to == date(2025, 7, 1)
    assert units.district in queries.record_unit_ids({units.communes["X-MCC"]}, NOW)


def test_2200_members_and_some_are_marked_as_invented(units: DemoUnits) -> None:
    total = session.scalar(select(func.count(Person.id))) or 0
    invented = session.scalar(select(func.count(Person.id)).where(Person.is_demo))
    assert 2200 <= total <= 2300
    assert invented == total


@pytest.mark.parametrize("day", [THEN, NOW])
def test_every_cell_has_a_secretary_in_post(units: DemoUnits, day: date) -> None:
    found = queries.leaders(list(units.cells), day, post_codes=("secretary",))
    assert Counter(row.unit_id for row in found) == dict.fromkeys(units.cells, 1)


def test_the_same_seed_makes_the_same_people() -> None:
    one, other = random.Random(7), random.Random(7)
    first = [invent(one, "residential") for _ in range(50)]
    assert [invent(other, "residential") for _ in range(50)] == first
    assert len(set(first)) > 40


def test_the_demo_is_refused_beside_real_records(app: Flask, at: datetime) -> None:
    make.a_unit("Đảng bộ xã thật")
    for act in (lambda: loading.load(at=at), loading.wipe):
        with pytest.raises(loading.HoldsRealRecords):
            act()
    assert len(queries.unit_rows(None, NOW)) == 1


def test_the_demo_is_refused_beside_questions_somebody_wrote(app: Flask, at: datetime) -> None:
    a_question(None)
    for act in (lambda: loading.load(at=at), loading.wipe):
        with pytest.raises(loading.HoldsRealRecords):
            act()
    assert session.scalar(select(func.count(Question.id))) == 1


def test_no_accounts_are_printed_where_there_is_no_demo(app: Flask) -> None:
    result = app.test_cli_runner().invoke(logins)
    assert isinstance(result.exception, loading.NoDemoHere)
    assert not result.stdout


def test_a_demo_that_was_broken_off_is_not_taken_for_whole(app: Flask, at: datetime) -> None:
    loading._mark(loading.BEGUN, at)
    load_organisation(at=at)
    assert not loading.is_loaded()
    loading._mark("demo.load", at)
    assert loading.is_loaded()


def test_wiping_the_demo_leaves_the_database_empty(app: Flask, at: datetime) -> None:
    loading.load(at=at)
    with pytest.raises(loading.DemoLoaded):
        loading.load(at=at)
    loading.wipe()
    counts = {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }
    assert set(counts.values()) == {0}
