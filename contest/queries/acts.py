"""Acts of the day: what departed from the plan, on stage and at the quiz, with its people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from contest.models import Act, Round
from contest.queries.loading import ContestWhole
from contest.rules.states import ActKind, ActState
from foundation.account import queries as accounts
from foundation.db import session
from foundation.errors import NotFound
from quiz import queries as quizzes
from quiz.queries import Help


@dataclass(frozen=True)
class ActRow:
    """An act with the names of the people; what is done at the quiz has a page of its own."""

    kind: StrEnum
    subject: str
    """Whom or what it is about; empty where it is about all."""
    minutes: int | None
    reason: str
    refusal: str | None
    state: ActState
    asked_at: datetime
    asked_by_id: int
    asked_by: str
    answered_by: str | None
    act_id: str | None = None
    quiz_place: tuple[str, str] | None = None
    """The round's code and the candidate, where the quiz's own page answers it."""


def acts(whole: ContestWhole) -> list[ActRow]:
    """Return everything that departed from the plan, the latest first."""
    stage = session.scalars(select(Act).where(Act.contest_id == whole.contest.id)).all()
    rounds = {one.quiz_id: one for one in whole.rounds if one.quiz_id is not None}
    helped = [(one, help_) for one in rounds.values() for help_ in _helps(one)]
    people = {one.asked_by for one in stage} | {one.confirmed_by or 0 for one in stage}
    people |= {one.asked_by for _, one in helped} | {one.answered_by or 0 for _, one in helped}
    names = accounts.display_names(people)
    rows = [*_of_stage(stage, names), *_of_quiz(helped, names)]
    return sorted(rows, key=lambda row: row.asked_at, reverse=True)


def _helps(one: Round) -> list[Help]:
    return quizzes.helps([one.quiz_id]) if one.quiz_id is not None else []


def _of_stage(found: Sequence[Act], names: dict[int, str]) -> Iterator[ActRow]:
    for one in found:
        yield ActRow(
            kind=ActKind[one.kind],
            subject=one.subject_name,
            minutes=None,
            reason=one.reason,
            refusal=None,
            state=ActState[one.state],
            asked_at=one.asked_at,
            asked_by_id=one.asked_by,
            asked_by=names[one.asked_by],
            answered_by=names.get(one.confirmed_by or 0),
            act_id=one.public_id,
        )


def _of_quiz(found: Sequence[tuple[Round, Help]], names: dict[int, str]) -> Iterator[ActRow]:
    for one, help_ in found:
        who = help_.candidate
        yield ActRow(
            kind=help_.kind,
            subject=who.full_name if who else "",
            minutes=help_.minutes,
            reason=help_.reason,
            refusal=help_.refusal,
            state=_state_of(help_),
            asked_at=help_.asked_at,
            asked_by_id=help_.asked_by,
            asked_by=names[help_.asked_by],
            answered_by=names.get(help_.answered_by or 0),
            quiz_place=(one.code, who.public_id) if who else None,
        )


def _state_of(help_: Help) -> ActState:
    if help_.is_waiting:
        return ActState.PROPOSED
    return ActState.DONE if help_.refusal is None else ActState.REFUSED


def act(contest_id: int, public_id: str) -> Act:
    """Return an act of this contest.

    Raises:
        NotFound: it has no such act.
    """
    found = session.scalar(
        select(Act).where(Act.public_id == public_id, Act.contest_id == contest_id)
    )
    if found is None:
        raise NotFound
    return found
