"""Pages of figures: what stands on them, who may see names, what can be written down."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pypdfium2
import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import event, select

from contest.models import RoundEntry
from foundation.account.permissions import Role
from foundation.db import db, session
from foundation.organisation import services as organisation
from foundation.organisation.models import Unit
from tests.factories import contest as build
from tests.factories import figures as rows
from tests.factories import organisation as make
from training.models import Meeting, OrganisationRating, ResolutionBook
from training.queries.written import indicator_sets

YEAR = "first=2014&last=2014"
SignIn = Callable[..., FlaskClient]


@dataclass
class Place:
    district: Unit
    commune: Unit
    cells: list[Unit]


@pytest.fixture
def place(app: Flask, at: datetime) -> Place:
    district = make.a_unit("Đảng bộ huyện", level="district")
    commune = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots", parent=district)
    cells = [make.a_cell(commune, f"Chi bộ bản {n}") for n in (1, 2)]
    course = rows.a_recognised_course(district)
    for number in range(5):
        person = make.a_person(cells[0], f"Giàng A Páo {number}")
        rows.a_part(course, person, cells[0], is_passed=number > 0)
    rows.a_part(course, make.a_person(cells[1], "Vàng A Chống"), cells[1])
    rows.a_year_of_meetings(cells[0])
    make.a_person(cells[0], "Sùng Thị Dợ", post="secretary")
    return Place(district, commune, cells)


def _words(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return str(answer.get_data(as_text=True))


def test_the_year_shows_turns_persons_and_denominators(place: Place, signed_in: SignIn) -> None:
    page = _words(signed_in(Role.TRAINING_OFFICE, place.district.id), f"/so-lieu/?{YEAR}")
    for words in ("Figures of 2014", "1 of 2", "50,0%", "Giỏi", "100,0%"):
        assert words in page


def test_a_superior_sees_counts_and_no_names(place: Place, signed_in: SignIn) -> None:
    superior = signed_in(Role.VIEWER, place.district.id)
    for address in ("/so-lieu/?", "/so-lieu/turns?", "/so-lieu/leaders_trained_percent?"):
        page = _words(superior, address + YEAR)
        assert "Giàng A" not in page
        assert "Sùng Thị Dợ" not in page
    _words(superior, f"/so-lieu/turns?view=people&{YEAR}", 404)
    _words(superior, f"/so-lieu/turns.xlsx?view=people&{YEAR}", 404)


def test_small_counts_are_hidden_from_a_superior(place: Place, signed_in: SignIn) -> None:
    address = f"/so-lieu/turns?unit={place.commune.public_id}&{YEAR}"
    assert "withheld" in _words(signed_in(Role.VIEWER, place.district.id), address)
    assert "withheld" not in _words(signed_in(Role.TRAINING_OFFICE, place.district.id), address)


def test_the_office_sees_who_is_missing(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    page = _words(office, f"/so-lieu/leaders_trained_percent?{YEAR}")
    assert "Sùng Thị Dợ" in page
    assert "Vàng A Chống" in _words(office, f"/so-lieu/turns?view=people&{YEAR}")


def test_a_figure_leads_down_the_units_and_up_again(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    top = _words(office, f"/so-lieu/turns?{YEAR}")
    assert f"unit={place.commune.public_id}" in top
    below = _words(office, f"/so-lieu/turns?unit={place.commune.public_id}&{YEAR}")
    assert f"unit={place.district.public_id}" in below
    assert "Chi bộ bản 1" in below


@pytest.mark.parametrize(
    "code",
    ["certificates_issued", "certificates_revoked", "plan_courses", "plan_turns_percent",
     "trained_members", "courses",
     "persons", "band_good", "women_turns", "committee_training_turns", "members",
     "theory_study_persons", "attendance_percent", "committees_12_meetings_percent", "planned",
     "cells_regular_and_thematic_percent", "resolution_book_percent", "top_class_percent"],
)  # fmt: skip
def test_there_is_a_page_and_a_table_behind_every_figure(
    place: Place, signed_in: SignIn, code: str
) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    _words(office, f"/so-lieu/{code}?{YEAR}")
    table = office.get(f"/so-lieu/{code}.xlsx?{YEAR}")
    assert load_workbook(io.BytesIO(table.data)).worksheets


def test_the_year_is_compared_with_the_year_before(place: Place, signed_in: SignIn) -> None:
    again = rows.a_recognised_course(place.district, on=date(2015, 5, 4))
    for _ in range(3):
        rows.a_part(again, make.a_person(place.cells[0]), place.cells[0])
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    page = _words(office, "/so-lieu/?first=2015&against=before")
    assert "2014: 5" in page
    assert "The black mark is 2014." in page
    young = make.a_unit("Đảng bộ mới", level="grassroots", valid_from=date(2015, 1, 1))
    page = signed_in(Role.TRAINING_OFFICE, young.id).get("/so-lieu/?first=2015&against=before")
    assert "2014: not founded yet" in page.text


def test_contests_of_the_year_stand_beside_the_training(
    place: Place, signed_in: SignIn, at: datetime
) -> None:
    day = build.a_stage_day(at, unit=place.district)
    build.mark_all(day, at, "6", "5")
    absent = session.get_one(RoundEntry, day.appearances[2][0])
    absent.state = "ABSENT"
    session.commit()
    superior = signed_in(Role.VIEWER, place.district.id)
    page = _words(superior, "/so-lieu/?first=2026")
    assert "Contests of these years" in page
    assert "66,7%" in page
    assert "Contests of these years" not in _words(superior, f"/so-lieu/?{YEAR}")


def test_long_lists_behind_a_figure_come_in_pages(place: Place, signed_in: SignIn) -> None:
    for number in range(30):
        make.a_person(place.cells[1], f"Thào A {number}", post="deputy")
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    address = f"/so-lieu/leaders_trained_percent?{YEAR}"
    assert "1 to 25, of 31" in _words(office, address)
    assert "26 to 31, of 31" in _words(office, f"{address}&page=2")


def test_another_units_figures_do_not_exist(place: Place, signed_in: SignIn) -> None:
    stranger = make.a_unit("Đảng bộ xã khác")
    office = signed_in(Role.TRAINING_OFFICE, stranger.id)
    _words(office, f"/so-lieu/?unit={place.district.public_id}&{YEAR}", 404)
    _words(office, f"/so-lieu/no_such_figure?{YEAR}", 404)


def test_the_heir_of_a_dissolved_district_reads_its_table(
    place: Place, signed_in: SignIn, at: datetime
) -> None:
    heir, other = (make.a_unit(name, valid_from=date(2025, 7, 1)) for name in ("A", "B"))
    organisation.move_unit(place.commune.id, other.id, date(2025, 7, 1), actor_id=None, at=at)
    organisation.dissolve_unit(
        place.district.id, date(2025, 7, 1), successor_ids=[heir.id, other.id], manner="split",
        records_to=heir.id, actor_id=None, at=at,
    )  # fmt: skip
    office = signed_in(Role.TRAINING_OFFICE, heir.id)
    assert "Đảng bộ huyện" in _words(office, f"/so-lieu/?{YEAR}")
    then = f"/so-lieu/turns?unit={place.commune.public_id}&{YEAR}"
    assert "Chi bộ bản 1" in _words(office, then)
    _words(office, f"/so-lieu/turns?unit={place.commune.public_id}&first=2026", 404)


def _paper(client: FlaskClient, address: str) -> str:
    pages = pypdfium2.PdfDocument(client.get(address).data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "xã Kim Nọi, ngày" not in text
    return " ".join(text.split())


def test_the_files_hold_the_figures(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    book = load_workbook(io.BytesIO(office.get(f"/so-lieu/tai-ve.xlsx?{YEAR}").data))
    values = [[cell.value for cell in row] for row in book.worksheets[1].rows]
    assert ["Secretaries and deputies trained", 0, 0, 1] in [row[:4] for row in values]
    assert book.sheetnames == ["1. By programme", "2. All figures"]
    lines = [one.val.numRef.f for chart in book.worksheets[0]._charts for one in chart.series]
    assert lines == ["'1. By programme'!$F$4", "'1. By programme'!$E$4"]
    paper = office.get(f"/so-lieu/tai-ve.pdf?{YEAR}")
    text = "".join(page.get_textpage().get_text_bounded()
                   for page in pypdfium2.PdfDocument(paper.data))  # fmt: skip
    assert "THỐNG KÊ" in text
    assert "Kim Nọi, ngày 12 tháng 12 năm 2026" in _paper(
        office, f"/so-lieu/tai-ve.pdf?unit={place.commune.public_id}&{YEAR}"
    )
    assert "83,3%" in text
    word = Document(io.BytesIO(office.get(f"/so-lieu/tai-ve.docx?{YEAR}").data))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert {"83,3%", "Secretaries and deputies trained"} <= cells


def test_a_meeting_is_written_and_taken_out(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    words = {"unit": place.cells[1].id, "kind": "regular", "held_on": "2026-11-03", "due": 12,
             "present": 11, "excused": 1}  # fmt: skip
    assert office.post("/so-lieu/ghi/sinh-hoat", data=words).status_code == 303
    assert office.post("/so-lieu/ghi/sinh-hoat", data=words).status_code == 409
    assert office.post("/so-lieu/ghi/sinh-hoat", data={**words, "due": 3}).status_code == 422
    session.rollback()
    kept = session.scalars(select(Meeting).where(Meeting.unit_id == place.cells[1].id)).one()
    address = f"/so-lieu/ghi/sinh-hoat/{kept.public_id}/xoa"
    stranger = signed_in(Role.TRAINING_OFFICE, make.a_unit("Khác").id)
    assert stranger.post(address).status_code == 404
    assert office.post(address).status_code == 303
    session.rollback()
    assert session.scalar(select(Meeting).where(Meeting.unit_id == place.cells[1].id)) is None


def test_a_study_needs_a_member_of_that_name(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    words = {"unit": place.cells[1].id, "full_name": "vang a chong", "kind": "theory",
             "level": "Trung cấp", "institution": "Trường", "started_on": "2026-09-05"}  # fmt: skip
    assert office.post("/so-lieu/ghi/cu-di-hoc", data=words).status_code == 303
    unknown = office.post("/so-lieu/ghi/cu-di-hoc", data={**words, "full_name": "Ai đó"})
    assert unknown.status_code == 422


def test_two_typed_numbers_never_speak_of_the_same_days(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    words = {"unit": place.district.id, "code": "planned", "value": 235, "document": "12-BC/HU",
             "document_date": "2014-12-26", "first_day": "2012-01-01",
             "last_day": "2014-12-31"}  # fmt: skip
    assert office.post("/so-lieu/ghi/so-tu-van-ban", data=words).status_code == 303
    again = {**words, "first_day": "2014-01-01"}
    assert office.post("/so-lieu/ghi/so-tu-van-ban", data=again).status_code == 409
    assert "235" in _words(office, "/so-lieu/planned?first=2012&last=2014")


def test_books_and_ratings_are_written_for_a_year(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    _words(office, "/so-lieu/ghi/so-nghi-quyet")
    office.post("/so-lieu/ghi/so-nghi-quyet", data={"year": 2026, "kept": [place.cells[0].id]})
    session.rollback()
    kept = session.execute(select(ResolutionBook.unit_id, ResolutionBook.is_kept)).all()
    assert dict(kept) == {place.cells[0].id: True, place.cells[1].id: False}
    _words(office, "/so-lieu/ghi/xep-loai")
    office.post("/so-lieu/ghi/xep-loai", data={"year": 2026, f"class-{place.commune.id}": "top"})
    session.rollback()
    assert session.scalars(select(OrganisationRating.class_code)).all() == ["top"]
    office.post("/so-lieu/ghi/xep-loai", data={"year": 2026, f"class-{place.commune.id}": ""})
    session.rollback()
    assert session.scalars(select(OrganisationRating.class_code)).all() == []


def test_indicators_show_what_is_reached(place: Place, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    words = {"unit": place.district.id, "code": "DA-07", "name": "Đề án 07", "document": "07-ĐA/HU",
             "document_date": "2012-01-05", "first_year": 2014, "last_year": 2014,
             "code_chosen": ["turns", "completed_percent", "planned"], "target-turns": "5",
             "target-completed_percent": "86,4"}  # fmt: skip
    assert office.post("/so-lieu/chi-tieu/them", data=words).status_code == 303
    session.rollback()
    [made] = indicator_sets([place.district.id])
    page = _words(office, f"/so-lieu/chi-tieu/{made.public_id}")
    assert "1 of 2 indicators reached" in page
    bad = {**words, "code": "X", "target-turns": "many"}
    assert office.post("/so-lieu/chi-tieu/them", data=bad).status_code == 422
    superior = signed_in(Role.VIEWER, place.district.id)
    assert superior.post("/so-lieu/chi-tieu/them", data=words).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/so-lieu/?", "/so-lieu/turns?", "/so-lieu/turns?view=people&", "/so-lieu/members?",
     "/so-lieu/cells_regular_and_thematic_percent?"],
)  # fmt: skip
def test_more_rows_cost_no_more_questions_to_the_database(
    place: Place, signed_in: SignIn, address: str
) -> None:
    office = signed_in(Role.TRAINING_OFFICE, place.district.id)
    before = _questions(office, address + YEAR)
    course = rows.a_recognised_course(place.district)
    for number in range(12):
        cell = make.a_cell(place.commune, f"Chi bộ mới {number}")
        rows.a_part(course, make.a_person(cell), cell)
        rows.a_meeting(cell, date(2014, 5, 3))
    assert _questions(office, address + YEAR) == before


def _questions(client: FlaskClient, address: str) -> int:
    client.get(address)
    asked: list[str] = []

    def note(*words: object) -> None:
        asked.append(str(words[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    assert client.get(address).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)
