"""A paper after publication: each question with what was answered, what is right, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from sqlalchemy import select

from foundation.db import session
from question_bank import queries as bank
from question_bank.queries import FrozenQuestion
from question_bank.rules.bodies import (
    AcceptedNumber,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Prediction,
    Short,
    Situation,
)
from question_bank.rules.kinds import CHOSEN
from question_bank.rules.markup import shown
from quiz.models import Attempt, HandMark, Quiz
from quiz.queries.marking import ItemMark, Ruling, computed, current_marks, key_of, rulings
from quiz.queries.taking import PICTURES
from quiz.rules.answers import by_row
from quiz.rules.states import QuizState


@dataclass(frozen=True)
class ReviewedQuestion:
    """A question with its answers as HTML; ``share`` is what the own answer earned."""

    number: int
    html: str
    kind: str
    own: tuple[str, ...]
    right: tuple[str, ...]
    share: Fraction | None
    is_left_out: bool
    ruling: str
    """How it was counted after a regrade: new_key, full, left_out or nothing."""
    explanation: str
    source_text: str
    remarks: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    """Fatal mistakes the markers saw; they halve what is worth most."""


def review(candidate_id: int) -> tuple[ReviewedQuestion, ...]:
    """Return the paper of a candidate with its answers; nothing before publication."""
    attempt = session.scalar(select(Attempt).where(Attempt.candidate_id == candidate_id))
    if attempt is None:
        return ()
    quiz = session.get_one(Quiz, attempt.quiz_id)
    if quiz.state != QuizState.PUBLISHED:
        return ()
    marks = computed(quiz, [attempt.id]).get(attempt.id, [])
    ruled = rulings(quiz.id)
    ids = {one.item.version_id for one in marks}
    newer = {ruling.version_id for ruling in ruled.values() if ruling.version_id}
    questions = bank.versions(ids | newer)
    hand = current_marks(one.item.id for one in marks)
    return tuple(_reviewed(one, questions, ruled, hand.get(one.item.id, []), quiz) for one in marks)


def _reviewed(
    mark: ItemMark,
    questions: Mapping[int, FrozenQuestion],
    ruled: Mapping[int, Ruling],
    hand: list[HandMark],
    quiz: Quiz,
) -> ReviewedQuestion:
    question = questions[mark.item.version_id]
    ruling = ruled.get(question.question_id)
    key = questions[ruling.version_id] if ruling and ruling.version_id else question
    return ReviewedQuestion(
        number=mark.item.position,
        html=shown(question.stem_html, PICTURES),
        kind=question.kind,
        own=own_answer(question, mark),
        right=right_answer(key, quiz),
        share=mark.share,
        is_left_out=not mark.weight,
        ruling=ruling.mode if ruling else "",
        explanation=shown(key.html(key.explanation), PICTURES),
        source_text=key.source_text,
        remarks=tuple(one.remark for one in hand if one.remark),
        mistakes=tuple(dict.fromkeys(one.fatal_mistake for one in hand if one.fatal_mistake)),
    )


def own_answer(question: FrozenQuestion, mark: ItemMark) -> tuple[str, ...]:
    """Return what was answered, a line each, as HTML."""
    choice, order = mark.choice, mark.item.option_order
    if isinstance(choice, str):
        return tuple(escape(line) for line in choice.splitlines() if line.strip())
    texts = key_of(question).places
    if isinstance(question.body, Matching):
        put = by_row(choice, len(order))
        pairs = (
            (left, texts[order[put[row]]])
            for row, (left, _) in enumerate(question.body.pairs)
            if row in put
        )
        return tuple(_pair(question, left, right) for left, right in pairs)
    if isinstance(question.body, Ordering):
        positions = {position: item for item, position in by_row(choice, len(order)).items()}
        return tuple(_line(question, texts[order[positions[at]]]) for at in sorted(positions))
    return tuple(_line(question, texts[order[place]]) for place in choice if place < len(order))


def _line(question: FrozenQuestion, text: str) -> str:
    return shown(question.line(text), PICTURES)


def _pair(question: FrozenQuestion, left: str, right: str) -> str:
    return f"{_line(question, left)} → {_line(question, right)}"


def right_answer(question: FrozenQuestion, quiz: Quiz) -> tuple[str, ...]:
    """Return what is right, a line each, as HTML; a model answer where there is no one answer."""
    body = question.body
    if question.is_kind in CHOSEN:
        return tuple(_line(question, one.text) for one in question.options if one.is_right)
    if isinstance(body, Essay | Situation):
        rubric = (f"{_line(question, one.text)} ({as_points(one.points)})" for one in body.rubric)
        return (*rubric, *([question.html(body.model)] if body.model else []))
    lines: list[str] = []
    match body:
        case Matching():
            lines = [_pair(question, left, right) for left, right in body.pairs]
        case Ordering():
            lines = [_line(question, item) for item in body.items]
        case Short():
            lines = [escape(one.text) for one in body.accepted if one.share == 1]
        case Numeric():
            lines = [_number(one, body.unit) for one in body.accepted if one.share == 1]
        case Prediction():
            lines = [str((quiz.measured or {}).get(body.measure, ""))]
    return tuple(lines)


def as_points(value: Fraction) -> str:
    """Return points as they are printed: two decimals at most, with a comma."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _number(one: AcceptedNumber, unit: str) -> str:
    words = f"{one.value:f}" + (f" ± {one.tolerance:f}" if one.tolerance else "")
    return escape(f"{words.replace('.', ',')} {unit}".strip())
