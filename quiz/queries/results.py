"""Results of a quiz as other domains take them: exact points, never a key."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import func, select

from foundation.db import session
from quiz.models import Attempt, Candidate, PaperItem, Quiz, Response
from quiz.rules.states import CandidateState, QuizState, candidate_state
from quiz.rules.timing import time_used


@dataclass(frozen=True)
class CandidateResult:
    """What one candidate reached. Somebody who never started has 0 points once it is closed."""

    candidate_id: int
    person_id: int | None
    state: CandidateState
    right: int | None
    questions: int | None
    points: Fraction | None
    started_at: datetime | None
    handed_in_at: datetime | None
    seconds_used: int | None
    late_answers: int


_SUPPOSED: ContextVar[Mapping[int, Fraction | None] | None] = ContextVar("supposed", default=None)


@contextmanager
def supposing(points: Mapping[int, Fraction | None]) -> Iterator[None]:
    """Let ``final_results`` return these points meanwhile: to see what a regrade would change.

    Args:
        points: candidate → points; others keep theirs. Nothing is written.
    """
    token = _SUPPOSED.set(points)
    try:
        yield
    finally:
        _SUPPOSED.reset(token)


def final_results(quiz_id: int) -> tuple[CandidateResult, ...]:
    """Return the result of every candidate, by number; points are None while the quiz is open."""
    quiz = session.get_one(Quiz, quiz_id)
    is_over = quiz.state in (QuizState.CLOSED, QuizState.PUBLISHED)
    late = late_counts(quiz_id)
    found = session.execute(
        select(Candidate, Attempt)
        .outerjoin(Attempt, Attempt.candidate_id == Candidate.id)
        .where(Candidate.quiz_id == quiz_id)
        .order_by(Candidate.number)
    )
    results = (_result(c, a, late, is_over=is_over) for c, a in found)
    supposed = _SUPPOSED.get() or {}
    return tuple(
        replace(one, points=supposed[one.candidate_id]) if one.candidate_id in supposed else one
        for one in results
    )


def _result(
    candidate: Candidate, attempt: Attempt | None, late: dict[int, int], *, is_over: bool
) -> CandidateResult:
    state = candidate_state(
        attempt.state if attempt else None, is_withdrawn=candidate.withdrawn_at is not None
    )
    if attempt is None:
        nothing = Fraction(0) if is_over else None
        return CandidateResult(
            candidate.id, candidate.person_id, state, None, None, nothing, None, None, None, 0
        )
    used = None
    if attempt.ended_at is not None:
        spent = time_used(attempt.started_at, attempt.ended_at, attempt.deadline)
        used = int(spent.total_seconds())
    return CandidateResult(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        state=state,
        right=attempt.right,
        questions=attempt.questions,
        points=attempt.points if is_over else None,
        started_at=attempt.started_at,
        handed_in_at=attempt.ended_at,
        seconds_used=used,
        late_answers=late.get(attempt.id, 0),
    )


def late_counts(quiz_id: int) -> dict[int, int]:
    """Return attempt → how many answers came late."""
    found = session.execute(
        select(PaperItem.attempt_id, func.count())
        .join(Response, Response.item_id == PaperItem.id)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.quiz_id == quiz_id, Response.is_late)
        .group_by(PaperItem.attempt_id)
    )
    return dict(found.all())
