"""What the secretariat does for contestants: extra time, answers from paper."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from quiz.models import (
    Attempt,
    Candidate,
    Quiz,
    Response,
    ResponseEvent,
    TimeExtension,
    TypedPaper,
)
from quiz.rules.answers import Choice, is_possible, written
from quiz.rules.states import AttemptState
from quiz.services import taking

MOST_MINUTES = 180


class NotSoMuchTime(InvalidInput):
    """Extra time is some minutes."""

    message = N_("Give between 1 and %(most)s minutes, with a reason.")


class SecondPersonNeeded(Refusal):
    """Two different people are needed."""

    message = N_("A second person must confirm this; you did the first step yourself.")


class AnswersDiffer(Refusal):
    """The second typing is not the first."""

    message = N_(
        "The answers differ from those typed first, at question %(question)s. "
        "If the first ones are wrong, whoever typed them types them anew."
    )


def _add_minutes(quiz_id: int, candidate_id: int | None, minutes: int) -> None:
    who = Candidate.quiz_id == quiz_id
    whose = Attempt.quiz_id == quiz_id
    if candidate_id is not None:
        who, whose = (
            who & (Candidate.id == candidate_id),
            whose & (Attempt.candidate_id == candidate_id),
        )
    extra = minutes * 60
    session.execute(update(Candidate).where(who).values(extra_s=Candidate.extra_s + extra))
    still_open = whose & (Attempt.state == AttemptState.OPEN.value)
    of_open = select(Attempt).where(still_open).order_by(Attempt.id).with_for_update()
    for attempt in session.scalars(of_open):
        attempt.deadline += timedelta(minutes=minutes)


def minutes_reason(minutes: int, reason: str) -> str:
    """Return the reason as it is kept.

    Raises:
        NotSoMuchTime: no minutes, too many, or no reason.
    """
    words = " ".join(reason.split())[:300]
    if not 1 <= minutes <= MOST_MINUTES or not words:
        raise NotSoMuchTime(most=MOST_MINUTES)
    return words


@transactional
def give_extra_time(
    quiz_id: int,
    candidate_id: int | None,
    minutes: int,
    reason: str,
    *,
    actor_id: int,
    at: datetime,
) -> TimeExtension:
    """Give extra time to one candidate or to all; it counts at once.

    Raises:
        NotSoMuchTime: no minutes, too many, or no reason.
    """
    words = minutes_reason(minutes, reason)
    quiz = session.get_one(Quiz, quiz_id)
    _add_minutes(quiz_id, candidate_id, minutes)
    kept = TimeExtension(
        quiz_id=quiz_id,
        candidate_id=candidate_id,
        minutes=minutes,
        reason=words,
        given_by=actor_id,
        given_at=at,
    )
    session.add(kept)
    session.flush()
    record(
        "quiz.extra_time",
        f"quiz:{quiz_id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        candidate=candidate_id,
        minutes=minutes,
        reason=words,
    )
    return kept


def log(deed: str, attempt: Attempt, actor_id: int, at: datetime, reason: str) -> None:
    """Write one deed about an attempt into the log."""
    quiz = session.get_one(Quiz, attempt.quiz_id)
    record(
        deed,
        f"attempt:{attempt.id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        reason=reason,
    )


@transactional
def type_paper(
    candidate_id: int,
    choices: dict[int, Choice],
    reason: str,
    *,
    actor_id: int,
    at: datetime,
) -> TypedPaper:
    """Type in answers given on paper; nothing counts before a second person typed the same.

    Until then, whoever typed them can type them anew.

    Args:
        choices: position of the question → answer, in shown places or as text.

    Raises:
        AlreadyTaken: the paper was handed in.
        AnswersDiffer: a place that the question does not have.
    """
    attempt = taking.start(candidate_id, at=at, is_on_paper=True)
    _check(attempt, choices)
    typed = session.scalar(
        select(TypedPaper).where(
            TypedPaper.attempt_id == attempt.id,
            TypedPaper.typed_by == actor_id,
            TypedPaper.confirmed_at.is_(None),
        )
    )
    if typed is None:
        typed = TypedPaper(attempt_id=attempt.id, typed_by=actor_id, reason="")
        session.add(typed)
    typed.choices = {str(position): written(choice) for position, choice in choices.items()}
    typed.reason = " ".join(reason.split())[:300] or typed.reason
    typed.typed_at = at
    session.flush()
    log("attempt.type_paper", attempt, actor_id, at, typed.reason)
    return typed


def _check(attempt: Attempt, choices: dict[int, Choice]) -> None:
    items = {item.position: item for item in taking.items_of(attempt.id)}
    for position, choice in choices.items():
        item = items.get(position)
        if item is None or not is_possible(choice, item.option_count, is_several=item.is_several):
            raise AnswersDiffer(question=position)


def first_difference(typed: TypedPaper, choices: dict[int, Choice]) -> int | None:
    """Return the first question whose answer is not the one typed before, or None."""
    again = {str(position): written(choice) for position, choice in choices.items()}
    for position in sorted({*again, *typed.choices}, key=int):
        if again.get(position, "") != typed.choices.get(position, ""):
            return int(position)
    return None


@transactional
def confirm_paper(
    typed_id: int,
    choices: dict[int, Choice],
    *,
    actor_id: int,
    at: datetime,
    is_small_office: bool = False,
) -> Attempt:
    """Confirm answers by typing them once more; they count and the paper is handed in.

    Raises:
        SecondPersonNeeded: whoever typed first confirms.
        AnswersDiffer: names the first question that differs.
    """
    typed = session.get_one(TypedPaper, typed_id)
    attempt = session.get_one(Attempt, typed.attempt_id)
    if typed.confirmed_at is not None:
        return attempt
    if typed.typed_by == actor_id and not is_small_office:
        raise SecondPersonNeeded().after(typed.typed_at, typed.typed_by)
    if (question := first_difference(typed, choices)) is not None:
        raise AnswersDiffer(question=question).after(typed.typed_at, typed.typed_by)
    typed.confirmed_by, typed.confirmed_at = actor_id, at
    _store(attempt, typed, at)
    return taking.hand_in(attempt.candidate_id, at=at)


def _store(attempt: Attempt, typed: TypedPaper, at: datetime) -> None:
    """Write typed answers where others stand: one event and one row each, newer than any click."""
    for item in taking.items_of(attempt.id):
        choice = typed.choices.get(str(item.position), "")
        last = session.scalar(
            select(func.max(ResponseEvent.sequence)).where(ResponseEvent.item_id == item.id)
        )
        stamp = {"sequence": (last or 0) + 1, "client": "paper", "choice": choice}
        event = ResponseEvent(
            item_id=item.id, key=f"paper-{typed.id:08d}", received_at=at, is_late=False, **stamp
        )
        session.add(event)
        session.merge(Response(item_id=item.id, is_late=False, saved_at=at, **stamp))
    session.flush()
