"""What the columns of a layout hold, as a unit said it the last time."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from foundation.db import session
from foundation.importing.models import ColumnMemory


def remember_columns(
    unit_id: int, kind: str, digest: str, columns: dict[str, Any], *, at: datetime
) -> None:
    """Keep it for the next file of this kind and layout, in the caller's transaction.

    Args:
        unit_id: whose files are read so.
        kind: what the files hold.
        digest: tells one row of names from another.
        columns: the columns as plain JSON.
        at: when it was said.
    """
    query = select(ColumnMemory).where(
        ColumnMemory.unit_id == unit_id, ColumnMemory.kind == kind, ColumnMemory.digest == digest
    )
    held = session.scalar(query)
    if held is None:
        held = ColumnMemory(unit_id=unit_id, kind=kind, digest=digest)
        session.add(held)
    held.columns, held.kept_at = columns, at
