"""The starter bank: questions that come with the program, common to all units."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from question_bank.models import Question
from question_bank.rules.kinds import State
from question_bank.rules.starter_rows import starter_draft
from question_bank.services.writing import Keeping, ensure_topic, write_question

FOLDER = Path(__file__).resolve().parent.parent / "starter"


def starter_files() -> list[dict[str, Any]]:
    """Return the topic files: each has ``topic`` and lists ``question`` and ``situation``."""
    read = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    )
    return [content for content in read if "topic" in content]


def starter_rows(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the questions of a file; those under ``situation`` need not repeat their kind."""
    situations = [{"kind": "situation", **row} for row in content.get("situation", ())]
    return [*content.get("question", ()), *situations]


@transactional
def load_starter(*, at: datetime) -> int:
    """Add the starter questions that are missing, approved; return how many were added."""
    known = set(session.scalars(select(Question.origin).where(Question.unit_id.is_(None))))
    added = 0
    for content in starter_files():
        topic = ensure_topic(content["topic"]["code"], content["topic"]["name"])
        for row in starter_rows(content):
            if row["id"] in known:
                continue
            keeping = Keeping(None, State.APPROVED, row["id"])
            write_question(starter_draft(row, topic.code), keeping, actor_id=None, at=at)
            added += 1
    if added:
        record("bank.load", "bank:starter", actor_id=None, at=at, added=added)
    return added
