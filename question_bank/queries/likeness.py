"""Questions of the bank that read almost the same."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select

from foundation.db import session
from foundation.errors import NotFound
from foundation.paging import ListPage
from question_bank.models import LikePair, Option, Question, QuestionVersion
from question_bank.queries.drawing import visible_to
from question_bank.queries.whole import WHOLE
from question_bank.rules.body_json import body_texts, from_json
from question_bank.rules.kinds import Kind, State
from question_bank.rules.likeness import comparable

PAIRS_A_PAGE = 3


@dataclass(frozen=True)
class ShownPair:
    """Two questions side by side."""

    pair: LikePair
    sides: tuple[tuple[Question, QuestionVersion], tuple[Question, QuestionVersion]]


def comparable_texts(unit_ids: Collection[int], on: date) -> dict[int, str]:
    """Return question → the text by which it is compared, retired ones left out."""
    options: dict[int, list[str]] = defaultdict(list)
    for version_id, text in session.execute(select(Option.version_id, Option.text)):
        options[version_id].append(text)
    found = session.execute(
        select(
            Question.id,
            QuestionVersion.id,
            QuestionVersion.stem,
            QuestionVersion.kind,
            QuestionVersion.body,
        )
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(visible_to(unit_ids, on), Question.state != State.RETIRED.code)
        .order_by(Question.id)
    )
    return {
        question: comparable(
            stem, [*options[version], *body_texts(from_json(Kind[kind.upper()], body))]
        )
        for question, version, stem, kind, body in found
    }


def open_pairs(unit_ids: Collection[int], on: date, number: int) -> ListPage[ShownPair]:
    """Return a page of the pairs that wait for a decision, the likest first."""
    seen = visible_to(unit_ids, on), Question.state != State.RETIRED.code
    query = select(LikePair).where(LikePair.decision == "", *_both(*seen))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = min(max(number, 1), max(1, -(-total // PAIRS_A_PAGE)))
    pairs = session.scalars(
        query.order_by(LikePair.likeness.desc(), LikePair.id)
        .limit(PAIRS_A_PAGE)
        .offset((number - 1) * PAIRS_A_PAGE)
    ).all()
    sides = _sides({key for pair in pairs for key in (pair.first_id, pair.second_id)})
    rows = tuple(ShownPair(pair, (sides[pair.first_id], sides[pair.second_id])) for pair in pairs)
    return ListPage(rows, total, number, PAIRS_A_PAGE)


def _both(*conditions: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    """Return that these hold for both questions of a pair, looked up pair by pair."""
    sides = (LikePair.first_id, LikePair.second_id)
    return [exists().where(Question.id == side, *conditions) for side in sides]


def _sides(question_ids: Collection[int]) -> dict[int, tuple[Question, QuestionVersion]]:
    found = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.id.in_(question_ids))
        .options(*WHOLE)
    )
    return {question.id: (question, version) for question, version in found}


def pair_by_public_id(public_id: str, unit_ids: Collection[int], on: date) -> LikePair:
    """Return a pair whose questions the reader may both see.

    Raises:
        NotFound: there is none.
    """
    query = select(LikePair).where(LikePair.public_id == public_id)
    found = session.scalar(query.where(*_both(visible_to(unit_ids, on))))
    if found is None:
        raise NotFound
    return found


def known_pairs() -> set[tuple[int, int]]:
    """Return every pair that was found before, decided or not."""
    found = session.execute(select(LikePair.first_id, LikePair.second_id))
    return {(first, second) for first, second in found}
