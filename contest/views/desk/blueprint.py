"""The desk's blueprint and what its modules share."""

from flask import Blueprint

from contest.models import Entry, Round, RoundEntry
from contest.queries.loading import ContestWhole
from contest.rules.document import Part
from contest.views import scope
from foundation.account.permissions import Permission
from foundation.errors import NotFound

blueprint = Blueprint("contest_desk", __name__)
DESK = Permission.CONTEST_DESK


def stage_round(public_id: str, code: str) -> tuple[ContestWhole, Round]:
    """Return a stage round for the secretariat of its unit.

    Raises:
        NotFound: out of the caller's reach, or no stage round.
    """
    return scope.contest_round(public_id, code, DESK, "stage")


def performance(
    public_id: str, code: str, entry_id: str, part: str
) -> tuple[ContestWhole, Round, RoundEntry, Entry]:
    """Return one entry in one part of a stage round.

    Raises:
        NotFound: out of the caller's reach, or there is no such entry or part.
    """
    whole, one = stage_round(public_id, code)
    part_of(whole, one, part)
    round_entry, entry = scope.appearance(one, entry_id)
    return whole, one, round_entry, entry


def part_of(whole: ContestWhole, one: Round, part: str) -> Part:
    """Return a part of a stage round.

    Raises:
        NotFound: it has no such part.
    """
    for known in whole.rules.round(one.code).parts:
        if known.code == part:
            return known
    raise NotFound
