"""Lists of questions: filtered, sorted, in pages."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import joinedload

from foundation.db import session
from foundation.paging import ListPage
from foundation.text import search_key
from foundation.typed import row_number
from question_bank.models import Question, QuestionVersion, SourceDocument, Topic
from question_bank.queries.drawing import visible_to
from question_bank.queries.sources import over_ids
from question_bank.rules.kinds import Difficulty, State

PAGE_SIZE = 10
COMMON = "common"
HOLDS, OVER, UNCITED = "holds", "over", "uncited"
NEVER, SEEN = "never", "seen"
BEFORE_WORDS = " (\"“‘'-/+["
LEVELS = [level.code for level in Difficulty]


@dataclass(frozen=True)
class QuestionFilter:
    """What a reader of the list asked for; empty means any."""

    words: str = ""
    topic_id: int | None = None
    state: str = ""
    difficulty: str = ""
    page: int = 1
    kind: str = ""
    source: str = ""
    validity: str = ""
    author_id: int | None = None
    unit: str = ""
    tag: str = ""
    exposure: str = ""
    sort: str = ""

    @property
    def names(self) -> dict[str, Any]:
        """Return the filter as an address names it, empty ones left out."""
        short = {"words": "q", "topic_id": "topic", "author_id": "author"}
        given = {short.get(name, name): value for name, value in asdict(self).items() if value}
        if given.get("page") == 1:
            del given["page"]
        return given

    def with_(self, **changes: Any) -> "QuestionFilter":
        """Return the filter with something else asked for, from the first page on."""
        return replace(self, **{"page": 1, **changes})


def question_page(
    unit_ids: Collection[int], on: date, asked: QuestionFilter
) -> ListPage[tuple[Question, QuestionVersion]]:
    """Return one page of the questions the reader may see; a page too far is the last one."""
    query = _filtered(select(Question, QuestionVersion), unit_ids, on, asked)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = min(asked.page, max(1, -(-total // PAGE_SIZE)))
    found = session.execute(
        query.options(joinedload(QuestionVersion.topic), joinedload(QuestionVersion.source))
        .join(Topic, Topic.id == QuestionVersion.topic_id)
        .order_by(*_order(asked.sort))
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return ListPage(tuple((q, v) for q, v in found), total, number, PAGE_SIZE)


def question_ids(
    unit_ids: Collection[int], on: date, asked: QuestionFilter, *, most: int
) -> list[int]:
    """Return the ids of all questions that fit a filter, at most so many and one more."""
    query = _filtered(select(Question.id), unit_ids, on, asked)
    return list(session.scalars(query.order_by(Question.id).limit(most + 1)))


def _filtered(
    query: Any, unit_ids: Collection[int] | None, on: date, asked: QuestionFilter
) -> Select[Any]:
    visible = [visible_to(unit_ids, on)] if unit_ids is not None else []
    narrowed: Select[Any] = (
        query.join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .outerjoin(SourceDocument, SourceDocument.id == QuestionVersion.source_id)
        .where(
            *visible,
            *_conditions(asked),
            *_validity(asked.validity, unit_ids or (), on),
        )
    )
    return narrowed


def _order(sort: str) -> list[Any]:
    name = sort.removeprefix("-")
    ranks = {code: place for place, code in enumerate(LEVELS)}
    columns = {
        "topic": Topic.name,
        "difficulty": case(ranks, value=QuestionVersion.difficulty),
        "exposure": Question.exposure,
        "source": SourceDocument.name,
    }
    if name not in columns:
        return [Question.id.desc()]
    column = columns[name]
    return [column.desc() if sort.startswith("-") else column.asc(), Question.id.desc()]


def _conditions(asked: QuestionFilter) -> list[ColumnElement[bool]]:
    version = QuestionVersion
    words = search_key(asked.words)
    unit = row_number(asked.unit)
    never = Question.exposure == 0
    found: list[tuple[object, ColumnElement[bool]]] = [
        (asked.topic_id, version.topic_id == asked.topic_id),
        (asked.state, Question.state == asked.state),
        (asked.difficulty, version.difficulty == asked.difficulty),
        (asked.kind, version.kind == asked.kind),
        (asked.source, SourceDocument.public_id == asked.source),
        (asked.author_id, version.author_id == asked.author_id),
        (asked.unit == COMMON, Question.unit_id.is_(None)),
        (unit, Question.unit_id == unit),
        (asked.tag, cast(version.tags, String).contains(json.dumps(asked.tag), autoescape=True)),
        (asked.exposure == NEVER, never),
        (asked.exposure == SEEN, ~never),
    ]
    each = [_has_word(word) for word in words.split()]
    return [condition for is_asked, condition in found if is_asked] + each


def _has_word(word: str) -> ColumnElement[bool]:
    """Return whether a question has a word that begins so: "hoa" is not in "khoan"."""
    key = QuestionVersion.search_key
    if not word[0].isalnum():
        return key.contains(word, autoescape=True)
    begins = [key.contains(sign + word, autoescape=True) for sign in BEFORE_WORDS]
    return or_(key.startswith(word, autoescape=True), *begins)


def _validity(asked: str, unit_ids: Collection[int], on: date) -> list[ColumnElement[bool]]:
    if asked == UNCITED:
        return [QuestionVersion.source_id.is_(None)]
    if asked not in (HOLDS, OVER):
        return []
    is_over = or_(
        and_(QuestionVersion.valid_to.is_not(None), QuestionVersion.valid_to <= on),
        and_(
            QuestionVersion.source_id.is_not(None),
            QuestionVersion.source_id.in_(over_ids(unit_ids, on)),
        ),
    )
    return [is_over if asked == OVER else ~is_over]


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
    query = _filtered(select(QuestionVersion.id).select_from(Question), unit_ids, on, asked)
    if not asked.state:
        query = query.where(Question.state != State.RETIRED.code)
    found = session.scalars(query.order_by(QuestionVersion.topic_id, Question.id))
    return list(found)


def count_over(unit_ids: Collection[int], on: date) -> int:
    """Return how many questions in use rest on a document that no longer holds."""
    query = _filtered(select(Question.id), unit_ids, on, QuestionFilter(validity=OVER))
    in_use = query.where(Question.state.in_(("approved", "review")))
    return session.scalar(select(func.count()).select_from(in_use.subquery())) or 0


def authors_and_units(unit_ids: Collection[int], on: date) -> tuple[set[int], set[int | None]]:
    """Return who wrote, and whose are, the questions the reader sees; for choosing among them."""
    found = session.execute(
        select(QuestionVersion.author_id, Question.unit_id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(visible_to(unit_ids, on))
        .distinct()
    ).all()
    return {author for author, _ in found if author}, {unit for _, unit in found}


def ids_of(public_ids: Collection[str], unit_ids: Collection[int], on: date) -> list[int]:
    """Return the ids of questions the reader may see."""
    query = select(Question.id).where(Question.public_id.in_(public_ids), visible_to(unit_ids, on))
    return list(session.scalars(query.order_by(Question.id)))


def waiting_counts(unit_ids: Collection[int], on: date) -> dict[tuple[int, str], int]:
    """Return topic and difficulty → how many questions wait for approval."""
    found = session.execute(
        select(QuestionVersion.topic_id, QuestionVersion.difficulty, func.count())
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .where(visible_to(unit_ids, on), Question.state == State.REVIEW.code)
        .group_by(QuestionVersion.topic_id, QuestionVersion.difficulty)
    )
    return {(topic, level): count for topic, level, count in found}
