"""A file that is read: its questions wait for somebody to say so; the bank is not touched."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from sqlalchemy import delete, func, insert, select

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import Refusal
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.services import enqueue
from foundation.text import clean, search_key
from question_bank import queries
from question_bank.models import ImportPreview, ImportRow, Topic
from question_bank.rules.importing import MOST_AT_ONCE
from question_bank.rules.item_json import as_json, remark_json
from question_bank.rules.reading import ReadFile
from question_bank.services.importing.comparing import Compared, compared
from question_bank.services.importing.opening import format_of, read_file
from question_bank.services.importing.refusals import NothingFound
from question_bank.services.importing.remembering import remembered_settings
from question_bank.services.storing import keep_pictures, picture_digest

READ_JOB = "questions.read"
LARGE_FILE = 400_000
MANY_QUESTIONS = 500
"""From so many bytes or questions on, a file is read by the worker, in pieces, while the person
watches a bar: whoever else stores something meanwhile does not wait for all of it."""


def stage_import(
    content: bytes,
    file_name: str,
    unit_id: int | None,
    topic_id: int,
    *,
    actor_id: int | None,
    at: datetime,
) -> ImportPreview:
    """Read a file and keep what was found for a preview; the bank is not touched.

    A large file is read by the worker: the preview's state is then ``reading``.

    Raises:
        Refusal: the file as a whole is refused.
    """
    code = format_of(content, file_name)
    if len(content) >= LARGE_FILE:
        return _begin(content, file_name, (unit_id, topic_id, code), actor_id=actor_id, at=at)
    settings = remembered_settings(content, code, unit_id)
    try:
        found = read_file(content, code, settings)
    except NothingFound:
        if code not in ("xlsx", "csv"):
            raise
        found = ReadFile(code, ())  # a person may say what the columns hold
    if len(found.items) >= MANY_QUESTIONS:
        return _begin(content, file_name, (unit_id, topic_id, code), actor_id=actor_id, at=at)
    goal = unit_id, topic_id
    return stage_found(found, content, file_name, goal, actor_id=actor_id, at=at, settings=settings)


@transactional
def stage_found(
    found: ReadFile,
    content: bytes,
    file_name: str,
    goal: tuple[int | None, int],
    *,
    actor_id: int | None,
    at: datetime,
    settings: Mapping[str, Any] | None = None,
) -> ImportPreview:
    """Keep what was found in a file, all at once."""
    unit_id, topic_id = goal
    preview = new_preview(content, file_name, (unit_id, topic_id, found.format), actor_id, at)
    preview.settings = dict(settings or {})
    rows = compared(found.items, unit_id, clock.local(at).date())
    add_rows(preview, rows, 1, actor_id=actor_id, at=at)
    finish(preview.id, found, at=at)
    return preview


def new_preview(
    content: bytes,
    file_name: str,
    goal: tuple[int | None, int, str],
    actor_id: int | None,
    at: datetime,
) -> ImportPreview:
    """Add the row of a file whose questions are still to come.

    Args:
        content: the file.
        file_name: its name.
        goal: unit, topic and format.
        actor_id: who brings it.
        at: when.
    """
    preview = ImportPreview(
        unit_id=goal[0],
        topic_id=goal[1],
        format=goal[2],
        owner_id=actor_id,
        file_name=clean(PurePath(file_name).name)[:200],
        file_digest=hashlib.sha256(content).hexdigest(),
        state="reading",
        content=content,
        settings={},
        remarks=[],
        read_at=at,
    )
    session.add(preview)
    session.flush()
    return preview


@transactional
def _begin(
    content: bytes,
    file_name: str,
    goal: tuple[int | None, int, str],
    *,
    actor_id: int | None,
    at: datetime,
) -> ImportPreview:
    preview = new_preview(content, file_name, goal, actor_id, at)
    ask_worker(preview, READ_JOB, actor_id=actor_id, at=at)
    return preview


def ask_worker(preview: ImportPreview, kind: str, *, actor_id: int | None, at: datetime) -> None:
    """Ask the worker for the next step of an import."""
    arguments = {"import": preview.id, "actor": actor_id}
    job = enqueue(kind, arguments, actor_id=actor_id, unit_id=preview.unit_id, at=at)
    preview.job_id = job.id


@job_handler(READ_JOB)
def read_in_steps(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Read a large file and keep its questions for the preview, a hundred at a time.

    A worker that died is followed by another one, which goes on behind the last row kept.
    """
    import_id, actor_id = int(arguments["import"]), arguments["actor"]
    preview = session.get_one(ImportPreview, import_id)
    content, unit_id = queries.import_content(import_id) or b"", preview.unit_id
    try:
        settings = remembered_settings(content, preview.format, unit_id)
        found = read_file(content, preview.format, settings)
    except Refusal as refusal:
        refuse(import_id, refusal, at=clock.now())
        return {"refused": str(refusal)}
    rows = compared(found.items, unit_id, clock.today())
    for start in range(kept_rows(import_id), len(rows), MOST_AT_ONCE):
        piece = rows[start : start + MOST_AT_ONCE]
        add_piece(import_id, piece, start + 1, actor_id=actor_id, at=clock.now())
        progress.step(start + len(piece), len(rows))
    finish(import_id, found, at=clock.now(), settings=settings)
    return {"found": len(rows)}


