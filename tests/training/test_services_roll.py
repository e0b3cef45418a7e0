"""The roll: scanned, ticked, typed, corrected."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from foundation.db import session
from tests.training.stories import ABSENT, PRESENT, a_class
from training.models import (
    AttendanceChange,
    AttendanceConflict,
    AttendanceRecord,
)
from training.queries.outcomes import outcomes
from training.rules.roll import ReasonNeeded, Ruling, Said
from training.rules.rolling import code_now
from training.rules.states import (
    Presence,
    RollSource,
)
from training.services import (
    attendance,
)
from training.services.attendance import Tick

pytestmark = pytest.mark.usefixtures("app")


def test_a_scan_counts_once_and_for_its_lesson_alone(at: datetime) -> None:
    made = a_class(at)
    one, (first, second) = made.whole.learners[0], made.whole.lessons
    code = code_now(first.secret, first.public_id, at)
    assert attendance.sign_in(one.id, first.public_id, code, at=at) is Ruling.TAKE
    assert attendance.sign_in(one.id, first.public_id, code, at=at) is Ruling.SAME
    with pytest.raises(attendance.CodeTooOld):
        attendance.sign_in(one.id, second.public_id, code, at=at)
    with pytest.raises(attendance.CodeTooOld):
        attendance.sign_in(one.id, first.public_id, code, at=at + timedelta(seconds=60))
    assert session.scalar(select(func.count(AttendanceRecord.id))) == 1


def test_a_learner_of_another_class_cannot_sign_in(at: datetime) -> None:
    made, other = a_class(at), a_class(at)
    lesson = made.whole.lessons[0]
    code = code_now(lesson.secret, lesson.public_id, at)
    with pytest.raises(attendance.NotFound):
        attendance.sign_in(other.whole.learners[0].id, lesson.public_id, code, at=at)


def test_a_scan_after_an_absence_waits_for_a_decision(at: datetime) -> None:
    made = a_class(at)
    one, lesson = made.whole.learners[0], made.whole.lessons[0]
    attendance.mark_roll(lesson.id, {one.id: ABSENT}, RollSource.LIST, **made.by)
    code = code_now(lesson.secret, lesson.public_id, at)
    for _ in range(2):
        assert attendance.sign_in(one.id, lesson.public_id, code, at=at) is Ruling.CONFLICT
    [conflict] = session.scalars(select(AttendanceConflict))
    assert session.scalar(select(AttendanceRecord.state)) == "ABSENT"
    attendance.settle_conflict(conflict.id, is_taken=True, reason="Đến từ đầu", **made.by)
    assert session.scalar(select(AttendanceRecord.state)) == "PRESENT"
    changes = session.scalars(select(AttendanceChange.after).order_by(AttendanceChange.id)).all()
    assert changes == ["ABSENT", "PRESENT"]


def test_a_paper_roll_that_differs_never_wins_alone(at: datetime) -> None:
    made = a_class(at)
    lesson = made.whole.lessons[0]
    ids = [one.id for one in made.whole.learners]
    attendance.mark_roll(lesson.id, dict.fromkeys(ids, PRESENT), RollSource.LIST, **made.by)
    paper = {ids[0]: PRESENT, ids[1]: ABSENT}
    found = attendance.mark_roll(lesson.id, paper, RollSource.PAPER, **made.by)
    assert (found.taken, found.same, found.conflicts) == (0, 1, 1)


def test_a_correction_of_another_person_needs_its_reason_and_is_logged(at: datetime) -> None:
    made = a_class(at)
    one, lesson = made.whole.learners[0], made.whole.lessons[0]
    attendance.mark_roll(lesson.id, {one.id: ABSENT}, RollSource.LIST, actor_id=None, at=at)
    tick = {one.id: Tick(Said(Presence.MADE_UP), seen=Presence.ABSENT)}
    with pytest.raises(ReasonNeeded):
        attendance.mark_roll(lesson.id, tick, RollSource.LIST, **made.by)
    attendance.mark_roll(lesson.id, tick, RollSource.LIST, "Học bù ngày 5/12", **made.by)
    last = session.scalars(select(AttendanceChange).order_by(AttendanceChange.id.desc())).first()
    assert last is not None
    assert (last.before, last.after, last.reason) == ("ABSENT", "MADE_UP", "Học bù ngày 5/12")


def test_a_slip_of_ones_own_finger_is_repaired_at_once(at: datetime) -> None:
    made = a_class(at)
    one, lesson = made.whole.learners[0], made.whole.lessons[0]
    attendance.mark_roll(lesson.id, {one.id: ABSENT}, RollSource.LIST, **made.by)
    tick = {one.id: Tick(Said(Presence.PRESENT), seen=Presence.ABSENT)}
    found = attendance.mark_roll(lesson.id, tick, RollSource.LIST, **made.by)
    assert found.taken == 1


def test_ending_the_roll_writes_down_who_was_absent(at: datetime) -> None:
    made = a_class(at)
    first, second, third = made.whole.learners
    lesson = made.whole.lessons[0]
    late = Tick(Said(Presence.LATE, Fraction(1)))
    attendance.mark_roll(
        lesson.id, {first.id: PRESENT, second.id: late}, RollSource.LIST, **made.by
    )
    assert attendance.finish_roll(lesson.id, **made.by) == 1
    reached = {row.enrolment.id: row.outcome.attendance.attended for row in outcomes(made.whole)}
    assert reached == {first.id: 5, second.id: 4, third.id: 0}


def test_the_first_finished_roll_sets_an_opened_class_running(at: datetime) -> None:
    made = a_class(at, state="OPEN")
    attendance.finish_roll(made.whole.lessons[0].id, **made.by)
    assert made.whole.state.name == "RUNNING"
