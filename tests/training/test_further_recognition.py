"""Learners who make up after the recognition are recognised by a further decision."""

from datetime import date, datetime
from fractions import Fraction

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents.models import IssuedDocument, RegisterLine
from tests.conftest import SignIn
from tests.training.stories import Made, address
from tests.training.test_certificates import DAY, SIGNER, a_recognised_class
from training.models import Course, CourseResult, Enrolment
from training.queries import learning
from training.queries.outcomes import made_up, standing
from training.rules.roll import Said
from training.rules.states import CourseState, NotInThisCourseState, Presence, RollSource
from training.services import attendance, certificates, courses, enrolling, marking, recognition
from training.services.enrolling import EnrolmentWords
from training.services.guarding import ResultStands
from training.services.keeping_roll import Tick
from training.services.marking import MarkDraft
from training.services.recognition import Decision

pytestmark = pytest.mark.usefixtures("app")
LATER = date(2027, 2, 15)


def better_mark(made: Made, place: int = 1) -> None:
    """Let a learner do the paper again and reach 6."""
    one = made.whole.learners[place]
    marking.keep_marks(
        made.course_id, [MarkDraft(one.id, "essay", Fraction(6))], "Thi lại", **made.by
    )


def a_class_made_up(at: datetime) -> Made:
    """Return a class of three recognised for two; the third has made up since."""
    made = a_recognised_class(at)
    certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    better_mark(made)
    recognition.recognise(made.course_id, Decision("03-QĐ/TTCT", LATER), **made.by)
    return made


def test_a_further_decision_recognises_only_who_made_up(at: datetime) -> None:
    made = a_class_made_up(at)
    first, second = made.whole.recognitions
    assert (first.number, second.number) == ("15-QĐ/TTCT", "03-QĐ/TTCT")
    rows = session.scalars(
        select(CourseResult).where(CourseResult.recognition_id == second.id)
    ).all()
    assert [(row.enrolment_id, row.label, row.is_current) for row in rows] == [
        (made.whole.learners[1].id, "Trung bình", True)
    ]
    before = session.scalars(select(CourseResult).where(~CourseResult.is_current)).one()
    assert (before.recognition_id, before.mark, before.is_passed) == (
        first.id,
        Fraction("4.9"),
        False,
    )
    assert [row.outcome.is_passed for row in standing(made.whole)] == [True, True, True]


def test_the_class_keeps_the_year_of_its_first_decision(at: datetime) -> None:
    made = a_class_made_up(at)
    assert session.get_one(Course, made.course_id).recognised_on == DAY
    audiences = (made.whole.version.audience,)
    assert len(learning.trained_persons(audiences, date(2026, 12, 31))) == 2
    assert len(learning.trained_persons(audiences, LATER)) == 3


def test_its_certificate_names_its_own_decision_and_the_register_goes_on(at: datetime) -> None:
    made = a_class_made_up(at)
    issued = certificates.issue_certificates(made.course_id, SIGNER, LATER, **made.by)
    assert [one.holder_name for one in issued] == ["Giàng A 1", "Giàng A 2", "Giàng A 3"]
    lines = session.scalars(select(RegisterLine).order_by(RegisterLine.id)).all()
    assert [line.decision_text for line in lines] == [
        "15-QĐ/TTCT, 12/12/2026",
        "15-QĐ/TTCT, 12/12/2026",
        "03-QĐ/TTCT, 15/02/2027",
    ]
    assert len(session.scalars(select(IssuedDocument)).all()) == 3


def test_only_the_new_ones_are_asked_of_the_worker(at: datetime) -> None:
    made = a_class_made_up(at)
    assert len(certificates._waiting(made.course_id)) == 1


