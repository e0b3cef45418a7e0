"""What several services check."""

from contest.models import Contest, Round
from contest.queries.loading import contest_whole
from contest.rules.states import ContestState, NotInThisState, RoundState
from foundation.db import session
from foundation.errors import N_, InvalidInput, Refusal


class ReasonMissing(InvalidInput):
    """An act of the day needs its reason."""

    message = N_("Write the reason.")


class SamePerson(Refusal):
    """Two different people are needed."""

    message = N_("A second person must do this; you did the first step yourself.")


def reason_of(text: str) -> str:
    """Return the reason, trimmed.

    Raises:
        ReasonMissing: nothing was written.
    """
    reason = " ".join(text.split())[:300]
    if not reason:
        raise ReasonMissing
    return reason


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
    "ReasonMissing",
    "SamePerson",
    "contest_of",
    "contest_whole",
    "in_state",
    "reason_of",
    "round_in_state",
    "second_person",
]
