"""Keeping a file's questions: a hundred at a time out of sight, then all to be seen at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import undefer

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.jobs.handlers import Progress, job_handler
from question_bank import queries
from question_bank.models import ImportPreview, ImportRow, Picture, Question, Topic
from question_bank.rules import bodies
from question_bank.rules.draft_json import from_json
from question_bank.rules.drafting import QuestionDraft, faults
from question_bank.rules.importing import (
    MOST_AT_ONCE,
    SMALL,
    Fate,
    with_choice,
    with_settled_source,
)
from question_bank.rules.kinds import Difficulty, State
from question_bank.rules.normal import normalised
from question_bank.services.importing.staging import ask_worker
from question_bank.services.storing import digest_of
from question_bank.services.writing import Keeping, write_questions

STORE_JOB = "questions.store"


class NothingFits(Refusal):
    """No question of the file can be kept."""

    message = N_("No question of this file can be kept yet. Repair the file and send it again.")


@transactional
def confirm_import(import_id: int, *, actor_id: int | None, at: datetime) -> ImportPreview:
    """Keep every question of the preview that fits; the same again changes nothing.

    The questions go to review: somebody else approves them. Many questions are kept by the
    worker; the preview's state is then ``storing``.

    Raises:
        NothingFits: no question can be kept.
    """
    preview = _claimed(import_id, at)
    if preview is None:
        return session.get_one(ImportPreview, import_id, populate_existing=True)
    waiting = session.scalar(select(func.count()).where(*_kept(import_id))) or 0
    if waiting == 0:
        raise NothingFits
    if waiting > SMALL:
        ask_worker(preview, STORE_JOB, actor_id=actor_id, at=at)
        return preview
    while store_piece(import_id, actor_id=actor_id, at=at):
        pass
    show_all(import_id, actor_id=actor_id, at=at)
    return preview


def _claimed(import_id: int, at: datetime) -> ImportPreview | None:
    claimed = session.scalar(
        update(ImportPreview)
        .where(ImportPreview.id == import_id, ImportPreview.state == "ready")
        .values(state="storing", confirmed_at=at)
        .returning(ImportPreview.id)
    )
    if claimed is None:
        return None
    return session.get_one(ImportPreview, import_id, populate_existing=True)


@transactional
def claim(import_id: int, *, at: datetime) -> None:
    """Take a file that waits, for whoever keeps its questions step by step."""
    _claimed(import_id, at)


def _kept(import_id: int) -> Sequence[Any]:
    """Return the conditions of rows that are to be kept and are not yet."""
    fits = or_(
        ImportRow.fate.in_((Fate.READY.code, Fate.NEAR.code)),
        (ImportRow.fate == Fate.FAULTY.code) & (ImportRow.choice != ""),
    )
    return (
        ImportRow.import_id == import_id,
        ImportRow.question_id.is_(None),
        ImportRow.is_left_out.is_(False),
        fits,
    )


@job_handler(STORE_JOB)
def store_in_steps(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Keep the questions of a file; a worker that died is followed by another one."""
    import_id, actor_id = int(arguments["import"]), arguments["actor"]
    return store_all(import_id, progress.step, actor_id=actor_id)


def store_all(
    import_id: int, step: Callable[[int, int], None], *, actor_id: int | None
) -> dict[str, Any]:
    """Keep the questions of a claimed file a hundred at a time, then show them all at once."""
    waiting = session.scalar(select(func.count()).where(*_kept(import_id))) or 0
    query = select(func.count()).where(
        ImportRow.import_id == import_id, ImportRow.question_id.is_not(None)
    )
    done = session.scalar(query) or 0
    total = waiting + done
    while handled := store_piece(import_id, actor_id=actor_id, at=clock.now()):
        done += handled
        step(min(done, total), total)
    preview = show_all(import_id, actor_id=actor_id, at=clock.now())
    return {"stored": preview.stored}


