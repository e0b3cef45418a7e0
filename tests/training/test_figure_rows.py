"""From a figure to its rows: as many as it says."""

import io
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from foundation.account.permissions import Role
from foundation.organisation.models import Unit
from tests.conftest import SignIn
from tests.factories import figures as rows
from tests.factories import organisation as make

YEAR = "first=2014&last=2014"


@dataclass
class Place:
    district: Unit
    commune: Unit
    cells: list[Unit]


@pytest.fixture
def place(app: Flask) -> Place:
    district = make.a_unit("Đảng bộ huyện", level="district")
    commune = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots", parent=district)
    cells = [make.a_cell(commune, f"Chi bộ bản {n}") for n in (1, 2)]
    course = rows.a_recognised_course(district)
    for number in range(6):
        person = make.a_person(cells[number % 2], f"Giàng A Páo {number}")
        rows.a_part(course, person, cells[number % 2], is_passed=number > 0)
    return Place(district, commune, cells)


def test_a_figure_of_classes_leads_to_as_many_classes(place: Place, signed_in: SignIn) -> None:
    rows.a_recognised_course(place.district)  # nobody sat in it
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    held = _sheet(office, f"/so-lieu/courses.xlsx?{YEAR}")
    assert len(held) == 3  # two classes and the line of totals
    assert len(_sheet(office, f"/so-lieu/embedded_courses.xlsx?{YEAR}")) == 1
    below = f"unit={place.commune.public_id}&{YEAR}"
    assert len(_sheet(office, f"/so-lieu/courses.xlsx?{below}")) == 1
    assert len(_sheet(office, f"/so-lieu/attended_courses.xlsx?{below}")) == 2


def test_a_figure_of_turns_names_those_who_completed(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    assert len(_sheet(office, f"/so-lieu/turns.xlsx?view=people&{YEAR}")) == 5
    assert len(_sheet(office, f"/so-lieu/enrolled.xlsx?view=people&{YEAR}")) == 6
    cell = f"unit={place.cells[0].public_id}&{YEAR}"
    members = office.get(f"/so-lieu/members?{cell}").get_data(as_text=True)
    assert "Giàng A Páo 0" in members


def _sheet(client: FlaskClient, address: str) -> list[tuple[object, ...]]:
    """Return the rows below the head of a table's first sheet."""
    book = load_workbook(io.BytesIO(client.get(address).data))
    return list(book.worksheets[0].iter_rows(min_row=4, values_only=True))