def kept_rows(import_id: int) -> int:
    """Return how many rows of a file are kept already."""
    query = select(func.count()).where(ImportRow.import_id == import_id)
    return session.scalar(query) or 0


@transactional
def add_piece(
    import_id: int, piece: Sequence[Compared], first: int, *, actor_id: int | None, at: datetime
) -> None:
    """Keep some rows of a file for its preview."""
    preview = session.get_one(ImportPreview, import_id)
    add_rows(preview, piece, first, actor_id=actor_id, at=at)


def add_rows(
    preview: ImportPreview,
    rows: Sequence[Compared],
    first: int,
    *,
    actor_id: int | None,
    at: datetime,
) -> None:
    """Add rows in the caller's transaction, the first at position ``first``."""
    pictures = [p for row in rows if row.item.draft for p in row.item.draft.pictures]
    keep_pictures(pictures, owner_id=actor_id, at=at)
    topics = {search_key(topic.name): topic.id for topic in session.scalars(select(Topic))}
    values = [
        _row_values(preview.id, position, row, topics)
        for position, row in enumerate(rows, start=first)
    ]
    if values:
        session.execute(insert(ImportRow), values)


def _row_values(
    import_id: int, position: int, row: Compared, topics: dict[str, int]
) -> dict[str, Any]:
    draft = row.item.draft
    shown = [[p.name, picture_digest(p)] for p in draft.pictures] if draft else []
    return {
        "import_id": import_id,
        "position": position,
        "place": row.item.where[:200],
        "item": {**as_json(row.item), "pictures": shown},
        "digest": row.digest,
        "fate": row.fate.code,
        "twin": row.twin[:200],
        "near": {"is_other_key": True} if row.is_other_key else row.near,
        "topic_id": topics.get(search_key(row.item.topic)) if row.item.topic else None,
        "choice": "",
        "is_left_out": False,
        "difficulty": "",
    }


@transactional
def finish(
    import_id: int, found: ReadFile, *, at: datetime, settings: Mapping[str, Any] | None = None
) -> None:
    """Say that a file is read and waits, and with which settings, where they are new."""
    preview = session.get_one(ImportPreview, import_id)
    preview.settings = {**preview.settings, **(settings or {})}
    preview.state, preview.format = "ready", found.format
    preview.remarks = [[where, *remark_json(remark)] for where, remark in found.remarks]
    record(
        "import.read",
        f"import:{import_id}",
        actor_id=preview.owner_id,
        at=at,
        unit_id=preview.unit_id,
        file=preview.file_name,
        digest=preview.file_digest,
        found=len(found.items),
    )


@transactional
def refuse(import_id: int, refusal: Refusal, *, at: datetime) -> None:
    """Keep why a file as a whole is refused; nothing of it stays."""
    preview = session.get_one(ImportPreview, import_id)
    session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))
    facts = {name: str(fact) for name, fact in refusal.facts.items()}
    preview.state, preview.content = "refused", None
    preview.refusal = {"message": refusal.message, "facts": facts}
    record("import.refuse", f"import:{import_id}", actor_id=None, at=at, unit_id=preview.unit_id)
