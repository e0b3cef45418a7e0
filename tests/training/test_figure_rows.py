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


def test_a_percent_is_one_on_the_page_and_in_excel(place: Place, signed_in: SignIn) -> None:
    for number in range(4):
        person = make.a_person(place.cells[0], f"Vàng A Chống {number}", post="deputy")
        if number:
            rows.a_part(rows.a_recognised_course(place.district), person, place.cells[0])
    address = f"/so-lieu/leaders_trained_percent{{}}?{YEAR}"
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    assert "75,0%" in office.get(address.format("")).get_data(as_text=True)
    [line] = _sheet(office, address.format(".xlsx"))
    assert line[1:] == (4, 4, 3, 0.75)
    book = load_workbook(io.BytesIO(office.get(address.format(".xlsx")).data))
    in_post = list(book.worksheets[1].iter_rows(min_row=4, values_only=True))
    assert in_post[0][0] == "Vàng A Chống 0"
    assert len(in_post) == 4


def test_coverage_of_very_few_is_not_shared(place: Place, signed_in: SignIn) -> None:
    make.a_person(place.cells[0], "Vàng A Chống", post="secretary")
    viewer = signed_in(Role.VIEWER, place.district.id)
    page = viewer.get(f"/so-lieu/leaders_trained_percent?{YEAR}").get_data(as_text=True)
    assert "withheld" in page
    assert "Vàng A Chống" not in page
