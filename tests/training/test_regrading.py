"""What other points in an exit quiz would change in a class."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents import services as documents
from foundation.documents.models import IssuedDocument, RegisterLine
from foundation.documents.services import SignerDraft
from quiz import queries as quizzes
from quiz import services as quiz_services
from quiz.services import taking
from tests.conftest import SignIn
from tests.factories.kinds_quiz import answer
from tests.training.stories import Made, address, mark_everybody
from tests.training.test_certificates import DAY, SIGNER
from tests.training.test_exit_quiz import a_quiz_class
from training.queries import lists
from training.queries.outcomes import outcomes
from training.queries.regrading import course_changes, regraded, stale_certificates
from training.rules.states import CourseState
from training.services import certificates, courses, exit_quiz, recognition
from training.services.recognition import Decision

pytestmark = pytest.mark.usefixtures("app")


def test_the_preview_names_the_learner_with_mark_band_and_passing(app: Flask, at: datetime) -> None:
    made = a_quiz_class(at)
    mark_everybody(made)
    first, second = made.whole.learners
    quiz_id = made.whole.course.quiz_id or 0
    for learner in (first, second):
        candidate_id = quizzes.candidate_of_person(quiz_id, learner.person_id) or 0
        attempt = quiz_services.start(candidate_id, at=at)
        for item in taking.items_of(attempt.id):
            answer(item, (item.option_order.index(0),), at)
        quiz_services.hand_in(candidate_id, at=at)
    exit_quiz.close_exit_quiz(made.course_id, **made.by)
    session.rollback()
    candidate_id = quizzes.candidate_of_person(quiz_id, first.person_id) or 0

    found = course_changes(quiz_id, {candidate_id: Fraction(3)})
    assert found is not None
    [one] = found.learners
    assert one.enrolment.id == first.id
    assert (one.before.mark, one.after.mark) == (Fraction(10), Fraction(3))
    assert one.before.label != one.after.label
    assert (one.before.is_passed, one.after.is_passed) == (True, False)
    assert one.certificate == ""
    assert [row.outcome.mark for row in outcomes(made.whole)] == [10, 10]


def test_the_same_points_change_nobody_and_other_quizzes_have_no_class(at: datetime) -> None:
    made = a_quiz_class(at)
    quiz_id = made.whole.course.quiz_id or 0
    found = course_changes(quiz_id, {})
    assert found is not None
    assert found.learners == ()
    assert course_changes(quiz_id + 1, {}) is None


def a_recognised_quiz_class(at: datetime) -> Made:
    """Return a class recognised by its exit quiz, both with 10, their certificates issued."""
    made = a_quiz_class(at)
    mark_everybody(made)
    for learner in made.whole.learners:
        candidate_id = (
            quizzes.candidate_of_person(made.whole.course.quiz_id or 0, learner.person_id) or 0
        )
        attempt = quiz_services.start(candidate_id, at=at)
        for item in taking.items_of(attempt.id):
            answer(item, (item.option_order.index(0),), at)
        quiz_services.hand_in(candidate_id, at=at)
    exit_quiz.close_exit_quiz(made.course_id, **made.by)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    courses.step_course(made.course_id, CourseState.AWAITING, **made.by)
    recognition.recognise(made.course_id, Decision("15-QĐ/TTCT", DAY), **made.by)
    certificates.issue_certificates(made.course_id, SIGNER, DAY, **made.by)
    return made


def _the_director_left(made: Made) -> None:
    """Let whoever signed the certificates leave the post today."""
    began = DAY - timedelta(days=10)
    draft = SignerDraft(made.unit.id, SIGNER.name, SIGNER.office, True, began)
    documents.end_signer(documents.add_signer(draft, **made.by).id, DAY, **made.by)


def test_a_quiz_counted_anew_is_recognised_anew_and_its_certificates_replaced(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_recognised_quiz_class(at)
    first, second = made.whole.learners
    quiz_id = made.whole.course.quiz_id or 0
    points = {
        quizzes.candidate_of_person(quiz_id, first.person_id) or 0: Fraction(6, 10) * 2,
        quizzes.candidate_of_person(quiz_id, second.person_id) or 0: Fraction(0),
    }
    changes = course_changes(quiz_id, points)
    assert changes is not None
    assert all(one.certificate for one in changes.learners)
    assert stale_certificates(made.whole) == ()
    most = quizzes.quiz_facts(quiz_id).max_points
    points = {key: value * most / 2 for key, value in points.items()}
    with quizzes.supposing(points):
        assert len(regraded(made.whole)) == 2
        recognition.recognise(made.course_id, Decision("16-QĐ/TTCT", DAY), **made.by)
    lower, refused = stale_certificates(made.whole)
    assert (lower.result.label, lower.is_held, refused.is_held, _passed(made)) == (
        "Trung bình", False, True, 1,
    )  # fmt: skip
    _the_director_left(made)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert office.post(address(made, "/ket-qua/thay-giay")).status_code == 409, "nobody signs"
    documents.add_signer(
        SignerDraft(made.unit.id, "Sùng Thị Mai", "Giám đốc", True, DAY), **made.by
    )
    assert "2 certificates say an old result" in office.get(address(made, "/ket-qua")).text
    for _again in range(2):
        assert office.post(address(made, "/ket-qua/thay-giay")).status_code == 303
    session.rollback()
    lines = session.scalars(select(RegisterLine).order_by(RegisterLine.id)).all()
    assert [(line.act, line.grade_text) for line in lines] == [
        ("issue", "Giỏi"),
        ("issue", "Giỏi"),
        ("replace", "Trung bình"),
    ]
    assert lines[2].signer_text == "Sùng Thị Mai, Giám đốc"
    fresh = session.get_one(IssuedDocument, lines[2].document_id)
    assert fresh.content["signer"] == "Sùng Thị Mai"
    assert f"ngày {fresh.issued_on:%d} tháng" in fresh.content["place_date"]
    assert "kết quả tính lại theo Quyết định số 16-QĐ/TTCT" in lines[2].note
    assert [one.is_held for one in stale_certificates(made.whole)] == [True]


def _passed(made: Made) -> int | None:
    """Return how many passed, as the list of classes counts them: nobody twice."""
    [row] = lists.course_rows([made.unit.id], DAY)
    return row.passed
