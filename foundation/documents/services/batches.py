"""Many certificates at once: asked for in one transaction, issued and printed by a job in parts.

A domain registers how drafts are made (``@draft_maker``) and asks with ``request_batch``. A worker
that is killed leaves whole parts behind: what was issued is found by its subject and not issued
again, what has no file gets one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select, update

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents.joining import join
from foundation.documents.models import Batch, IssuedDocument
from foundation.documents.papers import make_missing
from foundation.documents.pdf import Printer, folder_of
from foundation.documents.services.drafts import CannotIssue, DocumentDraft
from foundation.documents.services.issuing import issue_many
from foundation.errors import N_
from foundation.jobs import services as jobs
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.models import Job
from foundation.sandbox import SECONDS, in_child

KIND = "documents.issue"
PART = 25
"""Certificates in one transaction and in one document that is cut apart."""
PARTS_OF_A_PRINTER = 40
"""After so many parts the child that prints is let go, with what memory it took."""
UNPRINTABLE = N_("Its words do not go on the sheet. It is issued; correct it and issue it again.")

Maker = Callable[[dict[str, Any], Sequence[int]], Sequence[DocumentDraft | CannotIssue]]
M = TypeVar("M", bound=Maker)
_makers: dict[str, Maker] = {}


@dataclass(frozen=True)
class BatchRequest:
    """Certificates a domain asks for.

    ``kind`` names the maker; ``subject_ids`` stand in the order in which they get their numbers;
    ``arguments`` are what else the maker needs, as plain JSON; ``back_url`` leads back.
    """

    kind: str
    title: str
    unit_id: int
    subject_kind: str
    subject_ids: Sequence[int]
    arguments: dict[str, Any] = field(default_factory=dict)
    back_url: str = ""


def draft_maker(kind: str) -> Callable[[M], M]:
    """Register the function that makes the drafts of one kind.

    It gets the batch's arguments and some subject ids, and returns a draft, or why there is none,
    for each of them in that order. It reads only.
    """

    def register(maker: M) -> M:
        _makers[kind] = maker
        return maker

    return register


@transactional
def request_batch(request: BatchRequest, *, actor_id: int, at: datetime) -> Batch:
    """Ask for many certificates; the same asked for again while it runs is the same batch."""
    ids = list(request.subject_ids)
    for known in _running(request.kind, request.unit_id):
        if known.subject_ids == ids:
            return known
    batch = Batch(
        kind=request.kind,
        title=request.title[:300],
        back_url=request.back_url,
        unit_id=request.unit_id,
        subject_kind=request.subject_kind,
        subject_ids=ids,
        arguments=dict(request.arguments),
        faults=[],
        asked_by=actor_id,
        asked_at=at,
    )
    session.add(batch)
    session.flush()
    arguments = {"batch_id": batch.id}
    job = jobs.enqueue(KIND, arguments, actor_id=actor_id, unit_id=request.unit_id, at=at)
    batch.job_id, job.total = job.id, len(ids)
    record(
        "document.batch", f"batch:{batch.id}", actor_id=actor_id, at=at, unit_id=request.unit_id,
        kind=request.kind, subjects=len(ids),
    )  # fmt: skip
    return batch


def _running(kind: str, unit_id: int) -> list[Batch]:
    query = (
        select(Batch)
        .join(Job, Job.id == Batch.job_id)
        .where(Batch.kind == kind, Batch.unit_id == unit_id, Job.state.in_(("waiting", "running")))
    )
    return list(session.scalars(query))


@transactional
def stop_batch(batch_id: int, *, actor_id: int, at: datetime) -> None:
    """Let the worker stop after the part it is at; what is issued stays issued."""
    stopped = session.scalar(
        update(Batch)
        .where(Batch.id == batch_id, Batch.stopped_at.is_(None))
        .values(stopped_at=at)
        .returning(Batch.unit_id)
    )
    if stopped is not None:
        record(
            "document.stop_batch", f"batch:{batch_id}", actor_id=actor_id, at=at, unit_id=stopped
        )


@job_handler(KIND)
def work_through(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Issue and print a batch, part by part."""
    batch_id = int(arguments["batch_id"])
    ids, public_id = _begin(batch_id, clock.now())
    starts = range(0, len(ids), PART)
    folder = folder_of(f"batches/{public_id}")
    for lot in range(0, len(starts), PARTS_OF_A_PRINTER):
        with Printer() as printer:
            for start in starts[lot : lot + PARTS_OF_A_PRINTER]:
                if _is_stopped(batch_id):
                    return _finish(folder)
                part = ids[start : start + PART]
                documents = _issue_part(batch_id, part, at=clock.now())
                _print_part(batch_id, documents, printer, folder / f"{start:06d}.pdf")
                progress.step(start + len(part), len(ids))
    return _finish(folder)


@transactional
def _begin(batch_id: int, at: datetime) -> tuple[list[int], str]:
    batch = session.get_one(Batch, batch_id)
    batch.started_at = batch.started_at or at
    return list(batch.subject_ids), batch.public_id


def _is_stopped(batch_id: int) -> bool:
    session.rollback()
    return session.scalar(select(Batch.stopped_at).where(Batch.id == batch_id)) is not None


@transactional
def _issue_part(batch_id: int, ids: list[int], *, at: datetime) -> list[IssuedDocument]:
    batch = session.get_one(Batch, batch_id)
    made = _makers[batch.kind](dict(batch.arguments), ids)
    faults = [
        [subject_id, one.holder_name, one.reason]
        for subject_id, one in zip(ids, made, strict=True)
        if isinstance(one, CannotIssue)
    ]
    batch.faults = [fault for fault in batch.faults if fault[0] not in ids] + faults
    drafts = [one for one in made if isinstance(one, DocumentDraft)]
    return issue_many(drafts, actor_id=batch.asked_by, at=at)


def _print_part(
    batch_id: int, documents: list[IssuedDocument], printer: Printer, whole: Path
) -> None:
    if documents:
        spoiled = make_missing(documents, printer, whole)
        if spoiled:
            _note_spoiled(batch_id, [(one.subject_id, one.holder_name) for one in spoiled])


@transactional
def _note_spoiled(batch_id: int, spoiled: list[tuple[int, str]]) -> None:
    batch = session.get_one(Batch, batch_id)
    batch.faults = [*batch.faults, *([id_, name, UNPRINTABLE] for id_, name in spoiled)]


def _finish(folder: Path) -> dict[str, Any]:
    """Join the parts to one file for the printer in the office."""
    parts = sorted(folder.glob("[0-9]*.pdf"))
    if parts:
        in_child(join, parts, folder / "all.pdf", seconds=SECONDS + len(parts))
    return {"parts": len(parts)}
