"""A row of a list of meetings as typed values, with what could not be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from foundation.days import read_day
from foundation.errors import N_
from foundation.text import clean, search_key
from training.rules.indicators import MEETING_KINDS

KIND_UNREADABLE = N_("Write which kind of meeting it was: regular, thematic or extraordinary.")
DAY_UNREADABLE = N_("Write the day of the meeting; it is not to come.")
COUNT_UNREADABLE = N_("Write how many members were due and how many came.")
COUNTS_DO_NOT_FIT = N_("Present and excused together cannot be more than those due.")
KINDS = dict(MEETING_KINDS)
_WORDS = (
    ("thematic", re.compile(r"\bchuyen de\b")),
    ("extraordinary", re.compile(r"\b(bat thuong|dot xuat)\b")),
    ("regular", re.compile(r"\b(thuong ky|dinh ky|hang thang|thuong le)\b")),
)


@dataclass
class MeetingCells:
    """A meeting as a row describes it."""

    kind: str = ""
    held_on: date | None = None
    due: int = 0
    present: int = 0
    excused: int = 0
    theme: str = ""
    shown: list[tuple[str, str]] = field(default_factory=list)
    faults: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def as_json(self) -> dict[str, str | int]:
        """Return what is to be kept as plain JSON."""
        return {
            "kind": self.kind,
            "held_on": self.held_on.isoformat() if self.held_on else "",
            "due": self.due,
            "present": self.present,
            "excused": self.excused,
            "theme": self.theme,
        }


def read_meeting(texts: Mapping[str, str], today: date) -> MeetingCells:
    """Return a row's meeting; an empty count of the excused is nobody."""
    folded = search_key(texts.get("kind", ""))
    day = read_day(texts.get("held", ""), today)
    due, present = _count(texts.get("due", "")), _count(texts.get("present", ""))
    excused = _count(texts.get("excused", "") or "0")
    found = MeetingCells(
        kind=next((kind for kind, words in _WORDS if words.search(folded)), ""),
        held_on=day.whole if day else None,
        due=due or 0,
        present=present or 0,
        excused=excused or 0,
        theme=clean(texts.get("theme", ""))[:300],
    )
    for is_wrong, words in (
        (not found.kind, KIND_UNREADABLE),
        (found.held_on is None, DAY_UNREADABLE),
        (not due or present is None or excused is None, COUNT_UNREADABLE),
        (found.present + found.excused > found.due > 0, COUNTS_DO_NOT_FIT),
    ):
        if is_wrong:
            found.faults.append((words, {}))
    found.shown = [
        ("Kind of meeting", KINDS.get(found.kind, "")),
        ("Held on", day.words if day else ""),
        ("Members due", texts.get("due", "")),
        ("Present", texts.get("present", "")),
        ("Excused", texts.get("excused", "")),
        ("Theme", found.theme),
    ]
    return found


def _count(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if re.fullmatch(r"\d{1,4}", plain, re.ASCII) else None
