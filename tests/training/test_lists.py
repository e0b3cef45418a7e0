"""Learners and marks from Excel: matched, doubted by row, kept at once."""

import io
import re
from datetime import date, datetime
from fractions import Fraction

from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.days import Day
from foundation.db import session
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.organisation.models import Person
from foundation.organisation.services import PersonDraft, create_person
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.foundation.importing.sheets import workbook
from tests.training.stories import Made, a_class, address, teaching
from training.models import Enrolment, Mark
from training.queries.outcomes import newest_marks


def upload(client: FlaskClient, where: str, content: bytes) -> str:
    """Send a file and return the address of its preview."""
    sent = client.post(where, data={"file": (io.BytesIO(content), "ds.xlsx")})
    assert sent.status_code == 303, sent.get_data(as_text=True)[:500]
    return str(sent.location)


def fates() -> dict[int, str]:
    """Return what becomes of each row of the newest list."""
    session.rollback()
    newest = session.scalar(select(func.max(ImportedFile.id)))
    rows = session.scalars(select(ImportedRow).where(ImportedRow.file_id == newest))
    return {row.number: row.fate for row in rows}


def a_member(made: Made, name: str, born: date) -> Person:
    """Return a member of a cell of the class's unit."""
    cell = make.a_cell(made.unit, f"Chi bộ {name}")
    draft = PersonDraft(name, cell.id, date(2010, 1, 1), born=Day.of(born))
    return create_person(draft, actor_id=None, at=made.at)


def test_columns_nobody_knew_are_said_once_and_remembered(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at, learners=1)
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    head = ["TT", "Người được cử", "Ngày sinh", "Nơi cử"]
    sheet = workbook([["DANH SÁCH"], head, [1, "Sùng Thị Mỷ", "2000", "Đoàn thanh niên"]])
    page = upload(client, address(made, "/hoc-vien/tu-excel"), sheet)
    shown = client.get(page).text
    assert "Columns not understood:</strong> Người được cử, Nơi cử." in shown
    said = {"column-1": "full_name", "column-2": "birth", "column-3": "unit"}
    assert client.post(f"{page}/cot", data=said).status_code == 303
    assert fates() == {3: "doubt"}
    client.post(page, data={"act": "many-unknown"})
    client.post(page, data={"act": "accept"})
    session.rollback()
    assert [one.full_name for one in made.whole.enrolments] == ["Giàng A 1", "Sùng Thị Mỷ"]
    again = upload(client, address(made, "/hoc-vien/tu-excel"), sheet)
    assert fates() == {3: "same"}
    client.post(again, data={"act": "accept"})
    assert "0 rows changed" in client.get(again).text


def test_a_list_enrols_members_and_lists_whoever_is_unknown(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at, learners=1)
    a_member(made, "Lò Thị Én", date(1990, 5, 3))
    a_member(made, "Vàng A Su", date(1980, 1, 1))
    a_member(made, "Vàng A Su", date(1981, 1, 1))
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    sheet = workbook(
        [
            ["DANH SÁCH HỌC VIÊN"],
            ["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Tôn giáo"],
            [1, "LÒ THỊ ÉN", "03/05/1990", "", "không"],
            [2, "Vàng A Su", "", "", ""],
            [3, "Sùng Thị Mỷ", "2000", "Đoàn thanh niên", ""],
            [4, "Giàng A 1", "", "", ""],
        ]
    )
    page = upload(client, address(made, "/hoc-vien/tu-excel"), sheet)
    assert fates() == {3: "ready", 4: "fault", 5: "doubt", 6: "same"}
    shown = client.get(page).get_data(as_text=True)
    assert "Tôn giáo" in shown
    assert "Row 5" in shown
    before = session.scalar(select(func.count()).select_from(Enrolment))
    assert before == 1
    client.post(page, data={"act": "many-unknown"})
    client.post(page, data={"act": "accept"})
    session.rollback()
    names = {one.full_name: one for one in made.whole.enrolments}
    assert set(names) == {"Giàng A 1", "Lò Thị Én", "Sùng Thị Mỷ"}
    assert not names["Sùng Thị Mỷ"].is_member
    assert names["Sùng Thị Mỷ"].address == "PLAIN"
    assert names["Sùng Thị Mỷ"].birth_text == "2000"
    assert names["Sùng Thị Mỷ"].sending_unit_name == "Đoàn thanh niên"
    again = upload(client, address(made, "/hoc-vien/tu-excel"), sheet)
    client.post(again, data={"act": "accept"})
    assert "0 rows changed" in client.get(again).get_data(as_text=True)
    session.rollback()
    assert len(made.whole.enrolments) == 3


