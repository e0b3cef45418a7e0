"""What a person says about a waiting file: answers, topics, what to leave out, how to read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from question_bank import queries
from question_bank.models import ImportPreview, ImportRow
from question_bank.rules.item_json import remark_json
from question_bank.services.importing.comparing import compared
from question_bank.services.importing.opening import head_of, read_file
from question_bank.services.importing.remembering import remember
from question_bank.services.importing.staging import add_rows


class NoLongerWaits(Refusal):
    """The file was brought in already, or is being read."""

    message = N_("This file no longer waits for choices.")


@dataclass(frozen=True)
class Choices:
    """What a page of the preview sends back; rows by their position."""

    answers: Mapping[int, str] = field(default_factory=dict)
    kept: Mapping[int, bool] = field(default_factory=dict)
    topic_of_all: int | None = None
    topics: Mapping[str, int] = field(default_factory=dict)
    """Topic of each heading of the file."""
    difficulty_of_all: str = ""
    sources: Mapping[str, str | None] = field(default_factory=dict)
    """Citation → document of the register, "" to go without, None for a new document."""


@transactional
def choose(import_id: int, choices: Choices, *, actor_id: int, at: datetime) -> None:
    """Keep what a person chose for questions of a file; the bank is not touched.

    Raises:
        NoLongerWaits: it is too late.
    """
    preview = _waiting(import_id)
    positions = {*choices.answers, *choices.kept}
    rows = session.scalars(
        select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.position.in_(positions))
    )
    for row in rows:
        if row.position in choices.answers:
            row.choice = choices.answers[row.position][:40]
        if row.position in choices.kept:
            row.is_left_out = not choices.kept[row.position]
    _set_for_many(preview, choices)
    record("import.choose", f"import:{import_id}", actor_id=actor_id, at=at, rows=len(positions))


def _set_for_many(preview: ImportPreview, choices: Choices) -> None:
    of_import = ImportRow.import_id == preview.id
    if choices.topic_of_all is not None:
        preview.topic_id = choices.topic_of_all
        session.execute(update(ImportRow).where(of_import).values(topic_id=None))
    if choices.difficulty_of_all:
        change = update(ImportRow).where(of_import)
        session.execute(change.values(difficulty=choices.difficulty_of_all))
    if choices.sources:
        known = {**preview.settings.get("sources", {}), **choices.sources}
        settled = {cited: name for cited, name in known.items() if name is not None}
        preview.settings = {**preview.settings, "sources": settled}
    if choices.topics:
        for row in session.scalars(select(ImportRow).where(of_import)):
            if row.item["topic"] in choices.topics:
                row.topic_id = choices.topics[row.item["topic"]]


def _waiting(import_id: int) -> ImportPreview:
    preview = session.get_one(ImportPreview, import_id)
    if preview.state != "ready":
        raise NoLongerWaits
    return preview


@transactional
def read_again(
    import_id: int, settings: Mapping[str, object], *, actor_id: int, at: datetime
) -> None:
    """Read a waiting file anew in another encoding or with other columns.

    What the columns hold is remembered for the unit and this layout.

    Raises:
        NoLongerWaits: it is too late.
        Refusal: read so, the file as a whole is refused; the earlier reading stays.
    """
    preview = _waiting(import_id)
    merged = {**preview.settings, **settings}
    if "columns" in settings:
        merged.pop("is_remembered", None)
    content = queries.import_content(import_id) or b""
    found = read_file(content, preview.format, merged)
    session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))
    preview.settings = merged
    if "columns" in settings:
        remember(preview, content, at=at)
    preview.remarks = [[where, *remark_json(remark)] for where, remark in found.remarks]
    rows = compared(found.items, preview.unit_id, at.date())
    add_rows(preview, rows, 1, actor_id=actor_id, at=at)
    record("import.read_again", f"import:{import_id}", actor_id=actor_id, at=at, found=len(rows))


def head_of_import(import_id: int) -> Sequence[Sequence[str]]:
    """Return the first rows of a waiting sheet, for a person to say what its columns hold.

    Raises:
        NoLongerWaits: it is too late.
    """
    preview = _waiting(import_id)
    content = queries.import_content(import_id) or b""
    if preview.format not in ("xlsx", "csv"):
        return ()
    return head_of(content, preview.format, preview.settings)
