"""A list is read and judged row by row; nothing of it is kept among the persons."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from threading import Event
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import undefer

from foundation import clock
from foundation.audit.services import record
from foundation.db import is_sqlite, session, transactional
from foundation.errors import N_, Refusal
from foundation.importing.columns import (
    DataRows,
    Field,
    Layout,
    NoHeader,
    data_rows,
    default_columns,
    find_layout,
    guessed_layout,
    is_not_collected,
)
from foundation.importing.judged import Judged
from foundation.importing.kinds import kind_of
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.queries import remembered_columns
from foundation.importing.reading import Table, read_table
from foundation.jobs.handlers import Progress, job_handler
from foundation.jobs.services import enqueue
from foundation.text import clean

READ_JOB = "lists.read"
LARGE_FILE = 300_000
MANY_ROWS = 1_000
"""From so many bytes or rows on, a list is read by the worker, in pieces, while the person watches
a bar: whoever else stores something meanwhile does not wait for all of it."""
MOST_AT_ONCE = 100
PAUSE_S = 0.01
_pause = Event()


class NoLongerWaits(Refusal):
    """The list was kept already, or is being read."""

    message = N_("This list no longer waits for choices.")


@dataclass(frozen=True)
class Sent:
    """A list as it was sent, for whom and for what."""

    content: bytes
    file_name: str
    kind: str
    unit_id: int
    subject_id: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """What a list says: its rows, judged, and what stands around them."""

    rows: list[Judged]
    layout: dict[str, Any]


def breathe() -> None:
    """Let others write: on SQLite there is one writer at a time."""
    if is_sqlite():
        _pause.wait(PAUSE_S)


def send_list(sent: Sent, *, actor_id: int | None, at: datetime) -> ImportedFile:
    """Read a list and show it; a large one is read by the worker, its state is then ``reading``.

    Raises:
        Refusal: the file as a whole is refused.
    """
    if len(sent.content) >= LARGE_FILE:
        return _begin(sent, actor_id=actor_id, at=at)
    table = read_table(sent.content)
    if len(table.rows) >= MANY_ROWS:
        return _begin(sent, actor_id=actor_id, at=at)
    return stage(sent, table, actor_id=actor_id, at=at)


@transactional
def _begin(sent: Sent, *, actor_id: int | None, at: datetime) -> ImportedFile:
    file = new_file(sent, actor_id, at)
    job = enqueue(READ_JOB, {"file": file.id}, actor_id=actor_id, unit_id=sent.unit_id, at=at)
    file.job_id = job.id
    return file


@transactional
def stage(sent: Sent, table: Table, *, actor_id: int | None, at: datetime) -> ImportedFile:
    """Judge the rows of a list that was read, and keep them for its preview."""
    file = new_file(sent, actor_id, at)
    read = _judged_or_asked(file, table, at)
    add_rows(file.id, read.rows)
    finish(file.id, read, at=at)
    return file


def _judged_or_asked(file: ImportedFile, table: Table, at: datetime) -> Read:
    """Return the rows as understood; none where a person must first say what the columns hold."""
    try:
        return judged_rows(file, table, at)
    except NoHeader:
        layout = guessed_layout(table.rows)
        columns = default_columns(layout, kind_of(file.kind).fields(file.subject_id))
        words = _layout_words(table, layout, columns, set(), DataRows((), ()))
        return Read([], {**words, "is_unknown": True})


def new_file(sent: Sent, actor_id: int | None, at: datetime) -> ImportedFile:
    """Add a list whose rows are still to come."""
    file = ImportedFile(
        kind=sent.kind,
        unit_id=sent.unit_id,
        subject_id=sent.subject_id,
        owner_id=actor_id,
        file_name=clean(PurePath(sent.file_name).name)[:200],
        file_digest=hashlib.sha256(sent.content).hexdigest(),
        content=sent.content,
        settings=dict(sent.settings),
        layout={},
        state="reading",
        sent_at=at,
    )
    session.add(file)
    session.flush()
    return file


def judged_rows(file: ImportedFile, table: Table, at: datetime) -> Read:
    """Return the rows of a table as they are understood today.

    Raises:
        NoHeader: the table names no columns, and nobody said what they hold.
    """
    kind = kind_of(file.kind)
    fields = kind.fields(file.subject_id)
    day = clock.local(at).date()
    layout, columns = _columns(file, table, fields)
    switched = kind.switched(file, day)
    off = {one.code for one in fields if one.switch and one.switch not in switched}
    used = {at: code for at, code in columns.items() if code not in off}
    data = data_rows(table.rows, layout, used)
    rows = kind.judge(file, data.rows, day)
    return Read(rows, _layout_words(table, layout, columns, off, data))


def _columns(
    file: ImportedFile, table: Table, fields: Sequence[Field]
) -> tuple[Layout, dict[int, str]]:
    """Return the head, and the columns as somebody said, said before, or as their names say."""
    said = file.settings.get("columns")
    try:
        layout = find_layout(table.rows, fields)
    except NoHeader:
        layout = guessed_layout(table.rows)
        said = said or remembered_columns(file.unit_id, file.kind, layout.digest)
        if not said:
            raise
    if not said:
        said = remembered_columns(file.unit_id, file.kind, layout.digest)
    codes = {one.code for one in fields}
    if said:
        return layout, {int(at): code for at, code in said.items() if code in codes}
    return layout, default_columns(layout, fields)


def _layout_words(
    table: Table,
    layout: Layout,
    columns: Mapping[int, str],
    off: set[str],
    data: DataRows,
) -> dict[str, Any]:
    named = [(at, name) for at, name in enumerate(layout.names) if name]
    return {
        "names": list(layout.names),
        "last_row": layout.last_row,
        "digest": layout.digest,
        "columns": {str(at): code for at, code in columns.items()},
        "not_collected": [n for at, n in named if at not in columns and is_not_collected(n)],
        "not_switched": [n for at, n in named if columns.get(at, "") in off],
        "unknown": [n for at, n in named if at not in columns and not is_not_collected(n)],
        "passed_over": [list(one) for one in data.passed_over[:50]],
        "sheet": table.sheet,
        "other_sheets": list(table.other_sheets),
        "encoding": table.encoding,
    }


def add_rows(file_id: int, rows: Sequence[Judged]) -> None:
    """Add rows in the caller's transaction."""
    if rows:
        session.execute(insert(ImportedRow), [_values(file_id, row) for row in rows])


