"""Numbers of papers: pure. A number counts within one issuer, series and period."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Numbering(StrEnum):
    """How a number is written, and through which period it counts."""

    PARTY = "party"
    """``48-BC/TTCT``: through one term of the committee."""
    STATE = "state"
    """``01/BC-TTCT``: through one year."""
    REGISTER = "register"
    """``0247/2026``: the line of a register of certificates, through one year."""


_WRITTEN = {
    Numbering.PARTY: re.compile(r"(?P<sequence>\d{2,})-(?P<series>[^/]+)/(?P<sign>.+)"),
    Numbering.STATE: re.compile(r"(?P<sequence>\d{2,})/(?P<series>[^-]+)-(?P<sign>.+)"),
    Numbering.REGISTER: re.compile(r"(?P<sequence>\d{4,})/(?P<period>\d{4})"),
}


@dataclass(frozen=True)
class DocumentNumber:
    """A number: unique per issuer, series and period.

    ``series`` is the type of paper (``BC``, ``QĐ``) or the register (``GCN``); ``sign`` stands for
    the issuer (``TTCT``); ``period`` is a year, or a Party term such as ``2025-2030``.
    """

    numbering: Numbering
    series: str
    sign: str
    period: str
    sequence: int

    def __str__(self) -> str:
        """Return the number as the paper prints it."""
        if self.numbering is Numbering.PARTY:
            return f"{self.sequence:02d}-{self.series}/{self.sign}"
        if self.numbering is Numbering.STATE:
            return f"{self.sequence:02d}/{self.series}-{self.sign}"
        return f"{self.sequence:04d}/{self.period}"

    @property
    def heading(self) -> str:
        """Return the number with its word: ``Số 48-BC/TTCT``, ``Số: 01/BC-TTCT``.

        Source: 36-HD/VPTW of 03/04/2018 has no colon, Nghị định 30/2020 has one.
        """
        colon = ":" if self.numbering is Numbering.STATE else ""
        return f"Số{colon} {self}"


def read_number(numbering: Numbering, text: str) -> dict[str, str]:
    """Return the parts of a written number.

    Raises:
        ValueError: it is not written in that manner.
    """
    found = _WRITTEN[numbering].fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found.groupdict()


def year_period(day: date) -> str:
    """Return the period of papers numbered by year; ``day`` is Vietnam's day."""
    return str(day.year)


@dataclass(frozen=True)
class TermDates:
    """A term of a committee: from the day after its congress up to but not including another."""

    name: str
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Return whether the day lies in the term."""
        return self.since <= day and (self.until is None or day < self.until)


def term_period(day: date, terms: list[TermDates]) -> str | None:
    """Return the name of the term a day lies in, or None.

    Source: Party papers are numbered through a committee's term (36-HD/VPTW of 03/04/2018).
    """
    return next((term.name for term in terms if term.holds(day)), None)
