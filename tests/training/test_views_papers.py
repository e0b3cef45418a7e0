"""Papers of a class by their pages: as PDF and Word, for those who may read names."""

import io
from datetime import date, datetime

import pypdfium2
import pytest
from docx import Document
from flask import Flask

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import services as documents
from foundation.documents.models import NumberedPaper
from foundation.documents.numbering import Numbering
from foundation.documents.services import SettingDraft, SignerDraft
from foundation.documents.services.papers import draw_number
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.training.stories import Made, a_class, address, mark_everybody
from tests.training.test_certificates import a_recognised_class
from training.models import Course
from training.rules.states import CourseState
from training.services import courses

pytestmark = pytest.mark.one_database

ALWAYS = ("danh-sach", "lich-hoc", "diem-danh-trang", "diem-danh", "bang-diem")
LATER = ("quyet-dinh", "bao-cao")


def _text(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


@pytest.fixture
def made(app: Flask, at: datetime) -> Made:
    """Return a recognised class: two of three pass."""
    found = a_recognised_class(at)
    head = SignerDraft(found.unit.id, "Vàng A Lâu", "Giám đốc", True, date(2025, 7, 1))
    documents.add_signer(head, actor_id=None, at=at)
    return found


def test_every_paper_names_the_learners_as_pdf_and_as_word(made: Made, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(address(made, "/van-ban")).text
    for what in (*ALWAYS, *LATER):
        assert f"/van-ban/{what}.pdf" in page
        text = _text(office.get(address(made, f"/van-ban/{what}.pdf")).data)
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
        word = office.get(address(made, f"/van-ban/{what}.docx")).data
        assert Document(io.BytesIO(word)).tables
        if what not in {"lich-hoc", "quyet-dinh"}:
            assert "Giàng A 2" in text, what


def test_the_decision_lists_who_passed_and_the_report_who_did_not(
    made: Made, signed_in: SignIn
) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    decision = _text(office.get(address(made, "/van-ban/quyet-dinh.pdf")).data)
    assert "Số 15-QĐ/TTCT" in decision
    assert "Công nhận 02 học viên" in decision
    assert "Giàng A 2" not in decision
    report = _text(office.get(address(made, "/van-ban/bao-cao.pdf")).data)
    assert "66,7%" in report
    assert "Giàng A 2" in report


def test_the_sheet_of_marks_reads_marks_in_words(made: Made, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    marks = _text(office.get(address(made, "/van-ban/bang-diem.pdf")).data)
    for words in ("Tám phẩy không", "Bốn phẩy chín", "Không đạt"):
        assert words in marks


def test_a_report_gets_its_number_once_and_keeps_its_words(
    made: Made, signed_in: SignIn, at: datetime
) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    numbering = address(made, "/van-ban/bao-cao/lay-so")
    assert office.post(numbering).status_code == 409  # no term is recorded
    documents.begin_term(made.unit.id, "2025-2030", date(2025, 7, 31), actor_id=None, at=at)
    for _again in range(2):
        assert office.post(numbering).status_code == 303
    session.rollback()
    paper = session.query(NumberedPaper).one()
    assert paper.number_text.startswith("01-BC/")
    text = _text(office.get(address(made, "/van-ban/bao-cao.pdf")).data)
    assert f"Số {paper.number_text}" in text


def test_a_roll_of_one_site_holds_its_lessons_only(made: Made, signed_in: SignIn) -> None:
    site = courses.add_site(made.course_id, "Điểm Púng Luông", "", **made.by)
    far = courses.add_site(made.course_id, "Điểm Nậm Có", "", **made.by)
    first, second = made.whole.lessons
    first.site_id, second.site_id = site.id, far.id
    session.commit()
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert f"diem={site.public_id}" in office.get(address(made, "/van-ban")).text
    roll = address(made, f"/van-ban/diem-danh.pdf?diem={site.public_id}")
    text = _text(office.get(roll).data)
    assert "Điểm học: Điểm Púng Luông" in text
    assert "Buổi 1" in text
    assert "Buổi 2" not in text
    assert "Giàng A 1" in text
    assert office.get(address(made, "/van-ban/diem-danh.pdf?diem=khac")).status_code == 404


def test_the_decision_that_opens_a_class_lists_its_learners(made: Made, signed_in: SignIn) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    opening = address(made, "/van-ban/quyet-dinh-mo-lop")
    course = session.get_one(Course, made.course_id)
    course.opening_number, course.opened_on = "07-QĐ/TTCT", date(2026, 12, 1)
    session.commit()
    text = _text(office.get(f"{opening}.pdf").data)
    for words in ("Số 07-QĐ/TTCT", "ngày 01 tháng 12 năm 2026", "về việc mở lớp", "Giàng A 3"):
        assert words in text
    course.opening_number = ""
    session.commit()
    assert office.get(f"{opening}.pdf").status_code == 404


def test_a_decision_that_was_issued_keeps_its_words(
    made: Made, signed_in: SignIn, at: datetime
) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    issue = address(made, "/van-ban/quyet-dinh-mo-lop/phat-hanh")
    assert office.post(issue).status_code == 409
    course = session.get_one(Course, made.course_id)
    course.opening_number, course.opened_on = "07-QĐ/TTCT", date(2026, 12, 1)
    session.commit()
    before = office.get(address(made, "/van-ban")).text
    assert "Issue: keep its words" in before
    assert before.count("issued, its words stay") == 1, "the decision of recognition"
    for _again in range(2):
        assert office.post(issue).status_code == 303
    session.rollback()
    course = session.get_one(Course, made.course_id)
    course.title = "Tên khác"
    made.whole.learners[0].full_name = "Người khác"
    session.commit()
    assert office.get(address(made, "/van-ban")).text.count("issued, its words stay") == 2
    for what in ("quyet-dinh-mo-lop", "quyet-dinh"):
        text = _text(office.get(address(made, f"/van-ban/{what}.pdf")).data)
        assert "Giàng A 1" in text
        assert "khác" not in text
        assert "Nơi nhận: - Như Điều 3," in text
        assert "- Lưu " in text, text
    assert "Tên khác" in _text(office.get(address(made, "/van-ban/lich-hoc.pdf")).data)


def test_before_the_end_the_sheet_of_marks_says_of_nobody_that_he_failed(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at, learners=2)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert "Không đạt" not in _text(office.get(address(made, "/van-ban/bang-diem.pdf")).data)


def test_a_decision_may_take_the_next_number(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, learners=1)
    mark_everybody(made)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    courses.step_course(made.course_id, CourseState.AWAITING, **made.by)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    results = address(made, "/ket-qua")
    words = {"is_drawn": "y", "decided_on": "2026-12-12"}
    assert office.post(results, data={**words, "is_drawn": ""}).status_code == 422
    assert office.post(results, data=words).status_code == 409  # no term is recorded
    documents.begin_term(made.unit.id, "2025-2030", date(2025, 7, 31), actor_id=None, at=at)
    assert office.post(results, data=words).status_code == 303
    session.rollback()
    assert made.whole.recognition is not None
    assert made.whole.recognition.number.startswith("01-QĐ/")
    assert str(draw_number(made.unit.id, "QĐ", date(2026, 12, 13))).startswith("02-QĐ/")


def test_papers_that_rest_on_the_recognition_wait_for_it(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, learners=2)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    for what in LATER:
        assert office.get(address(made, f"/van-ban/{what}.pdf")).status_code == 404
    assert office.get(address(made, "/van-ban/khac.pdf")).status_code == 404
    assert office.get(address(made, "/van-ban/danh-sach.exe")).status_code == 404


def test_a_superior_and_another_unit_get_no_paper_with_names(made: Made, signed_in: SignIn) -> None:
    for reader in (
        signed_in(Role.VIEWER, made.unit.id),
        signed_in(Role.TRAINING_OFFICE, make.a_unit("Xã khác").id),
    ):
        answer = reader.get(address(made, "/van-ban/danh-sach.pdf"))
        assert answer.status_code in {403, 404}


def test_the_office_writes_the_judgement_until_the_report_has_a_number(
    made: Made, signed_in: SignIn, at: datetime
) -> None:
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    report, writing = address(made, "/van-ban/bao-cao.pdf"), "/van-ban/bao-cao/nhan-xet"
    assert "Đánh giá, tồn tại" not in _text(office.get(report).data)
    sent = {"remarks": "Học viên tham gia đầy đủ.\nĐi lại khó khăn trong ngày mưa lũ."}
    assert office.post(address(made, writing), data=sent).status_code == 303
    text = _text(office.get(report).data)
    assert "V. Đánh giá, tồn tại, kiến nghị" in text
    assert "Đi lại khó khăn" in text
    documents.begin_term(made.unit.id, "2025-2030", date(2025, 7, 31), actor_id=None, at=at)
    assert office.post(address(made, "/van-ban/bao-cao/lay-so")).status_code == 303
    assert office.post(address(made, writing), data={"remarks": "Khác"}).status_code == 404
    assert "Đi lại khó khăn" in _text(office.get(report).data)
    assert 'name="remarks"' not in office.get(address(made, "/van-ban")).text


def test_the_years_paper_bears_the_head_the_unit_has_chosen(
    made: Made, signed_in: SignIn, at: datetime
) -> None:
    look = SettingDraft(
        made.unit.id, Numbering.STATE, "TTCT", "Huyện ủy A", "Trung tâm Chính trị", "A"
    )
    documents.set_papers(look, actor_id=None, at=at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    text = _text(office.get("/so-lieu/tai-ve.pdf?first=2026&last=2026").data)
    for words in ("HUYỆN ỦY A", "TRUNG TÂM CHÍNH TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert words in text
