"""Lessons, roll and marks of the recognised classes of the demo: rows that give their results."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import insert, select

from foundation.db import session
from training.models import AttendanceRecord, Course, CourseResult, Enrolment, Lesson, Mark
from training.queries.loading import course_whole
from training.rules.roll import Said
from training.rules.states import RollSource
from training.services import attendance
from training.services.keeping_roll import Tick

PERIODS = 5
ITEMS = (
    "Tổ chức cơ sở đảng và sinh hoạt chi bộ",
    "Công tác tư tưởng của chi bộ",
    "Công tác tổ chức, cán bộ ở cơ sở",
    "Công tác dân vận của chi bộ",
    "Kiểm tra, giám sát, kỷ luật đảng ở chi bộ",
    "Nghiệp vụ của bí thư, phó bí thư chi bộ",
    "Xây dựng và thực hiện nghị quyết chi bộ",
    "Thực hành: chuẩn bị một buổi sinh hoạt chuyên đề",
    "Bảo vệ nền tảng tư tưởng của Đảng",
    "Giải đáp, thu hoạch, tổng kết",
)
"""What the classes of the demo are taught; a shorter one takes the first of them."""
TEACHERS = ("Lường Văn Phong", "Hảng Thị Sua", "Giàng A Tủa")


def keep_roll(lesson: Lesson, said: Callable[[int], Said], trainer: int, at: datetime) -> None:
    """Tick everybody by the place in the list, and finish the roll of a lesson."""
    present = course_whole(lesson.course_id).present
    ticks = {one.id: Tick(said(place)) for place, one in enumerate(present)}
    attendance.mark_roll(lesson.id, ticks, RollSource.LIST, actor_id=trainer, at=at)
    attendance.finish_roll(lesson.id, actor_id=trainer, at=at)


def write_rows(course: Course, items: Sequence[str], teacher: int | None, at: datetime) -> None:
    """Write down what a class was taught, who sat there and what was marked."""
    lessons = _lessons(course, items)
    results = session.execute(
        select(CourseResult, Enrolment.id)
        .join(Enrolment, Enrolment.id == CourseResult.enrolment_id)
        .where(Enrolment.course_id == course.id)
        .order_by(Enrolment.number)
    ).all()
    roll = [
        row | {"source": "LIST", "marked_by": teacher, "marked_at": at}
        for place, (result, enrolment_id) in enumerate(results)
        for row in _line(enrolment_id, lessons, result.held - result.attended, place)
    ]
    session.execute(insert(AttendanceRecord), roll)
    marks = [
        {
            "enrolment_id": enrolment_id,
            "paper": "essay",
            "marker": 1,
            "version": 1,
            "value": result.mark,
            "given_by": teacher,
            "given_at": at,
        }
        for result, enrolment_id in results
    ]
    session.execute(insert(Mark), marks)


def _lessons(course: Course, items: Sequence[str]) -> list[int]:
    rows = [
        {
            "course_id": course.id,
            "number": number + 1,
            "held_on": course.starts_on + timedelta(days=number // 2),
            "half_day": ("MORNING", "AFTERNOON")[number % 2],
            "title": title,
            "periods": PERIODS,
            "teacher": TEACHERS[number % len(TEACHERS)],
            "state": "TAUGHT",
            "secret": "",
        }
        for number, title in enumerate(items)
    ]
    found = session.scalars(insert(Lesson).returning(Lesson.id, sort_by_parameter_order=True), rows)
    return list(found)


def _line(
    enrolment_id: int, lessons: Sequence[int], missed: Fraction, place: int
) -> list[dict[str, object]]:
    """Return the roll of one learner who missed so many tiết: whole lessons, then a late one."""
    rows: list[dict[str, object]] = []
    for number in range(len(lessons)):
        lesson_id = lessons[(number + place) % len(lessons)]
        lost = min(missed, Fraction(PERIODS))
        missed -= lost
        state = "EXCUSED" if lost == PERIODS else "LATE" if lost else "PRESENT"
        told = {"state": state, "lost": lost if state == "LATE" else Fraction(0)}
        rows.append({"enrolment_id": enrolment_id, "lesson_id": lesson_id} | told)
    return rows
