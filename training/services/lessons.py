"""Lessons of a class: planned from the programme, changed, cancelled for all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.text import clean, random_token, reason_of
from training.models import Course, Lesson
from training.queries.loading import course_whole, plan_items
from training.rules.lesson_plan import PlannedItem, lesson_plan
from training.rules.states import TEACHING, CourseState, HalfDay, LessonState
from training.services.guarding import WordMissing, course_in

PLANNING = (CourseState.DRAFT, *sorted(TEACHING))


class LessonIsOver(Refusal):
    """A lesson that was taught or cancelled stands."""

    message = N_("Lesson %(number)s is over and stands as it was.")


class HasLessons(Refusal):
    """The plan is copied into an empty class only."""

    message = N_("This class has lessons already.")


@dataclass(frozen=True)
class LessonDraft:
    """A sitting to be held."""

    held_on: date
    half_day: HalfDay
    title: str
    periods: int
    teacher: str = ""
    plan_item_id: int | None = None
    site_id: int | None = None


@transactional
def plan_lessons(course_id: int, *, actor_id: int | None, at: datetime) -> list[Lesson]:
    """Copy the programme's items into an empty class: two lessons a day from its first day.

    Raises:
        HasLessons: there are lessons already.
    """
    whole = course_whole(course_id)
    course_in(course_id, *PLANNING)
    if whole.lessons:
        raise HasLessons
    items = [PlannedItem(i.id, i.title, i.periods) for i in plan_items(whole.version.id)]
    planned = lesson_plan(items, whole.version.periods_per_lesson)
    return [
        add_lesson(
            course_id,
            LessonDraft(
                held_on=whole.course.starts_on + timedelta(days=place // 2),
                half_day=HalfDay.AFTERNOON if place % 2 else HalfDay.MORNING,
                title=one.title,
                periods=one.periods,
                plan_item_id=one.item_id,
            ),
            actor_id=actor_id,
            at=at,
        )
        for place, one in enumerate(planned)
    ]


@transactional
def add_lesson(course_id: int, draft: LessonDraft, *, actor_id: int | None, at: datetime) -> Lesson:
    """Add a lesson to a class."""
    course = course_in(course_id, *PLANNING)
    last = session.scalar(select(func.max(Lesson.number)).where(Lesson.course_id == course_id))
    lesson = Lesson(
        course_id=course_id,
        number=(last or 0) + 1,
        plan_item_id=draft.plan_item_id,
        secret=random_token(256),
    )
    _fill(lesson, draft)
    session.add(lesson)
    session.flush()
    _record("lesson.add", course, lesson, actor_id, at)
    return lesson


def _fill(lesson: Lesson, draft: LessonDraft) -> None:
    lesson.title = clean(draft.title)[:300]
    if not lesson.title:
        raise WordMissing(what=N_("Title of the lesson"))
    lesson.held_on, lesson.half_day = draft.held_on, draft.half_day.name
    lesson.periods, lesson.teacher = draft.periods, clean(draft.teacher)[:120]
    lesson.site_id = draft.site_id


def _record(
    deed: str, course: Course, lesson: Lesson, actor_id: int | None, at: datetime, **words: object
) -> None:
    record(
        deed,
        f"lesson:{lesson.id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        course=course.id,
        number=lesson.number,
        held_on=lesson.held_on,
        periods=lesson.periods,
        **words,
    )


def _to_come(lesson_id: int) -> tuple[Lesson, Course]:
    lesson = session.get_one(Lesson, lesson_id)
    course = course_in(lesson.course_id, *PLANNING)
    if lesson.state != LessonState.PLANNED.name:
        raise LessonIsOver(number=lesson.number)
    return lesson, course


@transactional
def change_lesson(lesson_id: int, draft: LessonDraft, *, actor_id: int, at: datetime) -> None:
    """Change a lesson that is still to come.

    Raises:
        LessonIsOver: it was taught or cancelled.
    """
    lesson, course = _to_come(lesson_id)
    _fill(lesson, draft)
    _record("lesson.change", course, lesson, actor_id, at)


@transactional
def cancel_lesson(lesson_id: int, reason: str, *, actor_id: int, at: datetime) -> None:
    """Cancel a lesson for all: it leaves the denominator.

    Raises:
        LessonIsOver: it was taught or cancelled.
        ReasonMissing: nothing is changed.
    """
    lesson, course = _to_come(lesson_id)
    lesson.state_reason = reason_of(reason)
    lesson.state = LessonState.CANCELLED.name
    _record("lesson.cancel", course, lesson, actor_id, at, reason=lesson.state_reason)
