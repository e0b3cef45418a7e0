"""What a contestant sees, from an allow-list of fields: nothing tells right from wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session
from foundation.errors import NotFound
from question_bank import queries as bank
from question_bank.queries import FrozenQuestion
from question_bank.rules.markup import plain, shown
from quiz.models import Attempt, BlueprintRow, Candidate, PaperItem, Quiz, Response
from quiz.queries.blueprints import SectionDraft, sections_of
from quiz.queries.marking import key_of
from quiz.rules.answers import read_choice
from quiz.rules.asking import LETTERS, ShownOption, ShownQuestion, most_words, unit_of
from quiz.rules.states import AttemptState, QuizState

PICTURES = "/thi/anh/"
"""Where contestants' pages get pictures."""


@dataclass(frozen=True)
class TakerPage:
    """Everything the contestant's pages need."""

    quiz: Quiz
    candidate: Candidate
    attempt: Attempt | None
    question_count: int
    questions: tuple[ShownQuestion, ...]
    sections: Mapping[int, SectionDraft] = field(default_factory=dict)
    """Number → the named section, where the paper has such."""


@dataclass(frozen=True)
class TopicScore:
    """Right answers of one topic, own and on average."""

    name: str
    right: int
    questions: int
    average: Fraction

    @property
    def share(self) -> Fraction:
        """Return the share of right answers."""
        return Fraction(self.right, self.questions)


@dataclass(frozen=True)
class TakerResult:
    """A contestant's result after publication."""

    page: TakerPage
    right: int
    questions: int
    points: Fraction
    topics: tuple[TopicScore, ...]

    @property
    def seconds(self) -> int:
        """Return how long the paper took."""
        attempt = self.page.attempt
        if attempt is None or attempt.ended_at is None:
            return 0
        return int((attempt.ended_at - attempt.started_at).total_seconds())

    @property
    def best_and_weakest(self) -> tuple[TopicScore, TopicScore] | None:
        """Return the topics answered best and worst, or None where all are answered alike.

        Of topics answered alike, the one with more questions is named.
        """
        best = max(self.topics, key=lambda one: (one.share, one.questions), default=None)
        weakest = min(self.topics, key=lambda one: (one.share, -one.questions), default=None)
        if best is None or weakest is None or best.share == weakest.share:
            return None
        return best, weakest


def taker_page(
    candidate_id: int, *, with_questions: bool = True, pictures: str = PICTURES
) -> TakerPage:
    """Return quiz, candidate and attempt, with the paper if it was started.

    Args:
        candidate_id: who.
        with_questions: whether the paper is read.
        pictures: the address before a picture's digest; officials have one of their own.

    Raises:
        NotFound: there is no such candidate.
    """
    candidate = session.get(Candidate, candidate_id)
    if candidate is None:
        raise NotFound
    quiz = session.get_one(Quiz, candidate.quiz_id)
    attempt = session.scalar(select(Attempt).where(Attempt.candidate_id == candidate_id))
    counts = session.scalars(select(BlueprintRow.count).where(BlueprintRow.quiz_id == quiz.id))
    shown = _questions(attempt, pictures) if attempt is not None and with_questions else ()
    sections = {one.number: one for one in sections_of(quiz.id)} if shown else {}
    return TakerPage(quiz, candidate, attempt, sum(counts), shown, sections)


def _questions(attempt: Attempt, pictures: str) -> tuple[ShownQuestion, ...]:
    items = session.scalars(
        select(PaperItem).where(PaperItem.attempt_id == attempt.id).order_by(PaperItem.position)
    ).all()
    words = bank.versions(item.version_id for item in items)
    return tuple(shown_question(item, words[item.version_id], pictures) for item in items)


def shown_question(
    item: PaperItem, version: FrozenQuestion, pictures: str = PICTURES
) -> ShownQuestion:
    """Return a question of a paper as its contestant sees it."""
    texts = key_of(version).places
    return ShownQuestion(
        number=item.position,
        token=item.token,
        html=shown(version.stem_html, pictures),
        is_several=item.is_several,
        options=tuple(
            ShownOption(
                place,
                LETTERS[place],
                plain(texts[stored]),
                shown(version.line(texts[stored]), pictures),
            )
            for place, stored in enumerate(item.option_order)
        ),
        kind=version.kind,
        lefts=tuple(shown(version.line(left), pictures) for left, _ in version.pairs),
        unit=unit_of(version.body),
        limit=max(0, -item.option_count),
        most_words=most_words(version.body),
        section=item.section,
    )


def may_see_pictures(candidate_id: int) -> list[int]:
    """Return the versions of the candidate's paper, whose pictures he or she may see."""
    query = select(PaperItem.version_id).join(Attempt, Attempt.id == PaperItem.attempt_id)
    return list(session.scalars(query.where(Attempt.candidate_id == candidate_id)))


def kept_answers(attempt_id: int) -> dict[str, dict[str, object]]:
    """Return question token → what is stored: sequence, client, choice, when, whether late."""
    found = session.execute(
        select(PaperItem.token, Response)
        .join(Response, Response.item_id == PaperItem.id)
        .where(PaperItem.attempt_id == attempt_id)
        .order_by(Response.is_late)
    )
    return {
        token: {
            "seq": row.sequence,
            "client": row.client,
            "choice": read_choice(row.choice),
            "saved_at": row.saved_at.isoformat(timespec="milliseconds"),
            "late": row.is_late,
        }
        for token, row in found
    }


def taker_result(candidate_id: int) -> TakerResult | None:
    """Return the result with its bars by topic, or None before publication."""
    page = taker_page(candidate_id, with_questions=False)
    attempt = page.attempt
    if page.quiz.state != QuizState.PUBLISHED or attempt is None or attempt.points is None:
        return None
    return TakerResult(
        page, attempt.right or 0, attempt.questions, attempt.points, _topics(page.quiz, attempt)
    )


def _topics(quiz: Quiz, own: Attempt) -> tuple[TopicScore, ...]:
    rows = session.execute(
        select(PaperItem.attempt_id, PaperItem.version_id, PaperItem.share)
        .join(Attempt, Attempt.id == PaperItem.attempt_id)
        .where(Attempt.quiz_id == quiz.id, Attempt.state != AttemptState.OPEN.value)
    ).all()
    outlines = bank.outlines({version_id for _, version_id, _ in rows})
    counts: dict[str, list[int]] = {}
    for attempt_id, version_id, share in rows:
        right = int(share == 1)
        row = counts.setdefault(outlines[version_id].topic_name, [0, 0, 0, 0])
        row[0] += right
        row[1] += 1
        if attempt_id == own.id:
            row[2] += right
            row[3] += 1
    return tuple(
        TopicScore(name, mine, asked, Fraction(right, total) * asked)
        for name, (right, total, mine, asked) in sorted(counts.items())
        if asked
    )


def announced(at: datetime) -> tuple[Quiz, int] | None:
    """Return the one quiz the entry page is about, with its number of questions.

    None when none or several are about to be held: then the code decides.
    """
    found = session.scalars(
        select(Quiz).where(Quiz.state == QuizState.LOCKED.value, Quiz.closes_at > at).limit(2)
    ).all()
    if len(found) != 1:
        return None
    counts = session.scalars(select(BlueprintRow.count).where(BlueprintRow.quiz_id == found[0].id))
    return found[0], sum(counts)
