"""Reading the bank: topics, the pool a paper is drawn from, versions with their keys, lists."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from foundation.db import session
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from foundation.text import search_key
from question_bank.models import (
    ImportPreview,
    Question,
    QuestionVersion,
    Review,
    SourceDocument,
    Topic,
)

PAGE_SIZE = 25


@dataclass(frozen=True)
class TopicRow:
    """A topic."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class PoolQuestion:
    """A question a paper may draw, without a word of what it says."""

    question_id: int
    version_id: int
    topic_id: int
    difficulty: str
    kind: str


@dataclass(frozen=True)
class FrozenOption:
    """An answer of a version, with whether it is right."""

    id: int
    text: str
    is_right: bool


@dataclass(frozen=True)
class FrozenQuestion:
    """A version as it was when it was written. Holds the key: for marking and review only."""

    version_id: int
    question_id: int
    kind: str
    difficulty: str
    topic_id: int
    topic_name: str
    stem: str
    stem_html: str
    options: tuple[FrozenOption, ...]
    source_text: str
    explanation: str


@dataclass(frozen=True)
class QuestionFilter:
    """What a reader of the list asked for."""

    words: str = ""
    topic_id: int | None = None
    state: str = ""
    difficulty: str = ""
    page: int = 1


@dataclass(frozen=True)
class QuestionPage:
    """One page of the list, with how many there are in all."""

    rows: tuple[tuple[Question, QuestionVersion], ...]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first(self) -> int:
        """Return the number of the first row shown."""
        return (self.number - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Return the number of the last row shown."""
        return min(self.number * PAGE_SIZE, self.total)


def topics(_unit_id: int | None = None) -> list[TopicRow]:
    """Return all topics by name."""
    return [
        TopicRow(t.id, t.code, t.name) for t in session.scalars(select(Topic).order_by(Topic.name))
    ]


def topic_by_code(code: str) -> Topic | None:
    """Return the topic with this code, or None."""
    return session.scalar(select(Topic).where(Topic.code == code))


def visible_to(unit_ids: Collection[int], on: date) -> ColumnElement[bool]:
    """Return the condition that officials of these units may read a question.

    They read their own units' questions, the common ones, and what units above share.
    """
    above: set[int] = set()
    for unit_id in unit_ids:
        if not above & {unit_id}:
            above.update(organisation.ancestor_ids(unit_id, on))
    return or_(
        Question.unit_id.is_(None),
        Question.unit_id.in_(unit_ids),
        and_(Question.unit_id.in_(above), Question.is_shared_down),
    )


def pool(unit_id: int, on: date) -> tuple[PoolQuestion, ...]:
    """Return what a paper of this unit may draw on that day, in a stable order.

    Approved questions in force on the day, whose document is in force too: the unit's own,
    those shared from above, and the common bank.
    """
    version = QuestionVersion
    found = session.execute(
        select(version.question_id, version.id, version.topic_id, version.difficulty, version.kind)
        .join(Question, Question.current_version_id == version.id)
        .outerjoin(SourceDocument, SourceDocument.id == version.source_id)
        .where(
            Question.state == "approved",
            visible_to([unit_id], on),
            or_(version.valid_from.is_(None), version.valid_from <= on),
            or_(version.valid_to.is_(None), version.valid_to > on),
            or_(SourceDocument.in_force_to.is_(None), SourceDocument.in_force_to > on),
        )
        .order_by(version.question_id)
    )
    return tuple(PoolQuestion(*row) for row in found)


def owners_of_versions(question_ids: Iterable[int]) -> dict[int, int]:
    """Return version → question, for every version of these questions."""
    wanted = set(question_ids)
    found = session.execute(select(QuestionVersion.id, QuestionVersion.question_id))
    return {version: question for version, question in found if question in wanted}


def versions(version_ids: Iterable[int]) -> dict[int, FrozenQuestion]:
    """Return versions with their keys: the only door to them.

    Callers are the marking of a quiz and pages after release.
    """
    found = session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.id.in_(list(version_ids)))
        .options(
            selectinload(QuestionVersion.options),
            joinedload(QuestionVersion.topic),
            joinedload(QuestionVersion.source),
        )
    )
    return {version.id: _frozen(version) for version in found}


def _frozen(version: QuestionVersion) -> FrozenQuestion:
    return FrozenQuestion(
        version_id=version.id,
        question_id=version.question_id,
        kind=version.kind,
        difficulty=version.difficulty,
        topic_id=version.topic_id,
        topic_name=version.topic.name,
        stem=version.stem,
        stem_html=version.stem_html,
        options=tuple(FrozenOption(o.id, o.text, o.is_right) for o in version.options),
        source_text=", ".join(
            part
            for part in (version.article, version.source.name if version.source else "")
            if part
        ),
        explanation=version.explanation,
    )


def question_page(unit_ids: Collection[int], on: date, asked: QuestionFilter) -> QuestionPage:
    """Return one page of the questions the reader may see."""
    query = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(visible_to(unit_ids, on), *_conditions(asked))
    )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = session.execute(
        query.options(joinedload(QuestionVersion.topic), joinedload(QuestionVersion.source))
        .order_by(Question.id.desc())
        .limit(PAGE_SIZE)
        .offset((asked.page - 1) * PAGE_SIZE)
    )
    return QuestionPage(tuple((q, v) for q, v in found), total, asked.page)


def _conditions(asked: QuestionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.words:
        words = search_key(asked.words)
        found.append(QuestionVersion.search_key.contains(words, autoescape=True))
    if asked.topic_id:
        found.append(QuestionVersion.topic_id == asked.topic_id)
    if asked.state:
        found.append(Question.state == asked.state)
    if asked.difficulty:
        found.append(QuestionVersion.difficulty == asked.difficulty)
    return found


def counts_by_state(unit_ids: Collection[int], on: date) -> dict[str, int]:
    """Return how many questions the reader sees in each state."""
    found = session.execute(
        select(Question.state, func.count())
        .where(visible_to(unit_ids, on))
        .group_by(Question.state)
    )
    return dict(found.all())


def question_by_public_id(public_id: str, unit_ids: Collection[int], on: date) -> Question:
    """Return the question, for readers of these units.

    Raises:
        NotFound: no such question, or it belongs to others.
    """
    question = session.scalar(
        select(Question).where(Question.public_id == public_id, visible_to(unit_ids, on))
    )
    if question is None:
        raise NotFound
    return question


def history(question_id: int) -> list[QuestionVersion]:
    """Return all versions, the newest first, with options, topic and source."""
    return list(
        session.scalars(
            select(QuestionVersion)
            .where(QuestionVersion.question_id == question_id)
            .options(
                selectinload(QuestionVersion.options),
                joinedload(QuestionVersion.topic),
                joinedload(QuestionVersion.source),
            )
            .order_by(QuestionVersion.number.desc())
        )
    )


def reviews(question_id: int) -> list[Review]:
    """Return every step of a question's life, the newest first."""
    query = select(Review).where(Review.question_id == question_id)
    return list(session.scalars(query.order_by(Review.id.desc())))


def preview_by_public_id(public_id: str, unit_ids: Collection[int]) -> ImportPreview:
    """Return a file that waits for confirmation.

    Raises:
        NotFound: no such file, or it was read for another unit.
    """
    found = session.scalar(
        select(ImportPreview).where(
            ImportPreview.public_id == public_id, ImportPreview.unit_id.in_(unit_ids)
        )
    )
    if found is None:
        raise NotFound
    return found


def alike(digests: Collection[str], unit_id: int, on: date) -> dict[str, str]:
    """Return for each likeness digest the public id of a question that reads the same."""
    found = session.execute(
        select(QuestionVersion.likeness_digest, Question.public_id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(QuestionVersion.likeness_digest.in_(digests), visible_to([unit_id], on))
    )
    return dict(found.all())
