"""What can be done about each reason against somebody: the page where it is put right."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from training.models import Lesson
from training.queries.loading import CourseWhole
from training.queries.outcomes import Roll, roll_of
from training.rules.eligibility import Cause, Outcome
from training.rules.marks import PaperMark
from training.rules.states import MAKING_UP, CourseState, Presence

Repair = tuple[str, str]
"""What is done there, and its address."""
HERE = {Presence.PRESENT.name, Presence.MADE_UP.name}


def repairs(whole: CourseWhole, found: Mapping[int, Outcome]) -> dict[int, list[Repair]]:
    """Return enrolment to what would put its reasons right, each page once.

    While the class awaits its recognition only words can be put right; roll and marks
    wait until it goes back to marking, or for the time after the recognition.
    """
    names = {one.id: one.public_id for one in whole.learners}
    roll = roll_of(whole)
    return {
        key: list(dict.fromkeys(_repairs(whole, (key, names[key]), outcome, roll)))
        for key, outcome in found.items()
        if key in names and outcome.reasons
    }


def _repairs(
    whole: CourseWhole, one: tuple[int, str], found: Outcome, roll: Roll
) -> Iterator[Repair]:
    causes = {reason.cause for reason in found.reasons}
    if whole.state in MAKING_UP:
        yield from _roll_repairs(whole, one, causes, roll)
        yield from _paper_repairs(whole, causes, found)
    if whole.state in MAKING_UP | {CourseState.AWAITING, CourseState.DRAFT}:
        page = url_for(
            "course_office.change_enrolment",
            public_id=whole.course.public_id,
            enrolment_id=one[1],
        )
        if Cause.NO_BIRTH in causes:
            yield _("Add the birth date"), page
        if Cause.DISCIPLINE in causes:
            yield _("Look at the note on discipline"), page


def _roll_repairs(
    whole: CourseWhole, one: tuple[int, str], causes: set[Cause], roll: Roll
) -> Iterator[Repair]:
    key, name = one
    if Cause.UNMARKED in causes:
        unmarked = next(lesson for lesson in whole.taught if (key, lesson.id) not in roll)
        yield _("Complete the roll"), _roll_page(whole, unmarked, name)
    if Cause.ATTENDANCE in causes:
        missed = [
            lesson
            for lesson in whole.taught
            if (kept := roll.get((key, lesson.id))) and kept.state not in HERE
        ]
        if missed:
            yield _("Note what was made up"), _roll_page(whole, missed[0], name)


def _roll_page(whole: CourseWhole, lesson: Lesson, name: str) -> str:
    return url_for(
        "course_trainer.show_roll",
        public_id=whole.course.public_id,
        lesson_id=lesson.public_id,
        _anchor=f"row-{name}",
    )


def _paper_repairs(whole: CourseWhole, causes: set[Cause], found: Outcome) -> Iterator[Repair]:
    marked = [one.value for one in found.papers if one.value is not None]
    for one in found.papers:
        if one.is_missing and Cause.PAPER_MISSING in causes:
            yield _about(whole, one, _("Take in the paper")), _marks_page(whole, one)
        elif one.is_waiting or one.must_agree:
            page = _marks_page(whole, one, _marker_of(one))
            words = _("Agree on the mark") if one.must_agree else _("Mark a second time")
            yield _about(whole, one, words), page
        elif _is_low(one) or (Cause.MARK_LOW in causes and one.value == min(marked)):
            yield _about(whole, one, _("Let it be done again")), _marks_page(whole, one)


def _about(whole: CourseWhole, one: PaperMark, words: str) -> str:
    """Name the paper where the class has several."""
    return f"{words}: {one.paper.title}" if len(whole.rules.papers) > 1 else words


def _marker_of(one: PaperMark) -> int:
    """Return which of two markers has not marked yet; the second where both must agree."""
    return 1 if one.given[0] is None else 2


def _is_low(one: PaperMark) -> bool:
    return one.value is not None and one.value < one.paper.minimum


def _marks_page(whole: CourseWhole, one: PaperMark, marker: int = 1) -> str:
    if one.paper.kind == "quiz" and whole.course.quiz_id is not None:
        return url_for("course_office.set_up_quiz", public_id=whole.course.public_id)
    parts: dict[str, Any] = {"bai": one.paper.code, "nguoi-cham": marker}
    return url_for("course_trainer.show_marks", public_id=whole.course.public_id, **parts)
