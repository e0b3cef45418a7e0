"""Lists nobody accepted, and the rows of those that were kept, do not lie about for ever."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.importing.models import ImportedFile, ImportedRow

KEPT_FOR = timedelta(days=30)
"""So long a list waits for its sender, and the rows that were left out can be read."""
MOST_FILES = 5
MOST_ROWS = 2_000


def sweep_lists(at: datetime) -> int:
    """Take away old lists, a few at a time; return how many pieces of work were done.

    Of a list that was kept its line stays, with what came of it; of one that was not, only the
    log keeps that it was sent.
    """
    has_rows = exists().where(ImportedRow.file_id == ImportedFile.id)
    query = (
        select(ImportedFile.id)
        .where(
            ImportedFile.sent_at < at - KEPT_FOR,
            ImportedFile.state != "storing",
            or_(ImportedFile.state != "stored", has_rows),
        )
        .order_by(ImportedFile.id)
        .limit(MOST_FILES)
    )
    old = session.scalars(query).all()
    for file_id in old:
        _take_away(file_id, at)
    return len(old)


@transactional
def _take_away(file_id: int, at: datetime) -> None:
    """Delete a piece of a list's rows; with the last of them the list, if it was not kept."""
    piece = select(ImportedRow.id).where(ImportedRow.file_id == file_id).limit(MOST_ROWS)
    session.execute(delete(ImportedRow).where(ImportedRow.id.in_(session.scalars(piece).all())))
    file = session.get_one(ImportedFile, file_id)
    if session.scalar(select(exists().where(ImportedRow.file_id == file_id))):
        return
    words = {"kind": file.kind, "file": file.file_name, "state": file.state}
    if file.state != "stored":
        session.delete(file)
    record("list.sweep", f"list:{file_id}", actor_id=None, at=at, unit_id=file.unit_id, **words)
