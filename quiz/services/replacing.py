"""A document is replaced: its questions leave the draws, and pools nobody has begun on."""

from dataclasses import dataclass
from datetime import datetime

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.organisation import queries as organisation
from question_bank import queries as bank
from question_bank.services import replacing
from question_bank.services.replacing import Replacing
from quiz.queries.blueprints import pool_of
from quiz.queries.losses import Leaving, QuizLoss, quiz_losses


@dataclass(frozen=True)
class Replaced:
    """What came of it: questions sent to review, locked pools made smaller, quizzes that lack."""

    leaving: int
    """Questions that leave the draws of the unit."""
    moved: int
    touched: int
    """Quizzes that have not begun and could have drawn one of them."""
    narrowed: int
    short: tuple[QuizLoss, ...]


def leaving_questions(source_id: int, how: Replacing, unit_id: int, at: datetime) -> Leaving:
    """Return which questions leave the draws of a unit if it replaces a document."""
    today = clock.local(at).date()
    moved = bank.moved_by_replacing(source_id, unit_id, today)
    resting = bank.versions_of_source(source_id)
    return Leaving(frozenset(v.id for _, v in moved), frozenset(resting), how.from_day)


def leaving_draws(source_id: int, unit_id: int, at: datetime) -> set[int]:
    """Return the versions a unit draws, or that go to review below it, and no longer will be drawn.

    What rests on the document elsewhere is no business of this unit.
    """
    today = clock.local(at).date()
    resting = set(bank.versions_of_source(source_id))
    drawn = {one.version_id for one in bank.pool(unit_id, today)} & resting
    return drawn | {v.id for _, v in bank.moved_by_replacing(source_id, unit_id, today)}


def losses_of(source_id: int, how: Replacing, unit_id: int, at: datetime) -> list[QuizLoss]:
    """Return the quizzes of a unit and of those below it that lose a question."""
    below = {unit_id} | organisation.subtree_ids(unit_id, clock.local(at).date())
    return quiz_losses(leaving_questions(source_id, how, unit_id, at), below, at)


@transactional
def replace_document(
    source_id: int, how: Replacing, unit_id: int, *, actor_id: int, at: datetime
) -> Replaced:
    """Replace a document, and take its questions out of locked pools that can spare them.

    A pool from which somebody has drawn stays: all its papers follow from one pool. A locked quiz
    that would lack questions stays too, and is named.

    Raises:
        ReplacesItself, AlreadyReplaced: see the bank.
    """
    leaving = leaving_questions(source_id, how, unit_id, at)
    losses = losses_of(source_id, how, unit_id, at)
    gone_from_draws = leaving_draws(source_id, unit_id, at)
    moved = replacing.replace_source(source_id, how, unit_id, actor_id=actor_id, at=at)
    narrowed = 0
    for loss in losses:
        if not loss.is_locked or loss.short:
            continue
        gone = leaving.versions(loss.quiz.opens_at)
        kept = [row for row in loss.quiz.pool or [] if row[0] not in gone]
        loss.quiz.pool = kept
        narrowed += 1
        record(
            "quiz.narrow",
            f"quiz:{loss.quiz.id}",
            actor_id=actor_id,
            at=at,
            unit_id=loss.quiz.unit_id,
            source=source_id,
            pool=len(pool_of(loss.quiz)),
        )
    session.flush()
    return Replaced(
        leaving=len(gone_from_draws),
        moved=len(moved),
        touched=len(losses),
        narrowed=narrowed,
        short=tuple(loss for loss in losses if loss.short),
    )
