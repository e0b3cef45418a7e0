"""A figure that rests on no record says so, on the page and in every file; never 0 of 0."""

import io
import re

from docx import Document
from openpyxl import load_workbook

from foundation.account.permissions import Role
from tests.conftest import SignIn
from tests.factories import figures as rows
from tests.factories import organisation as make
from tests.factories.paper_texts import printed

YEAR = "first=2014&last=2014"


def test_what_is_not_recorded_is_said_so_everywhere(signed_in: SignIn) -> None:
    district = make.a_unit("Đảng bộ huyện", level="district")
    cell = make.a_cell(district)
    course = rows.a_recognised_course(district)
    for number in range(5):
        rows.a_part(course, make.a_person(cell, f"Giàng A Páo {number}"), cell)
    office = signed_in(Role.TRAINING_OFFICE, district.id)
    page = office.get(f"/so-lieu/?{YEAR}").text
    assert "0 of 0" not in page
    assert "Women: not recorded." in page
    assert re.findall(r"<text [^>]*>(\d+)</text>", page) == ["0", "2", "4"]
    book = load_workbook(io.BytesIO(office.get(f"/so-lieu/tai-ve.xlsx?{YEAR}").data))
    lines = [[cell.value for cell in row][:4] for row in book.worksheets[1].rows]
    assert ["Turns of women", "not recorded", "—", "—"] in lines
    word = Document(io.BytesIO(office.get(f"/so-lieu/tai-ve.docx?{YEAR}").data))
    assert "not recorded" in {
        one.text for table in word.tables for row in table.rows for one in row.cells
    }
    assert "not recorded" in printed(office.get(f"/so-lieu/tai-ve.pdf?{YEAR}").data)
