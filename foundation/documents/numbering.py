"""Numbers of papers: pure. A number counts within one issuer, series and period."""

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{2,})-(.+?)/(.+) \((.+)\)")


@dataclass(frozen=True, order=True)
class DocumentNumber:
    """A number such as ``07-GCN/ĐU (2026)``: unique per issuer, series and period.

    ``period`` is a year, or a Party term such as ``2025-2030``.
    """

    issuer: str
    series: str
    period: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.sequence:02d}-{self.series}/{self.issuer} ({self.period})"

    @property
    def short(self) -> str:
        """Return the number as papers print it, without the period."""
        return f"{self.sequence:02d}-{self.series}/{self.issuer}"

    def next(self) -> "DocumentNumber":
        """Return the number that follows in the same issuer, series and period."""
        return DocumentNumber(self.issuer, self.series, self.period, self.sequence + 1)

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a number as it was written by ``str``.

        Raises:
            ValueError: it is not written like that.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(text)
        sequence, series, issuer, period = found.groups()
        return cls(issuer, series, period, int(sequence))


def year_period(day: date) -> str:
    """Return the period of papers numbered by year; ``day`` is Vietnam's day."""
    return str(day.year)


def term_period(day: date, terms: list[tuple[date, date, str]]) -> str:
    """Return the Party term a day lies in; the year where no term is known.

    Args:
        terms: first day, first day after, and name such as ``2025-2030``.

    Source: Party papers are numbered through a committee's term (36-HD/VPTW of 03/04/2018).
    """
    for since, until, name in terms:
        if since <= day < until:
            return name
    return year_period(day)


def masked(full_name: str) -> str:
    """Return a name as the public page shows it: "Giàng A P***"."""
    *front, given = full_name.split() or [""]
    return " ".join([*front, given[:1] + "***"])


def vietnamese_day(day: date) -> str:
    """Return ``ngày 02 tháng 9 năm 2026``: days under 10 and months 1 and 2 with a zero.

    Source: the samples of 36-HD/VPTW of 03/04/2018.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
