"""The exit quiz of a class, and forty learners who scan at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foundation import clock
from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries as bank
from quiz import queries as quizzes
from quiz.queries.blueprints import blueprint_of
from quiz.services import BlueprintCell
from tests.conftest import SignIn
from tests.factories import training as build
from tests.factories.question_bank import a_question
from tests.training.stories import Made, a_class, a_learner_in, address
from training.models import AttendanceRecord
from training.queries.outcomes import outcomes
from training.rules.eligibility import Cause
from training.rules.rolling import code_now
from training.rules.ruleset import Paper, RuleDocument, default_rules
from training.services import enrolling, exit_quiz, marking
from training.services.exit_quiz import ExitQuizPlan
from training.services.marking import MarkDraft

pytestmark = pytest.mark.usefixtures("app")


def with_quiz() -> RuleDocument:
    """Return rules whose only paper is a quiz."""
    paper = Paper(code="quiz", title="Bài kiểm tra", kind="quiz")
    return default_rules().model_copy(update={"papers": (paper,)})


def a_quiz_class(at: datetime) -> Made:
    """Return a class whose exit quiz is open since a minute."""
    made = a_class(at, learners=2, rules=with_quiz())
    for _ in range(3):
        a_question(made.unit.id)
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, at.date())}
    plan = ExitQuizPlan(
        at - timedelta(minutes=1),
        at + timedelta(minutes=30),
        timedelta(minutes=15),
        (BlueprintCell(topic, "recall", 2),),
    )
    exit_quiz.set_up_exit_quiz(made.course_id, plan, **made.by)
    exit_quiz.publish_exit_quiz(made.course_id, **made.by)
    return made


def sit(learner: FlaskClient) -> None:
    """Go from the class to the quiz, begin and hand in."""
    learner.post("/hoc/kiem-tra")
    learner.post("/thi/bat-dau")
    learner.post("/thi/nop-bai")


def test_a_learner_takes_the_quiz_and_the_mark_flows_into_the_class(
    app: Flask, at: datetime
) -> None:
    made = a_quiz_class(at)
    learner = a_learner_in(app, made)
    assert "Go to the exit quiz" in learner.get("/hoc/lop").text
    assert learner.post("/hoc/kiem-tra").location == "/thi/bai"
    assert learner.get("/thi/bai").status_code == 200
    assert learner.post("/thi/bat-dau").status_code == 303
    assert learner.post("/thi/nop-bai").status_code == 303
    session.rollback()
    assert all(row.outcome.mark is None for row in outcomes(made.whole))
    exit_quiz.close_exit_quiz(made.course_id, **made.by)
    taken, absent = outcomes(made.whole)
    assert taken.outcome.mark == 0
    assert Cause.PAPER_MISSING in {one.cause for one in absent.outcome.reasons}


def test_the_exit_quiz_speaks_of_the_centre_not_of_a_contest(app: Flask, at: datetime) -> None:
    learner = a_learner_in(app, a_quiz_class(at))
    learner.post("/hoc/kiem-tra")
    door = learner.get("/thi/bai").text
    learner.post("/thi/bat-dau")
    learner.post("/thi/nop-bai")
    receipt = learner.get("/thi/ket-qua").text
    for page in (door, receipt):
        assert "Training classes" in page
        assert "Political centre ·" in page
        assert "Organising committee" not in page
        assert "Contest of good Party cell secretaries" not in page
    assert 'href="/hoc/"' in receipt


def test_a_learner_sees_the_result_of_the_exit_quiz_with_the_slip_once_it_is_over(
    app: Flask, at: datetime
) -> None:
    made = a_quiz_class(at)
    learner = a_learner_in(app, made)
    sit(learner)
    exit_quiz.close_exit_quiz(made.course_id, **made.by)
    again = a_learner_in(app, made)
    assert "See the result of the exit quiz" in again.get("/hoc/lop").text
    assert again.post("/hoc/kiem-tra").location == "/thi/bai"
    assert "Right answers by topic" in again.get("/thi/bai", follow_redirects=True).text
    with pytest.raises(exit_quiz.QuizNotOpen):
        exit_quiz.quiz_code(made.whole.learners[1].id, at=at)


def test_the_office_sees_who_took_the_quiz_and_the_marks_once_it_is_over(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    made = a_quiz_class(at)
    learner = a_learner_in(app, made)
    sit(learner)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    open_page = office.get(address(made, "/kiem-tra")).text
    assert all(one.full_name in open_page for one in made.whole.learners)
    assert "0 of 2" not in open_page
    exit_quiz.close_exit_quiz(made.course_id, **made.by)
    assert office.get(address(made, "/kiem-tra")).text.count("0 of 2") == 1


def test_marks_of_the_quiz_are_not_typed(at: datetime) -> None:
    made = a_quiz_class(at)
    draft = MarkDraft(made.whole.learners[0].id, "quiz", Fraction(9))
    with pytest.raises(marking.MarkedByQuiz):
        marking.keep_marks(made.course_id, [draft], **made.by)


def test_the_office_sets_the_quiz_up(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at, rules=with_quiz())
    a_question(made.unit.id)
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, at.date())}
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page = address(made, "/kiem-tra")
    assert office.get(page).status_code == 200
    words = {"day": "2026-12-12", "opens": "08:00", "closes": "09:00", "minutes": "30"}
    assert office.post(page, data={**words, "minutes": ""}).status_code == 422
    assert office.post(page, data={**words, f"cell-{topic}-recall": "1"}).status_code == 303
    assert office.post(f"{page}/chot").status_code == 303
    assert office.post(f"{page}/dong").status_code == 303
    session.rollback()
    quiz = quizzes.quiz_facts(made.whole.course.quiz_id or 0)
    assert (quiz.state.value, quiz.max_points) == ("published", 10)


def test_the_office_is_told_while_typing_what_the_bank_lacks(
    signed_in: SignIn, at: datetime
) -> None:
    made = a_class(at, rules=with_quiz())
    for _ in range(3):
        a_question(made.unit.id)
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, at.date())}
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    page, cell = address(made, "/kiem-tra"), f"cell-{topic}-recall"
    told = office.post(f"{page}/xem", data={cell: "4"}).get_json()
    assert (told["missing"], told["possible"]) == (1, False)
    assert told["cells"] == {cell: {"has": 3, "missing": 1, "scarce": 0}}
    times = {"day": "2026-12-12", "opens": "08:00", "closes": "09:00", "minutes": "30"}
    assert "1 missing" in office.post(page, data={**times, cell: "4", "act": "check"}).text
    kept = office.post(page, data={**times, cell: "4"})
    assert kept.status_code == 409
    assert f'name="{cell}" value="4"' in kept.text
    words = {**times, "sections": "2", "title-1": "Phần I", "title-2": "Phần II", cell: "1",
             f"{cell}-2": "2", "points-2-recall": "2"}  # fmt: skip
    assert office.post(page, data=words).status_code == 303
    assert "Phần II" in office.get(page).text
    session.rollback()
    assert [row.points for row in blueprint_of(made.whole.course.quiz_id or 0)] == [1, 2]


def test_a_blueprint_is_taken_over_for_the_next_class(signed_in: SignIn, at: datetime) -> None:
    made = a_quiz_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    other = build.a_course(made.unit, rules=with_quiz())
    page = f"/lop/{other.public_id}/kiem-tra"
    quiz = quizzes.quiz_facts(made.whole.course.quiz_id or 0)
    assert 'value="2"' in office.get(f"{page}?from=vong-{quiz.public_id}").text
    assert office.get(f"{page}?from=vong-khac").status_code == 404


def test_a_class_without_a_quiz_has_no_such_page(signed_in: SignIn, at: datetime) -> None:
    made = a_class(at)
    office = signed_in(Role.TRAINING_OFFICE, made.unit.id)
    assert office.get(address(made, "/kiem-tra")).status_code == 404


def _scan(browser: FlaskClient, path: str) -> tuple[int, int]:
    return browser.get(path).status_code, browser.post(path).status_code


def test_forty_learners_scan_at_once_and_each_counts_once(app: Flask, at: datetime) -> None:
    made = a_class(at, learners=40, lesson_count=1)
    lesson = made.whole.lessons[0]
    scan = f"/hoc/co-mat/{lesson.public_id}/{code_now(lesson.secret, lesson.public_id, at)}"
    slips = enrolling.issue_slips(made.course_id, None, **made.by)
    browsers = []
    for slip in slips:
        browser = app.test_client()
        browser.post("/hoc/", data={"code": slip.code})
        browsers.append(browser)
    session.remove()
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda one: _scan(one, scan), [*browsers, *browsers]))
    assert answers == [(200, 200)] * 80
    assert session.scalar(select(func.count(AttendanceRecord.id))) == 40
    assert clock.now() == at
