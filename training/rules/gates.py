"""Certificates as gates: how long one may be used, and when somebody must be reminded."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foundation.errors import N_

EXPIRES_SOON = 6
"""Months before the end in which the holder is reminded."""
PROBATION = 12
ALERTS = (6, 9, 11)
"""Months after admission at which a new member without the class is named.

Source: docs/trainer.md; probation is twelve months from the day of admission.
"""


class GateStanding(StrEnum):
    """Whether a certificate may still be used at its gate. The paper itself stays valid."""

    MISSING = N_("no certificate")
    OPEN = N_("can be used")
    ENDS_SOON = N_("ends soon")
    TOO_OLD = N_("more than %(months)s months old, the class must be attended again")


@dataclass(frozen=True)
class GateState:
    """What a certificate is worth at its gate on a day."""

    standing: GateStanding
    last_day: date | None = None


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of_use(issued_on: date, months: int | None) -> date | None:
    """Return the last day on which the certificate may be used; None for ever."""
    return None if months is None else months_later(issued_on, months)


def at_gate(issued_on: date | None, months: int | None, on: date) -> GateState:
    """Return what a certificate is worth on a day: good through the day so many months later."""
    if issued_on is None:
        return GateState(GateStanding.MISSING)
    last = last_day_of_use(issued_on, months)
    if last is None:
        return GateState(GateStanding.OPEN)
    if on > last:
        return GateState(GateStanding.TOO_OLD, last)
    is_soon = on >= months_later(last, -EXPIRES_SOON)
    return GateState(GateStanding.ENDS_SOON if is_soon else GateStanding.OPEN, last)


def probation_alert(admitted_on: date, on: date) -> int | None:
    """Return the newest alert that is due for an untrained new member: 6, 9 or 11 months."""
    due = [months for months in ALERTS if months_later(admitted_on, months) <= on]
    return max(due, default=None)
