"""Certificates of a recognised class: by the job, once each, under numbers without a gap."""

from datetime import date, datetime
from fractions import Fraction

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import services as documents
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import verification
from foundation.documents.services import SignerDraft
from foundation.jobs import services as jobs
from foundation.jobs.models import Job
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories import training as build
from tests.factories.documents import a_document
from tests.training.stories import Made, a_class, a_learner_in, address, mark_everybody
from training.models import (
    AttendanceRecord,
    Course,
    CourseResult,
    Enrolment,
    Mark,
    ProgrammeVersion,
)
from training.rules.states import CourseState, NotInThisCourseState
from training.services import certificates, courses, marking, recognition
from training.services.certificates import NobodyPassed, SignerWords
from training.services.marking import MarkDraft
from training.services.recognition import Decision

pytestmark = pytest.mark.usefixtures("app")
SIGNER = SignerWords("", "Giám đốc", "Vàng A Lâu")
DAY = date(2026, 12, 12)


def a_recognised_class(at: datetime, marks: tuple[str, ...] = ("8", "4.9", "5")) -> Made:
    """Return a class whose learners reached these marks, recognised."""
    made = a_class(at, learners=len(marks))
    mark_everybody(made)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    drafts = [
        MarkDraft(one.id, "essay", Fraction(mark))
        for one, mark in zip(made.whole.learners, marks, strict=True)
    ]
    marking.keep_marks(made.course_id, drafts, **made.by)
    courses.step_course(made.course_id, CourseState.AWAITING, **made.by)
    recognition.recognise(made.course_id, Decision("15-QĐ/TTCT", DAY), **made.by)
    return made


def test_everybody_who_passed_gets_one_and_nobody_twice(at: datetime) -> None:
    made = a_recognised_class(at)
    for _ in range(2):
        issued = certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
        assert [one.holder_name for one in issued] == ["Giàng A 1", "Giàng A 3"]
    rows = session.scalars(select(IssuedDocument).order_by(IssuedDocument.number)).all()
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].content["grade"] == "Giỏi"
    assert "đồng chí" in rows[0].content["before"]


def test_a_class_called_like_its_programme_is_named_once(at: datetime) -> None:
    made = a_recognised_class(at)
    made.whole.course.title = made.whole.programme.name
    session.commit()
    certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    titles = set(session.scalars(select(IssuedDocument.title)))
    assert titles == {made.whole.programme.name}


def test_worked_case_16_the_certificate_of_somebody_who_is_no_member(at: datetime) -> None:
    made = a_class(at, learners=1)
    session.scalars(select(Enrolment)).one().address = "PLAIN"
    session.scalars(select(ProgrammeVersion)).one().discloses_view = True
    session.commit()
    mark_everybody(made)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    marks = [MarkDraft(one.id, "essay", Fraction(9)) for one in made.whole.learners]
    marking.keep_marks(made.course_id, marks, **made.by)
    courses.step_course(made.course_id, CourseState.AWAITING, **made.by)
    recognition.recognise(made.course_id, Decision("15-QĐ/TTCT", DAY), **made.by)
    [issued] = certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    assert issued.content["before"].endswith("chứng nhận ông/bà")
    assert issued.is_confidential
    assert verification(token=issued.token) is not None


def test_before_the_recognition_nothing_is_issued(at: datetime) -> None:
    made = a_class(at)
    with pytest.raises(NotInThisCourseState):
        certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)


def test_where_nobody_passed_nothing_is_issued(at: datetime) -> None:
    made = a_recognised_class(at, ("4",))
    with pytest.raises(NobodyPassed):
        certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)


def test_the_office_asks_and_the_worker_issues(app: Flask, signed_in: SignIn, at: datetime) -> None:
    made = a_recognised_class(at)
    draft = SignerDraft(made.unit.id, "Vàng A Lâu", "Giám đốc", True, date(2020, 1, 1))
    signer = documents.add_signer(draft, **made.by)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert "Issue 2 certificates" in office.get(address(made, "/ket-qua")).text
    page = address(made, "/ket-qua/cap-giay")
    assert office.post(page, data={"signer": "", "issued_on": ""}).status_code == 422
    early = office.post(page, data={"signer": signer.public_id, "issued_on": "2026-12-11"})
    assert "Certificates cannot be dated before their decision of 12/12/2026." in early.text
    asked = office.post(page, data={"signer": signer.public_id, "issued_on": "2026-12-12"})
    assert asked.status_code == 303
    assert office.get(asked.location).status_code == 200
    session.rollback()
    jobs.work_on(session.scalars(select(Job.id)).one())
    assert "All certificates are issued" in office.get(address(made, "/ket-qua?xem=dat")).text
    learner = a_learner_in(app, made)
    assert "15-QĐ/TTCT" not in learner.get("/hoc/lop").text
    assert learner.get("/hoc/giay-chung-nhan.pdf").data.startswith(b"%PDF-")
    assert learner.get("/hoc/giay-chung-nhan.png").data.startswith(b"\x89PNG")


