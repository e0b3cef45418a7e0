"""A quiz that asks one question of each kind, and the answers to it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from foundation.db import session, transactional
from question_bank import queries as bank
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import Kind
from quiz import services
from quiz.models import PaperItem, Response
from quiz.queries.marking import key_of
from quiz.rules.answers import Choice, written
from quiz.rules.marking import rights_of
from quiz.services import BlueprintCell, CandidateDraft, QuizDraft, taking
from tests.factories import organisation as make
from tests.factories.drafts import a_draft_of
from tests.factories.question_bank import a_question
from tests.factories.quiz import ReadyQuiz


def a_quiz_of_kinds(
    at: datetime,
    *kinds: Kind,
    candidates: int = 1,
    most: Fraction = Fraction(10),
    drafts: Sequence[QuestionDraft] = (),
) -> ReadyQuiz:
    """Return a locked quiz that asks one question of each of these kinds, or these questions."""
    unit = make.a_unit()
    asked = drafts or [a_draft_of(kind) for kind in kinds]
    for one in asked:
        a_question(unit.id, draft=one)
    [topic] = {one.topic_id for one in bank.pool(unit.id, at.date())}
    draft = QuizDraft(
        unit_id=unit.id,
        title="Vòng 1",
        heading="Hội thi",
        opens_at=at - timedelta(minutes=1),
        closes_at=at + timedelta(minutes=45),
        duration=timedelta(minutes=30),
        cells=tuple(BlueprintCell(topic, "recall", 1, one.kind.code) for one in asked),
        max_points=most,
    )
    quiz = services.create_quiz(draft, actor_id=None, at=at)
    people = [CandidateDraft(None, f"Giàng A {n}", "Bản", n) for n in range(1, candidates + 1)]
    services.add_candidates(quiz.id, people, actor_id=None, at=at)
    services.lock_quiz(quiz.id, actor_id=None, at=at)
    slips = services.issue_slips(quiz.id, None, actor_id=None, at=at)
    return ReadyQuiz(quiz, unit, tuple(slips))


def right_choice(item: PaperItem) -> Choice:
    """Return the right answer to a question of a paper, as a page would send it."""
    key = key_of(bank.versions([item.version_id])[item.version_id])
    shown = {stored: place for place, stored in enumerate(item.option_order)}
    count = len(shown)
    if key.kind is Kind.MATCHING:
        rights = rights_of(key.body)  # type: ignore[arg-type]
        pairs = enumerate(key.body.pairs)  # type: ignore[union-attr]
        return tuple(row * count + shown[rights.index(right)] for row, (_, right) in pairs)
    if key.kind is Kind.ORDERING:
        return tuple(sorted(shown[at] * count + at for at in range(count)))
    typed = {Kind.SHORT: "Chi Bộ", Kind.NUMERIC: "12,5", Kind.PREDICTION: "1"}
    if key.kind in typed:
        return typed[key.kind]
    if not key.options:
        return "Bài làm của tôi."
    return tuple(sorted(shown[at] for at, one in enumerate(key.options) if one.is_right))


def hand_in_all(ready: ReadyQuiz, at: datetime, *, wrong: Collection[int] = ()) -> None:
    """Let every candidate answer everything rightly and hand in; those of ``wrong`` nothing."""
    for number, slip in enumerate(ready.slips):
        attempt = services.start(slip.candidate_id, at=at)
        for item in taking.items_of(attempt.id):
            if number not in wrong:
                answer(item, right_choice(item), at)
        services.hand_in(slip.candidate_id, at=at)


@transactional
def answer(item: PaperItem, choice: Choice, at: datetime) -> None:
    """Keep an answer as the save path does."""
    stamp = {"sequence": 1, "client": "a", "choice": written(choice)}
    session.add(Response(item_id=item.id, is_late=False, saved_at=at, **stamp))
