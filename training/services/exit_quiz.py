"""The exit quiz of a class: set up from the bank, taken by its learners, closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.account import services as accounts
from foundation.db import session, transactional
from foundation.errors import N_, NotFound, Refusal
from quiz import queries as quizzes
from quiz import services as quiz
from quiz.queries.blueprints import SectionDraft
from quiz.rules.states import QuizState
from quiz.services import BlueprintCell, CandidateDraft, QuizDraft
from training.models import Course, Enrolment
from training.queries.loading import course_whole
from training.rules.ruleset import SCALE
from training.rules.states import TEACHING
from training.services.guarding import course_in
from training.services.impartial import note_setter, refuse_setter


class NoQuizInRules(Refusal):
    """The rules of this class know no quiz."""

    message = N_("The rules of this class have no paper that is a quiz.")


class QuizNotOpen(Refusal):
    """The quiz is not set up, not published, or over."""

    message = N_("The exit quiz of this class is not open.")


@dataclass(frozen=True)
class ExitQuizPlan:
    """When the quiz is taken, for how long, and which questions it draws."""

    opens_at: datetime
    closes_at: datetime
    duration: timedelta
    cells: tuple[BlueprintCell, ...]
    sections: tuple[SectionDraft, ...] = ()
    prefers_least_seen: bool = False


@transactional
def set_up_exit_quiz(course_id: int, plan: ExitQuizPlan, *, actor_id: int, at: datetime) -> int:
    """Create or change the exit quiz; return its id.

    Raises:
        NoQuizInRules: the rules know no such paper.
        SetterSits: whoever sets it is a learner of the class.
        BlueprintEmpty, BlueprintImpossible, QuizLocked: see the quiz.
    """
    course = course_in(course_id, *TEACHING)
    note_setter(course_id, actor_id)
    paper = course_whole(course_id).rules.quiz
    if paper is None:
        raise NoQuizInRules
    draft = QuizDraft(
        unit_id=course.unit_id,
        title=paper.title,
        heading=course.title,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        duration=plan.duration,
        cells=plan.cells,
        max_points=SCALE,
        sections=plan.sections,
        prefers_least_seen=plan.prefers_least_seen,
    )
    if course.quiz_id is None:
        course.quiz_id = quiz.create_quiz(draft, actor_id=actor_id, at=at).id
    else:
        quiz.change_quiz(course.quiz_id, draft, actor_id=actor_id, at=at)
    session.flush()
    return course.quiz_id


@transactional
def publish_exit_quiz(course_id: int, *, actor_id: int, at: datetime) -> None:
    """Admit the learners and lock the quiz: seed and pool stand from now on.

    Raises:
        SetterSits: whoever has set it is a learner of the class.
    """
    course = course_in(course_id, *TEACHING)
    if course.quiz_id is None:
        raise QuizNotOpen
    note_setter(course_id, actor_id)
    drafts = [
        CandidateDraft(one.person_id, one.full_name, one.sending_unit_name, one.number)
        for one in course_whole(course_id).learners
    ]
    quiz.add_candidates(course.quiz_id, drafts, actor_id=actor_id, at=at)
    quiz.lock_quiz(course.quiz_id, actor_id=actor_id, at=at)


@transactional
def close_exit_quiz(course_id: int, *, actor_id: int, at: datetime) -> None:
    """Close the quiz and show everybody the result; it flows into the class from now on.

    Where people still mark written answers, the first time only closes it: done again, the
    result is shown.

    Raises:
        QuizNotOpen: the class has no exit quiz.
        MarksMissing: closed before, and answers still wait for their marks.
    """
    course = session.get_one(Course, course_id)
    if course.quiz_id is None:
        raise QuizNotOpen
    was_open = quizzes.quiz_facts(course.quiz_id).state is QuizState.LOCKED
    quiz.close_quiz(course.quiz_id, actor_id=actor_id, at=at)
    if was_open and quizzes.waiting_marks(course.quiz_id):
        return
    quiz.publish_quiz(course.quiz_id, actor_id=actor_id, at=at)


@transactional
def quiz_code(enrolment_id: int, *, at: datetime) -> str:
    """Return a code by which a learner enters the exit quiz, or sees its result once it is over.

    The slip of the class stays good.

    Raises:
        QuizNotOpen: there is nothing to enter or to see.
        MayNotSit: the learner has set it.
        NotFound: the learner is not admitted.
    """
    one = session.get_one(Enrolment, enrolment_id)
    course = session.get_one(Course, one.course_id)
    if course.quiz_id is None:
        raise QuizNotOpen
    state = quizzes.quiz_facts(course.quiz_id).state
    is_over = state is QuizState.PUBLISHED and quizzes.has_begun(course.quiz_id, one.person_id)
    if state is not QuizState.LOCKED and not is_over:
        raise QuizNotOpen
    refuse_setter(one)
    candidate_id = quizzes.candidate_of_person(course.quiz_id, one.person_id)
    if candidate_id is None:
        raise NotFound
    return accounts.issue_code(
        "candidate", candidate_id, unit_id=course.unit_id, actor_id=None, at=at
    )
