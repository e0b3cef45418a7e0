"""Names behind a figure, one page at a time."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from foundation.db import session
from foundation.organisation.models import Person
from foundation.paging import PAGE_SIZE, ListPage, nearest
from training.models import Course, CourseResult, Enrolment
from training.queries.learning import current_result


@dataclass(frozen=True)
class PersonLine:
    """A learner in a class, with what the class recognised."""

    full_name: str
    sending_unit_name: str
    course_title: str
    label: str
    is_passed: bool


def people_page(enrolment_ids: Collection[int], number: int) -> ListPage[PersonLine]:
    """Return a page of the learners behind these enrolments, sorted as Vietnamese lists are."""
    total = len(enrolment_ids)
    number = nearest(number, total)
    query = _learners(enrolment_ids).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return ListPage(tuple(_lines(query)), total, number)


def people_all(enrolment_ids: Collection[int]) -> list[PersonLine]:
    """Return all learners behind these enrolments, for a file."""
    return _lines(_learners(enrolment_ids))


def _lines(query: Select[str, str, str, str, bool]) -> list[PersonLine]:
    return [PersonLine(*row) for row in session.execute(query)]


def _learners(enrolment_ids: Collection[int]) -> Select[str, str, str, str, bool]:
    return (
        select(
            Enrolment.full_name, Enrolment.sending_unit_name, Course.title,
            func.coalesce(CourseResult.label, ""), func.coalesce(CourseResult.is_passed, False),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(CourseResult, current_result())
        .where(Enrolment.id.in_(enrolment_ids))
        .order_by(Person.name_key, Enrolment.id)
    )  # fmt: skip
