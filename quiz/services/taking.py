"""Taking a quiz: starting, handing in, and what happens when time is up."""

import hashlib
import json
import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from question_bank import queries as bank
from question_bank.rules.kinds import Kind
from quiz.models import Attempt, Candidate, PaperItem, Quiz, ResponseEvent
from quiz.queries.blueprints import blueprint_of, pool_of
from quiz.queries.marking import key_of
from quiz.rules import timing
from quiz.rules.asking import SEVERAL_PLACES, place_count
from quiz.rules.drawing import DrawnQuestion, attempt_seed, draw_paper, option_order
from quiz.rules.states import AttemptState, QuizState
from quiz.services.exposure import tell_exposure
from quiz.services.marking import mark, refuse_unmarked, settle_predictions

MOST_AT_ONCE = 50


class AlreadyTaken(Refusal):
    """Each candidate has one attempt."""

    message = N_("The paper was handed in at %(at)s. It cannot be opened again.")


class NotAdmitted(Refusal):
    """A withdrawn candidate takes no part."""

    message = N_("You no longer take part in this quiz. Please ask the secretariat.")


class QuizNotReady(Refusal):
    """The organisers are not ready yet."""

    message = N_("This quiz is not open yet. Please wait for the organisers.")


@transactional
def start(candidate_id: int, *, at: datetime, is_on_paper: bool = False) -> Attempt:
    """Open the candidate's one attempt and draw its paper; started again, the same attempt.

    Raises:
        NotOpenYet, AlreadyOver: outside the window.
        AlreadyTaken: the paper was handed in.
        NotAdmitted, QuizNotReady: the candidate or the quiz is not admitted.
    """
    candidate = session.get_one(Candidate, candidate_id)
    quiz = session.get_one(Quiz, candidate.quiz_id)
    known = attempt_of(candidate_id)
    if known is not None:
        if known.state == AttemptState.HANDED_IN:
            raise AlreadyTaken(at=known.ended_at)
        return known
    if candidate.withdrawn_at is not None:
        raise NotAdmitted
    if quiz.state != QuizState.LOCKED:
        raise QuizNotReady
    if not is_on_paper:
        timing.check_open(at, quiz.opens_at, quiz.closes_at)
    return _open(candidate, quiz, at, is_on_paper=is_on_paper)


def attempt_of(candidate_id: int) -> Attempt | None:
    """Return the candidate's attempt, or None before it began."""
    return session.scalar(select(Attempt).where(Attempt.candidate_id == candidate_id))


def _open(candidate: Candidate, quiz: Quiz, at: datetime, *, is_on_paper: bool) -> Attempt:
    seed = attempt_seed(str(quiz.seed), candidate.public_id)
    drawn = draw_paper(
        blueprint_of(quiz.id),
        pool_of(quiz),
        seed,
        prefers_least_seen=quiz.prefers_least_seen,
    )
    extra = timedelta(seconds=candidate.extra_s)
    attempt = Attempt(
        candidate_id=candidate.id,
        quiz_id=quiz.id,
        is_on_paper=is_on_paper,
        started_at=at,
        deadline=timing.deadline(at, quiz.duration, quiz.closes_at, extra),
        questions=len(drawn),
    )
    session.add(attempt)
    session.flush()
    _lay_out(attempt, drawn, seed)
    record(
        "attempt.start",
        f"attempt:{attempt.id}",
        actor_id=None,
        at=at,
        unit_id=quiz.unit_id,
        candidate=candidate.id,
        deadline=attempt.deadline,
        versions=[one.version_id for one in drawn],
    )
    return attempt


def _lay_out(attempt: Attempt, drawn: tuple[DrawnQuestion, ...], seed: str) -> None:
    questions = bank.versions(one.version_id for one in drawn)
    for position, one in enumerate(drawn, start=1):
        question = questions[one.version_id]
        places = len(key_of(question).places)
        keeps_order = question.is_kind is Kind.TRUE_FALSE
        order = option_order(places, seed, one.version_id, keeps_order=keeps_order)
        session.add(
            PaperItem(
                attempt_id=attempt.id,
                position=position,
                section=one.section,
                token=secrets.token_urlsafe(12),
                version_id=one.version_id,
                option_order=list(order),
                option_count=place_count(question.is_kind, question.body, places),
                is_several=question.is_kind in SEVERAL_PLACES,
                weight=one.points,
            )
        )
    session.flush()


