"""What one learner sees of the own class."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import documents_of, paper_look
from foundation.documents.wording import issuing_committee
from foundation.errors import NotFound
from foundation.organisation import queries as organisation
from quiz import queries as quizzes
from quiz.queries import QuizFacts
from quiz.rules.states import QuizState
from training.models import Course, CourseMaterial, CourseResult, Enrolment, Lesson
from training.queries.lists import materials
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import attendance_of, results_of, roll_of
from training.rules.attendance import Attendance, Outlook
from training.rules.states import EnrolmentState, Presence

SUBJECT = "course_result"


@dataclass(frozen=True)
class LearnerPage:
    """A learner's class: schedule with the own marks of the roll, documents, result, paper."""

    whole: CourseWhole
    enrolment: Enrolment
    lessons: tuple[tuple[Lesson, Presence | None], ...]
    attendance: Attendance
    outlook: Outlook
    materials: tuple[CourseMaterial, ...]
    result: CourseResult | None
    certificate: IssuedDocument | None
    quiz: QuizFacts | None
    has_taken_quiz: bool
    centre: str
    """The body that holds the class, as its papers name it; empty where it is the unit itself."""

    @property
    def may_take_quiz(self) -> bool:
        """Return whether the exit quiz can be entered."""
        return self.quiz is not None and self.quiz.state is QuizState.LOCKED

    @property
    def may_see_quiz(self) -> bool:
        """Return whether the exit quiz is over and its result can be looked at."""
        published = self.quiz is not None and self.quiz.state is QuizState.PUBLISHED
        return published and self.has_taken_quiz


def learner_page(enrolment_id: int, today: date) -> LearnerPage:
    """Return what somebody sees who came in by a slip of a class.

    Raises:
        NotFound: the learner is no longer in the class.
    """
    one = session.get(Enrolment, enrolment_id)
    if one is None or one.state != EnrolmentState.ENROLLED.name:
        raise NotFound
    whole = course_whole(one.course_id)
    roll = roll_of(whole)
    result = results_of(whole.course.id).get(one.id)
    found = (
        attendance_of(whole, one.id, roll)
        if result is None
        else Attendance(result.attended, result.held)
    )
    quiz_id = whole.course.quiz_id
    return LearnerPage(
        whole=whole,
        enrolment=one,
        lessons=tuple((x, _presence(roll.get((one.id, x.id)))) for x in whole.lessons),
        attendance=found,
        outlook=found.outlook(whole.rules.attendance),
        materials=tuple(materials(whole.course.id)),
        result=result,
        certificate=documents_of(SUBJECT, [result.id]).get(result.id) if result else None,
        quiz=quizzes.quiz_facts(quiz_id) if quiz_id is not None else None,
        has_taken_quiz=quiz_id is not None and quizzes.has_begun(quiz_id, one.person_id),
        centre=_centre(whole.course.unit_id, today),
    )


@dataclass(frozen=True)
class QuizClass:
    """The class whose exit quiz somebody takes, and the body that holds it."""

    title: str
    centre: str


def class_of_quiz(quiz_id: int, today: date) -> QuizClass | None:
    """Return the class whose exit quiz this is, or None for a quiz of a contest."""
    course = session.scalar(select(Course).where(Course.quiz_id == quiz_id))
    if course is None:
        return None
    return QuizClass(course.title, _centre(course.unit_id, today))


def _centre(unit_id: int, today: date) -> str:
    body = paper_look(unit_id, today).issuing_body
    unit = organisation.unit_names([unit_id], today)[unit_id]
    return "" if body in (unit, issuing_committee(unit)) else body


def _presence(kept: object) -> Presence | None:
    state = getattr(kept, "state", None)
    return Presence[state] if state else None
