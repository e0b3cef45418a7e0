"""A running class with its office, for tests of its services and pages."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient

from foundation.account.models import User
from foundation.account.permissions import Role
from foundation.organisation.models import Unit
from tests.factories import organisation as make
from tests.factories import training as build
from training.queries.loading import CourseWhole, course_whole
from training.rules.roll import Said
from training.rules.states import (
    Presence,
    RollSource,
)
from training.services import (
    attendance,
    enrolling,
)
from training.services.attendance import Tick

PRESENT = Tick(Said(Presence.PRESENT))
ABSENT = Tick(Said(Presence.ABSENT))


@dataclass(frozen=True)
class Made:
    """A class with its unit and office."""

    course_id: int
    unit: Unit
    office: User
    at: datetime

    @property
    def whole(self) -> CourseWhole:
        """Return the class as it stands now."""
        return course_whole(self.course_id)

    @property
    def by(self) -> dict[str, object]:
        """Return who acts, and when."""
        return {"actor_id": self.office.id, "at": self.at}


def a_class(at: datetime, learners: int = 3, lesson_count: int = 2, **words: object) -> Made:
    """Return a running class of lessons of 5 tiết that are to come."""
    unit = make.a_unit()
    cell = make.a_cell(unit)
    course = build.a_course(unit, **words)
    for n in range(1, learners + 1):
        build.a_learner(course, cell, f"Giàng A {n}")
    for n in range(1, lesson_count + 1):
        build.a_lesson(course, n, state="PLANNED")
    return Made(course.id, unit, make.a_user(Role.TRAINING_OFFICE, unit.id), at)


def mark_everybody(made: Made, absent: int = 0) -> None:
    """Teach every lesson; the first ``absent`` learners are absent from all of them."""
    for lesson in made.whole.lessons:
        ticks = {
            one.id: ABSENT if place < absent else PRESENT
            for place, one in enumerate(made.whole.learners)
        }
        attendance.mark_roll(lesson.id, ticks, RollSource.LIST, **made.by)
        attendance.finish_roll(lesson.id, **made.by)


def address(made: Made, page: str = "") -> str:
    """Return a page of the office for this class."""
    return f"/lop/{made.whole.course.public_id}{page}"


def teaching(made: Made, page: str = "") -> str:
    """Return a page of the trainer for this class."""
    return f"/giang-day/{made.whole.course.public_id}{page}"


def a_learner_in(app: Flask, made: Made) -> FlaskClient:
    """Return a browser that came in by the slip of the first learner."""
    slip = enrolling.issue_slips(made.course_id, None, **made.by)[0]
    browser = app.test_client()
    answer = browser.post("/hoc/", data={"code": slip.code})
    assert answer.status_code == 303
    assert answer.location == "/hoc/lop"
    return browser
