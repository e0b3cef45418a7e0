"""Counting a faulty question anew: one person asks, another confirms, every paper is marked again.

What was published is not touched here: whoever publishes makes a new version of the result.
"""

from datetime import datetime

from sqlalchemy import delete, select, update

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from question_bank import queries as bank
from quiz.models import Attempt, PaperItem, Quiz, Regrade
from quiz.queries.marking import Ruling, key_of
from quiz.queries.regrading import points_after, ruling_for, score_changes
from quiz.rules.regrading import RegradeMode
from quiz.rules.states import QuizState
from quiz.rules.translating import can_translate
from quiz.services.helping import SecondPersonNeeded
from quiz.services.marking import mark_all, settle_predictions


class QuizNotOver(Refusal):
    """Papers are still being written."""

    message = N_("The quiz is not over yet. Close it before a question is counted anew.")


class OtherKind(Refusal):
    """The newest version asks in another way."""

    message = N_(
        "The newest version is answered in another way than the one that was asked. Give full "
        "points, or leave the question out."
    )


class NewVersionNotApproved(Refusal):
    """A key that nobody approved counts for nobody."""

    message = N_("The newest version is not approved yet. Have it approved before it counts.")


class RegradeReason(InvalidInput):
    """A regrade is argued."""

    message = N_("Say why the question is counted anew.")


@transactional
def ask_regrade(
    quiz_id: int, question_id: int, mode: RegradeMode, reason: str, *, actor_id: int, at: datetime
) -> Regrade:
    """Ask that a question be counted anew; an earlier wish that still waits is replaced.

    Raises:
        QuizNotOver: papers are still open.
        OtherKind, NewVersionNotApproved: the newest version cannot give the key.
        RegradeReason: no reason.
    """
    quiz = session.get_one(Quiz, quiz_id)
    words = " ".join(reason.split())[:300]
    if quiz.state not in (QuizState.CLOSED, QuizState.PUBLISHED):
        raise QuizNotOver
    if not words:
        raise RegradeReason
    ruling = ruling_for(question_id, mode)
    if ruling.version_id is not None:
        _check_version(quiz_id, question_id, ruling.version_id)
    session.execute(
        delete(Regrade).where(
            Regrade.quiz_id == quiz_id,
            Regrade.question_id == question_id,
            Regrade.confirmed_at.is_(None),
        )
    )
    asked = Regrade(
        quiz_id=quiz_id,
        question_id=question_id,
        mode=ruling.mode,
        version_id=ruling.version_id,
        reason=words,
        asked_by=actor_id,
        asked_at=at,
    )
    session.add(asked)
    session.flush()
    _record("quiz.ask_regrade", quiz, asked, actor_id, at)
    return asked


def _check_version(quiz_id: int, question_id: int, version_id: int) -> None:
    if not bank.is_approved(question_id):
        raise NewVersionNotApproved
    owners = bank.owners_of_versions([question_id])
    asked = session.scalars(
        select(PaperItem.version_id)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.quiz_id == quiz_id, PaperItem.version_id.in_(list(owners)))
        .distinct()
    )
    versions = bank.versions([version_id, *asked])
    new = key_of(versions[version_id])
    if not all(can_translate(key_of(old), new) for old in versions.values()):
        raise OtherKind


@transactional
def confirm_regrade(
    regrade_id: int, *, actor_id: int, at: datetime, is_small_office: bool = False
) -> Regrade:
    """Confirm a regrade: all papers of the quiz are marked anew; once more, nothing changes.

    Raises:
        SecondPersonNeeded: whoever asked confirms.
    """
    asked = session.get_one(Regrade, regrade_id)
    if asked.asked_by == actor_id and not is_small_office:
        raise SecondPersonNeeded().after(asked.asked_at, asked.asked_by)
    claimed = session.execute(
        update(Regrade)
        .where(Regrade.id == regrade_id, Regrade.confirmed_at.is_(None))
        .values(confirmed_by=actor_id, confirmed_at=at)
        .returning(Regrade.id)
    ).all()
    asked = session.get_one(Regrade, regrade_id, populate_existing=True)
    if not claimed:
        return asked
    quiz = session.get_one(Quiz, asked.quiz_id)
    ruling = Ruling(asked.mode, asked.version_id)
    changes = score_changes(quiz, points_after(quiz, asked.question_id, ruling))
    asked.changed = [[one.candidate_id, str(one.before), str(one.after)] for one in changes]
    mark_all(quiz)
    settle_predictions(quiz)
    session.flush()
    _record("quiz.regrade", quiz, asked, actor_id, at)
    return asked


def _record(deed: str, quiz: Quiz, asked: Regrade, actor_id: int, at: datetime) -> None:
    record(
        deed,
        f"quiz:{quiz.id}",
        actor_id=actor_id,
        at=at,
        unit_id=quiz.unit_id,
        question=asked.question_id,
        mode=asked.mode,
        version=asked.version_id,
        reason=asked.reason,
        changed=asked.changed,
    )
