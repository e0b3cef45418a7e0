"""The starter bank: documents and questions that come with the program, common to all units."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from question_bank.models import Question, QuestionVersion, SourceDocument
from question_bank.rules.kinds import State
from question_bank.rules.starter_rows import group_of, starter_draft
from question_bank.services.replacing import Replacing, replace_source
from question_bank.services.sources import source_ids
from question_bank.services.writing import Keeping, ensure_topic, write_question

FOLDER = Path(__file__).resolve().parent.parent / "starter"


def starter_files() -> list[dict[str, Any]]:
    """Return the topic files: each has ``topic`` and lists ``question`` and ``situation``."""
    read = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    )
    return [content for content in read if "topic" in content]


def starter_documents() -> list[dict[str, Any]]:
    """Return the documents of the register, those that were replaced first."""
    content = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
    documents: list[dict[str, Any]] = content["document"]
    return sorted(documents, key=lambda row: row.get("in_force_to", date.max))


def starter_rows(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the questions of a file; those under ``situation`` need not repeat their kind."""
    situations = [{"kind": "situation", **row} for row in content.get("situation", ())]
    return [*content.get("question", ()), *situations]


def starter_ids() -> list[str]:
    """Return the ids of all questions that come with the program, kept as their origin."""
    return [row["id"] for content in starter_files() for row in starter_rows(content)]


@transactional
def load_starter(*, at: datetime, with_replaced: bool = False) -> int:
    """Add the starter questions that are missing, approved; return how many were added.

    Args:
        at: when; questions whose time is over on that day are left out.
        with_replaced: for demonstration: bring these too, as if their documents still held.
    """
    _load_documents(with_ends=not with_replaced)
    day = clock.local(at).date()
    known = set(session.scalars(select(Question.origin).where(Question.unit_id.is_(None))))
    added = 0
    for content in starter_files():
        topic = ensure_topic(content["topic"]["code"], content["topic"]["name"])
        for row in starter_rows(content):
            is_over = row.get("valid_to", date.max) <= day
            if row["id"] in known or (is_over and not with_replaced):
                continue
            keeping = Keeping(None, State.APPROVED, row["id"])
            write_question(starter_draft(row, topic.code), keeping, actor_id=None, at=at)
            added += 1
    _bind_groups()
    if added:
        record("bank.load", "bank:starter", actor_id=None, at=at, added=added)
    return added


def _bind_groups() -> None:
    """Give questions that came before there were groups theirs; what officials wrote stays."""
    rows = [row for content in starter_files() for row in starter_rows(content)]
    groups = {row["id"]: group_of(row) for row in rows}
    version = QuestionVersion
    found = session.execute(
        select(version, Question.origin)
        .join(Question, Question.id == version.question_id)
        .where(Question.unit_id.is_(None), version.number == 1, version.exclusion_group == "")
    )
    for one, origin in found:
        one.exclusion_group = groups.get(origin or "", "")


def _load_documents(*, with_ends: bool) -> None:
    """Write down what the register does not say yet; what officials wrote there stays."""
    rows = starter_documents()
    ids = source_ids(row["name"] for row in rows)
    for row in rows:
        source = session.get_one(SourceDocument, ids[row["name"]])
        source.in_force_from = source.in_force_from or row.get("in_force_from")
        source.note = source.note or row.get("note", "")
        if with_ends and "replaced_by" in row and source.replaced_by_id is None:
            source.in_force_to = row["in_force_to"]
            source.replaced_by_id = ids[row["replaced_by"]]
    session.flush()


@transactional
def replay_replacements(unit_id: int, *, actor_id: int | None, at: datetime) -> list[int]:
    """Replace the documents of the register one after the other; return the questions moved."""
    rows = [row for row in starter_documents() if "replaced_by" in row]
    ids = source_ids(name for row in rows for name in (row["name"], row["replaced_by"]))
    moved: list[int] = []
    for row in rows:
        how = Replacing(ids[row["replaced_by"]], row["in_force_to"], row.get("note", ""))
        moved += replace_source(ids[row["name"]], how, unit_id, actor_id=actor_id, at=at)
    return moved
