"""How many tiết somebody attended, of how many, and whether it can still be enough.

Lessons cancelled for all leave the denominator; whoever enrolled late has the full one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from foundation.errors import N_
from training.rules.ruleset import AttendanceRule
from training.rules.states import LessonState, Presence


@dataclass(frozen=True)
class Sitting:
    """One lesson as one learner's line of the roll has it."""

    periods: int
    state: LessonState
    presence: Presence | None = None
    lost: Fraction = Fraction(0)


class Outlook(StrEnum):
    """What the roll means for the certificate."""

    ON_COURSE = N_("on course")
    ON_EDGE = N_("on the edge")
    NOT_ENOUGH = N_("not enough")


@dataclass(frozen=True)
class Attendance:
    """Tiết attended and held so far, still to come, and lessons without a mark."""

    attended: Fraction
    held: int
    to_come: int = 0
    longest_to_come: int = 0
    unmarked: int = 0

    @property
    def total(self) -> int:
        """Return the tiết of the whole class."""
        return self.held + self.to_come

    @property
    def share(self) -> Fraction | None:
        """Return the share attended so far; None before the first lesson."""
        return self.attended / self.held if self.held else None

    def needed(self, rule: AttendanceRule) -> int:
        """Return the whole tiết needed in the end."""
        return ceil(rule.share * self.total)

    def is_enough(self, rule: AttendanceRule) -> bool:
        """Return whether what was attended suffices for the lessons held."""
        return self.attended >= rule.share * self.held

    def outlook(self, rule: AttendanceRule) -> Outlook:
        """Return whether the class can still be passed, and whether one more absence ends it."""
        spare = self.attended + self.to_come - rule.share * self.total
        if spare < 0:
            return Outlook.NOT_ENOUGH
        if self.to_come and spare < self.longest_to_come:
            reached = self.attended >= rule.share * self.total
            return Outlook.ON_COURSE if reached else Outlook.ON_EDGE
        return Outlook.ON_COURSE


def attended(sitting: Sitting, rule: AttendanceRule) -> Fraction:
    """Return the tiết of one lesson that count as attended."""
    whole = Fraction(sitting.periods)
    match sitting.presence:
        case Presence.PRESENT:
            return whole
        case Presence.LATE:
            left = max(whole - sitting.lost, Fraction(0))
            return {"lost": left, "present": whole, "absent": Fraction(0)}[rule.late]
        case Presence.EXCUSED:
            return whole if rule.excused == "present" else Fraction(0)
        case Presence.MADE_UP:
            return whole if rule.made_up == "present" else Fraction(0)
        case _:
            return Fraction(0)


def attendance(sittings: Iterable[Sitting], rule: AttendanceRule) -> Attendance:
    """Return how much of a class somebody attended.

    A lesson that was taught without a mark counts as absent, and is named as unmarked.
    """
    lessons = list(sittings)
    taught = [one for one in lessons if one.state is LessonState.TAUGHT]
    coming = [one.periods for one in lessons if one.state is LessonState.PLANNED]
    return Attendance(
        attended=sum((attended(one, rule) for one in taught), Fraction(0)),
        held=sum(one.periods for one in taught),
        to_come=sum(coming),
        longest_to_come=max(coming, default=0),
        unmarked=sum(one.presence is None for one in taught),
    )
