"""Counting failed tries. Stored in a transaction of their own, since the try itself fails."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from foundation.account.models import Throttle
from foundation.account.throttling import FORGOTTEN_AFTER, FREE_TRIES, counts_afresh, shut_until
from foundation.db import session, transactional
from foundation.errors import N_, Refusal


class TooManyTries(Refusal):
    """The door is shut for a moment."""

    message = N_("Too many wrong tries. Wait %(seconds)s seconds, then try again.")
    status = 429


def refuse_if_shut(door: str, sources: dict[str, str], at: datetime) -> None:
    """Let the caller through, or say how long to wait.

    Args:
        door: ``password`` or ``code``.
        sources: side (``account``, ``network`` …) → who stands there.

    Raises:
        TooManyTries: one of the sides has failed too often just now.
    """
    for side, source in sources.items():
        row = _row(door, _key(side, source))
        if row is None or row.failures < FREE_TRIES[side] or counts_afresh(row.last_failure_at, at):
            continue
        wait = shut_until(side, row.failures, row.last_failure_at) - at
        if wait.total_seconds() > 0:
            raise TooManyTries(seconds=int(wait.total_seconds()) + 1)


@transactional
def count_failure(door: str, sources: dict[str, str], at: datetime) -> None:
    """Remember one failed try at every side."""
    for side, source in sources.items():
        row = _row(door, _key(side, source))
        if row is None:
            row = Throttle(door=door, source=_key(side, source), failures=0, last_failure_at=at)
            session.add(row)
        elif counts_afresh(row.last_failure_at, at):
            row.failures = 0
        row.failures += 1
        row.last_failure_at = at


@transactional
def forget_failures(door: str, sources: dict[str, str]) -> None:
    """Forget the failures of these sides after somebody came in."""
    keys = [_key(side, source) for side, source in sources.items()]
    session.execute(delete(Throttle).where(Throttle.door == door, Throttle.source.in_(keys)))


def sweep_failures(at: datetime) -> None:
    """Take away the failures so old that they count no more; the rest of the time do nothing."""
    if session.scalar(select(Throttle.id).where(_is_old(at)).limit(1)) is not None:
        _take_away_old(at)


@transactional
def _take_away_old(at: datetime) -> None:
    session.execute(delete(Throttle).where(_is_old(at)))


def _is_old(at: datetime) -> ColumnElement[bool]:
    return Throttle.last_failure_at < at - FORGOTTEN_AFTER


def _key(side: str, source: str) -> str:
    return f"{side}:{source}"[:120]


def _row(door: str, source: str) -> Throttle | None:
    return session.scalar(select(Throttle).where(Throttle.door == door, Throttle.source == source))
