"""Setting a quiz up: its blueprint and times, its candidates, its pool kept under a seed."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import select, update

from foundation.account import services as accounts
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from quiz.models import Attempt, Candidate, Quiz
from quiz.queries.blueprints import SectionDraft, blueprint_of, drawable
from quiz.rules.assembly import BlueprintCell
from quiz.rules.states import QuizState
from quiz.services.blueprints import (
    cells_as_json,
    frozen_pool,
    keep_cells,
    refuse_impossible,
)

SUBJECT = "candidate"


class EverybodyHasBegun(Refusal):
    """Slips for all are for those who still wait."""

    message = N_("Everybody has begun. Make a new slip in the line of whoever lost it.")


class QuizLocked(Refusal):
    """After its list is published a quiz changes no more."""

    message = N_("This quiz is locked: its paper and its times stand.")


@dataclass(frozen=True)
class QuizDraft:
    """A quiz to be set up; the window includes its opening, not its end."""

    unit_id: int
    title: str
    heading: str
    opens_at: datetime
    closes_at: datetime
    duration: timedelta
    cells: tuple[BlueprintCell, ...]
    max_points: Fraction
    sections: tuple[SectionDraft, ...] = ()
    prefers_least_seen: bool = False


@dataclass(frozen=True)
class CandidateDraft:
    """Somebody to be admitted, with the words of the day."""

    person_id: int | None
    full_name: str
    unit_name: str
    number: int


@dataclass(frozen=True)
class Slip:
    """An entry slip; the code is known only now."""

    candidate_id: int
    full_name: str
    unit_name: str
    number: int
    code: str


@transactional
def create_quiz(draft: QuizDraft, *, actor_id: int | None, at: datetime) -> Quiz:
    """Create a quiz with its blueprint.

    Raises:
        BlueprintEmpty, BlueprintImpossible: no paper can be drawn from it.
    """
    quiz = Quiz(unit_id=draft.unit_id, max_points=draft.max_points, title="", heading="")
    _fill(quiz, draft)
    session.add(quiz)
    session.flush()
    keep_cells(quiz, draft.cells, draft.sections)
    record(
        "quiz.create",
        f"quiz:{quiz.id}",
        actor_id=actor_id,
        at=at,
        unit_id=draft.unit_id,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        cells=cells_as_json(draft.cells),
        prefers_least_seen=draft.prefers_least_seen,
    )
    return quiz


def _fill(quiz: Quiz, draft: QuizDraft) -> None:
    quiz.title, quiz.heading = draft.title[:200], draft.heading[:200]
    quiz.opens_at, quiz.closes_at = draft.opens_at, draft.closes_at
    quiz.duration_s = int(draft.duration.total_seconds())
    quiz.max_points = draft.max_points
    quiz.prefers_least_seen = draft.prefers_least_seen


@transactional
def change_quiz(quiz_id: int, draft: QuizDraft, *, actor_id: int, at: datetime) -> Quiz:
    """Change a quiz that is still being set up.

    Raises:
        QuizLocked: its list is published.
    """
    quiz = session.get_one(Quiz, quiz_id)
    if quiz.state != QuizState.DRAFT:
        raise QuizLocked
    _fill(quiz, draft)
    keep_cells(quiz, draft.cells, draft.sections)
    record(
        "quiz.change",
        f"quiz:{quiz_id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        cells=cells_as_json(draft.cells),
        prefers_least_seen=draft.prefers_least_seen,
    )
    return quiz


@transactional
def add_candidates(
    quiz_id: int, drafts: Sequence[CandidateDraft], *, actor_id: int | None, at: datetime
) -> list[Candidate]:
    """Admit people to a quiz; return all of them, those admitted before included."""
    quiz = session.get_one(Quiz, quiz_id)
    known = list(session.scalars(select(Candidate).where(Candidate.quiz_id == quiz_id)))
    numbers = {candidate.number for candidate in known}
    added = [
        Candidate(
            quiz_id=quiz_id,
            person_id=draft.person_id,
            full_name=draft.full_name[:120],
            unit_name=draft.unit_name[:250],
            number=draft.number,
        )
        for draft in drafts
        if draft.number not in numbers
    ]
    session.add_all(added)
    session.flush()
    if added:
        record(
            "quiz.admit",
            f"quiz:{quiz_id}",
            actor_id=actor_id,
            at=at,
            unit_id=quiz.unit_id,
            numbers=[candidate.number for candidate in added],
        )
    return [*known, *added]


@transactional
def lock_quiz(quiz_id: int, *, actor_id: int | None, at: datetime) -> Quiz:
    """Keep the pool and a seed, from which every paper follows; locked again, nothing changes.

    Raises:
        BlueprintEmpty, BlueprintImpossible: the bank no longer holds what the blueprint asks for.
    """
    quiz = session.get_one(Quiz, quiz_id)
    if quiz.state != QuizState.DRAFT:
        return quiz
    pool = drawable(quiz.unit_id, quiz.opens_at)
    cells = blueprint_of(quiz_id)
    refuse_impossible(cells, pool)
    quiz.pool = frozen_pool(cells, pool)
    quiz.seed, quiz.state, quiz.locked_at = secrets.token_hex(32), QuizState.LOCKED.value, at
    session.flush()
    record(
        "quiz.lock",
        f"quiz:{quiz_id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        pool=len(quiz.pool),
        seed=quiz.seed,
    )
    return quiz


@transactional
def issue_slips(
    quiz_id: int,
    candidate_ids: Sequence[int] | None,
    *,
    actor_id: int | None,
    at: datetime,
    also_begun: bool = True,
) -> list[Slip]:
    """Make a new code for each candidate, or for those named; their older codes are dead.

    Args:
        also_begun: whether those get one too who have begun: a new code ends their session.

    Raises:
        EverybodyHasBegun: nobody is left to make a slip for.
    """
    quiz = session.get_one(Quiz, quiz_id)
    query = select(Candidate).where(Candidate.quiz_id == quiz_id, Candidate.withdrawn_at.is_(None))
    if candidate_ids is not None:
        query = query.where(Candidate.id.in_(candidate_ids))
    if not also_begun:
        begun = select(Attempt.candidate_id).where(Attempt.quiz_id == quiz_id)
        query = query.where(Candidate.id.not_in(begun))
    candidates = session.scalars(query.order_by(Candidate.number)).all()
    if not candidates and not also_begun:
        raise EverybodyHasBegun
    _end_pages(candidate.id for candidate in candidates)
    return [
        Slip(
            candidate.id,
            candidate.full_name,
            candidate.unit_name,
            candidate.number,
            accounts.issue_code(
                SUBJECT, candidate.id, unit_id=quiz.unit_id, actor_id=actor_id, at=at
            ),
        )
        for candidate in candidates
    ]


def _end_pages(candidate_ids: Iterable[int]) -> None:
    """Let pages opened by an older slip store nothing more."""
    session.execute(
        update(Attempt)
        .where(Attempt.candidate_id.in_(list(candidate_ids)))
        .values(epoch=Attempt.epoch + 1)
    )
