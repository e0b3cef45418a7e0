"""Figures of an online quiz, for whoever watches it: each question over those who saw it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from textwrap import shorten

from sqlalchemy import select

from foundation.db import session
from foundation.errors import NotFound
from question_bank import queries as bank
from question_bank.queries import FrozenQuestion
from question_bank.rules.kinds import CHOSEN
from question_bank.rules.markup import plain
from quiz.models import Quiz
from quiz.queries.marking import ItemMark, computed, key_of
from quiz.rules.guessing import random_guess
from quiz.rules.lights import Bar, histogram
from quiz.rules.marking import stored_options
from quiz.rules.states import QuizState
from quiz.rules.statistics import (
    ItemFigures,
    WholeFigures,
    discrimination_index,
    effective_weights,
    figures_of,
    moments,
    scaled,
    share_of,
    whole_figures,
)

OVER = (QuizState.CLOSED, QuizState.PUBLISHED)


@dataclass(frozen=True)
class OptionCount:
    """How many chose an option."""

    text: str
    is_right: bool
    count: int
    share: float | None = None
    """In percent of the attempts that had the question."""
    index: float | None = None
    """Correlation, in percent, of choosing it with the marks of the rest: a wrong answer's should
    be below nought."""


@dataclass(frozen=True)
class ItemRow:
    """One question with its figures."""

    name: str
    figures: ItemFigures
    options: tuple[OptionCount, ...] = ()
    random_guess: float | None = None
    """What guessing earns, as a share of the maximum; None where it is not stated."""
    question: str = ""
    """Public id of the question; nothing for a column of a table of marks."""


@dataclass(frozen=True)
class QuizFigures:
    """A quiz with the figures of its questions and of the whole."""

    title: str
    rows: tuple[ItemRow, ...]
    whole: WholeFigures
    bars: tuple[Bar, ...]
    heading: str = ""
    """What the quiz belongs to; nothing for a table of marks."""
    waiting: int = 0
    """Attempts with an answer people have still to mark; they are not counted yet."""


def closed_quizzes(unit_ids: Collection[int]) -> list[Quiz]:
    """Return the quizzes of these units that are over, newest first."""
    query = select(Quiz).where(Quiz.unit_id.in_(unit_ids), Quiz.state.in_(OVER))
    return list(session.scalars(query.order_by(Quiz.closes_at.desc(), Quiz.id.desc())))


def quiz_figures(public_id: str, unit_ids: Collection[int]) -> QuizFigures:
    """Return the figures of a quiz that is over.

    Raises:
        NotFound: no such quiz in these units, or it is still open.
    """
    quiz = session.scalar(select(Quiz).where(Quiz.public_id == public_id))
    if quiz is None or quiz.unit_id not in unit_ids or quiz.state not in OVER:
        raise NotFound
    ended = list(computed(quiz).values())
    marked = [row for row in ended if all(one.share is not None for one in row)]
    marks = [[(one.share or Fraction(0)) * one.weight for one in row] for row in marked]
    totals = [sum(row, Fraction(0)) for row in marks]
    most = max(
        (sum((one.weight for one in row), Fraction(0)) for row in marked), default=Fraction(0)
    )
    return QuizFigures(
        title=quiz.title,
        rows=_rows(marked, marks),
        whole=whole_figures(marks)
        if len({len(row) for row in marks}) < 2
        else whole_figures([[total] for total in totals]),
        bars=tuple(histogram(totals, most)),
        heading=quiz.heading,
        waiting=len(ended) - len(marked),
    )


def _rows(marked: list[list[ItemMark]], marks: list[list[Fraction]]) -> tuple[ItemRow, ...]:
    """Return a row for each question; its marks are compared with the rest of the same papers."""
    scale, whole_marks = scaled(marks)
    own: dict[int, list[int]] = defaultdict(list)
    whole: dict[int, list[int]] = defaultdict(list)
    weights: dict[int, Fraction] = {}
    answers: dict[int, list[ItemMark]] = defaultdict(list)
    for row, given in zip(marked, whole_marks, strict=True):
        for one, mark in zip(row, given, strict=True):
            version = one.item.version_id
            own[version].append(mark)
            whole[version].append(sum(given))
            weights[version] = one.weight
            answers[version].append(one)
    questions = bank.versions(own)
    public_ids = bank.public_ids(one.question_id for one in questions.values())
    found = {version: moments(own[version], whole[version]) for version in own}
    effective = dict(zip(found, effective_weights(list(found.values())), strict=True))
    most = sum(weights.values(), Fraction(0))
    rows = [
        ItemRow(
            shorten(plain(questions[version].stem), 160, placeholder="…"),
            figures_of(
                one, scale, weights[version], share_of(weights[version], most), effective[version]
            ),
            _options(questions[version], answers[version], _rest(own[version], whole[version])),
            _guess(questions[version]),
            public_ids[questions[version].question_id],
        )
        for version, one in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.figures.discrimination_index or 0))


def _rest(own: list[int], whole: list[int]) -> list[int]:
    return [total - mark for mark, total in zip(own, whole, strict=True)]


def _guess(question: FrozenQuestion) -> float | None:
    share = random_guess(key_of(question))
    return None if share is None else float(share)


def _options(
    question: FrozenQuestion, answers: list[ItemMark], rest: list[int]
) -> tuple[OptionCount, ...]:
    """Return who chose what, each option with its own discrimination."""
    if question.is_kind not in CHOSEN:
        return ()
    chosen = [
        frozenset[int]()
        if isinstance(one.choice, str)
        else stored_options(one.choice, one.item.option_order)
        for one in answers
    ]
    return tuple(
        _option_count(plain(option.text), option.is_right, [int(at in row) for row in chosen], rest)
        for at, option in enumerate(question.options)
    )


def _option_count(text: str, is_right: bool, ticks: list[int], rest: list[int]) -> OptionCount:
    found = moments(ticks, [tick + other for tick, other in zip(ticks, rest, strict=True)])
    return OptionCount(
        text,
        is_right,
        found.total,
        100 * found.total / found.count if found.count else None,
        discrimination_index(found),
    )
