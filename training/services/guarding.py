"""What several services check."""

from datetime import date

from foundation.db import session
from foundation.documents.services.papers import draw_number
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean
from training.models import Course
from training.rules.states import CourseState, NotInThisCourseState

DECISIONS = "QĐ"
"""The type of paper under which a unit counts its decisions."""


class WordMissing(InvalidInput):
    """A name or number that must be there is empty."""

    message = N_("Fill in: %(what)s.")


class ResultStands(Refusal):
    """Something is changed of a learner whose result a decision has recognised."""

    message = N_("The result of %(name)s is recognised; it stands.")


def course_in(course_id: int, *states: CourseState) -> Course:
    """Return a class if it is in one of the states.

    Raises:
        NotInThisCourseState: it is not.
    """
    course = session.get_one(Course, course_id)
    now = CourseState[course.state]
    if now not in states:
        raise NotInThisCourseState(state=now)
    return course


def decision_number(text: str, unit_id: int, day: date, *, is_drawn: bool) -> str:
    """Return a decision's number: as it was typed, or the next one of the unit's decisions.

    Raises:
        WordMissing: none was typed.
        TermMissing: a Party paper, and no term is known for its day.
    """
    if is_drawn:
        return str(draw_number(unit_id, DECISIONS, day))
    if not clean(text):
        raise WordMissing(what=N_("Number of the decision"))
    return clean(text)[:60]
