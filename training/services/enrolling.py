"""Learners of a class: enrolled with the words of the day, leaving, their slips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foundation import clock
from foundation.account import services as accounts
from foundation.audit.services import record
from foundation.days import Day
from foundation.db import session, transactional
from foundation.errors import N_, Refusal
from foundation.organisation import queries as organisation
from foundation.organisation import services as people
from foundation.organisation.services import PersonDraft
from foundation.text import clean, reason_of
from training.models import Course, Enrolment
from training.queries.loading import CourseWhole, course_whole
from training.queries.outcomes import recognised_ids
from training.rules.states import (
    TEACHING,
    Address,
    CourseState,
    EnrolmentRole,
    EnrolmentState,
)
from training.services.guarding import ResultStands, course_in

SUBJECT = "learner"
ENROLLING = (CourseState.DRAFT, *sorted(TEACHING))


class CourseFull(Refusal):
    """More learners than places."""

    message = N_("This class has %(places)s places; %(wanted)s learners would be in it.")


@dataclass(frozen=True)
class EnrolDraft:
    """Somebody to be enrolled. No card number and no day of admission is asked for."""

    person_id: int
    sending_unit_id: int
    is_member: bool = True
    role: EnrolmentRole = EnrolmentRole.LEARNER
    birth_text: str | None = None
    post_text: str = ""
    sending_unit_name: str | None = None
    site_id: int | None = None


@dataclass(frozen=True)
class OutsiderDraft:
    """Somebody who is no Party member and is not written down yet."""

    full_name: str
    born: Day | None
    sending_unit_id: int
    site_id: int | None = None


@dataclass(frozen=True)
class LearnerSlip:
    """A personal slip; its code is known only now."""

    enrolment_id: int
    full_name: str
    unit_name: str
    number: int
    code: str


@transactional
def enrol_many(
    course_id: int, drafts: Sequence[EnrolDraft], *, actor_id: int | None, at: datetime
) -> list[Enrolment]:
    """Enrol people; return the new ones. Whoever is in the class already stays as he or she is.

    Raises:
        NotInThisCourseState: the class is over.
        CourseFull: there are fewer places; nobody is enrolled.
    """
    course_in(course_id, *ENROLLING)
    whole = course_whole(course_id)
    known = {one.person_id for one in whole.enrolments}
    fresh = {one.person_id: one for one in drafts if one.person_id not in known}
    places = whole.course.places
    if places is not None and len(whole.present) + len(fresh) > places:
        raise CourseFull(places=places, wanted=len(whole.present) + len(fresh))
    added = _enrolments(whole, list(fresh.values()), at)
    session.add_all(added)
    session.flush()
    if added:
        record(
            "course.enrol",
            f"course:{course_id}",
            actor_id=actor_id,
            at=at,
            unit_id=whole.course.unit_id,
            people=[[one.number, one.full_name] for one in added],
        )
    return added


def _enrolments(whole: CourseWhole, drafts: list[EnrolDraft], at: datetime) -> list[Enrolment]:
    day = clock.local(at).date()
    known = organisation.people({one.person_id for one in drafts})
    units = _unit_words({one.sending_unit_id for one in drafts}, day)
    last = max((one.number for one in whole.enrolments), default=0)
    made = []
    for number, draft in enumerate(drafts, start=last + 1):
        person = known[draft.person_id]
        told = draft.birth_text
        made.append(
            Enrolment(
                course_id=whole.course.id,
                person_id=person.id,
                number=number,
                full_name=person.full_name,
                birth_text=clean(person.birth_words if told is None else told)[:20],
                sending_unit_id=draft.sending_unit_id,
                sending_unit_name=(draft.sending_unit_name or units[draft.sending_unit_id])[:300],
                post_text=clean(draft.post_text)[:120],
                site_id=draft.site_id,
                role=draft.role.name,
                is_member=draft.is_member,
                address=whole.version.address if draft.is_member else Address.PLAIN.name,
                enrolled_on=day,
                created_at=at,
            )
        )
    return made


def _unit_words(unit_ids: set[int], day: date) -> dict[int, str]:
    """Return each unit's name with the organisation above it, as of that day."""
    names = organisation.unit_names(unit_ids, day)
    words = {}
    for unit_id, name in names.items():
        above = organisation.ancestor_ids(unit_id, day)[:1]
        words[unit_id] = ", ".join([name, *organisation.unit_names(above, day).values()])
    return words


