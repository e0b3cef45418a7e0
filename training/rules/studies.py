"""A row of a list of studies elsewhere as typed values, with what could not be read."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from foundation.days import Day, read_day, read_days
from foundation.errors import N_
from foundation.text import clean, search_key
from training.rules.indicators import STUDY_KINDS

KIND_UNREADABLE = N_("Write which kind of study it is: political theory or professional.")
START_UNREADABLE = N_("Write when the study began: a day, a month or a year.")
LEVEL_MISSING = N_("Write the level of study.")
SCHOOL_MISSING = N_("Write the school.")
ENDS_FIRST = N_("The study ends before it begins.")
START_ROUGH = N_("Only month or year of the beginning is known; its first day is written down.")
END_UNREADABLE = N_("“%(text)s” is no day.")
_THEORY = re.compile(r"\b(ly luan|llct|chinh tri)\b")
_PROFESSIONAL = re.compile(
    r"\b(chuyen mon|nghiep vu|chuyen vien|dai hoc|cao dang|thac si|tien si|cao hoc|cn|dh|cd"
    r"|quan ly)\b"
)
KINDS = dict(STUDY_KINDS)
_FAR = date(2200, 12, 31)


@dataclass
class StudyCells:
    """A study as a row describes it."""

    kind: str = ""
    level: str = ""
    school: str = ""
    first: date | None = None
    last: date | None = None
    result: str = ""
    shown: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def as_json(self) -> dict[str, str]:
        """Return what is to be kept as plain JSON."""
        return {
            "kind": self.kind,
            "level": self.level,
            "school": self.school,
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "result": self.result,
        }


def read_study(texts: Mapping[str, str], today: date) -> StudyCells:
    """Return a row's study; whoever has not begun yet is no row of figures."""
    found = StudyCells(
        level=clean(texts.get("level", ""))[:80],
        school=clean(texts.get("school", ""))[:200],
        result=clean(texts.get("result", ""))[:120],
    )
    told = (texts.get("kind", ""), found.level, found.school)
    found.kind = next((kind for text in told if (kind := _kind(text))), "")
    begin, end = _days(texts, today, found)
    found.first = _first(begin)
    found.last = _last(end)
    if begin is not None and begin.whole is None:
        found.notes.append(START_ROUGH)
    for is_missing, words in (
        (not found.kind, KIND_UNREADABLE),
        (not found.level, LEVEL_MISSING),
        (not found.school, SCHOOL_MISSING),
        (found.first is None, START_UNREADABLE),
        (bool(found.first and found.last and found.last < found.first), ENDS_FIRST),
    ):
        if is_missing:
            found.faults.append((words, {}))
    span = " – ".join(one.words for one in (begin, end) if one is not None)
    found.shown = [
        ("Kind of study", KINDS.get(found.kind, "")),
        ("Level of study", found.level),
        ("School", found.school),
        (N_("From day to day"), span),
        ("Result of study", found.result),
    ]
    return found


def _kind(text: str) -> str:
    folded = search_key(text)
    if _THEORY.search(folded):
        return "theory"
    return "professional" if _PROFESSIONAL.search(folded) else ""


def _days(
    texts: Mapping[str, str], today: date, found: StudyCells
) -> tuple[Day | None, Day | None]:
    """Return the first and the last day, each as precise as it was written."""
    begin = read_day(texts.get("from", ""), today)
    words = texts.get("to", "")
    end = read_day(words, _FAR)
    if words.strip() and end is None:
        found.faults.append((END_UNREADABLE, {"text": clean(words)[:40]}))
    if span := texts.get("span", ""):
        days = read_days(re.sub(r"(?<=\d{4})\s*[-–]\s*(?=\d)", " ; ", span), _FAR)
        begin = begin or (days[0] if days and days[0].year <= today.year else None)
        end = end or (days[1] if len(days) > 1 else None)
    return begin, end


def _first(day: Day | None) -> date | None:
    return None if day is None else date(day.year, day.month or 1, day.day or 1)


def _last(day: Day | None) -> date | None:
    if day is None:
        return None
    month = day.month or 12
    return date(day.year, month, day.day or calendar.monthrange(day.year, month)[1])
