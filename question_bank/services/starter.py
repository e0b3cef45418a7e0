"""The starter bank: questions that come with the program, common to all units."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from question_bank.models import Question
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Difficulty, Kind, State
from question_bank.services.writing import Keeping, ensure_topic, write_question

FOLDER = Path(__file__).resolve().parent.parent / "starter"


def starter_files() -> list[dict[str, Any]]:
    """Return the topic files of the starter bank, each with ``topic`` and ``question``."""
    read = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
    )
    return [content for content in read if "topic" in content]


@transactional
def load_starter(*, at: datetime) -> int:
    """Add the starter questions that are missing, approved; return how many were added."""
    known = set(session.scalars(select(Question.origin).where(Question.unit_id.is_(None))))
    added = 0
    for content in starter_files():
        topic = ensure_topic(content["topic"]["code"], content["topic"]["name"])
        for row in content["question"]:
            if row["id"] in known:
                continue
            keeping = Keeping(None, State.APPROVED, row["id"])
            write_question(_draft(row, topic.code), keeping, actor_id=None, at=at)
            added += 1
    if added:
        record("bank.load", "bank:starter", actor_id=None, at=at, added=added)
    return added


def _draft(row: dict[str, Any], topic_code: str) -> QuestionDraft:
    kind = Kind[row["kind"].upper()]
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty[row["difficulty"].upper()],
        topic_code=topic_code,
        stem=row["stem"],
        options=_options(row, kind),
        source=SourceDraft(row["source"]["document"], row["source"].get("article", "")),
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        explanation=row.get("explanation", ""),
    )


def _options(row: dict[str, Any], kind: Kind) -> tuple[OptionDraft, ...]:
    if kind is Kind.TRUE_FALSE:
        return OptionDraft("Đúng", bool(row["answer"])), OptionDraft("Sai", not row["answer"])
    return tuple(OptionDraft(one["text"], one.get("right", False)) for one in row["options"])
