"""What quizzes lose when questions may be drawn no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from foundation import clock
from foundation.db import session
from quiz.models import Attempt, Quiz
from quiz.queries.blueprints import blueprint_of, pool_of
from quiz.rules.assembly import CellSupply, supply
from quiz.rules.states import QuizState


@dataclass(frozen=True)
class Leaving:
    """Questions that leave the draws: some at once, others from a day on.

    Attributes:
        at_once: versions that are approved no more.
        from_day_on: versions whose document no longer holds from ``day`` on.
        day: that day.
    """

    at_once: frozenset[int]
    from_day_on: frozenset[int]
    day: date

    def versions(self, opens_at: datetime) -> frozenset[int]:
        """Return what a quiz that opens then loses."""
        is_after = clock.local(opens_at).date() >= self.day
        return self.at_once | (self.from_day_on if is_after else frozenset())


@dataclass(frozen=True)
class QuizLoss:
    """A quiz that has not begun, how many questions of its pool leave, and what it then lacks."""

    quiz: Quiz
    lost: int
    short: tuple[CellSupply, ...]

    @property
    def is_locked(self) -> bool:
        """Return whether its pool is kept already."""
        return self.quiz.state == QuizState.LOCKED


def quiz_losses(leaving: Leaving, unit_ids: Collection[int], at: datetime) -> list[QuizLoss]:
    """Return the quizzes of these units nobody has begun that lose a question."""
    begun = select(Attempt.quiz_id)
    quizzes = session.scalars(
        select(Quiz)
        .where(
            Quiz.unit_id.in_(unit_ids),
            Quiz.state.in_((QuizState.DRAFT.value, QuizState.LOCKED.value)),
            Quiz.closes_at > at,
            Quiz.id.not_in(begun),
        )
        .order_by(Quiz.opens_at, Quiz.id)
    )
    found = (_loss(quiz, leaving) for quiz in quizzes)
    return [loss for loss in found if loss.lost]


def _loss(quiz: Quiz, leaving: Leaving) -> QuizLoss:
    cells = blueprint_of(quiz.id)
    gone = leaving.versions(quiz.opens_at)
    pool = [one for one in pool_of(quiz) if any(one.fits(cell.key) for cell in cells)]
    left = [one for one in pool if one.version_id not in gone]
    short = tuple(row for row in supply(cells, left) if row.missing)
    return QuizLoss(quiz, len(pool) - len(left), short)
