"""Writing a question, and writing it anew as another version."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.text import clean, clean_lines, likeness_key, search_key
from question_bank import queries
from question_bank.models import Option, Question, QuestionVersion, SourceDocument, Topic
from question_bank.rules.drafting import BadQuestion, QuestionDraft, SourceDraft, faults
from question_bank.rules.kinds import State
from question_bank.services.markup import as_html


@dataclass(frozen=True)
class Keeping:
    """Where a question is kept: its unit (None: common), its state, and where it came from."""

    unit_id: int | None
    state: State = State.DRAFT
    origin: str | None = None


@transactional
def ensure_topic(code: str, name: str) -> Topic:
    """Return the topic with this code, made if it is missing."""
    topic = queries.topic_by_code(code)
    if topic is None:
        topic = Topic(code=code, name=clean(name))
        session.add(topic)
        session.flush()
    return topic


@transactional
def write_question(
    draft: QuestionDraft, keeping: Keeping, *, actor_id: int | None, at: datetime
) -> Question:
    """Keep a new question with its first version.

    Raises:
        BadQuestion: the draft has faults; the first one is said.
    """
    _refuse_faults(draft)
    question = Question(
        unit_id=keeping.unit_id, state=keeping.state.code, origin=keeping.origin, created_at=at
    )
    session.add(question)
    session.flush()
    version = _add_version(question, draft, 1, actor_id, at)
    record(
        "question.write",
        f"question:{question.id}",
        actor_id=actor_id,
        at=at,
        unit_id=keeping.unit_id,
        version=version.id,
        state=question.state,
    )
    return question


@transactional
def rewrite_question(
    question_id: int, draft: QuestionDraft, *, actor_id: int, at: datetime
) -> QuestionVersion:
    """Keep another version; the question goes back to a draft and out of every draw.

    Attempts that saw an older version keep it.

    Raises:
        BadQuestion: the draft has faults.
    """
    _refuse_faults(draft)
    question = session.get_one(Question, question_id)
    number = queries.history(question_id)[0].number + 1
    version = _add_version(question, draft, number, actor_id, at)
    question.state = State.DRAFT.code
    record(
        "question.rewrite",
        f"question:{question_id}",
        actor_id=actor_id,
        at=at,
        unit_id=question.unit_id,
        version=version.id,
        number=number,
    )
    return version


def _refuse_faults(draft: QuestionDraft) -> None:
    if found := faults(draft):
        raise BadQuestion(problem=found[0])


def _add_version(
    question: Question, draft: QuestionDraft, number: int, author_id: int | None, at: datetime
) -> QuestionVersion:
    topic = queries.topic_by_code(draft.topic_code)
    if topic is None:
        raise BadQuestion(problem=draft.topic_code)
    stem = clean_lines(draft.stem)
    texts = [clean(option.text) for option in draft.options]
    version = QuestionVersion(
        question_id=question.id,
        number=number,
        kind=draft.kind.code,
        difficulty=draft.difficulty.code,
        topic_id=topic.id,
        stem=stem,
        stem_html=as_html(stem),
        source_id=_source(draft.source).id if draft.source else None,
        article=clean(draft.source.article) if draft.source else "",
        valid_from=draft.valid_from,
        valid_to=draft.valid_to,
        explanation=clean_lines(draft.explanation),
        search_key=search_key(" ".join([stem, *texts])),
        likeness_digest=likeness_digest(stem, texts),
        author_id=author_id,
        written_at=at,
    )
    session.add(version)
    session.flush()
    for position, (text, option) in enumerate(zip(texts, draft.options, strict=True), start=1):
        session.add(
            Option(version_id=version.id, position=position, text=text, is_right=option.is_right)
        )
    question.current_version_id = version.id
    session.flush()
    return version


def likeness_digest(stem: str, options: list[str]) -> str:
    """Return the digest that two questions share when they differ only in writing habit."""
    words = [likeness_key(stem), *sorted(likeness_key(text) for text in options)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _source(draft: SourceDraft) -> SourceDocument:
    name = clean(draft.document)
    found = session.scalar(select(SourceDocument).where(SourceDocument.name == name))
    if found is None:
        found = SourceDocument(name=name)
        session.add(found)
        session.flush()
    return found
