"""Topic or difficulty of many questions at once, with what was before, so that it can be undone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from question_bank.models import BulkEdit, Question, QuestionVersion
from question_bank.services.life import MOST_AT_ONCE, TooManyAtOnce
from question_bank.services.versions import copy_version


class NothingChanges(Refusal):
    """Every chosen question has that topic and difficulty already, or is another unit's."""

    message = N_("Nothing would change: choose another topic or difficulty, or other questions.")


class AlreadyUndone(Refusal):
    """An act is undone once."""

    message = N_("This act is undone already.")


@dataclass(frozen=True)
class Classing:
    """Topic and difficulty questions are to have; None and empty leave what is."""

    topic_id: int | None = None
    difficulty: str = ""


@dataclass(frozen=True)
class PlannedEdit:
    """A question that would change, with its version of now."""

    question: Question
    version: QuestionVersion


@dataclass(frozen=True)
class Undone:
    """What undoing did: questions restored, and those changed since, which stay."""

    restored: int
    kept: tuple[int, ...]


def planned(
    question_ids: Iterable[int], classing: Classing, unit_ids: Collection[int | None]
) -> list[PlannedEdit]:
    """Return the questions of these units that would change."""
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.id.in_(list(question_ids)))
        .order_by(Question.id)
    )
    return [
        PlannedEdit(question, version)
        for question, version in found
        if question.unit_id in unit_ids and _changes(version, classing)
    ]


def _changes(version: QuestionVersion, classing: Classing) -> dict[str, object]:
    changes: dict[str, object] = {}
    if classing.topic_id and version.topic_id != classing.topic_id:
        changes["topic_id"] = classing.topic_id
    if classing.difficulty and version.difficulty != classing.difficulty:
        changes["difficulty"] = classing.difficulty
    return changes


@transactional
def edit_many(
    question_ids: Collection[int],
    classing: Classing,
    unit_ids: Collection[int | None],
    *,
    actor_id: int,
    at: datetime,
) -> BulkEdit:
    """Class many questions anew. Words, key and state stay; papers drawn before keep theirs.

    Raises:
        TooManyAtOnce: more than 1,000 were chosen.
        NothingChanges: none would change.
    """
    if len(question_ids) > MOST_AT_ONCE:
        raise TooManyAtOnce(count=len(question_ids), most=MOST_AT_ONCE)
    changes = []
    for one in planned(question_ids, classing, unit_ids):
        before = one.version
        after = copy_version(
            one.question, author_id=before.author_id, at=at, **_changes(before, classing)
        )
        changes.append([one.question.id, before.id, after.id])
    if not changes:
        raise NothingChanges
    edit = BulkEdit(
        actor_id=actor_id,
        topic_id=classing.topic_id,
        difficulty=classing.difficulty,
        changes=changes,
        at=at,
    )
    session.add(edit)
    session.flush()
    record("question.class", f"edit:{edit.id}", actor_id=actor_id, at=at, changes=changes)
    return edit


@transactional
def undo_edit(edit_id: int, *, actor_id: int, at: datetime) -> Undone:
    """Give back topic and difficulty to the questions nobody changed since.

    Raises:
        AlreadyUndone: it was undone before.
    """
    claimed = session.scalar(
        update(BulkEdit)
        .where(BulkEdit.id == edit_id, BulkEdit.undone_at.is_(None))
        .values(undone_at=at)
        .returning(BulkEdit.id)
    )
    if claimed is None:
        raise AlreadyUndone
    edit = session.get_one(BulkEdit, edit_id, populate_existing=True)
    restored, kept = 0, []
    for question_id, before_id, after_id in edit.changes:
        question = session.get_one(Question, question_id)
        if question.current_version_id != after_id:
            kept.append(question_id)
            continue
        before = session.get_one(QuestionVersion, before_id)
        copy_version(
            question,
            author_id=before.author_id,
            at=at,
            topic_id=before.topic_id,
            difficulty=before.difficulty,
        )
        restored += 1
    subject = f"edit:{edit_id}"
    record("question.unclass", subject, actor_id=actor_id, at=at, restored=restored, kept=kept)
    return Undone(restored, tuple(kept))
