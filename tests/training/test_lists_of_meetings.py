"""Meetings of a year from Excel: found by cell and day, nothing twice."""

import io
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.foundation.importing.sheets import workbook
from tests.training.test_lists import fates
from training.models import Meeting
from training.rules.meetings import read_meeting

SEND = "/so-lieu/ghi/sinh-hoat/tu-excel"
HEAD = ["TT", "Chi bộ", "Loại sinh hoạt", "Ngày họp", "Số phải dự", "Số có mặt",
        "Vắng có lý do", "Chuyên đề"]  # fmt: skip
ROWS: list[list[object]] = [
    [1, "Chi bộ bản 1", "Thường kỳ", "03/11/2026", 12, 11, 1, ""],
    [2, "bản 2", "Sinh hoạt chuyên đề", "20/11/2026", 10, 8, "", "Học Bác"],
    [3, "Chi bộ bản 3", "Thường kỳ", "03/11/2026", 12, 11, 1, ""],
    [4, "Chi bộ bản 1", "Thường kỳ", "03/10/2026", 10, 9, 2, ""],
    [5, "Chi bộ bản 1", "", "03/09/2026", 10, "chín", 0, ""],
    [6, "Chi bộ bản 1", "định kỳ", "03/11/2026", 12, 11, 1, ""],
    [7, "Chi bộ bản 1", "bất thường", "01/01/2030", 12, 11, 1, ""],
]  # fmt: skip


def kept() -> list[tuple[str, date, int, int]]:
    """Return the meetings that are written down."""
    session.rollback()
    found = session.scalars(select(Meeting).order_by(Meeting.id))
    return [(one.kind, one.held_on, one.due, one.present) for one in found]


def test_a_list_of_meetings_is_kept_once_and_changes_are_asked_about(
    app: Flask, signed_in: SignIn
) -> None:
    commune = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots")
    for number in (1, 2):
        make.a_cell(commune, f"Chi bộ bản {number}")
    client = signed_in(Role.TRAINING_OFFICE, commune.id)

    def send(rows: list[list[object]]) -> str:
        file = (io.BytesIO(workbook([["SINH HOẠT CHI BỘ"], HEAD, *rows])), "sh.xlsx")
        sent = client.post(SEND, data={"file": file, "unit": commune.public_id})
        return str(sent.location)

    page = send(ROWS)
    assert fates() == {
        3: "ready", 4: "ready", 5: "fault", 6: "fault", 7: "fault", 8: "fault", 9: "fault",
    }  # fmt: skip
    client.post(page, data={"act": "accept"})
    first = [("regular", date(2026, 11, 3), 12, 11), ("thematic", date(2026, 11, 20), 10, 8)]
    assert kept() == first
    client.post(send(ROWS), data={"act": "accept"})
    assert kept() == first
    page = send([[*ROWS[0][:5], 10, 1, ""]])
    assert fates() == {3: "doubt"}
    client.post(page, data={"choice-3-differs": "take", "act": "accept"})
    assert kept()[0] == ("regular", date(2026, 11, 3), 12, 10)
    blank = client.get("/so-lieu/ghi/sinh-hoat/mau.xlsx").data
    data = {"file": (io.BytesIO(blank), "mau.xlsx"), "unit": commune.public_id}
    shown = client.get(client.post(SEND, data=data).location).get_data(as_text=True)
    assert "Columns not understood" not in shown


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Sinh hoạt thường kỳ", "regular"), ("CHUYÊN ĐỀ", "thematic"), ("đột xuất", "extraordinary"),
     ("họp", "")],
)  # fmt: skip
def test_kinds_are_read_as_offices_write_them(words: str, kind: str) -> None:
    assert read_meeting({"kind": words}, date(2026, 11, 25)).kind == kind
