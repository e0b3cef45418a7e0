"""Quizzes with candidates and codes, ready to be taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from flask import Flask
from flask.testing import FlaskClient

from foundation.organisation.models import Unit
from question_bank import queries as bank
from quiz import services
from quiz.models import Quiz
from quiz.services import BlueprintCell, CandidateDraft, QuizDraft, Slip
from tests.factories import organisation as make
from tests.factories.question_bank import a_question


@dataclass(frozen=True)
class ReadyQuiz:
    """A locked quiz with its slips."""

    quiz: Quiz
    unit: Unit
    slips: tuple[Slip, ...]

    @property
    def candidate_id(self) -> int:
        """Return the first candidate."""
        return self.slips[0].candidate_id


def a_quiz(
    at: datetime, *, questions: int = 5, spare: int = 2, candidates: int = 1, minutes: int = 30
) -> ReadyQuiz:
    """Return a quiz that opened a minute before ``at``."""
    unit = make.a_unit()
    for _ in range(questions + spare):
        a_question(unit.id)
    [topic] = {one.topic_id for one in bank.pool(unit.id, at.date())}
    draft = QuizDraft(
        unit_id=unit.id,
        title="Vòng 1",
        heading="Hội thi",
        opens_at=at - timedelta(minutes=1),
        closes_at=at + timedelta(minutes=45),
        duration=timedelta(minutes=minutes),
        cells=(BlueprintCell(topic, "recall", questions),),
        max_points=Fraction(30),
    )
    quiz = services.create_quiz(draft, actor_id=None, at=at)
    drafts = [
        CandidateDraft(None, f"Giàng A {n}", "Chi bộ bản", n) for n in range(1, candidates + 1)
    ]
    services.add_candidates(quiz.id, drafts, actor_id=None, at=at)
    services.lock_quiz(quiz.id, actor_id=None, at=at)
    slips = services.issue_slips(quiz.id, None, actor_id=None, at=at)
    return ReadyQuiz(quiz, unit, tuple(slips))


def come_in(app: Flask, slip: Slip) -> FlaskClient:
    """Return a phone whose holder came in by the slip's code."""
    phone = app.test_client()
    answer = phone.post("/thi", data={"code": [slip.code[:4], slip.code[4:8], slip.code[8:]]})
    assert answer.status_code == 303
    return phone
