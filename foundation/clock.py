"""The only reader of the clock. Services take the time as an argument."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_fixed: datetime | None = None


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _fixed if _fixed is not None else datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """Return ``moment`` as a clock on a wall in Vietnam shows it."""
    return moment.astimezone(VIETNAM)


def today() -> date:
    """Return the day it is in Vietnam: at 17:00 UTC it is already tomorrow there."""
    return local(now()).date()


@contextmanager
def fixed(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at ``moment``; for tests and for replaying the demo's past."""
    global _fixed  # noqa: PLW0603 - one clock for the whole process
    before, _fixed = _fixed, moment
    try:
        yield moment
    finally:
        _fixed = before
