"""The starter bank: documents and questions that come with the program, common to all units."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from foundation import clock
from foundation.audit.services import record
from foundation.db import session, transactional
from question_bank.models import Question, QuestionVersion, Review, SourceDocument
from question_bank.rules.kinds import State
from question_bank.rules.starter_rows import group_of, starter_draft
from question_bank.services.life import OwnQuestion
from question_bank.services.replacing import Replacing, replace_source
from question_bank.services.sources import source_ids
from question_bank.services.writing import Keeping, ensure_topic, write_question

FOLDER = Path(__file__).resolve().parent.parent / "starter"


@dataclass(frozen=True)
class Signers:
    """Who answers for the starter bank here: who brought it in, and who approved it."""

    author_id: int
    approver_id: int


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
def load_starter(
    *, at: datetime, signers: Signers | None = None, with_replaced: bool = False
) -> int:
    """Add the starter questions that are missing, approved; return how many were added.

    Args:
        at: when; questions whose time is over on that day are left out.
        signers: two people who answer for the bank; they also sign what came in unsigned.
        with_replaced: for demonstration: bring these too, as if their documents still held.

    Raises:
        OwnQuestion: one person would write and approve.
    """
    if signers is not None and signers.author_id == signers.approver_id:
        raise OwnQuestion
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
    signed = _sign(signers, at) if signers else 0
    if added or signed:
        who = signers.approver_id if signers else None
        record("bank.load", "bank:starter", actor_id=who, at=at, added=added, signed=signed)
    return added


def _sign(signers: Signers, at: datetime) -> int:
    """Put two names under the approved questions that came unsigned; return how many."""
    version = QuestionVersion
    unsigned = list(
        session.execute(
            select(Question.id, version.id)
            .join(version, version.id == Question.current_version_id)
            .where(
                Question.unit_id.is_(None),
                Question.state == State.APPROVED.code,
                Question.origin.in_(starter_ids()),
                version.number == 1,
                version.author_id.is_(None),
            )
        )
    )
    _name_author([version_id for _question, version_id in unsigned], signers.author_id)
    steps = [
        {
            "question_id": question_id,
            "version_id": version_id,
            "reviewer_id": signers.approver_id,
            "before": State.REVIEW.code,
            "after": State.APPROVED.code,
            "at": at,
        }
        for question_id, version_id in unsigned
    ]
    if steps:
        session.execute(insert(Review), steps)
    return len(steps)


def _name_author(version_ids: Collection[int], author_id: int) -> None:
    version = QuestionVersion
    session.execute(update(version).where(version.id.in_(version_ids)).values(author_id=author_id))


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
