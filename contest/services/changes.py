"""Changes before and on the day: a contest's words, a seat given back, slips and lost slips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contest.models import Contest, PanelSeat, Round
from contest.queries.loading import contest_whole, round_entries
from contest.rules.states import ActKind, ContestState, RoundState
from contest.services.guarding import contest_of, in_state, round_in_state
from contest.services.keeping import keep_act
from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, NotFound, Refusal
from foundation.text import clean_name, reason_of
from quiz import services as quizzes
from quiz.services import Slip


@dataclass(frozen=True)
class ContestWords:
    """What a contest is called and where and when it is held."""

    name: str
    level_label: str
    organising_body: str
    place: str
    held_on: date


@transactional
def change_contest(contest_id: int, words: ContestWords, *, actor_id: int, at: datetime) -> Contest:
    """Change a contest's words, until its result is published.

    Raises:
        NotInThisState: the result is published.
    """
    contest = session.get_one(Contest, contest_id)
    in_state(
        contest,
        ContestState.DRAFT,
        ContestState.REGISTRATION,
        ContestState.READY,
        ContestState.RUNNING,
        ContestState.CLOSED,
    )
    contest.name = clean_name(words.name)[:200]
    contest.level_label = clean_name(words.level_label)[:60]
    contest.organising_body = clean_name(words.organising_body)[:200]
    contest.place = clean_name(words.place)[:120]
    contest.held_on = words.held_on
    record(
        "contest.change",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        name=contest.name,
        held_on=words.held_on.isoformat(),
    )
    return contest


@transactional
def unseat_judge(seat_id: int, *, actor_id: int, at: datetime) -> None:
    """Take a seat back before the round opens; afterwards a judge is absent, with a reason.

    Raises:
        NotInThisState: the round is open or over.
    """
    seat = session.get_one(PanelSeat, seat_id)
    one, contest = contest_of(seat.round_id)
    round_in_state(one, RoundState.PLANNED, RoundState.LISTED, RoundState.DRAWN)
    session.delete(seat)
    record(
        "round.unseat",
        f"round:{one.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        judge=seat.user_id,
    )


@transactional
def issue_slips(
    round_id: int, entry_ids: Sequence[int] | None, *, actor_id: int, at: datetime
) -> list[Slip]:
    """Make entry slips for all of a quiz round who wait, or for those named; older slips die.

    Raises:
        NotFound: the round is no quiz, or its list is not published.
        EverybodyHasBegun: nobody was named, and nobody waits.
    """
    one = session.get_one(Round, round_id)
    if one.quiz_id is None or one.list_digest is None:
        raise NotFound
    round_in_state(one, RoundState.LISTED, RoundState.OPEN)
    wanted = [
        round_entry.candidate_id
        for round_entry, entry in round_entries(round_id)
        if round_entry.candidate_id is not None
        and entry.state == "REGISTERED"
        and (entry_ids is None or entry.id in entry_ids)
    ]
    is_named = entry_ids is not None
    return quizzes.issue_slips(one.quiz_id, wanted, actor_id=actor_id, at=at, also_begun=is_named)


@transactional
def set_small_office(contest_id: int, decision: str, *, actor_id: int, at: datetime) -> None:
    """Let one person do what needs two, by a named decision that the minutes print."""
    contest = session.get_one(Contest, contest_id)
    contest.small_office_decision = " ".join(decision.split())[:300] or None
    record(
        "contest.small_office",
        f"contest:{contest_id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        decision=contest.small_office_decision,
    )


class AlreadyListed(Refusal):
    """What was drawn or printed from the list would no longer be true."""

    message = N_(
        "The list of %(round)s is published. Somebody may stand in for another; "
        "nobody can be added any more."
    )


@transactional
def reopen_registration(contest_id: int, reason: str, *, actor_id: int, at: datetime) -> None:
    """Open the closed list of contestants again; already open, nothing changes.

    Raises:
        ReasonMissing: no reason was given.
        AlreadyListed: a round's list is published.
    """
    whole = contest_whole(contest_id)
    if whole.contest.state == ContestState.REGISTRATION.name:
        return
    in_state(whole.contest, ContestState.READY)
    words = reason_of(reason)
    for one in whole.rounds:
        if one.state != RoundState.PLANNED.name:
            raise AlreadyListed(round=whole.rules.round(one.code).title)
    whole.contest.state = ContestState.REGISTRATION.name
    name = whole.contest.name
    keep_act(whole.contest, ActKind.LIST_REOPENED, (contest_id, name), words, actor_id, at)
