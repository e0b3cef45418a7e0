"""The life of questions: comments, a small office's decision, who wrote and who approved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select

from foundation.db import session
from question_bank.models import Comment, Question, QuestionVersion, Review, SmallOffice


@dataclass(frozen=True)
class Signatures:
    """Who wrote a version and who approved it; None: the program."""

    author_id: int | None
    approver_id: int | None
    is_approved: bool

    @property
    def is_alone(self) -> bool:
        """Return whether one person did both."""
        return self.is_approved and self.author_id is not None and self._same

    @property
    def _same(self) -> bool:
        return self.author_id == self.approver_id


def comments(question_id: int) -> list[Comment]:
    """Return the thread of a question, the oldest first."""
    query = select(Comment).where(Comment.question_id == question_id).order_by(Comment.id)
    return list(session.scalars(query))


def small_office_decision(unit_id: int | None) -> str:
    """Return the decision by which one person may write and approve in a unit, or nothing."""
    if unit_id is None:
        return ""
    found = session.scalar(
        select(SmallOffice.decision).where(
            SmallOffice.unit_id == unit_id, SmallOffice.ended_at.is_(None)
        )
    )
    return found or ""


def signatures(version_ids: Iterable[int]) -> dict[int, Signatures]:
    """Return version → who wrote it and who approved it last."""
    wanted = list(version_ids)
    approvals = session.execute(
        select(Review.version_id, Review.reviewer_id)
        .where(Review.version_id.in_(wanted), Review.after == "approved")
        .order_by(Review.id)
    )
    approved = dict(approvals.all())
    authors = session.execute(
        select(QuestionVersion.id, QuestionVersion.author_id).where(QuestionVersion.id.in_(wanted))
    )
    return {
        version: Signatures(author, approved.get(version), version in approved)
        for version, author in authors
    }


def approved_alone(version_ids: Iterable[int]) -> Counter[str]:
    """Return the decisions by which one person wrote and approved, with how many versions each."""
    wanted = list(version_ids)
    found = session.execute(
        select(SmallOffice.decision, Review.version_id)
        .select_from(Review)
        .join(QuestionVersion, QuestionVersion.id == Review.version_id)
        .join(Question, Question.id == Review.question_id)
        .join(SmallOffice, SmallOffice.unit_id == Question.unit_id)
        .where(
            Review.version_id.in_(wanted),
            Review.after == "approved",
            Review.reviewer_id == QuestionVersion.author_id,
            SmallOffice.decided_at <= Review.at,
            or_(SmallOffice.ended_at.is_(None), SmallOffice.ended_at > Review.at),
        )
        .distinct()
    )
    return Counter(decision for decision, _version in found)
