"""Lists of questions: filtered, sorted, in pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from foundation.db import session
from foundation.text import search_key
from question_bank.models import Question, QuestionVersion
from question_bank.queries.drawing import visible_to
from question_bank.rules.kinds import State

PAGE_SIZE = 25


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


def chosen_versions(unit_ids: Collection[int] | None, on: date, asked: QuestionFilter) -> list[int]:
    """Return the current version of every question that fits, by topic and age.

    Args:
        unit_ids: units whose questions count, with the common bank; None: all there are.
        on: the day of the tree of units.
        asked: what is looked for; without a state, retired questions are left out.
    """
    conditions = _conditions(asked)
    if not asked.state:
        conditions.append(Question.state != State.RETIRED.code)
    if unit_ids is not None:
        conditions.append(visible_to(unit_ids, on))
    found = session.scalars(
        select(QuestionVersion.id)
        .join(Question, QuestionVersion.id == Question.current_version_id)
        .where(*conditions)
        .order_by(QuestionVersion.topic_id, Question.id)
    )
    return list(found)
