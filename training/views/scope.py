"""Loading the class an address names, for a caller whose role reaches it; else there is none."""

from foundation.account import guards
from foundation.account.guards import signed_in_user
from foundation.account.permissions import Permission
from foundation.errors import NotFound
from training.queries.loading import (
    CourseWhole,
    course_for_office,
    course_for_trainer,
    course_whole,
)

READ, NAMES = Permission.TRAINING_READ, Permission.TRAINING_NAMES
MANAGE, TEACH = Permission.TRAINING_MANAGE, Permission.TRAINING_TEACH
ISSUE = Permission.DOCUMENT_ISSUE


def course(public_id: str, permission: Permission) -> CourseWhole:
    """Return the class, if it is one of a unit in which the caller has ``permission``.

    Raises:
        NotFound: no such class, or it is another unit's.
    """
    return course_whole(course_for_office(public_id, guards.units_where(permission)).id)


def taught_course(public_id: str) -> CourseWhole:
    """Return the class, for its trainers and for the office of its unit.

    Raises:
        NotFound: no such class, or neither.
    """
    units = guards.units_where(MANAGE)
    return course_whole(course_for_trainer(public_id, signed_in_user().id, units).id)


def issuing_course(public_id: str) -> CourseWhole:
    """Return the class, for whoever leads it and also issues papers in its unit.

    Raises:
        NotFound: no such class, or only one of the two.
    """
    whole = course(public_id, ISSUE)
    if not may_issue(whole):
        raise NotFound
    return whole


def may_issue(whole: CourseWhole) -> bool:
    """Return whether the caller issues papers of this class; the contest's officials do not."""
    return may(whole, ISSUE) and may(whole, MANAGE)


def may(whole: CourseWhole, permission: Permission) -> bool:
    """Return whether the caller holds ``permission`` in the class's unit."""
    return whole.course.unit_id in guards.units_where(permission)