@transactional
def enrol_outsider(
    course_id: int, outsider: OutsiderDraft, *, actor_id: int, at: datetime
) -> Enrolment:
    """Write down somebody who is no Party member, and enrol him or her."""
    draft = PersonDraft(outsider.full_name, None, clock.local(at).date(), born=outsider.born)
    person = people.create_person(draft, actor_id=actor_id, at=at)
    one = EnrolDraft(person.id, outsider.sending_unit_id, is_member=False, site_id=outsider.site_id)
    return enrol_many(course_id, [one], actor_id=actor_id, at=at)[0]


@transactional
def leave_course(
    enrolment_id: int,
    state: EnrolmentState,
    reason: str,
    *,
    actor_id: int,
    at: datetime,
) -> None:
    """Refuse somebody, write down that he or she left, or take him or her back.

    Raises:
        ReasonMissing: nothing is changed.
    """
    one = session.get_one(Enrolment, enrolment_id)
    course = course_in(one.course_id, *ENROLLING)
    before, one.state, one.reason = one.state, state.name, reason_of(reason)
    if state is not EnrolmentState.ENROLLED:
        accounts.revoke_code(SUBJECT, one.id, actor_id=actor_id, at=at)
    _record("enrolment.state", course, one, actor_id, at, before=before, reason=one.reason)


@dataclass(frozen=True)
class EnrolmentWords:
    """What may be put right about somebody in a class before the recognition."""

    birth_text: str
    post_text: str
    role: EnrolmentRole
    is_member: bool
    discipline_note: str
    site_id: int | None = None


@transactional
def change_enrolment(
    enrolment_id: int, words: EnrolmentWords, *, actor_id: int, at: datetime
) -> None:
    """Put right what the class's papers say of somebody.

    Raises:
        ResultStands: he or she was recognised already.
    """
    one = session.get_one(Enrolment, enrolment_id)
    course = course_in(one.course_id, *ENROLLING, CourseState.AWAITING, CourseState.RECOGNISED)
    if one.id in recognised_ids(course.id):
        raise ResultStands(name=one.full_name)
    one.birth_text, one.post_text = clean(words.birth_text)[:20], clean(words.post_text)[:120]
    one.role, one.is_member = words.role.name, words.is_member
    one.site_id = words.site_id
    if not words.is_member:
        one.address = Address.PLAIN.name
    one.discipline_note = clean(words.discipline_note)[:300]
    told = {"born": one.birth_text, "role": one.role, "site": one.site_id}
    _record("enrolment.change", course, one, actor_id, at, **told)


def _record(
    deed: str, course: Course, one: Enrolment, actor_id: int, at: datetime, **words: object
) -> None:
    session.flush()
    record(
        deed,
        f"enrolment:{one.id}",
        actor_id=actor_id,
        at=at,
        unit_id=course.unit_id,
        name=one.full_name,
        state=one.state,
        **words,
    )


@transactional
def issue_slips(
    course_id: int, enrolment_ids: Sequence[int] | None, *, actor_id: int | None, at: datetime
) -> list[LearnerSlip]:
    """Make a new code for everybody in the class, or for those named; older codes are dead."""
    whole = course_whole(course_id)
    chosen = [one for one in whole.present if enrolment_ids is None or one.id in set(enrolment_ids)]
    return [
        LearnerSlip(
            one.id,
            one.full_name,
            one.sending_unit_name,
            one.number,
            accounts.issue_code(
                SUBJECT, one.id, unit_id=whole.course.unit_id, actor_id=actor_id, at=at
            ),
        )
        for one in chosen
    ]
