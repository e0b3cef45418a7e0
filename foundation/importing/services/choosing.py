"""What a person says about a waiting list: doubts settled, columns named, the list read anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import undefer
from sqlalchemy.orm.attributes import flag_modified

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.importing.judged import fate_of
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.reading import read_table
from foundation.importing.services.memory import remember_columns
from foundation.importing.services.staging import NoLongerWaits, add_rows, finish, judged_rows

ONE_OF_GROUP = "twice"
"""Of rows that share a number, at most one is kept."""
FOR_MANY = ("card", "unknown")
"""Doubts that may be settled for all rows at once; whether two persons are one may not."""


@transactional
def choose(
    file_id: int,
    choices: Mapping[int, Mapping[str, str]],
    *,
    actor_id: int | None,
    at: datetime,
) -> None:
    """Keep what was chosen for rows (by their number in the sheet); nothing else is changed.

    Raises:
        NoLongerWaits: it is too late.
    """
    file = waiting(file_id)
    query = select(ImportedRow).where(
        ImportedRow.file_id == file_id, ImportedRow.number.in_(list(choices))
    )
    rows = session.scalars(query).all()
    before = {row.number: dict(row.choices) for row in rows}  # a group's rows change each other
    for row in rows:
        for code, word in choices[row.number].items():
            if before[row.number].get(code, "") != word:
                _choose(row, code, word)
    _record(file, actor_id, at, rows=len(choices))


def _choose(row: ImportedRow, code: str, word: str) -> None:
    doubt = next((one for one in row.item["doubts"] if one["code"] == code), None)
    if doubt is None:
        if code == "row":
            _set(row, code, word)
        return
    _set(row, code, word)
    if not doubt["group"]:
        return
    for other in _of_group(row, doubt["group"]):
        if word == "keep":
            _set(other, code, "leave")
        elif code != ONE_OF_GROUP and word != "leave":
            _set(other, code, word)


def _of_group(row: ImportedRow, group: str) -> list[ImportedRow]:
    query = select(ImportedRow).where(
        ImportedRow.file_id == row.file_id,
        ImportedRow.doubt != "",
        ImportedRow.id != row.id,
    )
    return [
        other
        for other in session.scalars(query)
        if any(doubt["group"] == group for doubt in other.item["doubts"])
    ]


def _set(row: ImportedRow, code: str, word: str) -> None:
    row.choices = {**row.choices, code: word}
    flag_modified(row, "choices")
    row.fate = fate_of(bool(row.item["faults"]), row.is_same, row.item["doubts"], row.choices).code


@transactional
def choose_for_many(
    file_id: int, code: str, word: str, *, actor_id: int | None, at: datetime
) -> int:
    """Settle one kind of doubt for every row that has it; return how many rows that were.

    Raises:
        NoLongerWaits: it is too late.
    """
    file = waiting(file_id)
    if code not in FOR_MANY:
        return 0
    query = select(ImportedRow).where(ImportedRow.file_id == file_id, ImportedRow.doubt != "")
    found = [
        row
        for row in session.scalars(query)
        if any(doubt["code"] == code for doubt in row.item["doubts"])
    ]
    for row in found:
        _set(row, code, word)
    _record(file, actor_id, at, rows=len(found), code=code)
    return len(found)


def waiting(file_id: int) -> ImportedFile:
    """Return a list that waits for choices.

    Raises:
        NoLongerWaits: it does not.
    """
    file = session.get_one(ImportedFile, file_id)
    if file.state != "ready":
        raise NoLongerWaits
    return file


@transactional
def read_again(
    file_id: int, columns: Mapping[int, str] | None, *, actor_id: int | None, at: datetime
) -> None:
    """Read a waiting list anew, with other columns where somebody named them.

    What the columns hold is remembered for the unit and this layout.

    Raises:
        NoLongerWaits: it is too late.
        Refusal: read so, the list as a whole is refused; the earlier reading stays.
    """
    file = waiting(file_id)
    if columns is not None:
        said = {str(one): code for one, code in columns.items() if code}
        file.settings = {**file.settings, "columns": said}
        digest = str(file.layout.get("digest", ""))
        remember_columns(file.unit_id, file.kind, digest, said, at=at)
    read = judged_rows(file, read_table(content_of(file_id)), at)
    session.execute(delete(ImportedRow).where(ImportedRow.file_id == file_id))
    add_rows(file_id, read.rows)
    finish(file_id, read, at=at)
    _record(file, actor_id, at, columns=file.layout["columns"])


def content_of(file_id: int) -> bytes:
    """Return a waiting list as it was sent."""
    query = select(ImportedFile).where(ImportedFile.id == file_id)
    file = session.scalars(query.options(undefer(ImportedFile.content))).one()
    return file.content or b""


def head_of(file_id: int) -> Sequence[Sequence[str]]:
    """Return the first rows below the head, for a person to say what the columns hold.

    Raises:
        NoLongerWaits: it is too late.
    """
    file = waiting(file_id)
    first = int(file.layout.get("last_row", 0)) + 1
    return read_table(content_of(file_id)).rows[first : first + 3]


def _record(file: ImportedFile, actor_id: int | None, at: datetime, **facts: object) -> None:
    record(
        "list.choose", f"list:{file.id}", actor_id=actor_id, at=at, unit_id=file.unit_id, **facts
    )
