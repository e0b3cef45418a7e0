"""A class of the demo whose lessons are over: the exit quiz taken, the essays marked, some refused.

It waits for its decision of recognition, so that every reason against somebody can be seen.
"""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import select

from foundation import clock
from foundation.db import session, transactional
from quiz import services as quizzes
from quiz.models import Candidate
from training.models import Course, Lesson, ProgrammeVersion
from training.queries.loading import course_whole
from training.rules.roll import Said
from training.rules.ruleset import Paper, RuleDocument, default_rules
from training.rules.states import Audience, CourseState, Presence, ProgrammeKind, RollSource
from training.services import (
    attendance,
    courses,
    enrolling,
    exit_quiz,
    lessons,
    marking,
    plans,
    programmes,
)
from training.services.courses import CourseDraft
from training.services.enrolling import EnrolDraft
from training.services.exit_quiz import ExitQuizPlan
from training.services.keeping_roll import Tick
from training.services.marking import MarkDraft
from training.services.plans import PlanDraft
from training.services.programmes import ItemDraft, VersionDraft
from webapp.demo.accounts import HOME
from webapp.demo.classes import Learner
from webapp.demo.organisation import DemoUnits
from webapp.demo.papers import DIRECTOR
from webapp.demo.sitting import blueprint, sit
from webapp.demo.training_rows import ITEMS, PERIODS, TEACHERS, keep_roll
from webapp.demo.training_year import learners_of

DAYS_AGO, SIZE, LESSONS, QUESTIONS = 9, 24, 5, 10
QUIZ_LENGTH = timedelta(minutes=15)
APPROVED = date(2025, 7, 2)
OFTEN_AWAY, NO_ESSAY, WEAK, CORRECTED = 7, 15, 19, 11
"""Places in the list: of who is refused, and of whose roll and mark were corrected."""


def rules() -> RuleDocument:
    """Return rules that ask for an essay and for the exit quiz."""
    papers = (
        Paper(code="essay", title="Bài thu hoạch", weight=Fraction(2)),
        Paper(code="quiz", title="Bài trắc nghiệm cuối khóa", kind="quiz"),
    )
    named = {
        "code": "BD-2026-tracnghiem",
        "title": "Bồi dưỡng: 80% số tiết, thu hoạch, trắc nghiệm",
    }
    return default_rules().model_copy(update={**named, "papers": papers})


@transactional
def load_awaiting_class(units: DemoUnits, officials: dict[str, int], *, at: datetime) -> None:
    """Hold a class for committee members up to where its results wait for their decision.

    Its quiz is drawn from the bank, so the questions have to be there.
    """
    home, office, trainer = units.communes[HOME], officials["vanphongtt"], officials["giangvien"]
    began = clock.local(at - timedelta(days=DAYS_AGO)).replace(hour=8, minute=0)
    people = learners_of(home, began.date())[-SIZE:]
    course = _opened(home, office, people, began)
    courses.set_trainers(course.id, frozenset({trainer}), actor_id=office, at=began)
    for number, lesson in enumerate(course_whole(course.id).lessons):
        lesson.teacher = TEACHERS[number % len(TEACHERS)]
        _roll(lesson, number, trainer, began + timedelta(hours=12 * number))
    ends = began + timedelta(days=3)
    _correct_roll(course, trainer, ends)
    _hold_quiz(course, office, ends)
    courses.step_course(course.id, CourseState.MARKING, actor_id=office, at=ends)
    _mark(course, trainer, ends + timedelta(days=2))
    over = ends + timedelta(days=3)
    courses.step_course(course.id, CourseState.AWAITING, actor_id=office, at=over)


def _opened(unit_id: int, office: int, people: list[Learner], began: datetime) -> Course:
    day = began.date()
    draft = CourseDraft(
        title=f"Bồi dưỡng cấp ủy viên cơ sở năm {day.year}",
        code=f"CUV-I-{day.year}",
        starts_on=day,
        ends_on=day + timedelta(days=2),
        cohort="khóa I",
        place="Hội trường Trung tâm chính trị xã",
        in_charge="Hảng Thị Sua",
    )
    version_id = _programme(unit_id, office, began)
    course = courses.create_course(unit_id, version_id, draft, actor_id=office, at=began)
    drafts = [EnrolDraft(one.person.id, one.unit_id) for one in people]
    enrolling.enrol_many(course.id, drafts, actor_id=office, at=began)
    lessons.plan_lessons(course.id, actor_id=office, at=began)
    return courses.open_course(course.id, "41-QĐ/TTCT", day, actor_id=office, at=began)