@transactional
def store_piece(import_id: int, *, actor_id: int | None, at: datetime) -> int:
    """Keep the next questions, out of everybody's sight; return how many rows were handled."""
    preview = session.get_one(ImportPreview, import_id)
    query = select(ImportRow).where(*_kept(import_id)).order_by(ImportRow.position)
    rows = session.scalars(query.limit(MOST_AT_ONCE)).all()
    drafts = _drafts(preview, rows)
    taken = _taken(preview, drafts, at)
    keeping: list[tuple[ImportRow, QuestionDraft]] = []
    for row, draft in zip(rows, drafts, strict=True):
        digest = digest_of(normalised(draft))
        if digest in taken:
            row.fate, row.twin = Fate.TWIN.code, taken[digest]
        elif faults(normalised(draft)):
            row.fate, row.choice = Fate.FAULTY.code, ""
        else:
            taken[digest] = f"#{row.place}"
            keeping.append((row, draft))
    _write(preview, keeping, actor_id, at)
    return len(rows)


def _write(
    preview: ImportPreview,
    keeping: Sequence[tuple[ImportRow, QuestionDraft]],
    actor_id: int | None,
    at: datetime,
) -> None:
    drafts = [
        (
            draft,
            Keeping(
                preview.unit_id,
                State.REVIEW,
                f"import:{preview.id}:{row.position}",
                arrives_with=preview.id,
            ),
        )
        for row, draft in keeping
    ]
    ids = write_questions(drafts, actor_id=actor_id, at=at)
    for (row, _draft), question_id in zip(keeping, ids, strict=True):
        row.question_id = question_id


def _drafts(preview: ImportPreview, rows: Sequence[ImportRow]) -> list[QuestionDraft]:
    """Return the rows as questions, with what people chose for them."""
    codes = {topic.id: topic.code for topic in session.scalars(select(Topic))}
    pictures = _pictures(rows)
    found = []
    for row in rows:
        shown = tuple(
            replace(pictures[digest], name=name)
            for name, digest in row.item["pictures"]
            if digest in pictures
        )
        draft = from_json(row.item["draft"], codes[row.topic_id or preview.topic_id], shown)
        draft = with_settled_source(draft, preview.settings.get("sources", {}))
        if row.difficulty:
            draft = replace(draft, difficulty=Difficulty[row.difficulty.upper()])
        if row.choice:
            draft = with_choice(draft, tuple(row.item["labels"]), row.choice)
        found.append(draft)
    return found


def _pictures(rows: Sequence[ImportRow]) -> Mapping[str, bodies.Picture]:
    digests = {digest for row in rows for _, digest in row.item["pictures"]}
    if not digests:
        return {}
    query = select(Picture).where(Picture.digest.in_(digests)).options(undefer(Picture.content))
    return {
        one.digest: bodies.Picture("", one.media_type, one.content)
        for one in session.scalars(query)
    }


def _taken(preview: ImportPreview, drafts: Sequence[QuestionDraft], at: datetime) -> dict[str, str]:
    """Return the digests that the bank or this import holds by now: another may have come first."""
    digests = [digest_of(normalised(draft)) for draft in drafts]
    known = queries.alike_in_unit(digests, preview.unit_id, clock.local(at).date())
    return {**queries.alike_arriving(digests, preview.id), **known}


@transactional
def show_all(import_id: int, *, actor_id: int | None, at: datetime) -> ImportPreview:
    """Let everybody see what was kept: one short statement."""
    preview = session.get_one(ImportPreview, import_id)
    session.execute(
        update(Question).where(Question.arrives_with == import_id).values(arrives_with=None)
    )
    count = select(func.count()).where(
        ImportRow.import_id == import_id, ImportRow.question_id.is_not(None)
    )
    everything = select(func.count()).where(ImportRow.import_id == import_id)
    preview.stored = session.scalar(count) or 0
    preview.state, preview.content = "stored", None
    record(
        "import.confirm",
        f"import:{import_id}",
        actor_id=actor_id,
        at=at,
        unit_id=preview.unit_id,
        stored=preview.stored,
        left_out=(session.scalar(everything) or 0) - preview.stored,
    )
    return preview
