"""Time of an attempt. All moments are aware and come from the server's clock."""

from datetime import datetime, timedelta
from typing import Final

from foundation.errors import N_, Refusal

GRACE: Final = timedelta(seconds=5)
"""Saves sent before the deadline may still be on their way; what comes after this is late."""


class NotOpenYet(Refusal):
    """The quiz opens later."""

    message = N_("The quiz opens at %(opens_at)s. Please wait, then press again.")


class AlreadyOver(Refusal):
    """The quiz no longer admits anybody."""

    message = N_("The quiz ended at %(closes_at)s. Please ask the secretariat.")


def check_open(at: datetime, opens_at: datetime, closes_at: datetime) -> None:
    """Let a start pass that lies in the window; the opening is inside it, the end is not.

    Raises:
        NotOpenYet: too early.
        AlreadyOver: too late.
    """
    if at < opens_at:
        raise NotOpenYet(opens_at=opens_at)
    if at >= closes_at:
        raise AlreadyOver(closes_at=closes_at)


def deadline(
    started_at: datetime, duration: timedelta, closes_at: datetime, extra: timedelta = timedelta(0)
) -> datetime:
    """Return until when answers count.

    Whoever starts late has until the quiz closes. Extra time is given for a reason and must
    have its effect, so it comes on top, past the closing where need be.
    """
    return min(started_at + duration, closes_at) + extra


def is_late(at: datetime, ends_at: datetime) -> bool:
    """Return whether an answer received at ``at`` came after the deadline and the grace."""
    return at > ends_at + GRACE


def time_used(started_at: datetime, ended_at: datetime, ends_at: datetime) -> timedelta:
    """Return how long somebody worked: never longer than until the deadline, never negative."""
    return max(timedelta(0), min(ended_at, ends_at) - started_at)
