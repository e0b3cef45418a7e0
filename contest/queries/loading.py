"""Loading contests and their parts for somebody who may see them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from contest.models import Contest, Entry, PanelSeat, Round, RoundEntry, RulesVersion, Scoresheet
from contest.rules.document import RulesDocument, read_rules
from foundation.db import session
from foundation.errors import NotFound


@dataclass(frozen=True)
class ContestWhole:
    """A contest with its rules, rounds and entries."""

    contest: Contest
    rules: RulesDocument
    rules_version: RulesVersion
    rounds: tuple[Round, ...]
    entries: tuple[Entry, ...]

    def round(self, code: str) -> Round:
        """Return the round with this code.

        Raises:
            NotFound: the contest has no such round.
        """
        for one in self.rounds:
            if one.code == code:
                return one
        raise NotFound

    @property
    def playing(self) -> tuple[Entry, ...]:
        """Return the entries that still take part."""
        return tuple(entry for entry in self.entries if entry.state == "REGISTERED")


def contest_by_public_id(public_id: str, unit_ids: Collection[int]) -> Contest:
    """Return the contest, for officials of these units.

    Raises:
        NotFound: no such contest, or it is another unit's.
    """
    found = session.scalar(
        select(Contest).where(Contest.public_id == public_id, Contest.unit_id.in_(unit_ids))
    )
    if found is None:
        raise NotFound
    return found


def contest_whole(contest_id: int) -> ContestWhole:
    """Return a contest with everything its pages need; the caller checked the right to see it."""
    contest = session.get_one(Contest, contest_id)
    version = newest_rules(contest_id)
    rounds = session.scalars(
        select(Round).where(Round.contest_id == contest_id).order_by(Round.position)
    )
    entries = session.scalars(
        select(Entry).where(Entry.contest_id == contest_id).order_by(Entry.number)
    )
    return ContestWhole(
        contest, read_rules(version.document), version, tuple(rounds), tuple(entries)
    )


def newest_rules(contest_id: int) -> RulesVersion:
    """Return the rules in force."""
    return session.scalars(
        select(RulesVersion)
        .where(RulesVersion.contest_id == contest_id)
        .order_by(RulesVersion.number.desc())
        .limit(1)
    ).one()


def round_entries(round_id: int) -> list[tuple[RoundEntry, Entry]]:
    """Return who is in a round, in the order of appearance, else of their numbers."""
    found = session.execute(
        select(RoundEntry, Entry)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_id)
        .order_by(RoundEntry.order.is_(None), RoundEntry.order, Entry.number)
    )
    return [(one, entry) for one, entry in found]


def seats(round_id: int) -> list[PanelSeat]:
    """Return the seats of a round, the head first."""
    query = select(PanelSeat).where(PanelSeat.round_id == round_id)
    return list(session.scalars(query.order_by(PanelSeat.is_head.desc(), PanelSeat.id)))


def sheets_of_round(round_id: int) -> list[Scoresheet]:
    """Return all sheets of a round but replaced ones."""
    return list(
        session.scalars(
            select(Scoresheet)
            .join(RoundEntry, RoundEntry.id == Scoresheet.round_entry_id)
            .where(RoundEntry.round_id == round_id, Scoresheet.state != "REPLACED")
            .order_by(Scoresheet.id)
        )
    )
