"""What several services check."""

from datetime import datetime

from sqlalchemy import select

from contest.models import Act, Contest, Entry, Round
from contest.queries.loading import contest_whole
from contest.queries.missing import missing_sheets, too_few
from contest.rules.states import ActKind, ContestState, NotInThisState, RoundState
from foundation.audit.queries import doer_at, latest
from foundation.db import session
from foundation.errors import N_, Refusal

_LED_TO: dict[ContestState | RoundState, str] = {
    ContestState.READY: "contest.close_registration",
    ContestState.PUBLISHED: "contest.publish",
    ContestState.ARCHIVED: "contest.archive",
    RoundState.LISTED: "round.publish_list",
    RoundState.DRAWN: "round.draw",
    RoundState.OPEN: "round.open",
    RoundState.CLOSED: "round.close",
}
"""State → the deed that led to it, as the log of deeds calls it."""


class AlreadyPublished(Refusal):
    """After publishing, nothing of the day is changed."""

    message = N_("The result is published; a correction is a new version of the result.")


class SheetsMissing(Refusal):
    """A round is closed when every sheet is signed."""

    message = N_("%(count)s sheets are not signed yet.")


class TooFewSheets(Refusal):
    """A score needs as many sheets as the rules say, whoever is absent."""

    message = N_(
        "%(count)s performances have only %(given)s signed sheets; the rules ask for %(needed)s. "
        "Give another judge a seat, or type in the paper sheet of a judge who marked."
    )


class AlreadyGone(Refusal):
    """Who is out of the contest does not leave it a second time."""

    message = N_("%(name)s takes part no more. %(state)s.")


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
        raise told(NotInThisState(state=now), now, f"contest:{contest.id}")


def round_in_state(one: Round, *states: RoundState) -> None:
    """Let the caller through if the round is in one of the states.

    Raises:
        NotInThisState: it is not.
    """
    now = RoundState[one.state]
    if now not in states:
        raise told(NotInThisState(state=now), now, f"round:{one.id}")


def refuse_published(contest: Contest) -> None:
    """Let the caller through while the result is not published.

    Raises:
        AlreadyPublished: it is.
    """
    if contest.state in (ContestState.PUBLISHED.name, ContestState.ARCHIVED.name):
        raise told(AlreadyPublished(), ContestState.PUBLISHED, f"contest:{contest.id}")


def told(refusal: Refusal, state: ContestState | RoundState, subject: str) -> Refusal:
    """Return the refusal, telling who brought ``subject`` into that state, and when."""
    deed = latest(_LED_TO[state], subject) if state in _LED_TO else None
    return refusal.after(deed.at, deed.actor_id) if deed is not None else refusal


def first_scored(refusal: Refusal, contest: Contest, at: datetime) -> Refusal:
    """Return the refusal, telling who gave the first score, at ``at``."""
    return refusal.after(at, doer_at(("sheet.sign", "round.close"), contest.unit_id, at))


def contest_of(round_id: int) -> tuple[Round, Contest]:
    """Return a round with its contest."""
    one = session.get_one(Round, round_id)
    return one, session.get_one(Contest, one.contest_id)


def refuse_unsigned(one: Round, contest: Contest) -> None:
    """Let the caller through if every sheet is signed, as many as the rules ask for.

    Raises:
        SheetsMissing: a judge has not signed for somebody who appeared.
        TooFewSheets: absent judges left fewer.
    """
    if missing := missing_sheets(one.id):
        raise SheetsMissing(count=len(missing))
    needed = contest_whole(contest.id).rules.round(one.code).min_judges
    if few := too_few(one.id, needed):
        raise TooFewSheets(count=len(few), given=min(given for *_, given in few), needed=needed)


def last_act(contest: Contest, kind: ActKind, subject_id: int) -> Act | None:
    """Return the latest act of that kind on that row."""
    query = select(Act).where(
        Act.contest_id == contest.id, Act.kind == kind.name, Act.subject_id == subject_id
    )
    return session.scalar(query.order_by(Act.id.desc()).limit(1))


def refuse_gone(contest: Contest, entry: Entry) -> None:
    """Let the caller through while the entry takes part.

    Raises:
        AlreadyGone: withdrawn, replaced or disqualified.
    """
    if entry.state == "REGISTERED":
        return
    act = last_act(contest, ActKind[entry.state], entry.id)
    refusal = AlreadyGone(name=entry.full_name, state=ActKind[entry.state])
    raise refusal.after(act.asked_at, act.asked_by) if act else refusal


def second_person(contest: Contest, first: int, second: int, at: datetime) -> None:
    """Check that two people act, unless a named decision lets a small office act alone.

    Args:
        at: when the first one acted.

    Raises:
        SamePerson: both are the same.
    """
    if first == second and not contest.small_office_decision:
        raise SamePerson().after(at, first)


__all__ = [
    "AlreadyPublished",
    "SamePerson",
    "contest_of",
    "contest_whole",
    "in_state",
    "last_act",
    "refuse_gone",
    "refuse_published",
    "refuse_unsigned",
    "round_in_state",
    "second_person",
    "told",
]
