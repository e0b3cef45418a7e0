"""Moving questions through their life; nobody approves what they wrote."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, clean_lines
from question_bank import queries
from question_bank.models import Comment, Question, QuestionVersion, SmallOffice
from question_bank.queries.life import small_office_decision
from question_bank.rules.kinds import State, may_move
from question_bank.services.steps import take_step

MOST_AT_ONCE = 1_000


class WrongMove(Refusal):
    """The question is not where this step begins."""

    message = N_("A question that is “%(before)s” cannot become “%(after)s”.")


class OwnQuestion(Refusal):
    """Two different people write and approve."""

    message = N_("Somebody else must approve this question: you wrote it yourself.")


class SourceOver(Refusal):
    """A question rests on a document that no longer holds."""

    message = N_(
        "The document of this question no longer holds. Bind the question to the new document, "
        "or retire it."
    )


class EmptyComment(InvalidInput):
    """A comment says something."""

    message = N_("Write the comment.")


class TooManyAtOnce(Refusal):
    """One act changes a number of questions a person can answer for."""

    message = N_("%(count)s questions are too many for one step; at most %(most)s. Filter first.")


@dataclass(frozen=True)
class NotMoved:
    """A question a bulk step left where it was, and why."""

    public_id: str
    stem: str
    refusal: Refusal


@dataclass(frozen=True)
class BulkMove:
    """What came of a step for many questions."""

    moved: int
    left: tuple[NotMoved, ...]


@transactional
def move_question(
    question_id: int, after: State, *, actor_id: int, at: datetime, remark: str = ""
) -> Question:
    """Move a question to another state; the same again changes nothing.

    Raises:
        WrongMove: the question is not in a state from which that is possible.
        OwnQuestion: the author approves, and no decision of a small office allows it.
        SourceOver: it is to be approved, but its document no longer holds.
    """
    question = session.get_one(Question, question_id)
    if question.state == after.code:
        return question
    decision = _check(question, after, actor_id, at)
    words = f"{remark} ({decision})".strip() if decision else remark
    before = take_step(question, after, actor_id=actor_id, at=at, remark=words)
    session.flush()
    record(
        "question.move",
        f"question:{question_id}",
        actor_id=actor_id,
        at=at,
        unit_id=question.unit_id,
        before=before,
        after=after.code,
        decision=decision,
    )
    return question


def _check(question: Question, after: State, actor_id: int, at: datetime) -> str:
    """Let an allowed step pass; return the small office's decision it rests on, or nothing."""
    before, day = State[question.state.upper()], clock.local(at).date()
    if not may_move(before, after):
        raise WrongMove(before=before, after=after)
    if after is not State.APPROVED:
        return ""
    version = session.get_one(QuestionVersion, question.current_version_id)
    units = [question.unit_id] if question.unit_id else []
    if version.source_id in queries.over_ids(units, day):
        raise SourceOver
    if version.author_id != actor_id:
        return ""
    decision = small_office_decision(question.unit_id)
    if not decision:
        raise OwnQuestion
    return decision


@transactional
def move_many(
    question_ids: Collection[int],
    after: State,
    unit_ids: Collection[int | None],
    *,
    actor_id: int,
    at: datetime,
) -> BulkMove:
    """Move those questions for which the step is allowed; say of each other one why it is not.

    Args:
        question_ids: the chosen questions.
        after: where they go.
        unit_ids: units whose questions the actor may move; None stands for the common bank.
        actor_id: who does it.
        at: when.

    Raises:
        TooManyAtOnce: more than 1,000 were chosen.
    """
    if len(question_ids) > MOST_AT_ONCE:
        raise TooManyAtOnce(count=len(question_ids), most=MOST_AT_ONCE)
    moved, left = 0, []
    for question, stem in _chosen(question_ids):
        if question.unit_id not in unit_ids or question.state == after.code:
            continue
        try:
            move_question(question.id, after, actor_id=actor_id, at=at)
            moved += 1
        except Refusal as refusal:  # raised before anything of this question changed
            left.append(NotMoved(question.public_id, stem, refusal))
    return BulkMove(moved, tuple(left))


def _chosen(question_ids: Iterable[int]) -> list[tuple[Question, str]]:
    found = session.execute(
        select(Question, QuestionVersion.stem)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.id.in_(list(question_ids)))
        .order_by(Question.id)
    )
    return [(question, stem) for question, stem in found]


@transactional
def approve_many(
    public_ids: list[str], unit_ids: frozenset[int], *, actor_id: int, at: datetime
) -> int:
    """Approve those questions of these units that are in review; return how many.

    Raises:
        OwnQuestion: one of them was written by the one who approves; none is approved.
    """
    chosen = session.scalars(
        select(Question).where(
            Question.public_id.in_(public_ids),
            Question.unit_id.in_(unit_ids),
            Question.state == State.REVIEW.code,
        )
    ).all()
    for question in chosen:
        move_question(question.id, State.APPROVED, actor_id=actor_id, at=at)
    return len(chosen)


@transactional
def comment(question_id: int, text: str, *, actor_id: int, at: datetime) -> Comment:
    """Add to the thread of a question.

    Raises:
        EmptyComment: nothing was written.
    """
    question = session.get_one(Question, question_id)
    words = clean_lines(text)[:2000]
    if not words:
        raise EmptyComment
    said = Comment(
        question_id=question_id,
        version_id=question.current_version_id,
        author_id=actor_id,
        text=words,
        at=at,
    )
    session.add(said)
    session.flush()
    subject = f"question:{question_id}"
    record("question.comment", subject, actor_id=actor_id, at=at, unit_id=question.unit_id)
    return said


@transactional
def decide_small_office(unit_id: int, decision: str, *, actor_id: int, at: datetime) -> None:
    """Let one person write and approve in a unit by a named decision; empty ends it."""
    words = clean(decision)[:300]
    if words == small_office_decision(unit_id):
        return
    for old in session.scalars(
        select(SmallOffice).where(SmallOffice.unit_id == unit_id, SmallOffice.ended_at.is_(None))
    ):
        old.ended_at = at
    if words:
        row = SmallOffice(unit_id=unit_id, decision=words, decided_by=actor_id, decided_at=at)
        session.add(row)
    session.flush()
    subject = f"unit:{unit_id}"
    record("bank.office", subject, actor_id=actor_id, at=at, unit_id=unit_id, decision=words)
