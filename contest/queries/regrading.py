"""What other points in a quiz would change in its contest: place, prize, promotion, certificate."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from contest.models import Contest, Entry, Round
from contest.queries.published import awards
from contest.queries.standings import StandingRow, standings
from foundation.db import session
from quiz import queries as quizzes


@dataclass(frozen=True)
class EntryChange:
    """An entry as it stands now, and as it would stand."""

    entry: Entry
    before: StandingRow
    after: StandingRow
    certificate: str
    """Number of the certificate that would have to be replaced, or nothing."""

    @property
    def is_place(self) -> bool:
        """Return whether the place moves."""
        return _place(self.before) != _place(self.after)

    @property
    def is_prize(self) -> bool:
        """Return whether the prize changes."""
        return self.before.prize != self.after.prize

    @property
    def is_promotion(self) -> bool:
        """Return whether going up changes."""
        return self.before.is_promoted != self.after.is_promoted

    @property
    def is_moved(self) -> bool:
        """Return whether more than the points changes."""
        return self.is_place or self.is_prize or self.is_promotion


@dataclass(frozen=True)
class ContestChanges:
    """A contest whose quiz is counted anew, with every entry that would stand elsewhere."""

    contest: Contest
    entries: tuple[EntryChange, ...]
    new_ties: int
    is_complete: bool
    """Whether everybody has every score, so that places count."""

    @property
    def is_published(self) -> bool:
        """Return whether a new version of a published result is needed."""
        return self.contest.state == "PUBLISHED"

    @property
    def certificates(self) -> tuple[str, ...]:
        """Return the numbers of the certificates that would have to be replaced."""
        return tuple(one.certificate for one in self.entries if one.certificate)


def _place(row: StandingRow) -> int | None:
    return row.place.place if row.place else None


def contest_of_quiz(quiz_id: int) -> Contest | None:
    """Return the contest that holds this quiz as a round, or None."""
    query = select(Contest).join(Round, Round.contest_id == Contest.id)
    return session.scalar(query.where(Round.quiz_id == quiz_id))


def contest_changes(quiz_id: int, points: Mapping[int, Fraction | None]) -> ContestChanges | None:
    """Return what these points (candidate → points) would change; None without a contest."""
    contest = contest_of_quiz(quiz_id)
    if contest is None:
        return None
    now = standings(contest.id)
    with quizzes.supposing(points):
        then = standings(contest.id)
    before = {row.entry.id: row for one in now.categories for row in one.rows}
    after = {row.entry.id: row for one in then.categories for row in one.rows}
    given = ((row.entry.id, row.certificate) for row in awards(contest.id))
    numbers = {entry_id: paper.number_text for entry_id, paper in given if paper is not None}
    changed = [
        _change(before[entry_id], after[entry_id], numbers)
        for entry_id in after
        if _seen(before[entry_id]) != _seen(after[entry_id])
    ]
    return ContestChanges(contest, tuple(changed), len(then.ties), then.is_complete)


def _seen(row: StandingRow) -> tuple[object, ...]:
    return row.total, _place(row), row.prize, row.is_promoted


def _change(before: StandingRow, after: StandingRow, numbers: Mapping[int, str]) -> EntryChange:
    is_other = before.prize != after.prize
    number = numbers.get(after.entry.id, "") if is_other else ""
    return EntryChange(after.entry, before, after, number)


def is_settled(contest_id: int) -> bool:
    """Return whether a whole result can be published: every score there, every tie decided."""
    found = standings(contest_id)
    return found.is_complete and not found.ties
