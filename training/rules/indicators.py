"""When a cell meets as it should, and what the words of meetings, studies and ratings are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from foundation.errors import N_
from training.rules.percent import Share

MEETING_KINDS = (
    ("regular", N_("Regular meeting")),
    ("thematic", N_("Thematic meeting")),
    ("extraordinary", N_("Extraordinary meeting")),
)
STUDY_KINDS = (
    ("theory", N_("Political theory")),
    ("professional", N_("Professional study")),
)
RATING_CLASSES = (
    ("top", N_("Top class")),
    ("good", N_("Fulfilled its tasks well")),
    ("fair", N_("Fulfilled its tasks")),
    ("failed", N_("Did not fulfil its tasks")),
)
"""From the best on; a decision of 2014 calls the top class otherwise than one of today."""
TOP_CLASS = "top"
TYPED_CODES = (
    ("planned", N_("Cadres in the plan of succession")),
    ("added", N_("Cadres added to the plan of succession")),
)
"""Figures whose names are confidential: only the number is typed, with its document."""
COMMITTEE_LEVELS = ("grassroots", "section")
"""Levels whose committees are to meet every month; a cell has the rules of cells."""


@dataclass(frozen=True)
class Life:
    """The days a unit exists, half-open."""

    begins: date
    ends: date | None = None

    def covers(self, first: date, after: date) -> bool:
        """Return whether the unit exists on every day from ``first`` up to, not with, ``after``."""
        return self.begins <= first and (self.ends is None or after <= self.ends)


@dataclass(frozen=True)
class Held:
    """A meeting that took place."""

    kind: str
    held_on: date
    due: int = 1
    present: int = 1


def months_due(year: int, life: Life, until: date) -> tuple[int, ...]:
    """Return the months in which a meeting was due: whole months of the unit's life.

    Args:
        until: the first day not yet over; a month that still runs is not due.
    """
    return tuple(
        month
        for month in range(1, 13)
        if _after(year, month) <= until and life.covers(date(year, month, 1), _after(year, month))
    )


def _after(year: int, month: int) -> date:
    """Return the first day after a month."""
    return date(year + month // 12, month % 12 + 1, 1)


def quarters_due(months: Collection[int]) -> tuple[int, ...]:
    """Return the quarters all of whose months were due."""
    return tuple(q for q in range(1, 5) if {3 * q - 2, 3 * q - 1, 3 * q} <= set(months))


def months_missed(meetings: Iterable[Held], year: int, months: Collection[int]) -> tuple[int, ...]:
    """Return the due months without a regular meeting; a thematic one stands in for none."""
    met = {one.held_on.month for one in meetings if _is(one, "regular", year)}
    return tuple(sorted(set(months) - met))


def quarters_missed(
    meetings: Iterable[Held], year: int, months: Collection[int]
) -> tuple[int, ...]:
    """Return the due quarters without a thematic meeting."""
    met = {(one.held_on.month + 2) // 3 for one in meetings if _is(one, "thematic", year)}
    return tuple(q for q in quarters_due(months) if q not in met)


def _is(meeting: Held, kind: str, year: int) -> bool:
    return meeting.kind == kind and meeting.held_on.year == year


def meets_monthly(meetings: Iterable[Held], year: int, months: Collection[int]) -> bool:
    """Return whether a regular meeting was held in every due month: twelve in a whole year."""
    return not months_missed(meetings, year, months)


def meets_regularly_and_thematically(
    meetings: Collection[Held], year: int, months: Collection[int]
) -> bool:
    """Return whether every month had its regular and every quarter its thematic meeting."""
    return meets_monthly(meetings, year, months) and not quarters_missed(meetings, year, months)


def attendance(meetings: Collection[Held]) -> Share:
    """Return who came of all who were due, pooled: large meetings weigh more than small ones."""
    return Share(sum(one.present for one in meetings), sum(one.due for one in meetings))
