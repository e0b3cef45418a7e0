"""Writing a question, and writing it anew as another version."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput
from foundation.text import clean, likeness_key, random_id, search_key
from question_bank import queries
from question_bank.models import Question, QuestionVersion, Topic
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import State
from question_bank.services.storing import Written, add_versions, checked


@dataclass(frozen=True)
class Keeping:
    """Where a question is kept: its unit (None: common), its state, and where it came from."""

    unit_id: int | None
    state: State = State.DRAFT
    origin: str | None = None
    arrives_with: int | None = None
    """The import that brings it in; nobody sees it before all of the file is there."""


@transactional
def ensure_topic(code: str, name: str) -> Topic:
    """Return the topic with this code, made if it is missing."""
    topic = queries.topic_by_code(code)
    if topic is None:
        topic = Topic(code=code, name=clean(name))
        session.add(topic)
        session.flush()
    return topic


class NoSuchTopic(InvalidInput):
    """The topic chosen does not exist."""

    message = N_("This topic does not exist. Choose another one, or type a new one.")
    field = "topic"


@transactional
def topic_of(code: str | None, new_name: str | None, *, actor_id: int | None, at: datetime) -> str:
    """Return the code of the topic called ``new_name``, made if there is none; else ``code``.

    Raises:
        NoSuchTopic: nothing was typed, and no topic has the code.
    """
    name = clean(new_name or "")
    if not name:
        if queries.topic_by_code(code or "") is None:
            raise NoSuchTopic
        return str(code)
    for known in queries.topics():
        if search_key(known.name) == search_key(name):
            return known.code
    topic = ensure_topic(random_id(), name)
    record("topic.create", f"topic:{topic.id}", actor_id=actor_id, at=at, name=name)
    return topic.code


@transactional
def write_question(
    draft: QuestionDraft, keeping: Keeping, *, actor_id: int | None, at: datetime
) -> Question:
    """Keep a new question with its first version.

    Raises:
        BadQuestion: the draft has faults; the first one is said.
    """
    [question_id] = _write([(draft, keeping)], actor_id=actor_id, at=at)
    question = session.get_one(Question, question_id)
    record(
        "question.write",
        f"question:{question.id}",
        actor_id=actor_id,
        at=at,
        unit_id=keeping.unit_id,
        version=question.current_version_id,
        state=question.state,
    )
    return question


@transactional
def write_questions(
    drafts: Sequence[tuple[QuestionDraft, Keeping]], *, actor_id: int | None, at: datetime
) -> list[int]:
    """Keep many new questions in a few statements; return their ids, in the given order.

    All or none. A big import calls this for about a hundred at a time, so that others may write
    in between; one entry of the log stands for the whole call.

    Raises:
        BadQuestion: one of the drafts has faults; none is kept.
    """
    if not drafts:
        return []
    ids = _write(drafts, actor_id=actor_id, at=at)
    record(
        "question.write_many",
        f"question:{ids[0]}",
        actor_id=actor_id,
        at=at,
        unit_id=drafts[0][1].unit_id,
        questions=ids,
    )
    return ids


def _write(
    drafts: Sequence[tuple[QuestionDraft, Keeping]], *, actor_id: int | None, at: datetime
) -> list[int]:
    whole = [checked(draft) for draft, _ in drafts]
    rows = [
        {
            "public_id": random_id(),
            "unit_id": keeping.unit_id,
            "state": keeping.state.code,
            "origin": keeping.origin,
            "arrives_with": keeping.arrives_with,
            "is_shared_down": True,
            "created_at": at,
        }
        for _, keeping in drafts
    ]
    added = session.execute(insert(Question).returning(Question.public_id, Question.id), rows)
    by_name = dict(added.all())
    ids = [by_name[str(row["public_id"])] for row in rows]
    writings = [Written(id_, 1, draft) for id_, draft in zip(ids, whole, strict=True)]
    add_versions(writings, author_id=actor_id, at=at)
    return ids


@transactional
def rewrite_question(
    question_id: int, draft: QuestionDraft, *, actor_id: int, at: datetime
) -> QuestionVersion:
    """Keep another version; the question goes back to a draft and out of every draw.

    Attempts that saw an older version keep it.

    Raises:
        BadQuestion: the draft has faults.
    """
    whole = checked(draft)
    question = session.get_one(Question, question_id)
    number = queries.history(question_id)[0].number + 1
    [version_id] = add_versions([Written(question_id, number, whole)], author_id=actor_id, at=at)
    session.refresh(question)
    question.state = State.DRAFT.code
    record(
        "question.rewrite",
        f"question:{question_id}",
        actor_id=actor_id,
        at=at,
        unit_id=question.unit_id,
        version=version_id,
        number=number,
    )
    return session.get_one(QuestionVersion, version_id)


def likeness_digest(stem: str, options: list[str]) -> str:
    """Return ``digest_of`` a question that is chosen from options."""
    words = [likeness_key(stem), *sorted(likeness_key(text) for text in options)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
