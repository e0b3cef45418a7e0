"""Pages of trainers and learners."""

import io
from datetime import date, datetime
from fractions import Fraction

from flask import Flask
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.paper_texts import printed
from tests.training.stories import a_class, a_learner_in, address, mark_everybody, teaching
from training.models import (
    AttendanceRecord,
    CourseMaterial,
    CourseResult,
    Mark,
)
from training.rules.rolling import code_now
from training.rules.states import CourseState
from training.services import courses, enrolling, recognition
from training.services.recognition import Decision

COUNTS = ("", "/lich-hoc")
NAMES = ("/hoc-vien", "/ket-qua")
MANAGING = ("/sua", "/diem-hoc", "/giang-vien", "/tai-lieu", "/lich-hoc/them", "/lui/huy")
LISTS = ("/lop/", "/lop/ke-hoach", "/lop/chuong-trinh")
NEW_LISTS = ("/lop/tao", "/lop/chuong-trinh/tao", "/lop/quy-tac/tao", "/lop/ke-hoach/2026/them")


TRAINER_PAGES = ("/chuyen-can", "/diem", "/con-thieu", "/so-diem-danh.pdf")


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


def test_a_mark_that_was_changed_shows_the_old_one_with_its_reason(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    name, page = f"mark-{made.whole.learners[0].public_id}", teaching(made, "/diem?bai=essay")
    for mark, reason in (("5,5", ""), ("6,75", "Cộng sót ý 3"), ("7", "Phúc khảo")):
        assert office.post(page, data={name: mark, "reason": reason}).status_code == 303
    found = office.get(page).text
    assert "version 2: 5,5 became 6,75. Cộng sót ý 3" in found
    assert "version 3: 6,75 became 7. Phúc khảo" in found


def test_whoever_is_short_of_attendance_has_no_band_on_page_and_paper(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at, learners=2)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    mark_everybody(made, absent=1)
    page = teaching(made, "/diem?bai=essay")
    typed = {f"mark-{one.public_id}": "9" for one in made.whole.learners}
    assert office.post(page, data=typed).status_code == 303
    before = office.get(page).text
    assert (before.count("Giỏi"), before.count("not all conditions yet")) == (1, 1)
    for step in (CourseState.MARKING, CourseState.AWAITING):
        courses.step_course(made.course_id, step, **made.by)
    after = office.get(page).text
    assert (after.count("Giỏi"), after.count("Không đạt")) == (1, 1)
    paper = printed(office.get(address(made, "/van-ban/bang-diem.pdf")).data)
    assert (paper.count("Giỏi"), paper.count("Không đạt")) == (1, 1)
    decision = Decision("12-QĐ/TTCT", date(2026, 12, 12))
    recognition.recognise(made.course_id, decision, **made.by)
    kept = session.scalars(select(CourseResult.label).order_by(CourseResult.enrolment_id)).all()
    assert kept == ["Không đạt", "Giỏi"]


def test_a_field_left_empty_does_not_wipe_what_another_marker_filled_meanwhile(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    first, second, _third = made.whole.learners
    page = teaching(made, "/diem?bai=essay")
    office.post(page, data={f"mark-{first.public_id}": "8", f"seen-{first.public_id}": ""})
    stale = {
        f"mark-{first.public_id}": "", f"seen-{first.public_id}": "",
        f"mark-{second.public_id}": "7", f"seen-{second.public_id}": "",
        "reason": "Chấm lại",
    }  # fmt: skip
    assert office.post(page, data=stale).status_code == 303
    session.rollback()
    kept = session.execute(select(Mark.enrolment_id, Mark.value).order_by(Mark.id)).all()
    assert kept == [(first.id, 8), (second.id, 7)]


def test_a_learner_sees_the_class_and_signs_in_by_code(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    learner = a_learner_in(app, made)
    lesson = made.whole.lessons[0]
    assert lesson.title in learner.get("/hoc/lop").text
    code = code_now(lesson.secret, lesson.public_id, at)
    scan = f"/hoc/co-mat/{lesson.public_id}/{code}"
    asked = learner.get(scan).text
    assert all(words in asked for words in ("Giàng A 1", "I am present", lesson.title))
    session.rollback()
    assert session.scalar(select(func.count(AttendanceRecord.id))) == 0  # a scan marks nobody
    assert "is present" in learner.post(scan).text
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


def test_a_place_of_learning_has_a_roll_of_its_own(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    site = courses.add_site(made.course_id, "Điểm cầu Mồ Dề", "", **made.by)
    other = courses.add_site(made.course_id, "Điểm cầu Kim Nọi", "", **made.by)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    first = made.whole.learners[0]
    form = {"role": "LEARNER", "is_member": "y", "site": site.public_id}
    page = address(made, f"/hoc-vien/{first.public_id}")
    assert office.post(page, data={**form, "site": "nowhere"}).status_code == 422
    assert office.post(page, data=form).status_code == 303
    assert "sits at Điểm cầu Mồ Dề" in office.get(address(made, "/hoc-vien")).text
    lesson = made.whole.lessons[0]
    roll = teaching(made, f"/diem-danh/{lesson.public_id}")
    here = f"{roll}?diem-hoc={site.public_id}"
    assert "0 present, 0 absent, 1 not marked" in office.get(here).text
    assert "0 present, 0 absent, 3 not marked" in office.get(roll).text
    assert "Nobody" in office.get(f"{roll}?diem-hoc={other.public_id}").text
    ticked = office.post(f"{roll}/tat-ca?diem-hoc={site.public_id}")
    assert ticked.location.endswith(here)
    assert "1 present, 0 absent, 2 not marked" in office.get(roll).text


def test_the_strip_shows_ten_a_page_and_finds_a_name_without_marks(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at, learners=12)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    strip = teaching(made, "/chuyen-can")
    names = [f">{one.full_name}<" for one in made.whole.learners]
    first, second = office.get(strip).text, office.get(f"{strip}?trang=2").text
    assert [name in first for name in names] == [True] * 10 + [False] * 2
    assert [name in second for name in names] == [False] * 10 + [True] * 2
    found = office.get(f"{strip}?ten=giang a 12").text
    assert [name in found for name in names] == [False] * 11 + [True]


def test_who_is_missing_what_names_every_reason(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(teaching(made, "/con-thieu")).text
    for one in made.whole.learners:
        assert one.full_name in page
    assert page.count("Not handed in") == len(made.whole.learners)


def test_a_wrong_code_sends_the_learner_to_trainer_or_centre(app: Flask, at: datetime) -> None:
    answer = app.test_client().post("/hoc/", data={"code": "AAAA-BBBB-CCCC"})
    assert answer.status_code == 404
    assert "ask your trainer or the office" in answer.text
    assert "secretariat" not in answer.text


def test_the_class_page_speaks_of_the_centre_and_shows_the_ring(app: Flask, at: datetime) -> None:
    made = a_class(at)
    mark_everybody(made, absent=1)
    page = a_learner_in(app, made).get("/hoc/lop").text
    assert "Training classes" in page
    assert "Political centre" in page
    assert "Organising committee" not in page
    assert "0 of 10 periods taught so far" in page
    assert "ring-needed" in page


def test_a_paper_roll_begins_with_everybody_present_where_asked(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    paper = teaching(made, f"/so-giay/{made.whole.lessons[0].public_id}")
    chosen = '<option value="PRESENT" selected>'
    assert office.get(paper).text.count(chosen) == 0
    assert office.get(f"{paper}?dien=co-mat").text.count(chosen) == len(made.whole.learners)
