"""What a regrade would change: where a question was used, whose points move and how far."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select

from foundation.db import session
from foundation.errors import NotFound
from question_bank import queries as bank
from quiz.models import Attempt, Candidate, PaperItem, Quiz, Regrade
from quiz.queries.marking import Ruling, computed
from quiz.rules.marking import tally
from quiz.rules.regrading import RegradeMode
from quiz.rules.states import QuizState


@dataclass(frozen=True)
class UsedIn:
    """A quiz whose ended papers asked the question, with the regrades about it."""

    quiz: Quiz
    attempts: int
    regrades: tuple[Regrade, ...]

    @property
    def waiting(self) -> Regrade | None:
        """Return the regrade that waits for its second person."""
        return next((one for one in self.regrades if one.confirmed_at is None), None)

    @property
    def is_over(self) -> bool:
        """Return whether the quiz is over, so that it can be marked anew."""
        return self.quiz.state in (QuizState.CLOSED, QuizState.PUBLISHED)


@dataclass(frozen=True)
class ScoreChange:
    """Somebody whose points would change; None stands for marks that are still missing."""

    candidate_id: int
    number: int
    full_name: str
    unit_name: str
    before: Fraction | None
    after: Fraction | None


def used_in(question_id: int, unit_ids: Collection[int]) -> tuple[UsedIn, ...]:
    """Return the quizzes of these units in which the question was asked, the newest first."""
    versions = list(bank.owners_of_versions([question_id]))
    found = session.execute(
        select(Quiz, func.count(func.distinct(Attempt.id)))
        .join(Attempt, Attempt.quiz_id == Quiz.id)
        .join(PaperItem, PaperItem.attempt_id == Attempt.id)
        .where(PaperItem.version_id.in_(versions), Quiz.unit_id.in_(unit_ids))
        .group_by(Quiz.id)
        .order_by(Quiz.id.desc())
    ).all()
    asked = session.scalars(
        select(Regrade)
        .where(Regrade.question_id == question_id, Regrade.quiz_id.in_([q.id for q, _ in found]))
        .order_by(Regrade.id.desc())
    ).all()
    return tuple(
        UsedIn(quiz, count, tuple(one for one in asked if one.quiz_id == quiz.id))
        for quiz, count in found
    )


def outdated_uses(
    question_id: int, newest_version_id: int, unit_ids: Collection[int]
) -> tuple[tuple[Quiz, int], ...]:
    """Return the quizzes of these units whose papers asked an older version, and how many papers.

    A quiz in which the question was counted anew by the newest version is not among them.
    """
    older = [one for one in bank.owners_of_versions([question_id]) if one != newest_version_id]
    if not older:
        return ()
    settled = select(Regrade.quiz_id).where(
        Regrade.question_id == question_id,
        Regrade.confirmed_at.is_not(None),
        (Regrade.version_id == newest_version_id) | Regrade.version_id.is_(None),
    )
    found = session.execute(
        select(Quiz, func.count(func.distinct(Attempt.id)))
        .join(Attempt, Attempt.quiz_id == Quiz.id)
        .join(PaperItem, PaperItem.attempt_id == Attempt.id)
        .where(PaperItem.version_id.in_(older), Quiz.unit_id.in_(unit_ids), Quiz.id.not_in(settled))
        .group_by(Quiz.id)
        .order_by(Quiz.id.desc())
    )
    return tuple((quiz, count) for quiz, count in found)


def used_quiz(question_id: int, public_id: str, unit_ids: Collection[int]) -> UsedIn:
    """Return one of them.

    Raises:
        NotFound: the question was not asked there, or the quiz is another unit's.
    """
    for one in used_in(question_id, unit_ids):
        if one.quiz.public_id == public_id:
            return one
    raise NotFound


def ruling_for(question_id: int, mode: RegradeMode) -> Ruling:
    """Return how the question would be counted; a new key is that of its newest version."""
    if mode is RegradeMode.NEW_KEY:
        return Ruling(mode.code, bank.history(question_id)[0].id)
    return Ruling(mode.code)


def points_after(quiz: Quiz, question_id: int, ruling: Ruling) -> dict[int, Fraction | None]:
    """Return candidate → points if the question were counted like this."""
    marks = computed(quiz, extra={question_id: ruling})
    owners = dict(
        session.execute(
            select(Attempt.id, Attempt.candidate_id).where(Attempt.id.in_(list(marks)))
        ).all()
    )
    return {
        owners[attempt_id]: tally([(one.share, one.weight) for one in rows], quiz.max_points).points
        for attempt_id, rows in marks.items()
    }


def score_changes(quiz: Quiz, after: dict[int, Fraction | None]) -> tuple[ScoreChange, ...]:
    """Return whose points change, the greatest gain first."""
    found = session.execute(
        select(Candidate, Attempt.points)
        .join(Attempt, Attempt.candidate_id == Candidate.id)
        .where(Candidate.quiz_id == quiz.id)
    )
    changes = [
        ScoreChange(one.id, one.number, one.full_name, one.unit_name, before, after[one.id])
        for one, before in found
        if one.id in after and after[one.id] != before
    ]
    return tuple(
        sorted(changes, key=lambda one: ((one.before or 0) - (one.after or 0), one.number))
    )
