"""A class with everything around it, loaded whole."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import or_, select

from foundation.db import session
from foundation.errors import NotFound
from training.models import (
    Course,
    CourseSite,
    CourseTrainer,
    Enrolment,
    Lesson,
    PlanItem,
    Programme,
    ProgrammeVersion,
    Recognition,
    RuleSet,
)
from training.rules.ruleset import RuleDocument, read_rules
from training.rules.states import (
    CourseState,
    EnrolmentRole,
    EnrolmentState,
    HalfDay,
    LessonState,
)


@dataclass(frozen=True)
class CourseWhole:
    """A class, its programme, lessons and learners."""

    course: Course
    version: ProgrammeVersion
    programme: Programme
    rules: RuleDocument
    sites: tuple[CourseSite, ...]
    lessons: tuple[Lesson, ...]
    enrolments: tuple[Enrolment, ...]
    recognitions: tuple[Recognition, ...]
    """The decisions of recognition: the first one of the class, then those for who made up."""

    @property
    def recognition(self) -> Recognition | None:
        """Return the decision that recognised the class."""
        return next(iter(self.recognitions), None)

    @property
    def state(self) -> CourseState:
        """Return where the class stands."""
        return CourseState[self.course.state]

    @property
    def learners(self) -> tuple[Enrolment, ...]:
        """Return who is in the class and can pass it: no auditors, nobody who left."""
        return tuple(one for one in self.present if one.role != EnrolmentRole.AUDITOR.name)

    @property
    def present(self) -> tuple[Enrolment, ...]:
        """Return who is in the class, auditors included."""
        return tuple(one for one in self.enrolments if one.state == EnrolmentState.ENROLLED.name)

    @property
    def taught(self) -> tuple[Lesson, ...]:
        """Return the lessons that were held."""
        return tuple(one for one in self.lessons if one.state == LessonState.TAUGHT.name)

    @property
    def counted(self) -> tuple[Lesson, ...]:
        """Return the lessons of the denominator: held or still to come."""
        return tuple(one for one in self.lessons if one.state != LessonState.CANCELLED.name)

    @property
    def periods(self) -> int:
        """Return the tiết of all lessons that count."""
        return sum(one.periods for one in self.counted)

    @property
    def next_lesson(self) -> Lesson | None:
        """Return the first lesson that is still to come."""
        return next((one for one in self.lessons if one.state == LessonState.PLANNED.name), None)

    def enrolment(self, public_id: str) -> Enrolment:
        """Return somebody of this class.

        Raises:
            NotFound: nobody of that name is in it.
        """
        for one in self.enrolments:
            if one.public_id == public_id:
                return one
        raise NotFound

    def lesson(self, public_id: str) -> Lesson:
        """Return a lesson of this class.

        Raises:
            NotFound: it has no such lesson.
        """
        for one in self.lessons:
            if one.public_id == public_id:
                return one
        raise NotFound


def course_whole(course_id: int) -> CourseWhole:
    """Return a class with everything around it; until it opens, the rules of its programme."""
    course, version, programme, rule_set = session.execute(
        select(Course, ProgrammeVersion, Programme, RuleSet)
        .join(ProgrammeVersion, ProgrammeVersion.id == Course.version_id)
        .join(Programme, Programme.id == ProgrammeVersion.programme_id)
        .join(RuleSet, RuleSet.id == ProgrammeVersion.rule_set_id)
        .where(Course.id == course_id)
    ).one()
    return CourseWhole(
        course=course,
        version=version,
        programme=programme,
        rules=read_rules(course.rules or rule_set.document),
        sites=tuple(
            session.scalars(
                select(CourseSite).where(CourseSite.course_id == course_id).order_by(CourseSite.id)
            )
        ),
        lessons=lessons_of(course_id),
        enrolments=tuple(
            session.scalars(
                select(Enrolment).where(Enrolment.course_id == course_id).order_by(Enrolment.number)
            )
        ),
        recognitions=tuple(
            session.scalars(
                select(Recognition)
                .where(Recognition.course_id == course_id)
                .order_by(Recognition.id)
            )
        ),
    )


def course_titles(course_ids: Collection[int]) -> dict[int, str]:
    """Return what the classes are called."""
    found = session.execute(select(Course.id, Course.title).where(Course.id.in_(course_ids)))
    return dict(found.all())


def learner_names(enrolment_ids: Collection[int]) -> dict[int, str]:
    """Return what the learners are called."""
    found = session.execute(
        select(Enrolment.id, Enrolment.full_name).where(Enrolment.id.in_(enrolment_ids))
    )
    return dict(found.all())


def lessons_of(course_id: int) -> tuple[Lesson, ...]:
    """Return the lessons of a class as they follow each other."""
    rows = session.scalars(select(Lesson).where(Lesson.course_id == course_id))
    halves = list(HalfDay.__members__)
    return tuple(sorted(rows, key=lambda r: (r.held_on, halves.index(r.half_day), r.number)))


def course_for_office(public_id: str, unit_ids: Collection[int]) -> Course:
    """Return a class, for officials of its unit or of one above.

    Raises:
        NotFound: no such class, or another unit's.
    """
    return _one(select(Course).where(Course.public_id == public_id, Course.unit_id.in_(unit_ids)))


def course_for_trainer(public_id: str, user_id: int, unit_ids: Collection[int]) -> Course:
    """Return a class, for its trainers and for the office of its unit.

    Raises:
        NotFound: no such class, or neither.
    """
    own = select(CourseTrainer.course_id).where(CourseTrainer.user_id == user_id)
    return _one(
        select(Course).where(
            Course.public_id == public_id,
            or_(Course.unit_id.in_(unit_ids), Course.id.in_(own)),
        )
    )


def _one(query: object) -> Course:
    found: Course | None = session.scalar(query)  # type: ignore[call-overload]
    if found is None:
        raise NotFound
    return found


def plan_items(version_id: int) -> tuple[PlanItem, ...]:
    """Return the items of a programme's version in order."""
    rows = select(PlanItem).where(PlanItem.version_id == version_id).order_by(PlanItem.position)
    return tuple(session.scalars(rows))


def trainer_ids(course_id: int) -> frozenset[int]:
    """Return the accounts that teach a class."""
    rows = select(CourseTrainer.user_id).where(CourseTrainer.course_id == course_id)
    return frozenset(session.scalars(rows))
