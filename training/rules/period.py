"""The years a table of figures speaks of: one, or several in a row."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.errors import N_, InvalidInput

FIRST_YEAR, LAST_YEAR = 1930, 2200
MOST_YEARS = 50
WRITTEN = re.compile(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", re.ASCII)


class PeriodUnreadable(InvalidInput):
    """The words name no year and no row of years."""

    message = N_("Write a year such as 2014, or the first and the last such as 2012-2014.")


@dataclass(frozen=True)
class Period:
    """Whole years, both ends counted."""

    first: int
    last: int

    @classmethod
    def parse(cls, words: str) -> "Period":
        """Return the period written as ``2014`` or ``2012-2014``.

        Raises:
            PeriodUnreadable: it is written otherwise, goes backwards or is longer than any plan.
        """
        found = WRITTEN.fullmatch(words)
        if found is None:
            raise PeriodUnreadable
        first = int(found[1])
        last = int(found[2] or first)
        if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first >= MOST_YEARS:
            raise PeriodUnreadable
        return cls(first, last)

    @property
    def before(self) -> "Period":
        """Return the period of the same length just before this one."""
        length = self.last - self.first + 1
        return Period(self.first - length, self.first - 1)

    @property
    def starts_on(self) -> date:
        """Return its first day."""
        return date(self.first, 1, 1)

    @property
    def ends_before(self) -> date:
        """Return the first day after it."""
        return date(self.last + 1, 1, 1)

    @property
    def last_day(self) -> date:
        """Return its last day, the 31st of December."""
        return self.ends_before - timedelta(days=1)

    @property
    def years(self) -> range:
        """Return its years."""
        return range(self.first, self.last + 1)

    def holds(self, day: date | None) -> bool:
        """Return whether a day lies in it; no day lies nowhere."""
        return day is not None and self.starts_on <= day < self.ends_before

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
