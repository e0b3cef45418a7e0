"""What several services check."""

from contest.models import Contest, Round
from contest.queries.loading import contest_whole
from contest.rules.states import ContestState, NotInThisState, RoundState
from foundation.db import session
from foundation.errors import N_, Refusal


class SamePerson(Refusal):
    """Two different people are needed."""

    message = N_("A second person must do this; you did the first step yourself.")


def in_state(contest: Contest, *states: ContestState) -> None:
    """Let the caller through if the contest is in one of the states.

    Raises:
        NotInThisState: it is not.
    """
    now = ContestState[contest.state]
    if now not in states:
        raise NotInThisState(state=now)


def round_in_state(one: Round, *states: RoundState) -> None:
    """Let the caller through if the round is in one of the states.

    Raises:
        NotInThisState: it is not.
    """
    now = RoundState[one.state]
    if now not in states:
        raise NotInThisState(state=now)


def contest_of(round_id: int) -> tuple[Round, Contest]:
    """Return a round with its contest."""
    one = session.get_one(Round, round_id)
    return one, session.get_one(Contest, one.contest_id)


def second_person(contest: Contest, first: int, second: int) -> None:
    """Check that two people act, unless a named decision lets a small office act alone.

    Raises:
        SamePerson: both are the same.
    """
    if first == second and not contest.small_office_decision:
        raise SamePerson


__all__ = [
    "SamePerson",
    "contest_of",
    "contest_whole",
    "in_state",
    "round_in_state",
    "second_person",
]
