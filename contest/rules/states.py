"""The states of contests, rounds, entries and sheets, and the only ways between them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from foundation.errors import N_, Refusal


class ContestState(StrEnum):
    """Where a contest stands. Times open and close windows; they do not make states."""

    DRAFT = N_("being prepared")
    REGISTRATION = N_("registration is open")
    READY = N_("the list is closed")
    RUNNING = N_("under way")
    CLOSED = N_("all rounds are over")
    PUBLISHED = N_("the result is published")
    ARCHIVED = N_("archived")


class RoundMode(StrEnum):
    """How a round is held."""

    QUIZ = "quiz"
    STAGE = "stage"


class RoundState(StrEnum):
    """Where a round stands. A quiz round needs no draw of lots."""

    PLANNED = N_("planned")
    LISTED = N_("its list is published")
    DRAWN = N_("lots are drawn")
    OPEN = N_("being held")
    CLOSED = N_("over")


class EntryState(StrEnum):
    """Whether an entry still takes part."""

    REGISTERED = N_("registered")
    WITHDRAWN = N_("withdrawn")
    REPLACED = N_("replaced")
    DISQUALIFIED = N_("disqualified")


class AppearanceState(StrEnum):
    """Where one entry stands in one round."""

    WAITING = N_("waiting to appear")
    PERFORMING = N_("appearing now")
    PERFORMED = N_("has appeared")
    ABSENT = N_("absent")


class SheetState(StrEnum):
    """Where a score sheet stands. A signed one never changes; a correction is a new sheet."""

    DRAFT = N_("not signed yet")
    TYPED = N_("typed from paper, to be checked")
    SIGNED = N_("signed")
    REPLACED = N_("replaced by a correction")


class ActKind(StrEnum):
    """The acts of the day, each done for a reason that is kept."""

    ABSENT = N_("Contestant absent")
    WITHDRAWN = N_("Contestant withdrawn")
    REPLACED = N_("Contestant replaced")
    DISQUALIFIED = N_("Contestant disqualified")
    JUDGE_ABSENT = N_("Judge absent")
    REDRAWN = N_("Lots drawn again")
    TIME_ENTERED = N_("Time entered by hand")
    PAPER_SHEET = N_("Paper sheet typed in")
    DEDUCTION = N_("Points taken off for a fault")
    DEDUCTION_UNDONE = N_("Points taken off given back")
    CORRECTION = N_("Signed sheet to be corrected")
    ENTRY_REOPENED = N_("Contestant taken back into the contest")
    APPEARANCE_REOPENED = N_("Absent contestant admitted after all")
    ROUND_REOPENED = N_("Closed round opened again")
    LIST_REOPENED = N_("Closed list of contestants opened again")
    PRIZE_WITHHELD = N_("Prize withheld")
    PRIZE_RESTORED = N_("Withheld prize given after all")


class ActState(StrEnum):
    """Acts that undo something need a second person before they take effect."""

    PROPOSED = N_("waits for a second person")
    DONE = N_("done")
    REFUSED = N_("refused")


class ScreenMode(StrEnum):
    """What the hall's projector shows."""

    TITLE = N_("Name of the contest")
    BLANK = N_("Blank screen")
    CLOCK = N_("Clock")
    STANDINGS = N_("Standings")
    UNIT = N_("Name of the unit")
    REVEAL = N_("Places from the last to the first")


class NotInThisState(Refusal):
    """The deed does not fit the state the thing is in."""

    message = N_("This cannot be done while the state is: %(state)s.")


CONTEST_WAYS: Final[Mapping[ContestState, frozenset[ContestState]]] = {
    ContestState.DRAFT: frozenset({ContestState.REGISTRATION}),
    ContestState.REGISTRATION: frozenset({ContestState.READY}),
    ContestState.READY: frozenset({ContestState.RUNNING}),
    ContestState.RUNNING: frozenset({ContestState.CLOSED}),
    ContestState.CLOSED: frozenset({ContestState.PUBLISHED}),
    ContestState.PUBLISHED: frozenset({ContestState.ARCHIVED}),
    ContestState.ARCHIVED: frozenset(),
}
ROUND_WAYS: Final[Mapping[RoundState, frozenset[RoundState]]] = {
    RoundState.PLANNED: frozenset({RoundState.LISTED}),
    RoundState.LISTED: frozenset({RoundState.DRAWN, RoundState.OPEN}),
    RoundState.DRAWN: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset(),
}


def contest_after(state: ContestState, wanted: ContestState) -> ContestState:
    """Return ``wanted`` if a contest may go there from ``state``.

    Raises:
        NotInThisState: the step leads backwards, or leaves one out.
    """
    if wanted not in CONTEST_WAYS[state]:
        raise NotInThisState(state=state)
    return wanted


def round_after(state: RoundState, wanted: RoundState) -> RoundState:
    """Return ``wanted`` if a round may go there from ``state``.

    Opening a closed round again is no step of this table: it is an act of its own, with
    a reason and two persons.

    Raises:
        NotInThisState: the step leads backwards, or leaves one out.
    """
    if wanted not in ROUND_WAYS[state]:
        raise NotInThisState(state=state)
    return wanted
