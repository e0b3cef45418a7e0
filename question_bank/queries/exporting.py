"""Files taken out: each seen by whoever asked for it."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from foundation.db import session
from foundation.errors import NotFound
from foundation.jobs.models import Job
from question_bank.models import ExportedFile


def exported_file(public_id: str, owner_id: int) -> ExportedFile:
    """Return a file somebody asked for, with its content.

    Raises:
        NotFound: there is none, or it is another person's.
    """
    query = select(ExportedFile).where(
        ExportedFile.public_id == public_id, ExportedFile.owner_id == owner_id
    )
    found = session.scalar(query.options(undefer(ExportedFile.content)))
    if found is None:
        raise NotFound
    return found


def job_of_export(file: ExportedFile) -> Job | None:
    """Return the work that writes a file, if it is left to the worker."""
    return session.get(Job, file.job_id) if file.job_id else None