def test_the_results_say_which_certificate_was_revoked(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at)
    first, _second = certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = address(made, "/ket-qua?xem=dat")
    assert "Revoked" not in office.get(page).text
    documents.revoke(first.id, "Cấp nhầm", "QĐ 12-QĐ/TTCT", **made.by)
    assert office.get(page).text.count("Revoked") == 1


def test_the_results_of_a_class_are_frozen_with_their_rules(at: datetime) -> None:
    made = a_recognised_class(at)
    course = session.get_one(Course, made.course_id)
    digests = set(session.scalars(select(CourseResult.rules_digest)))
    assert digests == {course.rules_digest}
    assert at > build.THEN


def test_what_was_recognised_is_shown_although_roll_and_marks_change_later(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8.3", "4.9", "6"))
    session.execute(update(Mark).values(value=Fraction(2)))
    session.execute(update(AttendanceRecord).values(state="ABSENT"))
    session.commit()
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(address(made, "/ket-qua?xem=tat-ca")).text
    assert "2 fulfil the conditions, 1 do not yet." in page
    assert page.count("1 of 2") == 2
    assert "Mark 4.9, needs" in page.replace(",9", ".9")
    assert "8,3" in page
    assert "100%" in page
    assert "10 of 10 periods" in a_learner_in(app, made).get("/hoc/lop").text


def test_one_certificate_is_looked_at_before_any_number_is_given(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at)
    draft = SignerDraft(made.unit.id, "Vàng A Lâu", "Giám đốc", True, date(2020, 1, 1))
    signer = documents.add_signer(draft, **made.by)
    chosen = {"signer": signer.public_id, "issued_on": "2026-12-12"}
    page = address(made, "/ket-qua/xem-thu")
    seen = signed_in(Role.TRAINING_OFFICE, made.unit.id).post(page, data=chosen)
    sheet = pypdfium2.PdfDocument(seen.data)
    words = sheet[0].get_textpage().get_text_bounded()
    assert len(sheet) == 1
    assert "Giàng A 1" in words
    assert "XEM THỬ" in words
    assert "Vàng A Lâu" in words
    session.rollback()
    assert session.scalar(select(func.count(IssuedDocument.id))) == 0
    stranger = signed_in(Role.TRAINING_OFFICE, make.a_unit("Đảng bộ xã khác").id)
    assert stranger.post(page, data=chosen).status_code == 404
    assert signed_in(Role.VIEWER, made.unit.id).post(page, data=chosen).status_code == 403


def test_a_superior_reads_no_names_in_the_register(signed_in: SignIn, at: datetime) -> None:
    made = a_recognised_class(at, ("8",))
    [paper] = certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    superior = signed_in(Role.VIEWER, made.unit.id)
    for page in ("/giay", "/giay/so-cap", "/giay/so-cap.xlsx", f"/giay/{paper.public_id}"):
        assert superior.get(page).status_code == 403, page
    assert signed_in(Role.TRAINING_OFFICE, made.unit.id).get("/giay/so-cap").status_code == 200


def test_who_runs_the_contest_reads_no_certificates_of_classes(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_class(at, ("8",))
    [paper] = certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    prize = a_document(made.unit.id, holder_name="Hờ A Chống", subject_kind="award")
    for role in (Role.SECRETARY, Role.ORGANISER, Role.ADMINISTRATOR):
        reader = signed_in(role, made.unit.id)
        for page in ("/giay", "/giay/so-cap?year=2026"):
            words = reader.get(page).text
            assert "Hờ A Chống" in words
            assert paper.holder_name not in words, role
        for kind in ("", "/pdf", "/png", "/docx"):
            assert reader.get(f"/giay/{paper.public_id}{kind}").status_code == 404
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    assert organiser.post(f"/giay/{paper.public_id}/thu-hoi").status_code == 404
    for deed in ("xem-thu", "cap-giay", "thay-giay"):
        assert organiser.post(address(made, f"/ket-qua/{deed}")).status_code == 404
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert paper.holder_name in office.get("/giay").text
    assert office.get(f"/giay/{prize.public_id}/thu-hoi").status_code == 404, "the contest's"
