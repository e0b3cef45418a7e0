"""Classes held at several places: enrolling and lists say where everybody sits."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.foundation.importing.sheets import workbook
from tests.training.stories import a_class, address
from tests.training.test_lists import a_member, fates, upload
from training.models import AttendanceRecord, CourseSite, Enrolment
from training.queries.roll import roll_page
from training.rules import rolling
from training.services import attendance, courses

pytestmark = pytest.mark.usefixtures("app")


def seats() -> dict[str, str | None]:
    """Return where everybody sits, by name."""
    session.rollback()
    found = session.execute(
        select(Enrolment.full_name, CourseSite.name)
        .outerjoin(CourseSite, CourseSite.id == Enrolment.site_id)
        .order_by(Enrolment.number)
    )
    return dict(found.all())


def test_enrolling_says_where_they_sit(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, learners=0)
    site = courses.add_site(made.course_id, "Điểm cầu Mồ Dề", "", **made.by)
    cell = make.a_cell(made.unit)
    person = make.a_person(cell, "Vàng A Páo")
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    ticks = {
        "unit": made.unit.public_id,
        "person": [person.public_id],
        "site": site.public_id,
    }
    assert office.post(address(made, "/hoc-vien"), data=ticks).status_code == 303
    outsider = {"full_name": "Hảng A Su", "unit": cell.public_id, "site": site.public_id}
    assert office.post(address(made, "/hoc-vien/quan-chung"), data=outsider).status_code == 303
    assert seats() == {"Vàng A Páo": "Điểm cầu Mồ Dề", "Hảng A Su": "Điểm cầu Mồ Dề"}


def test_a_list_says_where_they_sit_and_a_wrong_place_is_named(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at, learners=0)
    courses.add_site(made.course_id, "Điểm cầu Mồ Dề", "", **made.by)
    a_member(made, "Lò Thị Én", date(1990, 5, 3))
    a_member(made, "Vàng A Su", date(1980, 1, 1))
    a_member(made, "Giàng A Dế", date(1981, 1, 1))
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    sheet = workbook(
        [
            ["TT", "Họ và tên", "Ngày sinh", "Điểm học"],
            ["1", "Lò Thị Én", "03/05/1990", "điểm cầu mồ dề"],
            ["2", "Vàng A Su", "01/01/1980", "Kim Nọi"],
            ["3", "Giàng A Dế", "01/01/1981", ""],
        ]
    )
    preview = upload(office, address(made, "/hoc-vien/tu-excel"), sheet)
    assert fates() == {2: "ready", 3: "fault", 4: "ready"}
    assert "Kim Nọi" in office.get(preview).text
    office.post(preview, data={"act": "accept"})
    assert seats() == {"Lò Thị Én": "Điểm cầu Mồ Dề", "Giàng A Dế": None}


def test_scan_and_list_go_by_the_place(at: datetime) -> None:
    made = a_class(at, learners=3)
    here = courses.add_site(made.course_id, "Mồ Dề", "", **made.by)
    there = courses.add_site(made.course_id, "Kim Nọi", "", **made.by)
    first, second, _third = made.whole.learners
    first.site_id, second.site_id = here.id, there.id
    session.commit()
    lesson = made.whole.lessons[0]
    code = rolling.code_now(lesson.secret, lesson.public_id, at)
    attendance.sign_in(first.id, lesson.public_id, code, at=at)
    assert session.scalars(select(AttendanceRecord.site_id)).all() == [here.id]
    listed = [row.enrolment.id for row in roll_page(made.whole, lesson, there.id).rows]
    assert listed == [second.id]
