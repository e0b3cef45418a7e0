"""What is said about a row of a list: its values, doubts, faults, and what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from foundation.errors import N_


class Fate(StrEnum):
    """Where a row stands; the value is a msgid."""

    READY = N_("Ready")
    SAME = N_("Unchanged")
    DOUBT = N_("Doubtful")
    FAULT = N_("To repair")
    LEFT = N_("Left out")

    @property
    def code(self) -> str:
        """Return what is stored."""
        return self.name.lower()


@dataclass(frozen=True)
class Saying:
    """A sentence (msgid) with its facts."""

    message: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> list[Any]:
        """Return it as plain JSON."""
        return [self.message, dict(self.facts)]


@dataclass
class Doubt:
    """Something a person must say yes to; ``options`` are (word, msgid), of which none is chosen.

    Rows that share ``group`` are decided together. ``leaves`` are the words by which this row
    is left out although the doubt is settled.
    """

    code: str
    saying: Saying
    options: Sequence[tuple[str, str]]
    group: str = ""
    leaves: Sequence[str] = ()
    others: Sequence[Mapping[str, Any]] = ()
    """What it is compared with: ``title`` and ``pairs`` of words."""

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return {
            "code": self.code,
            "saying": self.saying.as_json(),
            "options": [list(one) for one in self.options],
            "group": self.group,
            "leaves": list(self.leaves),
            "others": [dict(one) for one in self.others],
        }


@dataclass
class Judged:
    """A row of a list as it is kept for the preview."""

    number: int
    title: str
    values: dict[str, Any]
    shown: list[tuple[str, str]]
    """Label (msgid) and text, as the preview shows the row."""
    before: list[tuple[str, str]] = field(default_factory=list)
    """The same in the file's own letters, where they were turned into Unicode."""
    notes: list[Saying] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    faults: list[Saying] = field(default_factory=list)
    is_same: bool = False
    person_id: int | None = None
    unit_id: int | None = None

    @property
    def fate(self) -> Fate:
        """Return what becomes of the row before anybody chose."""
        return fate_of(bool(self.faults), self.is_same, [one.as_json() for one in self.doubts], {})


def fate_of(
    is_faulty: bool,
    is_same: bool,
    doubts: Sequence[Mapping[str, Any]],
    choices: Mapping[str, str],
) -> Fate:
    """Return what becomes of a row: anything not settled by a person's choice keeps it out."""
    if is_faulty:
        return Fate.FAULT
    if choices.get("row") == "no":
        return Fate.LEFT
    for doubt in doubts:
        chosen = choices.get(doubt["code"], "")
        if chosen not in {word for word, _label in doubt["options"]}:
            return Fate.DOUBT
        if chosen in doubt["leaves"]:
            return Fate.LEFT
    return Fate.SAME if is_same else Fate.READY
