"""Pages of lists: sent, looked at, settled, accepted; read in a browser without faults."""

import io
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import func, select

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import session
from foundation.importing.models import ColumnMemory, ImportedFile, ImportedRow
from foundation.importing.services import staging, sweep_lists, switch_field
from foundation.importing.services.sweeping import KEPT_FOR
from foundation.jobs import services as jobs
from foundation.organisation.models import Person
from tests.browser import press, visit
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.foundation.importing.sheets import CELLS, TCVN3_NAME, workbook
from tests.webapp.test_look import faults

SEND = "/nhap-danh-sach/nguoi"
HEADS = ["Họ và tên", "Ngày sinh", "Chi bộ", "Số lý lịch", "Số thẻ", "Tôn giáo"]
ROWS = [
    ["Vàng A Su", "01/01/1980", CELLS[0], "000001YB", "10000001", "x"],
    ["Vàng A Su", "01/01/1980", CELLS[1], "000002YB", "10000002", "x"],
    ["Lò Thị Én", "1985", CELLS[0], "000003YB", 1000003, "x"],
    [TCVN3_NAME, "1986", CELLS[0], "000004YB", "10000004", "x"],
    ["Giàng A Páo", "hôm qua", CELLS[0], "000005YB", "10000005", "x"],
    ["Hờ A Chu", "1990", CELLS[0], "000006YB", "10000006", "x"],
    ["Hờ A Dê", "1991", CELLS[0], "000006YB", "10000007", "x"],
]


def a_site(at: datetime) -> tuple[str, int, int]:
    """Return a unit that keeps numbers (public id, id), and its clerk's account."""
    unit = make.a_unit()
    for name in CELLS:
        make.a_cell(unit, name)
    user = make.a_user(Role.TRAINING_OFFICE, unit.id)
    for field in ("card", "file_number"):
        switch_field(unit.id, field, "Quản lý đảng viên", actor_id=user.id, at=at)
    return unit.public_id, unit.id, user.id


def fates() -> dict[int, str]:
    """Return what becomes of each row of the newest list."""
    session.rollback()
    newest = session.scalar(select(func.max(ImportedFile.id)))
    rows = session.scalars(select(ImportedRow).where(ImportedRow.file_id == newest))
    return {row.number: row.fate for row in rows}


