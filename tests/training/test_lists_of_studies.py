"""Studies elsewhere from Excel: who is meant, what is doubtful, nothing twice."""

import io
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.days import Day
from foundation.db import session
from foundation.organisation.models import Unit
from foundation.organisation.services import PersonDraft, create_person
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.foundation.importing.sheets import workbook
from tests.training.test_lists import fates
from training.models import ExternalStudy

SEND = "/so-lieu/ghi/cu-di-hoc/tu-excel"
TITLE = ["DANH SÁCH CÁN BỘ CỬ ĐI HỌC GIAI ĐOẠN 2012-2014"]
HEAD = ["TT", "Họ", "Tên", "Năm sinh", "Chi bộ", "Nội dung đào tạo", "Trình độ đào tạo",
        "Trường", "Thời gian học", "Kết quả", "Tôn giáo"]  # fmt: skip
SCHOOL = "Trường Chính trị tỉnh"


@dataclass
class Place:
    commune: Unit
    cells: list[Unit]
    client: FlaskClient


@pytest.fixture
def place(app: Flask, at: datetime, signed_in: SignIn) -> Place:
    commune = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots")
    cells = [make.a_cell(commune, f"Chi bộ bản {n}") for n in (1, 2)]
    for name, cell, born in (
        ("Lò Thị Én", 0, date(1985, 5, 3)), ("Vàng A Su", 0, date(1980, 1, 1)),
        ("Vàng A Su", 1, date(1981, 2, 2)), ("Hờ A Dê", 1, date(1979, 7, 7)),
    ):  # fmt: skip
        draft = PersonDraft(name, cells[cell].id, date(2010, 1, 1), born=Day.of(born))
        create_person(draft, actor_id=None, at=at)
    return Place(commune, cells, signed_in(Role.TRAINING_OFFICE, commune.id))


def send(place: Place, rows: list[list[object]]) -> str:
    """Send a list below its title and return the address of its preview."""
    content = workbook([TITLE, HEAD, *rows])
    data = {"file": (io.BytesIO(content), "cu-di-hoc.xlsx"), "unit": place.commune.public_id}
    sent = place.client.post(SEND, data=data)
    assert sent.status_code == 303, sent.get_data(as_text=True)[:500]
    return str(sent.location)


def kept() -> list[ExternalStudy]:
    """Return the studies that are written down."""
    session.rollback()
    return list(session.scalars(select(ExternalStudy).order_by(ExternalStudy.id)))


ROWS: list[list[object]] = [
    [1, "Lò Thị", "Én", 1985, "Chi bộ bản 1", "Lý luận chính trị", "Trung cấp", SCHOOL,
     "09/2012 - 06/2014", "Khá", "x"],
    [2, "Vàng A", "Su", "", "Chi bộ bản 2", "Chuyên môn", "Đại học", "Đại học Tây Bắc",
     "05/09/2013", "", "x"],
    [3, "Vàng A", "Su", "", "", "LLCT", "Cao cấp", "Học viện", "2013", "", "x"],
    [4, "Hờ A", "Dê", "1979", "", "", "Cao cấp LLCT", "Học viện", "2014", "", "x"],
    [5, "Hờ A", "Dê", "1990", "", "LLCT", "Cao cấp", "Học viện", "2014", "", "x"],
    [6, "Lò Thị", "Én", "1985", "Chi bộ bản 1", "LLCT", "Trung cấp", "", "hôm nào", "", "x"],
    [7, "Lò Thị", "Én", "1985", "", "LLCT", "Trung cấp", SCHOOL, "09/2012", "", "x"],
]  # fmt: skip


def test_a_list_of_studies_is_matched_doubted_and_kept_once(place: Place) -> None:
    page = send(place, ROWS)
    assert fates() == {
        3: "ready", 4: "ready", 5: "fault", 6: "doubt", 7: "fault", 8: "fault", 9: "fault",
    }  # fmt: skip
    shown = place.client.get(page + "?view=all").get_data(as_text=True)
    assert "Tôn giáo" in shown
    assert kept() == []
    place.client.post(page, data={"choice-6-pair": "same", "act": "accept"})
    found = [(one.kind, one.level, one.started_on, one.ended_on) for one in kept()]
    assert found == [
        ("theory", "Trung cấp", date(2012, 9, 1), date(2014, 6, 30)),
        ("professional", "Đại học", date(2013, 9, 5), None),
        ("theory", "Cao cấp LLCT", date(2014, 1, 1), None),
    ]
    assert [one.unit_id for one in kept()] == [place.cells[n].id for n in (0, 1, 1)]
    again = send(place, ROWS)
    place.client.post(again, data={"act": "accept"})
    assert len(kept()) == 3
    assert "0 rows changed" in place.client.get(again).get_data(as_text=True)


def test_a_later_list_fills_in_the_end_and_the_result(place: Place) -> None:
    place.client.post(send(place, ROWS[1:2]), data={"act": "accept"})
    later = [*ROWS[1][:8], "05/09/2013 - 30/06/2017", "Giỏi", ""]
    place.client.post(send(place, [later]), data={"act": "accept"})
    [one] = kept()
    assert (one.ended_on, one.result) == (date(2017, 6, 30), "Giỏi")


def test_who_was_no_member_then_is_named(place: Place) -> None:
    early = [*ROWS[0][:8], "09/2005", "", ""]
    send(place, [early])
    assert fates() == {3: "fault"}


def test_the_rows_left_out_come_as_a_sheet_that_can_be_sent_again(place: Place) -> None:
    page = send(place, ROWS)
    content = place.client.get(page + "/de-lai.xlsx").data
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    lines = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [line[0] for line in lines] == ["5", "6", "7", "8", "9"]
    assert "Write the school." in lines[3][-1]
    place.client.post(page, data={"act": "accept"})
    assert place.client.get(page + "/de-lai.xlsx").data


def test_the_blank_list_is_understood(place: Place) -> None:
    blank = place.client.get("/so-lieu/ghi/cu-di-hoc/mau.xlsx").data
    data = {"file": (io.BytesIO(blank), "mau.xlsx"), "unit": place.commune.public_id}
    page = place.client.get(place.client.post(SEND, data=data).location)
    assert "Columns not understood" not in page.get_data(as_text=True)
    assert fates() == {3: "fault"}  # nobody has the name of the sample


def test_a_superior_sends_no_studies(place: Place, signed_in: SignIn) -> None:
    viewer = signed_in(Role.VIEWER, place.commune.id)
    assert viewer.get(SEND).status_code == 403