def _values(file_id: int, row: Judged) -> dict[str, Any]:
    doubts = [one.as_json() for one in row.doubts]
    return {
        "file_id": file_id,
        "number": row.number,
        "title": row.title[:200],
        "item": {
            "values": row.values,
            "shown": [list(one) for one in row.shown],
            "before": [list(one) for one in row.before],
            "notes": [one.as_json() for one in row.notes],
            "doubts": doubts,
            "faults": [one.as_json() for one in row.faults],
        },
        "choices": {},
        "fate": row.fate.code,
        "is_same": row.is_same,
        "doubt": row.doubts[0].code if row.doubts else "",
        "person_id": row.person_id,
        "unit_id": row.unit_id,
    }


@transactional
def add_piece(file_id: int, rows: Sequence[Judged]) -> None:
    """Keep some rows for the preview."""
    add_rows(file_id, rows)


@transactional
def finish(file_id: int, read: Read, *, at: datetime) -> None:
    """Say that a list is read and waits."""
    file = session.get_one(ImportedFile, file_id)
    file.state, file.layout = "ready", read.layout
    file.settings = {**file.settings, "judged_at": at.isoformat()}
    record(
        "list.read",
        f"list:{file_id}",
        actor_id=file.owner_id,
        at=at,
        unit_id=file.unit_id,
        kind=file.kind,
        file=file.file_name,
        digest=file.file_digest,
        rows=len(read.rows),
    )


@job_handler(READ_JOB)
def read_in_steps(progress: Progress, arguments: dict[str, Any]) -> dict[str, Any]:
    """Read a large list; a worker that died is followed by one that goes on behind its last row."""
    file_id = int(arguments["file"])
    file = _with_content(file_id)
    if file.state != "reading":
        return {"rows": 0}
    at = clock.now()
    try:
        read = _judged_or_asked(file, read_table(file.content or b""), at)
    except Refusal as refusal:
        _refuse(file_id, refusal, at=clock.now())
        return {"refused": str(refusal)}
    stage_in_pieces(file_id, read, progress.step)
    finish(file_id, read, at=at)
    return {"rows": len(read.rows)}


def stage_in_pieces(file_id: int, read: Read, step: Callable[[int, int], None]) -> None:
    """Keep the rows of a list for its preview, a hundred at a time."""
    query = select(func.max(ImportedRow.number)).where(ImportedRow.file_id == file_id)
    last = session.scalar(query) or 0
    rows = [row for row in read.rows if row.number > last]
    before = len(read.rows) - len(rows)
    for start in range(0, len(rows), MOST_AT_ONCE):
        add_piece(file_id, rows[start : start + MOST_AT_ONCE])
        if start % (5 * MOST_AT_ONCE) == 0:
            step(before + start, len(read.rows))
        breathe()


def _with_content(file_id: int) -> ImportedFile:
    query = select(ImportedFile).where(ImportedFile.id == file_id)
    return session.scalars(query.options(undefer(ImportedFile.content))).one()


@transactional
def _refuse(file_id: int, refusal: Refusal, *, at: datetime) -> None:
    file = session.get_one(ImportedFile, file_id)
    session.execute(delete(ImportedRow).where(ImportedRow.file_id == file_id))
    facts = {name: str(fact) for name, fact in refusal.facts.items()}
    file.state, file.content, file.refusal = "refused", None, [refusal.message, facts]
    record("list.refuse", f"list:{file_id}", actor_id=None, at=at, unit_id=file.unit_id)
