"""Files taken out by a page: written at once or by the worker, kept a day for whoever asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from foundation import clock
from foundation.db import session, transactional
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.services import enqueue
from question_bank import queries
from question_bank.models import ExportedFile
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.item_json import remark_json
from question_bank.services.exporting import NothingToWrite, tell_export, writer_named

JOB = "questions.export"
AT_ONCE = 300
"""More are written by the worker while the person watches a bar."""
KEPT = timedelta(days=1)
A_STEP = 100


@transactional
def take_out(
    format_name: str, versions: Sequence[int], *, actor_id: int, at: datetime
) -> ExportedFile:
    """Write questions to a file, or ask the worker to; files of before yesterday are gone.

    Raises:
        UnknownFormat, NothingToWrite: nothing is written.
    """
    chosen = writer_named(format_name)
    if not versions:
        raise NothingToWrite
    old = (ExportedFile.owner_id == actor_id) & (ExportedFile.asked_at < at - KEPT)
    session.execute(delete(ExportedFile).where(old))
    file = ExportedFile(
        owner_id=actor_id, format=chosen.name, versions=list(versions), asked_at=at, losses=[]
    )
    session.add(file)
    session.flush()
    if len(versions) <= AT_ONCE:
        _write(file, list(queries.drafts_of_questions(versions).items()), at)
    else:
        job = enqueue(JOB, {"file": file.id}, actor_id=actor_id, unit_id=None, at=at)
        file.job_id = job.id
    return file


@job_handler(JOB)
def write_in_steps(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Read the questions a hundred at a time, then write the file; done again, it is the same."""
    file = session.get_one(ExportedFile, int(arguments["file"]))
    drafts: list[tuple[int, QuestionDraft]] = []
    for start in range(0, len(file.versions), A_STEP):
        piece = file.versions[start : start + A_STEP]
        drafts += queries.drafts_of_questions(piece).items()
        progress.step(len(drafts), len(file.versions))
    _keep(file.id, drafts, at=clock.now())
    return {"written": file.written}


@transactional
def _keep(file_id: int, drafts: list[tuple[int, QuestionDraft]], *, at: datetime) -> None:
    _write(session.get_one(ExportedFile, file_id), drafts, at)


def _write(file: ExportedFile, drafts: list[tuple[int, QuestionDraft]], at: datetime) -> None:
    chosen = writer_named(file.format)
    by_version = dict(drafts)
    topics = {row.code: row.name for row in queries.topics()}
    made = chosen.writes([by_version[one] for one in file.versions], topics)
    file.content = made.content
    file.file_name = f"cau-hoi-{clock.local(at):%Y-%m-%d}{chosen.endings[0]}"
    file.written = len(file.versions) - made.left_out
    file.losses = [
        [one.number, one.name, *remark_json(one.remark), one.is_left_out] for one in made.losses
    ]
    tell_export(chosen.name, len(file.versions), file.written, actor_id=file.owner_id, at=at)
