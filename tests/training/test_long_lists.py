"""Long lists are shown page by page."""

from datetime import date, datetime

import pytest
from sqlalchemy import insert

from foundation.account.permissions import Role
from foundation.db import session
from foundation.organisation.models import Membership, Person
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories import training as build
from tests.training.stories import a_class, address
from training.models import Course, Enrolment

pytestmark = pytest.mark.usefixtures("app")


def test_120_classes_are_twelve_pages(signed_in: SignIn, at: datetime) -> None:
    unit = make.a_unit()
    first = build.a_course(unit)
    session.execute(
        insert(Course),
        [
            {
                "unit_id": unit.id,
                "version_id": first.version_id,
                "code": f"L{number:03}",
                "title": f"Lớp thứ {number:03}",
                "starts_on": date(2026, 1, 1),
                "ends_on": date(2026, 1, 2),
                "created_at": at,
            }
            for number in range(119)
        ],
    )
    session.commit()
    office = signed_in(Role.TRAINING_OFFICE, unit.id)
    page = office.get("/lop/?nam=2026").text
    assert "120 classes" in page
    assert page.count("Lớp thứ") == 10 - (first.title in page)
    assert "trang=12" in page
    last = office.get("/lop/?nam=2026&trang=12").text
    assert "Lớp thứ 000" in last
    assert "111 to 120, of 120" in last
    named = office.get("/lop/?ten=lop+thu+077").text
    assert "1 class<" in named
    assert "Lớp thứ 077" in named
    assert "No class fits this filter." in office.get("/lop/?ten=khong+co").text
    assert "No class fits this filter." in office.get("/lop/?nam=2001").text


def test_120_learners_and_their_results_are_shown_by_pages(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, learners=0)
    cell = make.a_cell(made.unit)
    people = session.scalars(
        insert(Person).returning(Person.id, sort_by_parameter_order=True),
        [
            {"full_name": f"Vàng A {n:03}", "name_key": f"{n:03}", "search_key": f"vang a {n:03}"}
            for n in range(120)
        ],
    ).all()
    session.execute(
        insert(Membership),
        [{"person_id": one, "unit_id": cell.id, "valid_from": date(2020, 1, 1)} for one in people],
    )
    session.execute(
        insert(Enrolment),
        [
            {
                "course_id": made.course_id,
                "person_id": one,
                "number": number,
                "full_name": f"Vàng A {number:03}",
                "sending_unit_id": cell.id,
                "sending_unit_name": "Chi bộ",
                "enrolled_on": date(2026, 12, 1),
                "created_at": at,
            }
            for number, one in enumerate(people, start=1)
        ],
    )
    session.commit()
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    for page in ("/hoc-vien?trang=3", "/ket-qua?xem=tat-ca&trang=6"):
        last = office.get(address(made, page)).text
        assert "101 to 120, of 120" in last
        assert "Vàng A 101" in last
        assert "Vàng A 100" not in last
    members = office.get(f"/don-vi/{cell.public_id}?page=5").text
    assert "101 to 120, of 120" in members


def test_a_list_without_a_second_page_has_no_numbers(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert "pagination-row" not in office.get(address(made, "/hoc-vien")).text
