"""Classes: created, changed, opened by a decision, and led from step to step."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, Refusal
from foundation.text import clean, clean_name, reason_of
from training.models import Course, CourseSite, CourseTrainer, ProgrammeVersion, RuleSet
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import open_conflicts, unmarked_lessons
from training.rules.ruleset import as_json, digest, read_rules
from training.rules.states import FROZEN, CourseState, course_after
from training.services.guarding import WordMissing, course_in, decision_number
from training.services.programmes import CodeTaken


class RulesUnconfirmed(Refusal):
    """A class opens under approved rules only."""

    message = N_("The rule set %(code)s is not confirmed yet. A named director has to approve it.")


class NothingToTeach(Refusal):
    """A class begins with lessons and learners."""

    message = N_("This class has no lesson or no learner yet.")


class LessonsLeft(Refusal):
    """Marking begins when every lesson was taught or cancelled."""

    message = N_("Lesson %(number)s was neither taught nor cancelled yet.")


class RollIncomplete(Refusal):
    """Results rest on a complete roll without open contradictions."""

    message = N_("The roll is not complete: %(count)s marks are missing or contradict each other.")


class DaysReversed(InvalidInput):
    """The last day lies before the first."""

    field = "ends_on"
    message = N_("The last day cannot lie before the first.")


@dataclass(frozen=True)
class CourseDraft:
    """What a class is called, when and where it is held."""

    title: str
    code: str
    starts_on: date
    ends_on: date
    cohort: str = ""
    places: int | None = None
    place: str = ""
    partners: str = ""
    in_charge: str = ""
    is_embedded: bool = False


@transactional
def create_course(
    unit_id: int, version_id: int, draft: CourseDraft, *, actor_id: int | None, at: datetime
) -> Course:
    """Create a class as a draft.

    Raises:
        CodeTaken, DaysReversed, WordMissing: nothing is created.
    """
    code = clean(draft.code)[:40]
    taken = select(Course.id).where(Course.unit_id == unit_id, Course.code == code)
    if session.scalar(taken) is not None:
        raise CodeTaken(code=code)
    course = Course(unit_id=unit_id, version_id=version_id, code=code, created_at=at)
    _fill(course, draft)
    session.add(course)
    session.flush()
    record(
        "course.create",
        f"course:{course.id}",
        actor_id=actor_id,
        at=at,
        unit_id=unit_id,
        code=code,
        title=course.title,
    )
    return course


def _fill(course: Course, draft: CourseDraft) -> None:
    course.title = clean_name(draft.title)[:200]
    if not course.title or not clean(draft.code):
        raise WordMissing(what=N_("Code and name"))
    if draft.ends_on < draft.starts_on:
        raise DaysReversed
    course.starts_on, course.ends_on = draft.starts_on, draft.ends_on
    course.cohort, course.places = clean(draft.cohort)[:60], draft.places
    course.place, course.partners = clean(draft.place)[:200], clean(draft.partners)[:300]
    course.in_charge, course.is_embedded = clean(draft.in_charge)[:120], draft.is_embedded


@transactional
def change_course(course_id: int, draft: CourseDraft, *, actor_id: int, at: datetime) -> None:
    """Change the words and days of a class whose results are not recognised."""
    states = [one for one in CourseState if one not in FROZEN | {CourseState.CANCELLED}]
    course = course_in(course_id, *states)
    _fill(course, draft)
    record(
        "course.change",
        f"course:{course_id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        title=course.title,
        starts_on=course.starts_on,
        ends_on=course.ends_on,
    )


@transactional
def open_course(
    course_id: int,
    number: str,
    decided_on: date,
    *,
    actor_id: int | None,
    at: datetime,
    is_drawn: bool = False,
) -> Course:
    """Open a class by a decision and freeze its rules with their digest.

    Raises:
        RulesUnconfirmed: nobody approved the rules of its programme.
        WordMissing: the decision has no number.
        TermMissing: it shall be drawn, and no term is known for its day.
    """
    course = session.get_one(Course, course_id)
    course_after(CourseState[course.state], CourseState.OPEN)
    version = session.get_one(ProgrammeVersion, course.version_id)
    rules = session.get_one(RuleSet, version.rule_set_id)
    if rules.approved_at is None:
        raise RulesUnconfirmed(code=rules.code)
    course.rules = as_json(read_rules(rules.document))
    course.rules_digest = digest(course.rules)
    course.opening_number = decision_number(number, course.unit_id, decided_on, is_drawn=is_drawn)
    course.opened_on = decided_on
    _go(course, CourseState.OPEN, "", actor_id, at)
    return course


@transactional
def step_course(
    course_id: int, wanted: CourseState, *, reason: str = "", actor_id: int | None, at: datetime
) -> None:
    """Lead a class one allowed step on; opening and recognising have services of their own.

    Raises:
        NotInThisCourseState: no such step.
        NothingToTeach, LessonsLeft, RollIncomplete: something has to be done before.
        ReasonMissing: cancelling or going back needs a reason.
    """
    whole = course_whole(course_id)
    if wanted in (CourseState.OPEN, CourseState.RECOGNISED):
        raise ValueError(wanted)
    course_after(whole.state, wanted)
    _check(whole, wanted)
    is_back = wanted is CourseState.MARKING and whole.state is CourseState.AWAITING
    if wanted is CourseState.CANCELLED or is_back:
        whole.course.state_reason = reason_of(reason)
    _go(whole.course, wanted, reason, actor_id, at)


def _check(whole: CourseWhole, wanted: CourseState) -> None:
    if wanted is CourseState.RUNNING and not (whole.lessons and whole.learners):
        raise NothingToTeach
    if wanted is CourseState.MARKING and whole.next_lesson is not None:
        raise LessonsLeft(number=whole.next_lesson.number)
    if wanted is CourseState.AWAITING:
        missing = unmarked_lessons(whole) + len(open_conflicts(whole.course.id))
        if missing:
            raise RollIncomplete(count=missing)


def _go(
    course: Course, wanted: CourseState, reason: str, actor_id: int | None, at: datetime
) -> None:
    before, course.state = course.state, wanted.name
    session.flush()
    record(
        "course.step",
        f"course:{course.id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        before=before,
        after=course.state,
        reason=reason,
        decision=course.opening_number if wanted is CourseState.OPEN else "",
    )


@transactional
def add_site(
    course_id: int, name: str, address: str, *, actor_id: int | None, at: datetime
) -> CourseSite:
    """Add a place where learners sit; the same name again is the same place."""
    course = session.get_one(Course, course_id)
    name = clean_name(name)[:120]
    if not name:
        raise WordMissing(what=N_("Name of the place"))
    site = session.scalar(
        select(CourseSite).where(CourseSite.course_id == course_id, CourseSite.name == name)
    )
    if site is None:
        site = CourseSite(course_id=course_id, name=name)
        session.add(site)
    site.address = clean(address)[:200]
    session.flush()
    record(
        "course.site",
        f"course:{course_id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        name=name,
    )
    return site


@transactional
def set_trainers(
    course_id: int, user_ids: frozenset[int], *, actor_id: int | None, at: datetime
) -> None:
    """Say which officials teach a class, keep its roll and mark its papers."""
    course = session.get_one(Course, course_id)
    known = {
        row.user_id: row
        for row in session.scalars(
            select(CourseTrainer).where(CourseTrainer.course_id == course_id)
        )
    }
    for user_id in user_ids - known.keys():
        session.add(CourseTrainer(course_id=course_id, user_id=user_id))
    for user_id in known.keys() - user_ids:
        session.delete(known[user_id])
    session.flush()
    record(
        "course.trainers",
        f"course:{course_id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        users=sorted(user_ids),
    )