@transactional
def hand_in(candidate_id: int, *, at: datetime) -> Attempt:
    """Hand the paper in and mark it; handed in again, the same receipt.

    Raises:
        QuizNotReady: nothing was started.
    """
    attempt = attempt_of(candidate_id)
    if attempt is None:
        raise QuizNotReady
    _finish(attempt.id, AttemptState.HANDED_IN, at)
    session.refresh(attempt)
    return attempt


def _finish(attempt_id: int, state: AttemptState, ended_at: datetime) -> bool:
    """End an open attempt: mark it, give it a receipt, seal its events; once only."""
    claimed = session.scalar(
        update(Attempt)
        .where(Attempt.id == attempt_id, Attempt.state == AttemptState.OPEN.value)
        .values(state=state.value, ended_at=ended_at)
        .returning(Attempt.id)
    )
    if claimed is None:
        return False
    attempt = session.get_one(Attempt, attempt_id, populate_existing=True)
    quiz = session.get_one(Quiz, attempt.quiz_id)
    mark(attempt, quiz)
    last = session.scalar(
        select(func.max(Attempt.receipt_number)).where(Attempt.quiz_id == attempt.quiz_id)
    )
    attempt.receipt_number = (last or 0) + 1
    attempt.events_digest = events_digest(attempt_id)
    session.flush()
    record(
        f"attempt.{state.value}",
        f"attempt:{attempt_id}",
        actor_id=None,
        at=ended_at,
        unit_id=quiz.unit_id,
        receipt=attempt.receipt_number,
        events=attempt.events_digest,
    )
    return True


def items_of(attempt_id: int) -> list[PaperItem]:
    """Return the questions of a paper in their order."""
    query = select(PaperItem).where(PaperItem.attempt_id == attempt_id)
    return list(session.scalars(query.order_by(PaperItem.position)))


def events_digest(attempt_id: int) -> str:
    """Return the SHA-256 of everything that arrived for an attempt, in order."""
    found = session.execute(
        select(
            ResponseEvent.item_id,
            ResponseEvent.sequence,
            ResponseEvent.client,
            ResponseEvent.choice,
            ResponseEvent.is_late,
        )
        .join(PaperItem, PaperItem.id == ResponseEvent.item_id)
        .where(PaperItem.attempt_id == attempt_id)
        .order_by(ResponseEvent.id)
    )
    text = json.dumps([list(row) for row in found], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transactional
def close_expired(at: datetime) -> int:
    """End attempts whose time and grace are over, with their deadline as the end."""
    due = session.execute(
        select(Attempt.id, Attempt.deadline)
        .where(
            Attempt.state == AttemptState.OPEN.value,
            Attempt.is_on_paper.is_(False),
            Attempt.deadline < at - timing.GRACE,
        )
        .order_by(Attempt.id)  # as saves lock them: two never wait for each other
        .limit(MOST_AT_ONCE)
    ).all()
    return sum(_finish(attempt_id, AttemptState.EXPIRED, end) for attempt_id, end in due)


@transactional
def close_quiz(quiz_id: int, *, actor_id: int, at: datetime) -> Quiz:
    """Close a quiz: open attempts end now; closed again, nothing changes."""
    quiz = session.get_one(Quiz, quiz_id)
    if quiz.state != QuizState.LOCKED:
        return quiz
    open_ids = session.scalars(
        select(Attempt.id)
        .where(Attempt.quiz_id == quiz_id, Attempt.state == AttemptState.OPEN.value)
        .order_by(Attempt.id)  # as saves lock them
    ).all()
    for attempt_id in open_ids:
        _finish(attempt_id, AttemptState.EXPIRED, at)
    settle_predictions(quiz)
    quiz.state = QuizState.CLOSED.value
    session.flush()
    tell_exposure(quiz_id)
    record(
        "quiz.close",
        f"quiz:{quiz_id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        ended=len(open_ids),
    )
    return quiz


@transactional
def publish_quiz(quiz_id: int, *, actor_id: int, at: datetime) -> Quiz:
    """Let contestants see their results; published again, nothing changes.

    Raises:
        MarksMissing: written answers wait for their marks.
    """
    quiz = session.get_one(Quiz, quiz_id)
    if quiz.state == QuizState.CLOSED:
        refuse_unmarked(quiz_id)
        quiz.state, quiz.published_at = QuizState.PUBLISHED.value, at
        record("quiz.publish", f"quiz:{quiz_id}", actor_id=actor_id, at=at, unit_id=quiz.unit_id)
    return quiz
