"""Answers that people mark: which wait for whom. Markers know a receipt number, never a name."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from foundation.db import session
from foundation.errors import NotFound
from question_bank import queries as bank
from question_bank.queries import FrozenQuestion
from question_bank.rules.bodies import RubricPoint, Situation
from question_bank.rules.kinds import BY_HAND
from quiz.models import Attempt, HandMark, PaperItem, Quiz, Response
from quiz.queries.marking import current_marks, rulings
from quiz.rules.answers import read_choice
from quiz.rules.handmarks import Verdict, halved_by_mistake, rubric_of, verdict


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer to be marked, as a marker finds it in the list."""

    item_id: int
    receipt: int
    position: int
    question_id: int
    version_id: int
    verdict: Verdict
    mine: HandMark | None
    is_mine_to_mark: bool


@dataclass(frozen=True)
class MarkingQuiz:
    """A quiz with the answers people mark."""

    quiz: Quiz
    answers: tuple[WrittenAnswer, ...]

    @property
    def waiting(self) -> int:
        """Return how many answers wait for this marker."""
        return sum(one.is_mine_to_mark for one in self.answers)

    @property
    def done(self) -> int:
        """Return how many answers are marked in full."""
        return sum(one.verdict.share is not None for one in self.answers)


@dataclass(frozen=True)
class MarkingSheet:
    """One answer with everything its marker needs, and nothing about who wrote it."""

    quiz: Quiz
    answer: WrittenAnswer
    question: FrozenQuestion
    text: str
    rubric: tuple[RubricPoint, ...]
    fatal_mistakes: tuple[str, ...]
    halved: tuple[RubricPoint, ...]
    """The lines that count at most by half after a fatal mistake."""
    model: str


def quizzes_to_mark(unit_ids: Collection[int], marker_id: int) -> tuple[MarkingQuiz, ...]:
    """Return the quizzes of these units that hold answers people mark, the newest first."""
    found = session.scalars(
        select(Quiz).where(Quiz.unit_id.in_(unit_ids), Quiz.state != "draft").order_by(-Quiz.id)
    )
    read = (MarkingQuiz(quiz, written_answers(quiz, marker_id)) for quiz in found)
    return tuple(one for one in read if one.answers)


def quiz_to_mark(public_id: str, unit_ids: Collection[int], marker_id: int) -> MarkingQuiz:
    """Return one of them.

    Raises:
        NotFound: there is none, or it belongs to others.
    """
    quiz = session.scalar(
        select(Quiz).where(Quiz.public_id == public_id, Quiz.unit_id.in_(unit_ids))
    )
    if quiz is None:
        raise NotFound
    return MarkingQuiz(quiz, written_answers(quiz, marker_id))


def written_answers(quiz: Quiz, marker_id: int) -> tuple[WrittenAnswer, ...]:
    """Return the answers of ended attempts that a person marks, question after question.

    A question left open is no answer: there is nothing to mark.
    """
    found = session.execute(
        select(PaperItem, Attempt.receipt_number)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .join(Response, Response.item_id == PaperItem.id)
        .where(
            Attempt.quiz_id == quiz.id,
            Attempt.state != "open",
            Response.is_late.is_(False),
            Response.choice != "",
        )
    ).all()
    outlines = bank.outlines({item.version_id for item, _ in found})
    wanted = [(item, no) for item, no in found if outlines[item.version_id].kind in BY_HAND]
    marks = current_marks(item.id for item, _ in wanted)
    rows = [
        WrittenAnswer(
            item_id=item.id,
            receipt=receipt or 0,
            position=item.position,
            question_id=outlines[item.version_id].question_id,
            version_id=item.version_id,
            **_state(marks.get(item.id, []), quiz, marker_id),
        )
        for item, receipt in wanted
    ]
    return tuple(sorted(rows, key=lambda one: (one.question_id, one.receipt)))


def _state(signed: list[HandMark], quiz: Quiz, marker_id: int) -> dict[str, Any]:
    found = verdict([one.share for one in signed], quiz.markers, quiz.third_marker_from)
    mine = next((one for one in signed if one.marker_id == marker_id), None)
    return {
        "verdict": found,
        "mine": mine,
        "is_mine_to_mark": mine is None and found.missing > 0,
    }


def marking_sheet(found: MarkingQuiz, receipt: int, position: int) -> MarkingSheet:
    """Return one answer with its rubric.

    Raises:
        NotFound: there is no such answer.
    """
    for one in found.answers:
        if (one.receipt, one.position) == (receipt, position):
            question = bank.versions([one.version_id])[one.version_id]
            kept = session.get_one(Response, (one.item_id, False))
            body = question.body
            return MarkingSheet(
                quiz=found.quiz,
                answer=one,
                question=question,
                text=str(read_choice(kept.choice)),
                rubric=rubric_of(body),
                halved=halved_by_mistake(rubric_of(body)),
                fatal_mistakes=body.fatal_mistakes if isinstance(body, Situation) else (),
                model=str(getattr(body, "model", "")),
            )
    raise NotFound


def waiting_marks(quiz_id: int, attempt_id: int | None = None) -> int:
    """Return how many answers of a quiz, or of one attempt, are not marked in full by people.

    A question that a regrade leaves out waits for nobody.
    """
    query = (
        select(PaperItem.version_id, func.count())
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(
            Attempt.quiz_id == quiz_id,
            Attempt.state != "open",
            Attempt.points.is_(None),
            PaperItem.share.is_(None),
        )
        .group_by(PaperItem.version_id)
    )
    if attempt_id is not None:
        query = query.where(Attempt.id == attempt_id)
    counts = dict(session.execute(query).all())
    if not counts:
        return 0
    left_out = {key for key, one in rulings(quiz_id).items() if one.mode == "left_out"}
    outlines = bank.outlines(set(counts))
    return sum(
        count
        for version_id, count in counts.items()
        if outlines[version_id].kind in BY_HAND and outlines[version_id].question_id not in left_out
    )
