"""Certificates of classes in the register of papers: issued, issued again, revoked."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from foundation import clock
from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.organisation import queries as organisation
from training.models import CourseResult
from training.queries.scope import Scope

SUBJECT = "course_result"
"""What a certificate of a class stands for in the register: what a learner reached in it."""


@dataclass(frozen=True)
class CertificateCounts:
    """Lines of the register in a period, and the enrolments the first issues stand for."""

    issued: int
    reissued: int
    revoked: int
    enrolments: frozenset[int]


def certificates(scope: Scope) -> CertificateCounts:
    """Return the certificates of the period that the unit, or one then below it, issued.

    A paper issued again is no second certificate. One revoked counts in the year it was revoked,
    for its issuer or, where that was dissolved before, for whoever got its records.
    """
    passed_on = organisation.record_unit_ids({scope.unit.id}, scope.as_of)
    found = session.execute(
        select(
            IssuedDocument.issuer_unit_id, CourseResult.enrolment_id, IssuedDocument.issue,
            IssuedDocument.issued_on, IssuedDocument.state, IssuedDocument.state_at,
        )
        .join(CourseResult, CourseResult.id == IssuedDocument.subject_id)
        .where(
            IssuedDocument.subject_kind == SUBJECT,
            IssuedDocument.issuer_unit_id.in_(scope.ever_below | passed_on),
            or_(
                IssuedDocument.issued_on.between(scope.period.starts_on, scope.period.last_day),
                IssuedDocument.state == "revoked",
            ),
        )
    )  # fmt: skip
    first: set[int] = set()
    reissued = revoked = 0
    for issuer, enrolment_id, issue, issued_on, state, state_at in found:
        if scope.period.holds(issued_on) and scope.holds(issuer, issued_on):
            reissued += issue > 1
            first |= {enrolment_id} if issue == 1 else set()
        if state == "revoked" and state_at is not None:
            changed_on = clock.local(state_at).date()
            is_ours = scope.holds(issuer, changed_on) or (
                issuer in passed_on and not scope.tree.units[issuer].lives_on(changed_on)
            )
            revoked += is_ours and scope.period.holds(changed_on)
    return CertificateCounts(len(first), reissued, revoked, frozenset(first))
