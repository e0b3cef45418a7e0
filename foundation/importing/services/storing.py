"""Keeping an accepted list: a hundred rows at a time, then all to be seen at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.importing.judged import Fate
from foundation.importing.kinds import Kind, kind_of
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.reading import Table
from foundation.importing.services.staging import (
    MOST_AT_ONCE,
    Sent,
    breathe,
    finish,
    judged_rows,
    new_file,
    stage_in_pieces,
)
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.services import enqueue

KEEP_JOB = "lists.keep"
SMALL = 300
"""Up to so many rows are kept at once, while the person waits."""
Step = Callable[[int, int], None]


class ChangedMeanwhile(Refusal):
    """What the preview rests on is no longer so."""

    message = N_(
        "Another list was kept after this preview was made. Read this list anew, look at it again, "
        "then accept it."
    )


@transactional
def accept_list(
    file_id: int, reason: str = "", *, actor_id: int | None, at: datetime
) -> ImportedFile:
    """Keep every row of the preview that is ready; the same again changes nothing.

    Many rows are kept by the worker; the state is then ``storing``.

    Raises:
        ChangedMeanwhile: another list was kept since the preview was made.
    """
    file = session.get_one(ImportedFile, file_id)
    if file.state == "ready":
        _check_still_true(file)
    if _claimed(file_id, reason, at) is None:
        return session.get_one(ImportedFile, file_id, populate_existing=True)
    file = session.get_one(ImportedFile, file_id, populate_existing=True)
    count = _count(file_id, ImportedRow.fate == Fate.READY.code)
    if count > SMALL and not kind_of(file.kind).is_at_once:
        arguments = {"file": file_id, "actor": actor_id}
        job = enqueue(KEEP_JOB, arguments, actor_id=actor_id, unit_id=file.unit_id, at=at)
        file.job_id = job.id
        return file
    while keep_piece(file_id, actor_id=actor_id, at=at):
        pass
    return close(file_id, actor_id=actor_id, at=at)


def _check_still_true(file: ImportedFile) -> None:
    judged_at = datetime.fromisoformat(str(file.settings["judged_at"]))
    query = select(func.count()).where(
        ImportedFile.id != file.id,
        ImportedFile.kind == file.kind,
        ImportedFile.subject_id.is_not_distinct_from(file.subject_id),
        or_(
            ImportedFile.state == "storing",
            (ImportedFile.closed_at > judged_at) & (ImportedFile.stored > 0),
        ),
    )
    if session.scalar(query):
        raise ChangedMeanwhile


def _claimed(file_id: int, reason: str, at: datetime) -> int | None:
    file = session.get_one(ImportedFile, file_id)
    settings = {**file.settings, "reason": " ".join(reason.split())[:300]}
    return session.scalar(
        update(ImportedFile)
        .where(ImportedFile.id == file_id, ImportedFile.state == "ready")
        .values(state="storing", confirmed_at=at, settings=settings)
        .returning(ImportedFile.id)
    )


def _count(file_id: int, *conditions: Any) -> int:
    return (
        session.scalar(select(func.count()).where(ImportedRow.file_id == file_id, *conditions)) or 0
    )


@job_handler(KEEP_JOB)
def keep_in_steps(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Keep the rows of an accepted list; a worker that died is followed by another one."""
    file = keep_all(int(arguments["file"]), progress.step, actor_id=arguments["actor"])
    return {"stored": file.stored}


def keep_all(file_id: int, step: Step, *, actor_id: int | None) -> ImportedFile:
    """Keep the rows of a claimed list piece by piece, then let everybody see them."""
    total = _count(file_id, ImportedRow.fate == Fate.READY.code)
    done = _count(file_id, ImportedRow.fate == Fate.READY.code, ImportedRow.is_done.is_(True))
    step(done, total)
    pieces = 0
    while handled := keep_piece(file_id, actor_id=actor_id, at=clock.now()):
        done, pieces = done + handled, pieces + 1
        if pieces % 5 == 0:
            step(min(done, total), total)
        breathe()
    return close(file_id, actor_id=actor_id, at=clock.now())


@transactional
def keep_piece(file_id: int, *, actor_id: int | None, at: datetime) -> int:
    """Keep the next rows; return how many."""
    file = session.get_one(ImportedFile, file_id)
    kind: Kind = kind_of(file.kind)
    query = (
        select(ImportedRow)
        .where(
            ImportedRow.file_id == file_id,
            ImportedRow.fate == Fate.READY.code,
            ImportedRow.is_done.is_(False),
        )
        .order_by(ImportedRow.number)
    )
    rows = session.scalars(query if kind.is_at_once else query.limit(MOST_AT_ONCE)).all()
    if file.state != "storing" or not rows:
        return 0
    kind.keep(file, rows, actor_id, at)
    for row in rows:
        row.is_done = True
    session.flush()
    count = len(rows)
    for row in rows:
        session.expunge(row)
    return count


@transactional
def close(file_id: int, *, actor_id: int | None, at: datetime) -> ImportedFile:
    """Let everybody see what was kept, and write down how many rows that were."""
    file = session.get_one(ImportedFile, file_id)
    if file.state != "storing":
        return file
    finish = kind_of(file.kind).finish
    if finish is not None:
        finish(file, actor_id, at)
    everything = _count(file_id)
    file.stored = _count(file_id, ImportedRow.is_done.is_(True))
    file.unchanged = _count(file_id, ImportedRow.fate == Fate.SAME.code)
    file.listed = everything - file.stored - file.unchanged
    file.state, file.content, file.closed_at = "stored", None, at
    record(
        "list.keep",
        f"list:{file_id}",
        actor_id=actor_id,
        at=at,
        unit_id=file.unit_id,
        kind=file.kind,
        file=file.file_name,
        found=everything,
        stored=file.stored,
        unchanged=file.unchanged,
        listed=file.listed,
        reason=file.settings.get("reason", ""),
    )
    return file


def keep_now(sent: Sent, table: Table, step: Step) -> ImportedFile:
    """Read, judge and keep a list in one go, as a command does; doubtful rows are left out."""
    at = clock.now()
    file_id = _begun(sent, at=at)
    read = judged_rows(session.get_one(ImportedFile, file_id), table, at)
    stage_in_pieces(file_id, read, lambda _done, _total: None)
    finish(file_id, read, at=at)
    _claim(file_id, at=clock.now())
    return keep_all(file_id, step, actor_id=None)


@transactional
def _begun(sent: Sent, *, at: datetime) -> int:
    return new_file(sent, None, at).id


@transactional
def _claim(file_id: int, *, at: datetime) -> None:
    _claimed(file_id, "", at)
