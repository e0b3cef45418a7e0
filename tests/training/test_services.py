"""Leading a class from its draft to recognised results."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.text import ReasonMissing
from tests.factories import organisation as make
from tests.factories import training as build
from tests.training.stories import PRESENT, Made, a_class, mark_everybody
from training.models import (
    Course,
    CourseResult,
    Enrolment,
    Lesson,
    Mark,
    ProgrammeVersion,
)
from training.queries.loading import course_whole
from training.queries.outcomes import outcomes
from training.rules.eligibility import Cause
from training.rules.marks import MarkOutside
from training.rules.ruleset import Paper, default_rules
from training.rules.states import (
    Audience,
    CourseState,
    EnrolmentState,
    NotInThisCourseState,
    ProgrammeKind,
    RollSource,
)
from training.services import (
    attendance,
    courses,
    enrolling,
    lessons,
    marking,
    plans,
    programmes,
    recognition,
)
from training.services.courses import CourseDraft
from training.services.enrolling import EnrolDraft
from training.services.guarding import ResultStands
from training.services.marking import MarkDraft
from training.services.programmes import ItemDraft, VersionDraft
from training.services.recognition import Decision

pytestmark = pytest.mark.usefixtures("app")


def test_a_class_is_led_from_its_programme_to_recognised_results(at: datetime) -> None:
    unit = make.a_unit()
    office = make.a_user(Role.TRAINING_OFFICE, unit.id)
    by = {"actor_id": office.id, "at": at}
    rules = programmes.write_rule_set(unit.id, default_rules(), **by)
    draft = VersionDraft(
        rules.id,
        date(2026, 1, 1),
        10,
        Audience.SECRETARY,
        (ItemDraft("Sinh hoạt chi bộ", 10),),
    )
    programmes.create_programme(
        unit.id, "NV", "Nghiệp vụ", ProgrammeKind.FURTHER_TRAINING, first=draft, **by
    )
    version_id = session.scalar(select(ProgrammeVersion.id))
    words = CourseDraft("Lớp 1", "L1", date(2026, 12, 1), date(2026, 12, 2))
    course = courses.create_course(unit.id, version_id, words, **by)
    with pytest.raises(courses.RulesUnconfirmed):
        courses.open_course(course.id, "01-QĐ/TTCT", date(2026, 11, 20), **by)
    programmes.approve_rule_set(rules.id, "Vàng A Lâu", "Giám đốc", **by)
    courses.open_course(course.id, "01-QĐ/TTCT", date(2026, 11, 20), **by)
    assert [x.periods for x in lessons.plan_lessons(course.id, **by)] == [5, 5]
    person = make.a_person(make.a_cell(unit))
    enrolling.enrol_many(course.id, [EnrolDraft(person.id, unit.id, birth_text="1980")], **by)
    courses.step_course(course.id, CourseState.RUNNING, **by)
    made = Made(course.id, unit, office, at)
    with pytest.raises(courses.LessonsLeft):
        courses.step_course(course.id, CourseState.MARKING, **by)
    mark_everybody(made)
    courses.step_course(course.id, CourseState.MARKING, **by)
    [one] = made.whole.learners
    marking.keep_marks(course.id, [MarkDraft(one.id, "essay", Fraction(8))], **by)
    courses.step_course(course.id, CourseState.AWAITING, **by)
    recognition.recognise(course.id, Decision("02-QĐ/TTCT", date(2026, 12, 10)), **by)
    result = session.scalars(select(CourseResult)).one()
    assert (result.label, result.is_passed, result.attended, result.held) == ("Giỏi", True, 10, 10)
    assert made.whole.course.recognised_on == date(2026, 12, 10)


def test_opening_freezes_the_rules(at: datetime) -> None:
    unit = make.a_unit()
    made = build.a_programme(unit)
    course = build.a_course(unit, made, state="DRAFT")
    courses.open_course(course.id, "1", date(2026, 11, 1), actor_id=None, at=at)
    before = course.rules_digest
    kind = default_rules().model_copy(update={"title": "Khác"})
    programmes.write_rule_set(unit.id, kind, actor_id=None, at=at)
    assert session.get_one(Course, course.id).rules_digest == before
    assert course_whole(course.id).rules == default_rules()


def test_a_new_version_ends_the_one_before(at: datetime) -> None:
    unit = make.a_unit()
    made = build.a_programme(unit)
    draft = VersionDraft(made.rule_set_id, date(2026, 7, 1), 40, Audience.SECRETARY, ())
    newer = programmes.add_version(made.programme_id, draft, actor_id=None, at=at)
    session.refresh(made)
    assert (made.valid_to, newer.valid_to, newer.number) == (date(2026, 7, 1), None, 2)


def test_the_same_code_twice_is_refused(at: datetime) -> None:
    made = a_class(at)
    code = made.whole.course.code
    words = CourseDraft("Lớp", code, date(2026, 12, 1), date(2026, 12, 2))
    with pytest.raises(programmes.CodeTaken):
        courses.create_course(made.unit.id, made.whole.version.id, words, **made.by)


def test_worked_case_16_somebody_who_is_no_member(at: datetime) -> None:
    made = a_class(at, learners=0)
    person = make.a_person(make.a_cell(made.unit), "Hảng A Su")
    draft = EnrolDraft(person.id, made.unit.id, is_member=False, birth_text="2004")
    [one] = enrolling.enrol_many(made.course_id, [draft], **made.by)
    assert (one.is_member, one.address) == (False, "PLAIN")
    assert enrolling.enrol_many(made.course_id, [draft], **made.by) == []
    assert made.whole.version.theory_level is None


def test_the_unit_that_sends_somebody_is_frozen_as_text(at: datetime) -> None:
    made = a_class(at, learners=0)
    cell = make.a_cell(made.unit, "Chi bộ bản Háng Sung")
    person = make.a_person(cell)
    [one] = enrolling.enrol_many(made.course_id, [EnrolDraft(person.id, cell.id)], **made.by)
    assert one.sending_unit_name == "Chi bộ bản Háng Sung, Đảng bộ xã Mù Cang Chải"


def test_more_learners_than_places_enrols_nobody(at: datetime) -> None:
    made = a_class(at, learners=1, places=1)
    person = make.a_person(make.a_cell(made.unit))
    with pytest.raises(enrolling.CourseFull):
        enrolling.enrol_many(made.course_id, [EnrolDraft(person.id, made.unit.id)], **made.by)
    assert session.scalar(select(func.count(Enrolment.id))) == 1


def test_a_lesson_cancelled_for_all_leaves_the_denominator(at: datetime) -> None:
    made = a_class(at)
    first, second = made.whole.lessons
    lessons.cancel_lesson(second.id, "Mưa lũ", **made.by)
    attendance.finish_roll(first.id, **made.by)
    assert {row.outcome.attendance.held for row in outcomes(made.whole)} == {5}
    with pytest.raises(lessons.LessonIsOver):
        lessons.cancel_lesson(first.id, "x", **made.by)


def test_whoever_enrols_late_has_the_full_denominator(at: datetime) -> None:
    made = a_class(at, learners=1)
    first, second = made.whole.lessons
    attendance.finish_roll(first.id, **made.by)
    late = build.a_learner(made.whole.course, make.a_cell(made.unit, "Chi bộ khác"))
    late.enrolled_on = second.held_on
    session.commit()
    attendance.mark_roll(second.id, {late.id: PRESENT}, RollSource.LIST, **made.by)
    attendance.finish_roll(second.id, **made.by)
    found = {row.enrolment.id: row.outcome.attendance for row in outcomes(made.whole)}[late.id]
    assert (found.attended, found.held) == (5, 10)


def test_a_mark_changes_with_a_reason_as_another_version(at: datetime) -> None:
    made = a_class(at)
    one = made.whole.learners[0]
    draft = MarkDraft(one.id, "essay", Fraction("4.5"))
    assert marking.keep_marks(made.course_id, [draft], **made.by) == 1
    assert marking.keep_marks(made.course_id, [draft], **made.by) == 0
    better = MarkDraft(one.id, "essay", Fraction(5))
    with pytest.raises(marking.MarkNeedsReason):
        marking.keep_marks(made.course_id, [better], **made.by)
    marking.keep_marks(made.course_id, [better], "Cộng nhầm", **made.by)
    rows = session.scalars(select(Mark).order_by(Mark.version)).all()
    assert [(row.version, row.value, row.reason) for row in rows] == [
        (1, Fraction(9, 2), ""),
        (2, 5, "Cộng nhầm"),
    ]
    with pytest.raises(MarkOutside):
        marking.keep_marks(made.course_id, [MarkDraft(one.id, "essay", Fraction(11))], **made.by)


def test_two_markers_are_two_people(at: datetime) -> None:
    rules = default_rules().model_copy(
        update={"papers": (Paper(code="essay", title="Khóa luận", markers=2),)}
    )
    made = a_class(at, rules=rules)
    one = made.whole.learners[0]
    marking.keep_marks(made.course_id, [MarkDraft(one.id, "essay", Fraction(7))], **made.by)
    second = MarkDraft(one.id, "essay", Fraction(8), marker=2)
    with pytest.raises(marking.SameMarker):
        marking.keep_marks(made.course_id, [second], **made.by)
    other = make.a_user(Role.TRAINER, made.unit.id)
    marking.keep_marks(made.course_id, [second], actor_id=other.id, at=at)
    [found] = [row for row in outcomes(made.whole) if row.enrolment.id == one.id]
    assert found.outcome.papers[0].value == Fraction(15, 2)


def test_results_await_a_complete_roll(at: datetime) -> None:
    made = a_class(at)
    for lesson in made.whole.lessons:
        session.get_one(Lesson, lesson.id).state = "TAUGHT"
    session.commit()
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    with pytest.raises(courses.RollIncomplete):
        courses.step_course(made.course_id, CourseState.AWAITING, **made.by)


def test_recognised_results_stand(at: datetime) -> None:
    made = a_class(at, learners=2)
    mark_everybody(made, absent=1)
    courses.step_course(made.course_id, CourseState.MARKING, **made.by)
    drafts = [MarkDraft(one.id, "essay", Fraction(8)) for one in made.whole.learners]
    marking.keep_marks(made.course_id, drafts, **made.by)
    courses.step_course(made.course_id, CourseState.AWAITING, **made.by)
    with pytest.raises(courses.WordMissing):
        recognition.recognise(made.course_id, Decision(" ", date(2026, 12, 10)), **made.by)
    recognition.recognise(made.course_id, Decision("3", date(2026, 12, 10)), **made.by)
    refused, passed = session.scalars(select(CourseResult).order_by(CourseResult.id))
    assert [kept[0] for kept in refused.reasons] == [Cause.ATTENDANCE.name]
    assert (refused.is_passed, refused.band, passed.band) == (False, "", "good")
    again = [MarkDraft(passed.enrolment_id, "essay", Fraction(9))]
    with pytest.raises(ResultStands):
        marking.keep_marks(made.course_id, again, "Phúc khảo", **made.by)
    for deed in (
        lambda: attendance.finish_roll(made.whole.lessons[0].id, **made.by),
        lambda: enrolling.leave_course(
            made.whole.learners[0].id, EnrolmentState.WITHDRAWN, "x", **made.by
        ),
    ):
        with pytest.raises(NotInThisCourseState):
            deed()


def test_cancelling_needs_a_reason_and_only_before_marking(at: datetime) -> None:
    made = a_class(at)
    with pytest.raises(ReasonMissing):
        courses.step_course(made.course_id, CourseState.CANCELLED, **made.by)
    courses.step_course(made.course_id, CourseState.CANCELLED, reason="Mưa lũ", **made.by)
    with pytest.raises(NotInThisCourseState):
        courses.step_course(made.course_id, CourseState.RUNNING, **made.by)


def test_a_line_of_the_plan_is_kept_once(at: datetime) -> None:
    unit = make.a_unit()
    programme = build.a_programme(unit).programme_id
    draft = plans.PlanDraft(unit.id, 2026, programme, 3, 120)
    row = plans.save_plan_row(draft, actor_id=None, at=at)
    again = plans.PlanDraft(unit.id, 2026, programme, 4, 160)
    assert plans.save_plan_row(again, actor_id=None, at=at).id == row.id
    assert row.courses == 4