def test_who_was_recognised_stays_and_the_others_may_make_up(at: datetime) -> None:
    made = a_recognised_class(at)
    done, refused, _third = made.whole.learners
    lesson = made.whole.lessons[0]
    absent = Tick(Said(Presence.MADE_UP), Presence.PRESENT)
    with pytest.raises(ResultStands):
        attendance.mark_roll(lesson.id, {done.id: absent}, RollSource.LIST, "x", **made.by)
    words = EnrolmentWords(
        "1980", "", role=enrolling.EnrolmentRole.LEARNER, is_member=True, discipline_note=""
    )
    with pytest.raises(ResultStands):
        enrolling.change_enrolment(done.id, words, **made.by)
    attendance.mark_roll(lesson.id, {refused.id: absent}, RollSource.LIST, "Học bù", **made.by)
    enrolling.change_enrolment(refused.id, words, **made.by)
    assert session.get_one(Enrolment, refused.id).birth_text == "1980"


def test_a_further_decision_needs_somebody_another_number_and_a_later_day(at: datetime) -> None:
    made = a_recognised_class(at)
    with pytest.raises(recognition.NobodyMadeUp):
        recognition.recognise(made.course_id, Decision("16-QĐ/TTCT", LATER), **made.by)
    better_mark(made)
    with pytest.raises(recognition.DecisionRepeated):
        recognition.recognise(made.course_id, Decision("15-QĐ/TTCT", LATER), **made.by)
    early = Decision("16-QĐ/TTCT", date(2026, 12, 1))
    with pytest.raises(recognition.DecisionTooEarly):
        recognition.recognise(made.course_id, early, **made.by)
    courses.step_course(made.course_id, CourseState.CLOSED, **made.by)
    assert made_up(made.whole) == ()
    with pytest.raises(NotInThisCourseState):
        recognition.recognise(made.course_id, Decision("16-QĐ/TTCT", LATER), **made.by)


def test_the_database_keeps_one_current_result_of_a_learner(at: datetime) -> None:
    made = a_class_made_up(at)
    kept = session.scalars(select(CourseResult).where(~CourseResult.is_current)).one()
    kept.is_current = True
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    assert made.whole.recognition is not None


def test_pages_and_papers_name_both_decisions(signed_in: SignIn, at: datetime) -> None:
    made = a_recognised_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = office.get(address(made, "/ket-qua?xem=chua-dat")).text
    assert "Let it be done again" in page
    assert "by a further decision" not in page
    better_mark(made)
    page = office.get(address(made, "/ket-qua?xem=chua-dat")).text
    assert "fulfils the conditions now" in page
    sent = {"number": "03-QĐ/TTCT", "decided_on": "2027-02-15"}
    assert office.post(address(made, "/ket-qua"), data=sent).status_code == 303
    for place in ("", "/ket-qua"):
        shown = office.get(address(made, place)).text
        assert "15-QĐ/TTCT" in shown
        assert "03-QĐ/TTCT" in shown
    session.rollback()
    key = made.whole.recognitions[1].public_id
    listed = office.get(address(made, "/van-ban")).text
    assert "Further decision of recognition, 03-QĐ/TTCT" in listed
    assert f"qd={key}" in listed
    words = _text(office.get(address(made, f"/van-ban/quyet-dinh.pdf?qd={key}")).data)
    assert "công nhận bổ sung kết quả" in words
    assert "Giàng A 2" in words
    assert "Giàng A 1" not in words
    assert "Giàng A 2" not in _text(office.get(address(made, "/van-ban/quyet-dinh.pdf")).data)
    report = _text(office.get(address(made, "/van-ban/bao-cao.pdf")).data)
    assert "Quyết định số 15-QĐ/TTCT ngày 12/12/2026: 02 học viên" in report
    assert "Quyết định số 03-QĐ/TTCT ngày 15/02/2027: 01 học viên" in report
    assert office.get(address(made, "/van-ban/quyet-dinh.pdf?qd=nothing")).status_code == 404


def _text(content: bytes) -> str:
    sheets = pypdfium2.PdfDocument(content)
    words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
    return " ".join(words.split())
