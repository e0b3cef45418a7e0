"""Certificates of classes in the register of papers: issued, issued again, revoked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import or_, select

from foundation import clock
from foundation.db import session
from foundation.documents.models import IssuedDocument
from foundation.organisation import queries as organisation
from training.models import CourseResult, Recognition
from training.queries.scope import Scope

SUBJECT = "course_result"
"""What a certificate of a class stands for in the register: what a learner reached in it."""


@dataclass(frozen=True)
class PaperLine:
    """A certificate of a class that was issued, issued again or revoked."""

    act: str
    """``issued``, ``reissued`` or ``revoked``."""
    document_id: int
    enrolment_id: int
    unit_id: int
    number_text: str
    holder_name: str
    on: date


@dataclass(frozen=True)
class Certificates:
    """Lines of the register in a period."""

    rows: tuple[PaperLine, ...]

    def count(self, act: str) -> int:
        """Return how many lines there are of one kind."""
        return sum(row.act == act for row in self.rows)

    @cached_property
    def enrolments(self) -> frozenset[int]:
        """Return the enrolments the first issues stand for."""
        return frozenset(row.enrolment_id for row in self.rows if row.act == "issued")


def certificates(scope: Scope) -> Certificates:
    """Return the certificates of the period that the unit, or one then below it, issued.

    A paper issued again is no second certificate. One revoked counts in the year it was revoked,
    for its issuer or, where that was dissolved before, for whoever got its records.
    """
    passed_on = organisation.record_unit_ids({scope.unit.id}, scope.as_of)
    found = session.execute(
        select(IssuedDocument, CourseResult.enrolment_id)
        .join(CourseResult, CourseResult.id == IssuedDocument.subject_id)
        .where(
            IssuedDocument.subject_kind == SUBJECT,
            IssuedDocument.issuer_unit_id.in_(scope.ever_below | passed_on),
            or_(
                IssuedDocument.issued_on.between(scope.period.starts_on, scope.period.last_day),
                IssuedDocument.state == "revoked",
            ),
        )
        .order_by(IssuedDocument.id)
    )
    lines = (
        _line(act, one, enrolment_id, on)
        for one, enrolment_id in found
        for act, on in _acts(scope, one, passed_on)
    )
    return Certificates(tuple(lines))


def _acts(
    scope: Scope, one: IssuedDocument, passed_on: frozenset[int]
) -> Iterator[tuple[str, date]]:
    """Return what happened to a paper in the period under the unit, and when."""
    issuer = one.issuer_unit_id
    if scope.period.holds(one.issued_on) and scope.holds(issuer, one.issued_on):
        yield "reissued" if one.issue > 1 else "issued", one.issued_on
    if one.state == "revoked" and one.state_at is not None:
        on = clock.local(one.state_at).date()
        is_ours = scope.holds(issuer, on) or (
            issuer in passed_on and not scope.tree.units[issuer].lives_on(on)
        )
        if is_ours and scope.period.holds(on):
            yield "revoked", on


def _line(act: str, one: IssuedDocument, enrolment_id: int, on: date) -> PaperLine:
    return PaperLine(
        act, one.id, enrolment_id, one.issuer_unit_id, one.number_text, one.holder_name, on
    )


def decided_on(result_ids: Sequence[int]) -> date:
    """Return the day of the youngest decision under which these results were recognised."""
    days = session.scalars(
        select(Recognition.decided_on)
        .join(CourseResult, CourseResult.recognition_id == Recognition.id)
        .where(CourseResult.id.in_(result_ids))
    )
    return max(days)
