"""Contests of some years, with how many were entered and how many took part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select

from contest.models import Contest, Entry, Round, RoundEntry
from contest.rules.states import AppearanceState, ContestState, EntryState
from foundation.db import session
from quiz import queries as quizzes

OVER = (ContestState.CLOSED, ContestState.PUBLISHED, ContestState.ARCHIVED)
ENTERED = (EntryState.REGISTERED, EntryState.DISQUALIFIED)


@dataclass(frozen=True)
class HeldContest:
    """A contest in which all rounds are over."""

    public_id: str
    name: str
    unit_id: int
    held_on: date
    entries: int
    present: int

    @property
    def share(self) -> Fraction | None:
        """Return the share of those entered who took part."""
        return Fraction(self.present, self.entries) if self.entries else None


def contests_held(unit_ids: Collection[int], first: date, last: date) -> list[HeldContest]:
    """Return the contests of these units held between two days, the latest first.

    Whoever began a quiz, or was not absent from a stage, took part.
    """
    contests = session.scalars(
        select(Contest)
        .where(
            Contest.unit_id.in_(unit_ids),
            Contest.held_on.between(first, last),
            Contest.state.in_([state.name for state in OVER]),
        )
        .order_by(Contest.held_on.desc(), Contest.id.desc())
    ).all()
    entered, present = _people([one.id for one in contests])
    return [
        HeldContest(
            one.public_id, one.name, one.unit_id, one.held_on,
            len(entered.get(one.id, ())), len(present.get(one.id, ())),
        )
        for one in contests
    ]  # fmt: skip


def _people(contest_ids: Collection[int]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Return contest → who was entered, and contest → who took part in some round."""
    rows = session.execute(
        select(Entry.contest_id, Entry.id, Round.mode, RoundEntry.state, RoundEntry.candidate_id)
        .outerjoin(RoundEntry, RoundEntry.entry_id == Entry.id)
        .outerjoin(Round, Round.id == RoundEntry.round_id)
        .where(
            Entry.contest_id.in_(contest_ids), Entry.state.in_([state.name for state in ENTERED])
        )
    ).all()
    began = quizzes.began({row.candidate_id for row in rows if row.candidate_id is not None})
    entered: dict[int, set[int]] = {}
    present: dict[int, set[int]] = {}
    for contest_id, entry_id, mode, state, candidate_id in rows:
        entered.setdefault(contest_id, set()).add(entry_id)
        is_on_stage = mode == "stage" and state != AppearanceState.ABSENT.name
        if is_on_stage or candidate_id in began:
            present.setdefault(contest_id, set()).add(entry_id)
    return entered, present
