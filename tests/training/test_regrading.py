"""What other points in an exit quiz would change in a class."""

from datetime import datetime
from fractions import Fraction

import pytest
from flask import Flask

from foundation.db import session
from quiz import queries as quizzes
from quiz import services as quiz_services
from quiz.services import taking
from tests.factories.kinds_quiz import answer
from tests.training.stories import mark_everybody
from tests.training.test_exit_quiz import a_quiz_class
from training.queries.outcomes import outcomes
from training.queries.regrading import course_changes
from training.services import exit_quiz

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
