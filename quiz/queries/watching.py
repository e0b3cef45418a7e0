"""What the secretariat watches: who is in, how far, when last heard of."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from foundation.db import session
from quiz.models import (
    Attempt,
    Candidate,
    PaperItem,
    Quiz,
    Reopening,
    Response,
    TypedPaper,
)
from quiz.queries.results import late_counts
from quiz.queries.taking import taker_page
from quiz.rules.asking import ShownQuestion
from quiz.rules.states import CandidateState, candidate_state


@dataclass(frozen=True)
class WatchRow:
    """One candidate as the server knows him or her."""

    candidate: Candidate
    state: CandidateState
    answered: int
    questions: int
    last_heard: datetime | None
    deadline: datetime | None
    receipt_number: int | None
    late_answers: int
    reopening: Reopening | None
    typed: TypedPaper | None


@dataclass(frozen=True)
class WatchBoard:
    """The whole quiz at a glance."""

    quiz: Quiz
    rows: tuple[WatchRow, ...]

    @property
    def counts(self) -> Counter[CandidateState]:
        """Return how many stand in each state."""
        return Counter(row.state for row in self.rows)


def watch(quiz_id: int) -> WatchBoard:
    """Return the board of a quiz, by number."""
    quiz = session.get_one(Quiz, quiz_id)
    answered = _answered(quiz_id)
    late = late_counts(quiz_id)
    reopenings = _waiting_reopenings(quiz_id)
    typed = _waiting_papers(quiz_id)
    found = session.execute(
        select(Candidate, Attempt)
        .outerjoin(Attempt, Attempt.candidate_id == Candidate.id)
        .where(Candidate.quiz_id == quiz_id)
        .order_by(Candidate.number)
    )
    rows = []
    for candidate, attempt in found:
        count, heard = answered.get(attempt.id, (0, None)) if attempt else (0, None)
        rows.append(
            WatchRow(
                candidate=candidate,
                state=candidate_state(
                    attempt.state if attempt else None,
                    is_withdrawn=candidate.withdrawn_at is not None,
                ),
                answered=count,
                questions=attempt.questions if attempt else 0,
                last_heard=heard or (attempt.started_at if attempt else None),
                deadline=attempt.deadline if attempt else None,
                receipt_number=attempt.receipt_number if attempt else None,
                late_answers=late.get(attempt.id, 0) if attempt else 0,
                reopening=reopenings.get(attempt.id) if attempt else None,
                typed=typed.get(attempt.id) if attempt else None,
            )
        )
    return WatchBoard(quiz, tuple(rows))


def _answered(quiz_id: int) -> dict[int, tuple[int, datetime]]:
    found = session.execute(
        select(PaperItem.attempt_id, func.count(), func.max(Response.saved_at))
        .join(Response, Response.item_id == PaperItem.id)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.quiz_id == quiz_id, Response.is_late.is_(False), Response.choice != "")
        .group_by(PaperItem.attempt_id)
    )
    return {attempt_id: (count, heard) for attempt_id, count, heard in found}


def _waiting_reopenings(quiz_id: int) -> dict[int, Reopening]:
    found = session.scalars(
        select(Reopening)
        .join(Attempt, Attempt.id == Reopening.attempt_id)
        .where(
            Attempt.quiz_id == quiz_id,
            Reopening.confirmed_at.is_(None),
            Reopening.refused_at.is_(None),
        )
    )
    return {row.attempt_id: row for row in found}


def _waiting_papers(quiz_id: int) -> dict[int, TypedPaper]:
    found = session.scalars(
        select(TypedPaper)
        .join(Attempt, Attempt.id == TypedPaper.attempt_id)
        .where(Attempt.quiz_id == quiz_id, TypedPaper.confirmed_at.is_(None))
    )
    return {row.attempt_id: row for row in found}


def paper_sheet(candidate_id: int, pictures: str) -> tuple[ShownQuestion, ...]:
    """Return a candidate's paper for printing it or typing its answers in; empty before a start.

    Args:
        candidate_id: whose.
        pictures: the address before a picture's digest, open to whoever looks.
    """
    return taker_page(candidate_id, pictures=pictures).questions
