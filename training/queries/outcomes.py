"""What everybody of a class has reached until now: tiết, marks, reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session
from quiz import queries as quizzes
from quiz.rules.states import CandidateState
from training.models import (
    AttendanceConflict,
    AttendanceRecord,
    CourseResult,
    Enrolment,
    Lesson,
    Mark,
    Recognition,
)
from training.queries.loading import CourseWhole
from training.rules.attendance import Attendance, Sitting, attendance
from training.rules.eligibility import Learner, Outcome, Reason, judge
from training.rules.marks import PaperMark, scaled
from training.rules.states import FROZEN, CourseState, LessonState, PaperKind, Presence

Roll = dict[tuple[int, int], AttendanceRecord]
"""(enrolment, lesson) to what the roll says."""
Given = dict[int, dict[str, list[Fraction | None]]]
"""Enrolment to paper to what markers 1 and 2 gave."""


@dataclass(frozen=True)
class OutcomeRow:
    """One learner with what he or she has reached."""

    enrolment: Enrolment
    outcome: Outcome


def roll_of(whole: CourseWhole) -> Roll:
    """Return the roll of a class."""
    ids = [lesson.id for lesson in whole.lessons]
    rows = session.scalars(select(AttendanceRecord).where(AttendanceRecord.lesson_id.in_(ids)))
    return {(row.enrolment_id, row.lesson_id): row for row in rows}


def sitting(lesson: Lesson, kept: AttendanceRecord | None) -> Sitting:
    """Return a lesson of one learner as the rules take it."""
    return Sitting(
        periods=lesson.periods,
        state=LessonState[lesson.state],
        presence=Presence[kept.state] if kept else None,
        lost=kept.lost if kept else Fraction(0),
    )


def attendance_of(whole: CourseWhole, enrolment_id: int, roll: Roll) -> Attendance:
    """Return the tiết of one learner."""
    return attendance_over(whole, enrolment_id, whole.lessons, roll)


def attendance_over(
    whole: CourseWhole, enrolment_id: int, lessons: Iterable[Lesson], roll: Roll
) -> Attendance:
    """Return the tiết of one learner in some lessons of the class."""
    sittings = (sitting(one, roll.get((enrolment_id, one.id))) for one in lessons)
    return attendance(sittings, whole.rules.attendance)


def mark_versions(whole: CourseWhole) -> dict[tuple[int, str, int], list[Mark]]:
    """Return all marks ever given of every enrolment, paper and marker, the oldest first."""
    ids = [one.id for one in whole.enrolments]
    rows = session.scalars(select(Mark).where(Mark.enrolment_id.in_(ids)).order_by(Mark.version))
    found: dict[tuple[int, str, int], list[Mark]] = {}
    for row in rows:
        found.setdefault((row.enrolment_id, row.paper, row.marker), []).append(row)
    return found


def newest_marks(whole: CourseWhole) -> dict[tuple[int, str, int], Mark]:
    """Return the mark that counts of every enrolment, paper and marker."""
    return {key: rows[-1] for key, rows in mark_versions(whole).items()}


def given_marks(whole: CourseWhole) -> Given:
    """Return what markers and the exit quiz gave everybody."""
    given: Given = {one.id: {} for one in whole.enrolments}
    for (enrolment_id, paper, marker), row in newest_marks(whole).items():
        given[enrolment_id].setdefault(paper, [None, None])[marker - 1] = row.value
    exit_quiz = whole.rules.quiz
    if exit_quiz is not None and whole.course.quiz_id is not None:
        reached = _quiz_marks(whole.course.quiz_id)
        for one in whole.enrolments:
            if one.person_id in reached:
                given[one.id][exit_quiz.code] = [reached[one.person_id]]
    return given


def _quiz_marks(quiz_id: int) -> Mapping[int, Fraction]:
    """Return person to mark; nobody before the quiz is over, nobody who never started."""
    most = quizzes.quiz_facts(quiz_id).max_points
    return {
        row.person_id: scaled(row.points, most)
        for row in quizzes.final_results(quiz_id)
        if row.person_id is not None
        and row.points is not None
        and row.state not in (CandidateState.WAITING, CandidateState.WITHDRAWN)
    }


def outcomes(whole: CourseWhole) -> tuple[OutcomeRow, ...]:
    """Return every learner of the class with tiết, mark, label and all reasons."""
    roll, given = roll_of(whole), given_marks(whole)
    needs_birth = whole.version.paper == PaperKind.CERTIFICATE.name
    return tuple(
        OutcomeRow(
            one,
            judge(
                whole.rules,
                attendance_of(whole, one.id, roll),
                given[one.id],
                Learner(bool(one.birth_text) or not needs_birth, one.discipline_note),
            ),
        )
        for one in whole.learners
    )


def results_of(course_id: int) -> dict[int, CourseResult]:
    """Return enrolment to frozen result of a recognised class, each by its newest decision."""
    rows = session.scalars(
        select(CourseResult)
        .join(Recognition, Recognition.id == CourseResult.recognition_id)
        .where(Recognition.course_id == course_id, CourseResult.is_current)
    )
    return {row.enrolment_id: row for row in rows}


def recognised_ids(course_id: int) -> frozenset[int]:
    """Return the enrolments whose result stands: a decision recognised that they passed."""
    return frozenset(key for key, kept in results_of(course_id).items() if kept.is_passed)


def made_up(whole: CourseWhole) -> tuple[OutcomeRow, ...]:
    """Return whom no decision recognised, as they stand now; nobody unless one may follow."""
    if whole.state is not CourseState.RECOGNISED:
        return ()
    done = recognised_ids(whole.course.id)
    return tuple(row for row in outcomes(whole) if row.enrolment.id not in done)


def standing(whole: CourseWhole) -> tuple[OutcomeRow, ...]:
    """Return every learner as recognised; as it stands now, before the recognition."""
    kept = results_of(whole.course.id)
    if not kept:
        return outcomes(whole)
    return tuple(
        OutcomeRow(one, _as_recognised(whole, kept[one.id]))
        for one in whole.learners
        if one.id in kept
    )


def grade_of(whole: CourseWhole, found: Outcome) -> str:
    """Return the grade as the page and the printed sheet of marks both say it.

    Until all marks are in, nobody is said to have failed.
    """
    if found.is_passed:
        return found.label
    is_settled = whole.state in {CourseState.AWAITING, *FROZEN}
    return whole.rules.failed_label if is_settled else ""


def _as_recognised(whole: CourseWhole, kept: CourseResult) -> Outcome:
    papers = tuple(
        PaperMark(
            paper,
            tuple(
                None if one is None else Fraction(one) for one in kept.papers.get(paper.code, ())
            ),
        )
        for paper in whole.rules.papers
    )
    return Outcome(
        attendance=Attendance(kept.attended, kept.held),
        papers=papers,
        mark=kept.mark,
        band=kept.band,
        label=kept.label if kept.is_passed else whole.rules.failed_label,
        reasons=tuple(Reason.from_json(one) for one in kept.reasons),
    )


def unmarked_lessons(whole: CourseWhole) -> int:
    """Return how many marks the roll lacks for the lessons that were taught."""
    roll = roll_of(whole)
    return sum((one.id, lesson.id) not in roll for one in whole.learners for lesson in whole.taught)


def open_conflicts(course_id: int) -> tuple[AttendanceConflict, ...]:
    """Return the contradictions of a class that wait for somebody to decide."""
    rows = session.scalars(
        select(AttendanceConflict)
        .join(Lesson, Lesson.id == AttendanceConflict.lesson_id)
        .where(Lesson.course_id == course_id, AttendanceConflict.settled_at.is_(None))
        .order_by(AttendanceConflict.id)
    )
    return tuple(rows)
