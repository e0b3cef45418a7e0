"""Keeping the words of a class's papers from the day they are issued."""

from datetime import datetime

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.documents.paper import frozen
from foundation.errors import N_, Refusal
from foundation.text import clean_lines
from training.models import Course
from training.queries.loading import course_whole
from training.queries.papers import opening_paper

LONGEST_REMARKS = 3_000


class NotOpened(Refusal):
    """There is no decision yet that opens the class."""

    message = N_("The class is not opened by a decision yet.")


@transactional
def keep_remarks(course_id: int, text: str, *, actor_id: int, at: datetime) -> Course:
    """Keep what the report of a class says in judgement; a report with a number stays as it is."""
    course = session.get_one(Course, course_id)
    words = clean_lines(text)[:LONGEST_REMARKS]
    if words != course.remarks:
        course.remarks = words
        record(
            "course.remarks",
            f"course:{course_id}",
            actor_id=actor_id,
            at=at,
            unit_id=course.unit_id,
            remarks=words,
        )
    return course


@transactional
def issue_opening(course_id: int, *, actor_id: int, at: datetime) -> Course:
    """Keep the words of the decision that opens a class, with its list; kept once, they stay.

    Raises:
        NotOpened: there is no such decision.
    """
    course = session.get_one(Course, course_id)
    if course.opened_on is None or not course.opening_number:
        raise NotOpened
    if course.opening_paper is None:
        whole = course_whole(course_id)
        course.opening_paper = frozen(opening_paper(whole, course.opened_on))
        record(
            "course.opening_paper",
            f"course:{course_id}",
            actor_id=actor_id,
            at=at,
            unit_id=course.unit_id,
            decision=course.opening_number,
            learners=len(whole.learners),
        )
    return course
