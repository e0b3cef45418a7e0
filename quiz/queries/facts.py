"""What other domains may know of a quiz: its times, state and scale, never its key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session
from quiz.models import Attempt, Candidate, Quiz
from quiz.rules.states import QuizState


@dataclass(frozen=True)
class QuizFacts:
    """A quiz without its questions."""

    id: int
    public_id: str
    state: QuizState
    opens_at: datetime
    closes_at: datetime
    duration: timedelta
    max_points: Fraction


def quiz_facts(quiz_id: int) -> QuizFacts:
    """Return what is known of a quiz."""
    quiz = session.get_one(Quiz, quiz_id)
    return QuizFacts(
        id=quiz.id,
        public_id=quiz.public_id,
        state=QuizState(quiz.state),
        opens_at=quiz.opens_at,
        closes_at=quiz.closes_at,
        duration=quiz.duration,
        max_points=quiz.max_points,
    )


def began(candidate_ids: Collection[int]) -> set[int]:
    """Return those of these candidates who began a paper."""
    query = select(Attempt.candidate_id).where(Attempt.candidate_id.in_(candidate_ids))
    return set(session.scalars(query))


def candidate_names(candidate_ids: Collection[int]) -> dict[int, str]:
    """Return what the candidates are called."""
    found = session.execute(
        select(Candidate.id, Candidate.full_name).where(Candidate.id.in_(candidate_ids))
    )
    return dict(found.all())


def attempt_names(attempt_ids: Collection[int]) -> dict[int, str]:
    """Return whose attempts these are."""
    found = session.execute(
        select(Attempt.id, Candidate.full_name)
        .join(Candidate, Candidate.id == Attempt.candidate_id)
        .where(Attempt.id.in_(attempt_ids))
    )
    return dict(found.all())


def candidate_of_person(quiz_id: int, person_id: int) -> int | None:
    """Return the candidate a person is in a quiz, if admitted and not withdrawn."""
    return session.scalar(
        select(Candidate.id).where(
            Candidate.quiz_id == quiz_id,
            Candidate.person_id == person_id,
            Candidate.withdrawn_at.is_(None),
        )
    )


def has_begun(quiz_id: int, person_id: int) -> bool:
    """Return whether a person began a paper of a quiz."""
    candidate_id = candidate_of_person(quiz_id, person_id)
    return candidate_id is not None and bool(began([candidate_id]))
