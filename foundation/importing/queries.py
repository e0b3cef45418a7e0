"""Reading lists that wait: the list, its rows page by page, its counts."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select

from foundation.db import session
from foundation.errors import NotFound
from foundation.importing.judged import Fate
from foundation.importing.models import ColumnMemory, ImportedFile, ImportedRow
from foundation.jobs.models import Job
from foundation.paging import ListPage

ROWS_A_PAGE = 20


def file_by_public_id(public_id: str, owner_id: int) -> ImportedFile:
    """Return a list, for whoever sent it.

    Raises:
        NotFound: no such list, or somebody else's.
    """
    found = session.scalar(
        select(ImportedFile).where(
            ImportedFile.public_id == public_id, ImportedFile.owner_id == owner_id
        )
    )
    if found is None:
        raise NotFound
    return found


def rows_of(file_id: int, fates: Collection[str], number: int) -> ListPage[ImportedRow]:
    """Return one page of a list's rows, of some fates or all."""
    wanted = [ImportedRow.file_id == file_id]
    if fates:
        wanted.append(ImportedRow.fate.in_(fates))
    total = session.scalar(select(func.count()).select_from(ImportedRow).where(*wanted)) or 0
    number = max(1, min(number, -(-total // ROWS_A_PAGE) or 1))
    query = select(ImportedRow).where(*wanted).order_by(ImportedRow.number)
    rows = session.scalars(query.offset((number - 1) * ROWS_A_PAGE).limit(ROWS_A_PAGE))
    return ListPage(tuple(rows), total, number, ROWS_A_PAGE)


def counts_of(file_id: int) -> dict[str, int]:
    """Return how many rows a list has of each fate."""
    counted = func.count().label("count")
    query = select(ImportedRow.fate, counted).where(ImportedRow.file_id == file_id)
    found = {row[0]: row[1] for row in session.execute(query.group_by(ImportedRow.fate))}
    return {fate.code: found.get(fate.code, 0) for fate in Fate}


def doubts_for_many(file_id: int, code: str) -> int:
    """Return how many rows of a list wait for one kind of doubt to be settled."""
    query = select(func.count()).where(
        ImportedRow.file_id == file_id,
        ImportedRow.doubt == code,
        ImportedRow.fate == Fate.DOUBT.code,
    )
    return session.scalar(query) or 0


def left_rows(file_id: int) -> list[ImportedRow]:
    """Return the rows that were not kept, as a list to be repaired names them."""
    query = select(ImportedRow).where(
        ImportedRow.file_id == file_id,
        ImportedRow.fate.not_in((Fate.READY.code, Fate.SAME.code)),
    )
    return list(session.scalars(query.order_by(ImportedRow.number)))


def own_lists(owner_id: int, kind: str, subject_id: int | None) -> list[ImportedFile]:
    """Return the last lists somebody sent of one kind, the newest first."""
    query = select(ImportedFile).where(
        ImportedFile.owner_id == owner_id,
        ImportedFile.kind == kind,
        ImportedFile.subject_id.is_not_distinct_from(subject_id),
    )
    return list(session.scalars(query.order_by(ImportedFile.id.desc()).limit(10)))


def job_of(file: ImportedFile) -> Job | None:
    """Return the job that works on a list, if any."""
    return session.get(Job, file.job_id) if file.job_id else None


def remembered_columns(unit_id: int, kind: str, digest: str) -> dict[str, Any] | None:
    """Return what a unit said that the columns of a layout hold, or None if it never did."""
    return session.scalar(
        select(ColumnMemory.columns).where(
            ColumnMemory.unit_id == unit_id,
            ColumnMemory.kind == kind,
            ColumnMemory.digest == digest,
        )
    )


def has_column_memory(unit_id: int, kind: str) -> bool:
    """Return whether a unit ever said what the columns of such files hold."""
    query = select(ColumnMemory.id).where(
        ColumnMemory.unit_id == unit_id, ColumnMemory.kind == kind
    )
    return session.scalar(query.limit(1)) is not None