def test_who_fits_by_name_and_year_only_is_asked_for_and_never_doubled(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at, learners=1)
    known = a_member(made, "Vàng A Su", date(1980, 1, 1))
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    sheet = workbook([["TT", "Họ và tên", "Năm sinh"], [1, "Vàng A Su", 1980]])
    page = upload(client, address(made, "/hoc-vien/tu-excel"), sheet)
    assert fates() == {2: "doubt"}
    client.post(page, data={"act": "many-unknown"})
    assert fates() == {2: "doubt"}
    client.post(page, data={"choice-2-pair": "same", "act": "accept"})
    session.rollback()
    assert known.id in {one.person_id for one in made.whole.enrolments}
    upload(client, address(made, "/hoc-vien/tu-excel"), sheet)
    assert fates() == {2: "same"}
    marks = workbook([["Họ và tên", "Năm sinh", made.whole.rules.papers[0].title],
                      ["Vàng A Su", 1980, "7,5"]])  # fmt: skip
    upload(client, teaching(made, "/diem/tu-excel"), marks)
    assert fates() == {2: "ready"}


def mark_count() -> int:
    """Return how many marks there are, every version counted."""
    session.rollback()
    return session.scalar(select(func.count()).select_from(Mark)) or 0


def mark_sheet(made: Made, title: str, marks: list[object]) -> bytes:
    """Return a list of marks of one paper."""
    learners = made.whole.learners
    rows = [[one.number, one.full_name, mark] for one, mark in zip(learners, marks, strict=False)]
    return workbook([["STT", "Họ và tên", title], *rows, [9, "Người Lạ Mặt", 5]])


def test_marks_are_read_with_comma_and_point_and_faults_named_by_row(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at, learners=4)
    paper = made.whole.rules.papers[0]
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    sheet = mark_sheet(made, paper.title, ["7,5", "8.25", "11", ""])
    page = upload(client, teaching(made, "/diem/tu-excel"), sheet)
    assert fates() == {2: "ready", 3: "ready", 4: "fault", 5: "same", 6: "fault"}
    assert mark_count() == 0
    client.post(page, data={"act": "accept"})
    assert mark_count() == 2
    known = newest_marks(made.whole)
    assert {one.value for one in known.values()} == {Fraction(15, 2), Fraction(33, 4)}
    entries = session.scalars(select(AuditEntry.action)).all()
    assert entries.count("list.keep") == 1
    again = upload(client, teaching(made, "/diem/tu-excel"), sheet)
    client.post(again, data={"act": "accept"})
    assert mark_count() == 2


def test_a_mark_that_was_given_changes_with_a_reason_only(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at, learners=1)
    title = made.whole.rules.papers[0].title
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    where = teaching(made, "/diem/tu-excel")
    client.post(upload(client, where, mark_sheet(made, title, ["7"])), data={"act": "accept"})
    page = upload(client, where, mark_sheet(made, title, ["8"]))
    refused = client.post(page, data={"act": "accept"})
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text  # the preview comes back, with the field to fill in
    assert "Accept: keep 1 row" in refused.text
    assert mark_count() == 1
    client.post(page, data={"act": "accept", "reason": "Chấm lại theo đơn"})
    session.rollback()
    newest = next(iter(newest_marks(made.whole).values()))
    assert (newest.value, newest.version, newest.reason) == (8, 2, "Chấm lại theo đơn")


def test_the_blank_list_of_marks_can_be_sent_back_as_it_is(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    made = a_class(at, learners=2)
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    blank = client.get(teaching(made, "/diem/mau.xlsx")).data
    sheet = load_workbook(io.BytesIO(blank)).worksheets[0]
    assert sheet.cell(3, 2).value == "Giàng A 1"
    page = upload(client, teaching(made, "/diem/tu-excel"), blank)
    assert set(fates().values()) == {"same"}
    assert re.search(r"/nhap-danh-sach/[a-z0-9]+$", page)


def test_nobody_else_sees_a_list_that_was_sent(app: Flask, at: datetime, signed_in: SignIn) -> None:
    made = a_class(at, learners=1)
    client = signed_in(Role.TRAINING_OFFICE, made.unit.id, user_id=made.office.id)
    sheet = mark_sheet(made, made.whole.rules.papers[0].title, ["7"])
    page = upload(client, teaching(made, "/diem/tu-excel"), sheet)
    other = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert other.get(page).status_code == 404
