"""The roll of a lesson, and the strip of all lessons and learners."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from foundation.account import queries as accounts
from foundation.db import session
from foundation.text import search_key
from training.models import (
    AttendanceChange,
    AttendanceConflict,
    AttendanceRecord,
    Enrolment,
    Lesson,
)
from training.queries.loading import CourseWhole
from training.queries.outcomes import attendance_of, open_conflicts, roll_of
from training.rules.attendance import Attendance, Outlook
from training.rules.states import LessonState, Presence, RollSource


@dataclass(frozen=True)
class RollRow:
    """A learner on the roll of one lesson."""

    enrolment: Enrolment
    presence: Presence | None
    lost: Fraction
    source: RollSource | None
    conflict: AttendanceConflict | None

    @property
    def key(self) -> str:
        """Return the name as it is searched, without marks."""
        return search_key(self.enrolment.full_name)


@dataclass(frozen=True)
class RollPage:
    """The roll of one lesson."""

    lesson: Lesson
    rows: tuple[RollRow, ...]

    def count(self, *kinds: Presence | None) -> int:
        """Return how many have one of these marks."""
        return sum(row.presence in kinds for row in self.rows)

    @property
    def here(self) -> int:
        """Return how many are present, late ones included."""
        return self.count(Presence.PRESENT, Presence.LATE, Presence.MADE_UP)

    @property
    def away(self) -> int:
        """Return how many are absent."""
        return self.count(Presence.EXCUSED, Presence.ABSENT)

    @property
    def unmarked(self) -> int:
        """Return how many have no mark yet."""
        return self.count(None)


@dataclass(frozen=True)
class HeatRow:
    """A learner's line of the strip."""

    enrolment: Enrolment
    cells: tuple[Presence | None, ...]
    attendance: Attendance
    outlook: Outlook


@dataclass(frozen=True)
class Heat:
    """Lessons by learners."""

    lessons: tuple[Lesson, ...]
    rows: tuple[HeatRow, ...]
    present: tuple[int | None, ...]

    def number_of(self, outlook: Outlook) -> int:
        """Return how many learners stand like this."""
        return sum(row.outlook is outlook for row in self.rows)

    @property
    def share(self) -> Fraction | None:
        """Return the tiết attended of all tiết due, over all learners."""
        due = sum(row.attendance.held for row in self.rows)
        reached = sum((row.attendance.attended for row in self.rows), Fraction(0))
        return reached / due if due else None

    @property
    def counts(self) -> dict[Presence, int]:
        """Return how often each mark stands in the strip."""
        found = Counter(cell for row in self.rows for cell in row.cells if cell)
        return {presence: found[presence] for presence in Presence}


@dataclass(frozen=True)
class ChangeRow:
    """A mark of the roll that was set or changed."""

    change: AttendanceChange
    full_name: str
    by_name: str


def roll_page(whole: CourseWhole, lesson: Lesson, site_id: int | None = None) -> RollPage:
    """Return the roll of a lesson by number: everybody, or who sits at one place."""
    kept = {
        row.enrolment_id: row
        for row in session.scalars(
            select(AttendanceRecord).where(AttendanceRecord.lesson_id == lesson.id)
        )
    }
    open_ones = {
        one.enrolment_id: one
        for one in open_conflicts(whole.course.id)
        if one.lesson_id == lesson.id
    }
    return RollPage(
        lesson,
        tuple(
            _row(one, kept.get(one.id), open_ones.get(one.id))
            for one in whole.present
            if site_id is None or one.site_id == site_id
        ),
    )


def _row(
    one: Enrolment, kept: AttendanceRecord | None, conflict: AttendanceConflict | None
) -> RollRow:
    if kept is None:
        return RollRow(one, None, Fraction(0), None, conflict)
    return RollRow(one, Presence[kept.state], kept.lost, RollSource[kept.source], conflict)


def heat(whole: CourseWhole) -> Heat:
    """Return the strip: lessons that count, learners by number."""
    roll, rule = roll_of(whole), whole.rules.attendance
    lessons = whole.counted
    rows = []
    for one in whole.learners:
        cells = tuple(
            Presence[roll[one.id, lesson.id].state] if (one.id, lesson.id) in roll else None
            for lesson in lessons
        )
        found = attendance_of(whole, one.id, roll)
        rows.append(HeatRow(one, cells, found, found.outlook(rule)))
    here = {Presence.PRESENT, Presence.LATE, Presence.MADE_UP}
    present = tuple(
        sum(row.cells[place] in here for row in rows)
        if lesson.state == LessonState.TAUGHT.name
        else None
        for place, lesson in enumerate(lessons)
    )
    return Heat(lessons, tuple(rows), present)


def changes_of(whole: CourseWhole, lesson: Lesson) -> list[ChangeRow]:
    """Return what was corrected in the roll of a lesson, newest first; first marks left out."""
    rows = list(
        session.scalars(
            select(AttendanceChange)
            .where(AttendanceChange.lesson_id == lesson.id, AttendanceChange.before.is_not(None))
            .order_by(AttendanceChange.id.desc())
        )
    )
    names = {one.id: one.full_name for one in whole.enrolments}
    people = accounts.display_names({row.made_by for row in rows if row.made_by})
    return [
        ChangeRow(row, names[row.enrolment_id], people.get(row.made_by or 0, "")) for row in rows
    ]
