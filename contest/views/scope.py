"""Loading what an address names, for a caller whose role reaches it; else it does not exist."""

from contest.models import Entry, Round, RoundEntry
from contest.queries.loading import ContestWhole, contest_by_public_id, contest_whole, round_entries
from foundation.account import guards
from foundation.account.permissions import Permission
from foundation.errors import NotFound


def contest(public_id: str, permission: Permission) -> ContestWhole:
    """Return the contest, if it is one of a unit in which the caller has ``permission``.

    Raises:
        NotFound: no such contest, or it is another unit's.
    """
    return contest_whole(contest_by_public_id(public_id, guards.units_where(permission)).id)


def contest_round(
    public_id: str, code: str, permission: Permission, mode: str | None = None
) -> tuple[ContestWhole, Round]:
    """Return a round of a contest in the caller's reach.

    Raises:
        NotFound: the contest is out of reach, or has no such round of that mode.
    """
    whole = contest(public_id, permission)
    found = whole.round(code)
    if mode is not None and found.mode != mode:
        raise NotFound
    return whole, found


def entry(whole: ContestWhole, public_id: str) -> Entry:
    """Return an entry of this contest.

    Raises:
        NotFound: it has no such entry.
    """
    for one in whole.entries:
        if one.public_id == public_id:
            return one
    raise NotFound


def appearance(one: Round, entry_public_id: str) -> tuple[RoundEntry, Entry]:
    """Return an entry's part in a round.

    Raises:
        NotFound: the entry is not in this round.
    """
    for round_entry, found in round_entries(one.id):
        if found.public_id == entry_public_id:
            return round_entry, found
    raise NotFound


def may(whole: ContestWhole, permission: Permission) -> bool:
    """Return whether the caller holds ``permission`` in the contest's unit."""
    return whole.contest.unit_id in guards.units_where(permission)
