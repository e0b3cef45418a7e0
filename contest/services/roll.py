"""Contestants from an Excel roll: read and shown first, entered when somebody says so."""

import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath

from python_calamine import CalamineWorkbook

from contest.models import Contest, Entry, RollPreview
from contest.queries.loading import contest_whole
from contest.rules.roll import Known, Written, match_rows, read_table
from contest.rules.states import ContestState
from contest.services.guarding import in_state
from contest.services.setting_up import Nominee, register_people
from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from foundation.packages import check_package
from foundation.sandbox import in_child
from foundation.text import likeness_key

MOST_ROWS = 3_000


class NotExcel(InvalidInput):
    """Another kind of file."""

    field = "file"
    message = N_("Choose an Excel file that ends in .xlsx.")


class NobodyFits(Refusal):
    """No row of the roll names somebody who can be entered."""

    field = "file"
    message = N_("No row of this roll can be entered. Repair the file and send it again.")


def read_cells(content: bytes) -> list[list[str]]:
    """Return the cells of the first sheet as text. Runs in a child process: files lie."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    return [[str(cell) for cell in row[:40]] for row in rows[:MOST_ROWS]]


@transactional
def preview_roll(
    contest_id: int, content: bytes, file_name: str, *, actor_id: int, at: datetime
) -> RollPreview:
    """Read a roll and keep what it says; nobody is entered yet.

    Raises:
        NotExcel, WrongFile, MacrosInside, TooMuchInside, Unreadable, NoColumns: refused whole.
    """
    if PurePath(file_name).suffix.lower() != ".xlsx":
        raise NotExcel
    check_package(content, kind="Excel", must_hold="xl/workbook.xml")
    rows = read_table(in_child(read_cells, content))
    whole = contest_whole(contest_id)
    in_state(whole.contest, ContestState.REGISTRATION)
    entered = frozenset(entry.person_id for entry in whole.entries)
    matched = match_rows(rows, _known(whole.contest, rows, at), entered, clock.local(at).date())
    preview = RollPreview(
        contest_id=contest_id,
        file_name=PurePath(file_name).name[:200],
        rows=[asdict(row) for row in matched],
        made_by=actor_id,
        made_at=at,
    )
    session.add(preview)
    session.flush()
    record(
        "roll.read",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=whole.contest.unit_id,
        file=preview.file_name,
        rows=len(matched),
    )
    return preview


def _known(contest: Contest, rows: Sequence[Written], at: datetime) -> dict[str, list[Known]]:
    """Return the members below the contest's unit whom the roll may mean, by their names."""
    day = clock.local(at).date()
    wanted = {likeness_key(row.name) for row in rows}
    members = organisation.members_of(organisation.subtree_ids(contest.unit_id, day), day)
    named = [row for row in members if likeness_key(row.full_name) in wanted]
    numbers = organisation.numbers_of({row.id for row in named})
    known: dict[str, list[Known]] = {}
    for row in named:
        own = numbers.get(row.id, frozenset())
        one = Known(row.id, row.full_name, row.unit_id, row.unit_name, row.birth_words, own)
        known.setdefault(likeness_key(row.full_name), []).append(one)
    return known


@transactional
def register_roll(preview_id: int, *, actor_id: int, at: datetime) -> list[Entry]:
    """Enter everybody a shown roll names without a problem; done again, nothing changes.

    Raises:
        NobodyFits: no row can be entered.
    """
    preview = session.get_one(RollPreview, preview_id)
    if preview.confirmed_at is not None:
        return []
    nominees = [Nominee(row["person_id"], row["unit_id"]) for row in preview.rows if fits(row)]
    if not nominees:
        raise NobodyFits
    preview.confirmed_at = at
    return register_people(preview.contest_id, nominees, actor_id=actor_id, at=at)


def fits(row: dict[str, object]) -> bool:
    """Return whether a row of a preview names somebody who can be entered."""
    return row["problem"] is None
