"""Days as offices type them: whole, month and year, year alone, or the number Excel keeps."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR = 1900
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_DAY = re.compile(r"(\d{1,2}|--?|…|\.\.)\s*[/.\-]\s*(\d{1,2}|--?|…|\.\.)\s*[/.\-]\s*(\d{4})")
_WORDS = re.compile(r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_MONTH = re.compile(r"(?:thang\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})(?:[.,]0)?")
_SERIAL = re.compile(r"(\d{4,5})(?:[.,]0)?")
_EXCEL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Day:
    """A day as precise as it was written."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> "Day":
        """Return a day that is known as a whole."""
        return cls(day.year, day.month, day.day)

    @property
    def whole(self) -> date | None:
        """Return the day, where it is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def words(self) -> str:
        """Return the day as lists print it."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, str(self.year)])


def may_be_one(one: str, other: str) -> bool:
    """Return whether two days in words may be the same: 1980 may be 05/03/1980, as may nothing."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return not shorter or longer == shorter or longer.endswith(f"/{shorter}")


def is_slip(one: str, other: str) -> bool:
    """Return whether two whole days are one slip of the hand apart.

    Day and month have changed places, or a single digit differs.
    """
    if one == other or not len(one) == len(other) == len("31/12/1980"):
        return False
    day, month, year = one.split("/")
    if other == f"{month}/{day}/{year}":
        return True
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def read_day(text: str, today: date) -> Day | None:
    """Return the day a cell names, or None where it cannot be read or lies in the future."""
    found = _read(" ".join(text.split()))
    if found is None or not FIRST_YEAR <= found.year <= today.year:
        return None
    if found.whole is not None and found.whole > today:
        return None
    return found


def _read(text: str) -> Day | None:
    folded = text.casefold().replace("à", "a").replace("á", "a").replace("ă", "a")
    if match := _ISO.fullmatch(folded):
        return _day(match.group(3), match.group(2), match.group(1))
    for pattern in (_DAY, _WORDS):
        if match := pattern.fullmatch(folded):
            return _day(*match.groups())
    if match := _MONTH.fullmatch(folded):
        return _day("0", match.group(1), match.group(2))
    if (match := _YEAR.fullmatch(folded)) and FIRST_YEAR <= int(match.group(1)) <= 2100:
        return Day(int(match.group(1)))
    if match := _SERIAL.fullmatch(folded):
        on = _EXCEL_ZERO + timedelta(days=int(match.group(1)))
        return Day(on.year, on.month, on.day)
    return None


def _day(day: str, month: str, year: str) -> Day | None:
    """Return the parts as a day; 00 or dots for what is not known."""
    known_day = int(day) if day.isdecimal() else 0
    known_month = int(month) if month.isdecimal() else 0
    if not known_month:
        return Day(int(year)) if not known_day else None
    if not 1 <= known_month <= 12:
        return None
    if not known_day:
        return Day(int(year), known_month)
    try:
        date(int(year), known_month, known_day)
    except ValueError:
        return None
    return Day(int(year), known_month, known_day)


def read_days(text: str, today: date) -> list[Day]:
    """Return all days named in a cell that holds several."""
    parts = re.split(r"[\n;|,]+|\s{2,}|\s+-\s+", text)
    if len(parts) == 1:
        parts = text.split()
    found = [read_day(part.strip(" ()"), today) for part in parts if part.strip(" ()")]
    return [one for one in found if one is not None]
