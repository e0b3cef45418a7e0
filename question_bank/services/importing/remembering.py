"""How a unit said that the columns of its sheets are to be read; the next such sheet is."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from foundation.importing.queries import has_column_memory, remembered_columns
from foundation.importing.services import remember_columns
from foundation.text import search_key
from question_bank.models import ImportPreview
from question_bank.services.importing.opening import head_of

KIND = "questions"
SHEETS = ("xlsx", "csv")


def remembered_settings(content: bytes, format_code: str, unit_id: int | None) -> dict[str, Any]:
    """Return how a unit's sheet of this layout is read; nothing where nobody said it.

    Raises:
        Refusal: the file as a whole is refused.
    """
    if unit_id is None or format_code not in SHEETS or not has_column_memory(unit_id, KIND):
        return {}
    digest = layout_digest(head_of(content, format_code, {}))
    columns = remembered_columns(unit_id, KIND, digest)
    return {"columns": columns, "is_remembered": True} if columns else {}


def remember(preview: ImportPreview, content: bytes, *, at: datetime) -> None:
    """Keep what somebody said of a waiting sheet's columns, in the caller's transaction."""
    columns = preview.settings.get("columns")
    if preview.unit_id is None or not isinstance(columns, Mapping):
        return
    digest = layout_digest(head_of(content, preview.format, preview.settings))
    remember_columns(preview.unit_id, KIND, digest, dict(columns), at=at)


def layout_digest(head: Sequence[Sequence[str]]) -> str:
    """Return what tells one row of names from another: the first of the fullest rows."""
    counts = [sum(bool(cell.strip()) for cell in row) for row in head]
    names = head[counts.index(max(counts))] if counts else ()
    words = "\x1f".join(search_key(cell) for cell in names)
    return hashlib.sha256(words.encode()).hexdigest()