def _programme(unit_id: int, office: int, at: datetime) -> int:
    kept = programmes.write_rule_set(unit_id, rules(), actor_id=office, at=at)
    programmes.approve_rule_set(
        kept.id, DIRECTOR, "Giám đốc Trung tâm chính trị", actor_id=office, at=at
    )
    draft = VersionDraft(
        rule_set_id=kept.id,
        valid_from=date(at.year, 1, 1),
        periods=PERIODS * LESSONS,
        audience=Audience.COMMITTEE,
        items=tuple(ItemDraft(title, PERIODS) for title in ITEMS[:LESSONS]),
        legal_basis="Dữ liệu mẫu, không phải văn bản thật",
    )
    made = programmes.create_programme(
        unit_id, "CUV", "Bồi dưỡng cấp ủy viên cơ sở", ProgrammeKind.FURTHER_TRAINING,
        first=draft, actor_id=office, at=at,
    )  # fmt: skip
    plan = PlanDraft(unit_id, at.year, made.id, 1, 30)
    plans.save_plan_row(plan, actor_id=office, at=at)
    version = select(ProgrammeVersion.id).where(ProgrammeVersion.programme_id == made.id)
    return session.scalars(version).one()


def _roll(lesson: Lesson, number: int, trainer: int, at: datetime) -> None:
    def said(place: int) -> Said:
        if (place == OFTEN_AWAY and number > 1) or (place == CORRECTED and number == 1):
            return Said(Presence.ABSENT)
        if (place + 7 * number) % 23 == 5:
            return Said(Presence.EXCUSED)
        is_late = (place + 3 * number) % 19 == 2
        return Said(Presence.LATE, Fraction(1)) if is_late else Said(Presence.PRESENT)

    keep_roll(lesson, said, trainer, at)


def _correct_roll(course: Course, trainer: int, at: datetime) -> None:
    whole = course_whole(course.id)
    ticks = {whole.present[CORRECTED].id: Tick(Said(Presence.PRESENT), Presence.ABSENT)}
    attendance.mark_roll(
        whole.lessons[1].id, ticks, RollSource.LIST, "Ngồi ở điểm cầu, giảng viên gọi nhầm tên",
        actor_id=trainer, at=at,
    )  # fmt: skip


def _hold_quiz(course: Course, office: int, at: datetime) -> None:
    """Let everybody sit at once; one knows little."""
    cells = blueprint(course.unit_id, at.date(), QUESTIONS)
    plan = ExitQuizPlan(at, at + timedelta(minutes=40), QUIZ_LENGTH, cells)
    before = at - timedelta(hours=1)
    quiz_id = exit_quiz.set_up_exit_quiz(course.id, plan, actor_id=office, at=before)
    exit_quiz.publish_exit_quiz(course.id, actor_id=office, at=before)
    chance = random.Random(24)
    found = select(Candidate.id).where(Candidate.quiz_id == quiz_id).order_by(Candidate.number)
    for place, candidate_id in enumerate(session.scalars(found).all()):
        skill = 0.1 if place == WEAK else chance.uniform(0.6, 0.95)
        sit(candidate_id, skill, chance, at + timedelta(minutes=2))
        quizzes.hand_in(candidate_id, at=at + timedelta(minutes=chance.randint(8, 15)))
    exit_quiz.close_exit_quiz(course.id, actor_id=office, at=at + timedelta(minutes=45))


def _mark(course: Course, trainer: int, at: datetime) -> None:
    """Mark the essays; one was read again, and its second mark has a reason."""
    drafts = [
        MarkDraft(one.id, "essay", Fraction(35 if place == WEAK else 66 + 3 * (place % 9), 10))
        for place, one in enumerate(course_whole(course.id).learners)
        if place != NO_ESSAY
    ]
    marking.keep_marks(course.id, drafts, actor_id=trainer, at=at)
    better = MarkDraft(drafts[CORRECTED].enrolment_id, "essay", Fraction(82, 10))
    marking.keep_marks(
        course.id, [better], "Bỏ sót trang 3 của bài thu hoạch", actor_id=trainer,
        at=at + timedelta(hours=3),
    )  # fmt: skip
