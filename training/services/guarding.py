"""What several services check."""

from foundation.db import session
from foundation.errors import N_, InvalidInput
from training.models import Course
from training.rules.states import CourseState, NotInThisCourseState


class ReasonMissing(InvalidInput):
    """Something is changed without saying why."""

    message = N_("Write the reason.")


class WordMissing(InvalidInput):
    """A name or number that must be there is empty."""

    message = N_("Fill in: %(what)s.")


def reason_of(text: str) -> str:
    """Return the reason, trimmed.

    Raises:
        ReasonMissing: nothing was written.
    """
    reason = " ".join(text.split())[:300]
    if not reason:
        raise ReasonMissing
    return reason


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
