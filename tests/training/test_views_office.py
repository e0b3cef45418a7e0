"""Pages of classes: who may open them, for which units, and what they keep."""

from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.organisation.queries import unit_names
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories import training as build
from tests.training.stories import a_class, address, mark_everybody
from tests.training.test_certificates import SIGNER, a_recognised_class
from training.models import (
    Course,
    Enrolment,
    Programme,
    RuleSet,
    YearPlanRow,
)
from training.queries.counting import course_figures
from training.queries.progress import course_board
from training.rules.papers.reports import grades_table
from training.rules.ruleset import as_json, default_rules
from training.rules.states import CourseState
from training.rules.typed_rules import typed_of
from training.services import certificates, courses, enrolling, marking
from training.services.marking import MarkDraft

COUNTS = ("", "/lich-hoc")
NAMES = ("/hoc-vien", "/ket-qua")
MANAGING = ("/sua", "/diem-hoc", "/giang-vien", "/tai-lieu", "/lich-hoc/them", "/lui/huy")
LISTS = ("/lop/", "/lop/ke-hoach", "/lop/chuong-trinh")
NEW_LISTS = ("/lop/tao", "/lop/chuong-trinh/tao", "/lop/quy-tac/tao", "/lop/ke-hoach/2026/them")


@pytest.mark.parametrize("page", COUNTS + NAMES + MANAGING)
def test_the_office_opens_every_page(signed_in: SignIn, at: datetime, page: str) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert office.get(address(made, page)).status_code == 200


@pytest.mark.parametrize("page", COUNTS + NAMES + MANAGING)
def test_the_office_of_another_unit_sees_nothing(
    signed_in: SignIn, at: datetime, page: str
) -> None:
    made = a_class(at)
    stranger = signed_in(Role.TRAINING_OFFICE, make.a_unit("Đảng bộ xã khác").id)
    assert stranger.get(address(made, page)).status_code == 404


