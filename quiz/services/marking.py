"""Writing down what answers are worth: at hand-in, when a quiz closes, after marks and regrades."""

from collections.abc import Iterable

from sqlalchemy import select

from foundation.db import session
from foundation.errors import N_, Refusal
from question_bank import queries as bank
from question_bank.rules.kinds import Kind
from quiz.models import Attempt, PaperItem, Quiz
from quiz.queries.handmarking import waiting_marks
from quiz.queries.marking import ItemMark, computed, measure
from quiz.rules.marking import tally


class MarksMissing(Refusal):
    """A result is shown once every written answer has its marks."""

    message = N_(
        "%(count)s written answers wait for their marks in “%(title)s”. Have them marked on the "
        "page “Written answers” first."
    )


def refuse_unmarked(quiz_id: int) -> None:
    """Refuse what needs the whole result of a quiz while people still mark it.

    Raises:
        MarksMissing: says how many answers wait.
    """
    if count := waiting_marks(quiz_id):
        raise MarksMissing(count=count, title=session.get_one(Quiz, quiz_id).title)


def mark(attempt: Attempt, quiz: Quiz) -> None:
    """Mark an attempt from its stored answers and the versions it saw; late ones do not count."""
    _keep(attempt, quiz, computed(quiz, [attempt.id]).get(attempt.id, []))


def mark_all(quiz: Quiz, attempt_ids: Iterable[int] | None = None) -> None:
    """Mark all ended attempts of a quiz anew, or some of them."""
    marks = computed(quiz, attempt_ids)
    attempts = session.scalars(select(Attempt).where(Attempt.id.in_(list(marks))))
    for attempt in attempts.all():
        _keep(attempt, quiz, marks[attempt.id])
    session.flush()


def settle_predictions(quiz: Quiz) -> None:
    """Find out, now that the quiz is over, what predictions were about, and mark them."""
    query = select(PaperItem.attempt_id, PaperItem.version_id).join(
        Attempt, Attempt.id == PaperItem.attempt_id
    )
    found = session.execute(query.where(Attempt.quiz_id == quiz.id)).all()
    outlines = bank.outlines({version_id for _, version_id in found})
    attempt_ids = {
        attempt_id
        for attempt_id, version_id in found
        if outlines[version_id].kind is Kind.PREDICTION
    }
    if attempt_ids:
        quiz.measured = measure(quiz)
        mark_all(quiz, attempt_ids)


def _keep(attempt: Attempt, quiz: Quiz, marks: list[ItemMark]) -> None:
    for one in marks:
        one.item.share = one.share
    found = tally([(one.share, one.weight) for one in marks], quiz.max_points)
    attempt.right, attempt.points = found.right, found.points
    attempt.questions = found.questions
