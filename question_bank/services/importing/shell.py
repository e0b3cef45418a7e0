"""Importing from the shell: read, staged and kept in one go, a hundred questions at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from foundation import clock
from foundation.db import session, transactional
from question_bank.models import ImportPreview, ImportRow
from question_bank.rules.importing import MOST_AT_ONCE, NOT_A_QUESTION, Fate
from question_bank.rules.reading import ReadFile, ReadItem, Remark
from question_bank.services.importing.comparing import Compared
from question_bank.services.importing.opening import format_of, read_file
from question_bank.services.importing.remembering import remembered_settings
from question_bank.services.importing.staging import add_piece, finish, new_preview
from question_bank.services.importing.storing import claim, store_all

Step = Callable[[int, int], None]


def read_for_unit(
    content: bytes, format_code: str | None, unit_id: int | None, *, file_name: str
) -> ReadFile:
    """Return the questions of a file; a unit's sheet is read as its people said the last time.

    Raises:
        Refusal: the file as a whole is refused.
    """
    code = format_code or format_of(content, file_name)
    settings = remembered_settings(content, code, unit_id)
    return read_file(content, code, settings, file_name=file_name)


def import_now(
    found: ReadFile,
    content: bytes,
    file_name: str,
    goal: tuple[int | None, int],
    rows: list[Compared],
    *,
    step: Step,
) -> list[Compared]:
    """Keep the rows found in a file and return what became of each.

    A stop half-way leaves nothing that anybody sees.
    """
    import_id = _begun(content, file_name, (*goal, found.format), at=clock.now())
    for start in range(0, len(rows), MOST_AT_ONCE):
        step(0, len(rows))  # none is kept yet, but each piece is a step of its own
        piece = rows[start : start + MOST_AT_ONCE]
        add_piece(import_id, piece, start + 1, actor_id=None, at=clock.now())
    step(0, len(rows))
    finish(import_id, found, at=clock.now())
    claim(import_id, at=clock.now())
    store_all(import_id, step, actor_id=None)
    return _outcome(import_id, rows)


@transactional
def _begun(
    content: bytes, file_name: str, goal: tuple[int | None, int, str], *, at: datetime
) -> int:
    preview: ImportPreview = new_preview(content, file_name, goal, None, at)
    preview.content = None
    return preview.id


def _outcome(import_id: int, rows: list[Compared]) -> list[Compared]:
    """Return the rows as they ended: another import may have brought a twin meanwhile."""
    query = select(ImportRow.position, ImportRow.fate, ImportRow.twin).where(
        ImportRow.import_id == import_id
    )
    for position, fate, twin in session.execute(query):
        row = rows[position - 1]
        if fate == Fate.TWIN.code:
            row.twin = twin
        elif fate == Fate.FAULTY.code and not row.item.problems:
            row.item = _faulty(row)
    return rows


def _faulty(row: Compared) -> ReadItem:
    return replace(row.item, problems=(Remark(NOT_A_QUESTION),))