def test_doubts_are_settled_on_the_page_and_the_rest_is_left_out(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    file = (io.BytesIO(workbook([HEADS, *ROWS])), "ds.xlsx")
    page = client.post(SEND, data={"unit": unit, "file": file}).location
    assert fates() == {
        2: "doubt", 3: "doubt", 4: "doubt", 5: "ready", 6: "fault", 7: "doubt", 8: "doubt",
    }  # fmt: skip
    shown = client.get(page + "?view=all").get_data(as_text=True)
    assert TCVN3_NAME in shown
    assert "Nguyễn Văn Hùng" in shown
    # one row of each group is answered; the other comes along untouched, as a form sends it
    sent = {
        "choice-2-pair": "other", "choice-3-pair": "", "choice-4-card": "yes",
        "choice-7-twice": "", "choice-8-twice": "keep", "act": "save",
    }  # fmt: skip
    client.post(page, data=sent)
    assert fates() == {
        2: "ready", 3: "ready", 4: "ready", 5: "ready", 6: "fault", 7: "left", 8: "ready",
    }  # fmt: skip
    assert session.scalar(select(func.count()).select_from(Person)) == 0
    client.post(page, data={"act": "accept"})
    session.rollback()
    names = set(session.scalars(select(Person.full_name)))
    assert names == {"Vàng A Su", "Lò Thị Én", "Nguyễn Văn Hùng", "Hờ A Dê"}
    assert "Giàng A Páo" in client.get(page).get_data(as_text=True)  # named among the rows left


def test_births_that_differ_by_a_slip_are_asked_about_within_one_file(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    rows = [
        ["Vàng A Su", "05/03/1980", CELLS[0], "", "", ""],
        ["Vàng A Su", "03/05/1980", CELLS[0], "", "", ""],
        ["Lò Thị Én", "05/03/1985", CELLS[0], "", "", ""],
        ["Lò Thị Én", "05/03/1986", CELLS[1], "", "", ""],
        ["Hờ A Chu", "05/03/1990", CELLS[0], "000001YB", "", ""],
        ["Hờ A Chu", "05/03/1991", CELLS[0], "000002YB", "", ""],
        ["Hờ A Dê", "05/03/1990", CELLS[0], "", "", ""],
        ["Hờ A Dê", "17/11/1962", CELLS[0], "", "", ""],
    ]
    file = (io.BytesIO(workbook([HEADS, *rows])), "ds.xlsx")
    page = client.post(SEND, data={"unit": unit, "file": file}).location
    told = fates()
    assert {number for number, fate in told.items() if fate == "doubt"} == {2, 3, 4, 5}
    client.post(page, data={"choice-3-near": "keep", "choice-4-near": "other", "act": "save"})
    told = fates()
    assert {number for number, fate in told.items() if fate == "left"} == {2}
    client.post(page, data={"act": "accept"})
    session.rollback()
    born = select(Person.birth_date).where(Person.full_name == "Vàng A Su")
    assert session.scalars(born).all() == [date(1980, 5, 3)]
    assert session.scalar(select(func.count()).select_from(Person)) == 7
    # the row left out is asked about again: now it is a slip away from somebody known
    again = (io.BytesIO(workbook([HEADS, *rows])), "ds.xlsx")
    client.post(SEND, data={"unit": unit, "file": again})
    assert fates()[2] == "doubt"
    assert set(fates().values()) <= {"same", "doubt"}


def test_a_list_of_many_rows_is_read_by_the_worker_in_pieces(
    app: Flask, at: datetime, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    monkeypatch.setattr(staging, "MANY_ROWS", len(ROWS))
    file = (io.BytesIO(workbook([HEADS, *ROWS])), "ds.xlsx")
    client.post(SEND, data={"unit": unit, "file": file})
    assert fates() == {}
    assert jobs.work_on(session.scalars(select(ImportedFile.job_id)).one() or 0)
    assert sorted(fates()) == [2, 3, 4, 5, 6, 7, 8]


def test_rows_to_repair_are_named_above_the_doubts(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    file = (io.BytesIO(workbook([HEADS, *ROWS])), "ds.xlsx")
    page = client.post(SEND, data={"unit": unit, "file": file}).location
    shown = client.get(page).get_data(as_text=True)
    summary = shown.partition("error-summary")[2].partition("</section>")[0]
    assert "1 row to repair in the file" in summary
    assert "Row 6: Giàng A Páo" in summary
    assert "hôm qua" in summary


def test_a_year_of_birth_that_may_be_a_known_day_is_no_new_person(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    heads = ["Họ và tên", "Ngày sinh", "Chi bộ"]

    def send(*born: str) -> str:
        names = [["Vàng A Su", day, CELLS[0]] for day in born]
        file = (io.BytesIO(workbook([heads, *names])), "ds.xlsx")
        return str(client.post(SEND, data={"unit": unit, "file": file}).location)

    client.post(send("01/02/1980"), data={"act": "accept"})
    page = send("1980", "1981")
    assert fates() == {2: "doubt", 3: "ready"}
    client.post(page, data={"choice-2-pair": "same", "choice-3-row": "no", "act": "accept"})
    session.rollback()
    births = session.execute(select(Person.birth_date, Person.birth_year)).all()
    assert [tuple(one) for one in births] == [(date(1980, 2, 1), None)]


def test_old_lists_are_taken_away(app: Flask, at: datetime, signed_in: SignIn) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    for place, act in enumerate(("save", "accept")):
        file = (io.BytesIO(workbook([HEADS, ROWS[place], ROWS[4]])), f"{act}.xlsx")
        page = client.post(SEND, data={"unit": unit, "file": file}).location
        client.post(page, data={"act": act})
    sweep_lists(at + KEPT_FOR)
    assert session.scalar(select(func.count()).select_from(ImportedRow)) == 4
    assert sweep_lists(clock.now() + KEPT_FOR + timedelta(days=1)) == 2
    session.rollback()
    assert session.scalar(select(func.count()).select_from(ImportedRow)) == 0
    assert session.scalars(select(ImportedFile.file_name)).all() == ["accept.xlsx"]
    assert sweep_lists(clock.now() + 2 * KEPT_FOR) == 0
    assert client.get(page).status_code == 200


def test_columns_that_somebody_named_are_remembered_for_the_unit(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    sheet = workbook([["Họ và tên", "Lúc", "Nơi"], ["Giàng A Páo", "1980", CELLS[0]]])
    page = client.post(SEND, data={"unit": unit, "file": (io.BytesIO(sheet), "a.xlsx")}).location
    named = {"column-0": "full_name", "column-1": "birth", "column-2": "unit"}
    assert client.post(page + "/cot", data=named).status_code == 303
    session.rollback()
    assert session.scalar(select(func.count()).select_from(ColumnMemory)) == 1
    client.post(SEND, data={"unit": unit, "file": (io.BytesIO(sheet), "b.xlsx")})
    session.rollback()
    row = session.scalars(select(ImportedRow).order_by(ImportedRow.id.desc())).first()
    assert row is not None
    assert row.item["values"]["born"] == "1980"


def test_a_sheet_whose_columns_nobody_knows_asks_what_they_hold(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit, unit_id, user_id = a_site(at)
    client = signed_in(Role.TRAINING_OFFICE, unit_id, user_id=user_id)
    sheet = workbook([["DS"], ["Ai", "Lúc"], ["Giàng A Páo", "1980"], ["Lò Thị Én", "1985"]])
    page = client.post(SEND, data={"unit": unit, "file": (io.BytesIO(sheet), "a.xlsx")}).location
    assert fates() == {}
    assert client.get(page).status_code == 200
    client.post(page + "/cot", data={"column-0": "full_name", "column-1": "birth"})
    assert fates() == {3: "ready", 4: "ready"}


def test_optional_data_need_a_purpose_and_are_ignored_without_one(
    app: Flask, at: datetime, signed_in: SignIn
) -> None:
    unit = make.a_unit()
    client = signed_in(Role.ADMINISTRATOR, unit.id)
    sheet = workbook([["Họ và tên", "Dân tộc"], ["Giàng A Páo", "Mông"]])
    page = client.post(
        SEND, data={"unit": unit.public_id, "file": (io.BytesIO(sheet), "a.xlsx")}
    ).location
    client.post(page, data={"act": "accept"})
    session.rollback()
    assert session.scalars(select(Person.ethnicity)).all() == [None]
    switch = f"{SEND}/{unit.public_id}/thu-thap/ethnicity/bat"
    assert client.post(switch, data={"purpose": ""}).status_code == 422
    assert client.post(switch, data={"purpose": "Thống kê"}).status_code == 303
    page = client.post(
        SEND, data={"unit": unit.public_id, "file": (io.BytesIO(sheet), "a.xlsx")}
    ).location
    client.post(page, data={"act": "accept"})
    session.rollback()
    assert session.scalars(select(Person.ethnicity)).all() == ["Mông"]


def test_a_trainer_brings_in_no_persons(app: Flask, at: datetime, signed_in: SignIn) -> None:
    unit = make.a_unit()
    assert signed_in(Role.TRAINER, unit.id).get(SEND).status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1366])
def test_pages_of_lists_have_no_faults(
    app: Flask, at: datetime, page: Page, site: str, width: int
) -> None:
    unit, _unit_id, user_id = a_site(at)
    token = open_session(device="test", at=clock.now(), user_id=user_id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    page.set_viewport_size({"width": width, "height": 800})
    found = {}

    def look(name: str) -> None:
        found[name] = {kind: what for kind, what in faults(page).items() if what}

    visit(page, f"{site}{SEND}/{unit}/thu-thap")
    look("collected")
    visit(page, site + SEND)
    look("send")
    content = workbook([HEADS, *ROWS])
    page.set_input_files(
        "input[type=file]", {"name": "ds.xlsx", "mimeType": "application/zip", "buffer": content}
    )
    press(page.locator("main form .btn-main"), "**/nhap-danh-sach/*")
    look("preview")
    address = page.url
    visit(page, address + "?view=all")
    look("all rows")
    visit(page, address + "/cot")
    look("columns")
    visit(page, address)
    press(page.locator("button[value=accept]"), address)
    look("kept")
    assert found == {name: {} for name in found}
