"""Opening an ended attempt again: one person asks, a second one confirms or refuses."""

from datetime import datetime, timedelta

from sqlalchemy import select

from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import reason_of
from quiz.models import Attempt, Reopening
from quiz.rules.states import AttemptState
from quiz.services import taking
from quiz.services.helping import SecondPersonNeeded, log, minutes_reason


class NotEnded(Refusal):
    """Only an ended attempt can be opened again."""

    message = N_("This attempt is still open.")


class AlreadyAnswered(Refusal):
    """What was asked for is refused or done."""

    message = N_("This was answered already; ask again if it is still needed.")


@transactional
def ask_reopening(
    candidate_id: int, minutes: int, reason: str, *, actor_id: int, at: datetime
) -> Reopening:
    """Ask to open an ended attempt again; asked while another waits, that one stands.

    Raises:
        NotEnded: it is open, or was never started.
        NotSoMuchTime: no minutes, too many, or no reason.
    """
    attempt = taking.attempt_of(candidate_id)
    if attempt is None or attempt.state == AttemptState.OPEN:
        raise NotEnded
    words = minutes_reason(minutes, reason)
    if (waiting := _waiting(attempt.id)) is not None:
        return waiting
    asked = Reopening(
        attempt_id=attempt.id, minutes=minutes, reason=words, asked_by=actor_id, asked_at=at
    )
    session.add(asked)
    session.flush()
    log("attempt.ask_reopening", attempt, actor_id, at, words)
    return asked


def _waiting(attempt_id: int) -> Reopening | None:
    return session.scalar(
        select(Reopening).where(
            Reopening.attempt_id == attempt_id,
            Reopening.confirmed_at.is_(None),
            Reopening.refused_at.is_(None),
        )
    )


@transactional
def confirm_reopening(
    reopening_id: int, *, actor_id: int, at: datetime, is_small_office: bool = False
) -> Attempt:
    """Open the attempt again for its minutes from now; confirmed again, nothing changes.

    Raises:
        SecondPersonNeeded: whoever asked confirms.
        AlreadyAnswered: it was refused.
    """
    asked = session.get_one(Reopening, reopening_id)
    attempt = session.get_one(Attempt, asked.attempt_id)
    if asked.confirmed_at is not None:
        return attempt
    if asked.refused_at is not None:
        raise AlreadyAnswered().after(asked.refused_at, asked.refused_by)
    if asked.asked_by == actor_id and not is_small_office:
        raise SecondPersonNeeded().after(asked.asked_at, asked.asked_by)
    asked.confirmed_by, asked.confirmed_at = actor_id, at
    attempt.state, attempt.ended_at = AttemptState.OPEN.value, None
    attempt.deadline = at + timedelta(minutes=asked.minutes)
    session.flush()
    log("attempt.reopen", attempt, actor_id, at, asked.reason)
    return attempt


@transactional
def refuse_reopening(reopening_id: int, reason: str, *, actor_id: int, at: datetime) -> Reopening:
    """Refuse, with a reason, to open an attempt again; refused again, nothing changes.

    Whoever asked may take the wish back the same way.

    Raises:
        ReasonMissing: no reason was given.
        AlreadyAnswered: the attempt was opened again.
    """
    asked = session.get_one(Reopening, reopening_id)
    if asked.refused_at is not None:
        return asked
    if asked.confirmed_at is not None:
        raise AlreadyAnswered().after(asked.confirmed_at, asked.confirmed_by)
    asked.refusal = reason_of(reason)
    asked.refused_by, asked.refused_at = actor_id, at
    session.flush()
    attempt = session.get_one(Attempt, asked.attempt_id)
    log("attempt.refuse_reopening", attempt, actor_id, at, asked.refusal)
    return asked