def test_a_superior_sees_counts_and_no_names(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    superior = signed_in(Role.VIEWER, made.unit.id)
    page = superior.get(address(made))
    assert page.status_code == 200
    assert "Giàng A 1" not in page.text
    assert "/hoc-vien" not in page.text
    for one in NAMES + MANAGING:
        assert superior.get(address(made, one)).status_code == 403


@pytest.mark.parametrize("page", LISTS + NEW_LISTS)
def test_lists_and_new_things_open_for_the_office(
    signed_in: SignIn, at: datetime, page: str
) -> None:
    unit = make.a_unit()
    office = signed_in(Role.TRAINING_OFFICE, unit.id)
    assert office.get(page).status_code in (200, 303)
    build.a_course(unit)
    assert office.get(page).status_code == 200
    assert signed_in(Role.JUDGE, unit.id).get(page).status_code == 403


def posted(typed: dict[str, Any]) -> dict[str, str]:
    """Return rules as a browser sends their fields."""
    fields = {key: str(value) for key, value in typed.items() if isinstance(value, str)}
    fields |= {key: "y" for key, value in typed.items() if value is True}
    for rows in ("papers", "bands"):
        for place, row in enumerate(typed[rows]):
            fields |= {f"{rows}-{place}-{key}": str(value) for key, value in row.items()}
    return fields


def test_a_class_is_created_from_rules_to_decision(signed_in: SignIn, at: datetime) -> None:
    unit = make.a_unit()
    office = signed_in(Role.TRAINING_OFFICE, unit.id)
    rules = posted(typed_of(default_rules())) | {"unit": unit.public_id}
    assert office.post("/lop/quy-tac/tao", data=rules).status_code == 303
    session.rollback()
    key = session.scalar(select(RuleSet.public_id))
    assert session.scalar(select(RuleSet.document)) == as_json(default_rules())
    shown = office.get(f"/lop/quy-tac/{key}").text
    assert "Bài thu hoạch" in shown
    assert "Giỏi 8,0; Khá 7,0; Trung bình 5,0" in shown
    named = {"name": "Vàng A Lâu", "office": "Giám đốc"}
    assert office.post(f"/lop/quy-tac/{key}", data=named).status_code == 303
    programme = {
        "unit": unit.public_id,
        "code": "NV",
        "name": "Nghiệp vụ công tác đảng",
        "kind": "FURTHER_TRAINING",
        "audience": "SECRETARY",
        "valid_from": "2026-01-01",
        "periods": "10",
        "periods_per_lesson": "5",
        "items": "Sinh hoạt chi bộ | 5\n+ Thực tế | 5",
        "rule_set": key,
        "gate": "NONE",
        "paper": "CERTIFICATE",
        "address": "COMRADE",
    }
    assert office.post("/lop/chuong-trinh/tao", data=programme).status_code == 303
    page = office.get("/lop/tao").text
    version = page.partition('<option value="')[2].partition('"')[0]
    course = {
        "unit": unit.public_id,
        "version": version,
        "title": "Lớp nghiệp vụ",
        "code": "NV-01",
        "starts_on": "2026-12-14",
        "ends_on": "2026-12-15",
    }
    made = office.post("/lop/tao", data=course)
    assert made.status_code == 303
    decision = {"number": "12-QĐ/TTCT", "decided_on": "2026-12-01"}
    assert office.post(f"{made.location}/mo", data=decision).status_code == 303
    assert office.post(f"{made.location}/lich-hoc/chep").status_code == 303
    session.rollback()
    assert session.scalars(select(Course.state)).all() == ["OPEN"]
    assert "12-QĐ/TTCT" in office.get(made.location).text


def test_what_is_missing_is_sent_back(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    for page in ("/sua", "/diem-hoc", "/lich-hoc/them", "/lui/huy"):
        answer = office.post(address(made, page), data={"title": ""})
        assert answer.status_code == 422
        assert "error-summary" in answer.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"share": "120"}, "Write a number up to 100"),
        ({"papers-0-weight": "0"}, "Write a number up to 100"),
        ({"papers-0-minimum": "1/0"}, "Write a number up to 10,"),
        ({"bands-1-at_least": "8,0"}, "Two bands begin at the same mark."),
        ({"bands-0-at_least": ""}, "Write the mark from which the band counts."),
        ({"papers-0-title": ""}, "Papers need bands, and bands need papers."),
        ({"papers-0-kind": "quiz", "papers-0-markers": "2"}, "The machine alone marks a quiz"),
    ],
)
def test_rules_that_cannot_be_are_said_at_their_field_and_what_was_typed_stays(
    signed_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    unit = make.a_unit()
    office = signed_in(Role.TRAINING_OFFICE, unit.id)
    fields = posted(typed_of(default_rules())) | {"unit": unit.public_id, "title": "Đã gõ"} | wrong
    page = office.post("/lop/quy-tac/tao", data=fields)
    assert page.status_code == 422
    assert words in page.text
    assert 'value="Đã gõ"' in page.text
    assert session.scalar(select(func.count(RuleSet.id))) == 0


def test_ticked_people_are_enrolled_and_an_outsider_too(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, learners=0)
    cell = make.a_cell(made.unit)
    people = [make.a_person(cell, f"Vàng A {n}") for n in range(3)]
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(address(made, f"/hoc-vien?don-vi={made.unit.public_id}")).text
    assert "Vàng A 2" in page
    ticks = {"unit": made.unit.public_id, "person": [one.public_id for one in people[:2]]}
    assert office.post(address(made, "/hoc-vien"), data=ticks).status_code == 303
    again = office.post(address(made, "/hoc-vien"), data=ticks, follow_redirects=True).text
    assert "2 of those ticked are left out" in again
    outsider = {"full_name": "Hảng A Su", "birth_date": "2/1/2004", "unit": cell.public_id}
    assert office.post(address(made, "/hoc-vien/quan-chung"), data=outsider).status_code == 303
    by_year = {"full_name": "Lý A Dờ", "birth_date": "1999", "unit": cell.public_id}
    assert office.post(address(made, "/hoc-vien/quan-chung"), data=by_year).status_code == 303
    session.rollback()
    found = session.execute(
        select(Enrolment.full_name, Enrolment.is_member, Enrolment.birth_text).order_by(
            Enrolment.number
        )
    ).all()
    assert [tuple(row) for row in found] == [
        ("Vàng A 0", True, ""),
        ("Vàng A 1", True, ""),
        ("Hảng A Su", False, "02/01/2004"),
        ("Lý A Dờ", False, "1999"),
    ]


def test_slips_are_printed_and_the_older_ones_die(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    old = enrolling.issue_slips(made.course_id, None, **made.by)[0].code
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert office.post(address(made, "/phieu")).data.startswith(b"%PDF-")
    assert app.test_client().post("/hoc/", data={"code": old}).status_code == 404


def test_a_plan_is_kept_shown_and_removed(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    key = session.scalar(select(Programme.public_id))
    line = {"unit": made.unit.public_id, "programme": key, "courses": "3", "learners": "120"}
    sheet = office.get("/lop/ke-hoach/2026/them").text
    assert f", {unit_names({made.unit.id}, at.date())[made.unit.id]})</option>" in sheet
    assert office.post("/lop/ke-hoach/2026/them", data=line).status_code == 303
    assert "120" in office.get("/lop/ke-hoach?nam=2026").text
    session.rollback()
    row = session.scalar(select(YearPlanRow.public_id))
    assert office.post(f"/lop/ke-hoach/2026/{row}/bo").status_code == 303
    session.rollback()
    assert session.scalar(select(func.count(YearPlanRow.id))) == 0


def test_recognition_shows_all_reasons_and_freezes(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    mark_everybody(made, absent=1)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    drafts = [MarkDraft(one.id, "essay", Fraction(8)) for one in made.whole.learners[1:]]
    marking.keep_marks(made.course_id, drafts, **made.by)
    assert office.post(address(made, "/buoc/cho-cong-nhan")).status_code == 303
    page = office.get(address(made, "/ket-qua")).text
    assert "Attended 0 of 10 periods (0,0%), needs 8 (80%)" in page
    assert "Not handed in: bài thu hoạch" in page
    assert office.post(address(made, "/ket-qua"), data={"number": ""}).status_code == 422
    decision = {"number": "15-QĐ/TTCT", "decided_on": "2026-12-20"}
    assert office.post(address(made, "/ket-qua"), data=decision).status_code == 303
    assert "15-QĐ/TTCT" in office.get(address(made, "/ket-qua")).text
    assert "Giàng A 2" in office.get(address(made, "/ket-qua?xem=dat")).text


def test_a_refused_step_leads_back_to_its_page(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    here = f"http://localhost{address(made)}"
    page = office.post(address(made, "/buoc/cham"), headers={"Referer": here}).text
    assert f'href="{address(made)}"' in page
    foreign = office.post(address(made, "/buoc/cham"), headers={"Referer": "http://evil.test/x"})
    assert "evil.test" not in foreign.text


def test_a_class_whose_certificates_are_all_issued_waits_for_its_closing(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8", "4"))
    assert course_board(made.whole).place == 5
    certificates.issue_certificates(made.course_id, SIGNER, at.date(), **made.by)
    assert course_board(made.whole).place == 6
    courses.step_course(made.course_id, CourseState.CLOSED, **made.by)
    assert course_board(made.whole).place == 7
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert "To do now" not in office.get(address(made)).text


def test_percents_are_counted_of_everybody_where_the_rules_say_so(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8", "8", "4"))
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(address(made, "/ket-qua")).text
    assert "Percents of the 2 who pass" in page
    made.whole.course.rules = {**(made.whole.course.rules or {}), "percent_of": "enrolled"}
    session.commit()
    page = office.get(address(made, "/ket-qua")).text
    assert "Percents of all 3 learners" in page
    assert "66,7%" in page or "66.7%" in page
    found = course_figures(made.whole)
    assert [(one.label, one.count) for one in found.grades][-1] == ("Không đạt", 1)
    table = grades_table(found.grades, found.enrolled, "ghi danh")
    assert [row[2] for row in table.rows] == ["66,7%", "0,0%", "0,0%", "33,3%"]
