"""Pages of classes: who may open them, for which units, and what they keep."""

import io
from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories import training as build
from tests.training.stories import Made, a_class, mark_everybody
from training.models import (
    AttendanceRecord,
    Course,
    CourseMaterial,
    Enrolment,
    Mark,
    Programme,
    RuleSet,
    YearPlanRow,
)
from training.rules.rolling import code_now
from training.rules.ruleset import default_rules
from training.rules.states import CourseState
from training.rules.toml_text import write_toml
from training.services import courses, enrolling, marking
from training.services.marking import MarkDraft

COUNTS = ("", "/lich-hoc")
NAMES = ("/hoc-vien", "/ket-qua")
MANAGING = ("/sua", "/diem-hoc", "/giang-vien", "/tai-lieu", "/lich-hoc/them", "/lui/huy")
LISTS = ("/lop/", "/lop/ke-hoach", "/lop/chuong-trinh")
NEW_LISTS = ("/lop/tao", "/lop/chuong-trinh/tao", "/lop/quy-tac/tao", "/lop/ke-hoach/2026/them")


def address(made: Made, page: str = "") -> str:
    """Return a page of the office for this class."""
    return f"/lop/{made.whole.course.public_id}{page}"


def teaching(made: Made, page: str = "") -> str:
    """Return a page of the trainer for this class."""
    return f"/giang-day/{made.whole.course.public_id}{page}"


def a_learner_in(app: Flask, made: Made) -> FlaskClient:
    """Return a browser that came in by the slip of the first learner."""
    slip = enrolling.issue_slips(made.course_id, None, **made.by)[0]
    browser = app.test_client()
    answer = browser.post("/hoc/", data={"code": slip.code})
    assert answer.status_code == 303
    assert answer.location == "/hoc/lop"
    return browser


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


def test_a_class_is_created_from_rules_to_decision(signed_in: SignIn, at: datetime) -> None:
    unit = make.a_unit()
    office = signed_in(Role.TRAINING_OFFICE, unit.id)
    rules = {"unit": unit.public_id, "text": write_toml(default_rules())}
    assert office.post("/lop/quy-tac/tao", data=rules).status_code == 303
    session.rollback()
    key = session.scalar(select(RuleSet.public_id))
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
    bad = {"unit": made.unit.public_id, "text": "code = 3"}
    assert office.post("/lop/quy-tac/tao", data=bad).status_code == 422
    session.rollback()
    assert session.scalar(select(func.count(RuleSet.id))) == 1


def test_ticked_people_are_enrolled_and_an_outsider_too(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, learners=0)
    cell = make.a_cell(made.unit)
    people = [make.a_person(cell, f"Vàng A {n}") for n in range(3)]
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(address(made, f"/hoc-vien?don-vi={made.unit.public_id}")).text
    assert "Vàng A 2" in page
    ticks = {"unit": made.unit.public_id, "person": [one.public_id for one in people[:2]]}
    assert office.post(address(made, "/hoc-vien"), data=ticks).status_code == 303
    outsider = {"full_name": "Hảng A Su", "birth_date": "2004-01-02", "unit": cell.public_id}
    assert office.post(address(made, "/hoc-vien/quan-chung"), data=outsider).status_code == 303
    session.rollback()
    found = session.execute(
        select(Enrolment.full_name, Enrolment.is_member, Enrolment.birth_text)
    ).all()
    assert [tuple(row) for row in found] == [
        ("Vàng A 0", True, ""),
        ("Vàng A 1", True, ""),
        ("Hảng A Su", False, "02/01/2004"),
    ]


