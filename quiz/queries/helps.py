"""What was done for contestants of a quiz beyond the plan, with reasons and people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from foundation.db import session
from quiz.models import Attempt, Candidate, Reopening, TimeExtension, TypedPaper
from quiz.rules.states import HelpKind

Deed = TypeVar("Deed", Reopening, TypedPaper)


@dataclass(frozen=True)
class Help:
    """One deed of the secretariat; nobody named means: for all."""

    kind: HelpKind
    candidate: Candidate | None
    minutes: int | None
    reason: str
    asked_by: int
    asked_at: datetime
    answered_by: int | None
    is_waiting: bool
    refusal: str | None


def helps(quiz_ids: Collection[int]) -> list[Help]:
    """Return extra time, reopenings and typed papers of these quizzes, the latest first."""
    found = [*_extensions(quiz_ids), *_reopenings(quiz_ids), *_typed(quiz_ids)]
    return sorted(found, key=lambda one: one.asked_at, reverse=True)


def _extensions(quiz_ids: Collection[int]) -> list[Help]:
    found = session.execute(
        select(TimeExtension, Candidate)
        .outerjoin(Candidate, Candidate.id == TimeExtension.candidate_id)
        .where(TimeExtension.quiz_id.in_(quiz_ids))
    )
    return [
        Help(
            HelpKind.EXTRA_TIME, candidate, row.minutes, row.reason, row.given_by, row.given_at,
            answered_by=None, is_waiting=False, refusal=None,
        )
        for row, candidate in found
    ]  # fmt: skip


def _reopenings(quiz_ids: Collection[int]) -> list[Help]:
    return [
        Help(
            HelpKind.PAPER_REOPENED, candidate, row.minutes, row.reason, row.asked_by,
            row.asked_at,
            answered_by=row.confirmed_by or row.refused_by,
            is_waiting=row.confirmed_at is None and row.refused_at is None,
            refusal=row.refusal,
        )
        for row, candidate in _of_attempts(Reopening, quiz_ids)
    ]  # fmt: skip


def _typed(quiz_ids: Collection[int]) -> list[Help]:
    return [
        Help(
            HelpKind.PAPER_TYPED, candidate, None, row.reason, row.typed_by, row.typed_at,
            answered_by=row.confirmed_by, is_waiting=row.confirmed_at is None, refusal=None,
        )
        for row, candidate in _of_attempts(TypedPaper, quiz_ids)
    ]  # fmt: skip


def _of_attempts(deed: type[Deed], quiz_ids: Collection[int]) -> Sequence[tuple[Deed, Candidate]]:
    found = session.execute(
        select(deed, Candidate)
        .join(Attempt, Attempt.id == deed.attempt_id)
        .join(Candidate, Candidate.id == Attempt.candidate_id)
        .where(Attempt.quiz_id.in_(quiz_ids))
    )
    return [(row, candidate) for row, candidate in found]