def test_a_plan_is_kept_shown_and_removed(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    key = session.scalar(select(Programme.public_id))
    line = {"unit": made.unit.public_id, "programme": key, "courses": "3", "learners": "120"}
    assert office.post("/lop/ke-hoach/2026/them", data=line).status_code == 303
    assert "120" in office.get("/lop/ke-hoach?nam=2026").text
    session.rollback()
    row = session.scalar(select(YearPlanRow.public_id))
    assert office.post(f"/lop/ke-hoach/2026/{row}/bo").status_code == 303
    session.rollback()
    assert session.scalar(select(func.count(YearPlanRow.id))) == 0


TRAINER_PAGES = ("/chuyen-can", "/diem")


def test_a_trainer_opens_own_classes_only(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    trainer = make.a_user(Role.TRAINER, made.unit.id)
    browser = signed_in(Role.TRAINER, made.unit.id, user_id=trainer.id)
    lesson = made.whole.lessons[0].public_id
    pages = (*TRAINER_PAGES, *(f"/{one}/{lesson}" for one in ("diem-danh", "so-giay", "man-chieu")))
    for page in pages:
        assert browser.get(teaching(made, page)).status_code == 404
    courses.set_trainers(made.course_id, frozenset({trainer.id}), **made.by)
    for page in pages:
        assert browser.get(teaching(made, page)).status_code == 200
    assert made.whole.course.title in browser.get("/giang-day/").text
    assert browser.get(teaching(made, "/diem-danh")).status_code == 303
    assert browser.get(address(made)).status_code == 403


def test_a_tick_is_kept_and_a_correction_without_reason_is_not(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    one, lesson = made.whole.learners[0], made.whole.lessons[0]
    roll = teaching(made, f"/diem-danh/{lesson.public_id}")
    tick = {"learner": one.public_id, "seen": "", "mark": "LATE", "lost": "2"}
    assert office.post(roll, data=tick).status_code == 303
    assert "1 present, 0 absent, 2 not marked" in office.get(roll).text
    other = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    again = {"learner": one.public_id, "seen": "LATE", "mark": "PRESENT"}
    assert other.post(roll, data=again).status_code == 422
    assert other.post(roll, data={**again, "reason": "Ghi nhầm"}).status_code == 303
    assert other.post(roll, data={**again, "mark": "X"}).status_code == 422
    session.rollback()
    assert session.scalars(select(AttendanceRecord.state)).all() == ["PRESENT"]
    assert "Ghi nhầm" in office.get(roll).text


def test_a_paper_roll_that_differs_is_settled_by_a_person(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    lesson, first = made.whole.lessons[0], made.whole.learners[0]
    roll = teaching(made, f"/diem-danh/{lesson.public_id}")
    assert office.post(f"{roll}/tat-ca").status_code == 303
    paper = {f"mark-{one.public_id}": "PRESENT" for one in made.whole.learners}
    paper[f"mark-{first.public_id}"] = "ABSENT"
    answer = office.post(teaching(made, f"/so-giay/{lesson.public_id}"), data=paper)
    assert answer.status_code == 303
    page = office.get(roll).text
    action = page.partition("/mau-thuan/")[2].partition('"')[0]
    settle = teaching(made, f"/mau-thuan/{action}")
    assert office.post(settle, data={"take": "new", "reason": ""}).status_code == 422
    assert office.post(settle, data={"take": "new", "reason": "Theo sổ"}).status_code == 303
    assert office.post(f"{roll}/xong").status_code == 303
    session.rollback()
    states = session.scalars(select(AttendanceRecord.state).order_by(AttendanceRecord.id)).all()
    assert states == ["ABSENT", "PRESENT", "PRESENT"]


def test_marks_are_typed_with_a_comma(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    first, second, _third = made.whole.learners
    typed = {f"mark-{first.public_id}": "7,25", f"mark-{second.public_id}": ""}
    assert office.post(teaching(made, "/diem?bai=essay"), data=typed).status_code == 303
    for wrong in ("11", "abc", "7.123", "1e1"):
        typed[f"mark-{second.public_id}"] = wrong
        assert office.post(teaching(made, "/diem?bai=essay"), data=typed).status_code == 422
    session.rollback()
    assert session.scalars(select(Mark.value)).all() == [Fraction("7.25")]
    assert "7,25" in office.get(teaching(made, "/diem")).text


def test_a_learner_sees_the_class_and_signs_in_by_code(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    learner = a_learner_in(app, made)
    lesson = made.whole.lessons[0]
    assert lesson.title in learner.get("/hoc/lop").text
    code = code_now(lesson.secret, lesson.public_id, at)
    assert "is present" in learner.get(f"/hoc/co-mat/{lesson.public_id}/{code}").text
    assert "is present" in learner.post("/hoc/co-mat", data={"code": code}).text
    assert learner.post("/hoc/co-mat", data={"code": "AAAAAAAA"}).status_code == 409
    assert learner.get("/lop/").status_code == 303
    assert learner.get("/thi/bai").location == "/hoc/lop"
    session.rollback()
    assert session.scalar(select(func.count(AttendanceRecord.id))) == 1


def test_a_scan_without_a_session_leads_to_the_door_and_back(app: Flask, at: datetime) -> None:
    made = a_class(at)
    slip = enrolling.issue_slips(made.course_id, None, **made.by)[0]
    lesson = made.whole.lessons[0]
    wanted = f"/hoc/co-mat/{lesson.public_id}/ABCDEFGH"
    stranger = app.test_client()
    door = stranger.get(wanted)
    assert door.status_code == 303
    answer = stranger.post(door.location, data={"code": slip.code})
    assert answer.location == wanted
    elsewhere = app.test_client().post("/hoc/?next=//evil.example", data={"code": slip.code})
    assert elsewhere.location == "/hoc/lop"


def test_documents_show_their_size_and_keep_to_their_class(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made, other = a_class(at), a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    pdf = {"title": "Đề cương", "file": (io.BytesIO(b"%PDF-1.7 " + b"x" * 2000), "bai.pdf")}
    assert office.post(address(made, "/tai-lieu"), data=pdf).status_code == 303
    lie = {"title": "Đề cương", "file": (io.BytesIO(b"MZ..."), "bai.pdf")}
    assert office.post(address(made, "/tai-lieu"), data=lie).status_code == 422
    session.rollback()
    key = session.scalar(select(CourseMaterial.public_id))
    learner = a_learner_in(app, made)
    assert "PDF, 2 KB" in learner.get("/hoc/lop").text
    assert learner.get(f"/hoc/tai-lieu/{key}").data.startswith(b"%PDF-")
    assert a_learner_in(app, other).get(f"/hoc/tai-lieu/{key}").status_code == 404


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
